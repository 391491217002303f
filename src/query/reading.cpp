#include "query/reading.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "schema/term.h"

namespace vnidx::query {
namespace {

constexpr std::size_t kMaxCandidates = 24;  // forms of one word; `dang` has 19 that occur at all
// What typing a word without marks says, where the writer types marks elsewhere: the unmarked form is so much
// likelier than the counts alone would have it.
constexpr double kTypedAsMeant = 50;

}  // namespace

std::vector<Candidate> readings_of(const QueryWord& word, Writer writer, const stats::Table& statistics) {
  std::vector<Candidate> candidates;
  if (word.match == MarkMatch::exact || word.is_prefix) {
    const auto entry = statistics.find(schema::word_term(word.canonical, word.folded));
    if (entry) candidates.push_back({word.canonical, entry->number, entry->count});
  } else {
    for (const auto& entry : statistics.markings(word.folded)) {
      std::string form = schema::term_word(entry.term);
      if (!matches(word, form, word.folded)) continue;
      const bool as_typed = writer == Writer::with_marks && form == word.canonical;
      candidates.push_back(
          {std::move(form), entry.number, entry.count, as_typed ? std::log(kTypedAsMeant) : 0});
    }
    if (candidates.size() > kMaxCandidates) {
      std::partial_sort(candidates.begin(), candidates.begin() + kMaxCandidates, candidates.end(),
                        [](const Candidate& a, const Candidate& b) { return a.count > b.count; });
      candidates.resize(kMaxCandidates);
      std::sort(candidates.begin(), candidates.end(),
                [](const Candidate& a, const Candidate& b) { return a.number < b.number; });
    }
  }
  if (candidates.empty()) candidates.push_back({word.canonical});
  return candidates;
}

std::vector<std::string> read_back(std::span<const QueryWord> words, Writer writer,
                                   const stats::Table& statistics) {
  std::vector<std::vector<Candidate>> places;
  for (const QueryWord& word : words) places.push_back(readings_of(word, writer, statistics));
  const auto chosen = likeliest(places, statistics);
  std::vector<std::string> forms;
  for (std::size_t i = 0; i < words.size(); ++i) forms.push_back(std::move(places[i][chosen[i]].form));
  return forms;
}

}  // namespace vnidx::query
