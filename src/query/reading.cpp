#include "query/reading.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "schema/term.h"

namespace vnidx::query {
namespace {

constexpr double kLambda = 0.9;
constexpr std::size_t kMaxCandidates = 24;  // forms of one word; `dang` has 19 that occur at all
// What typing a word without marks says, where the writer types marks elsewhere: the unmarked form is so much
// likelier than the counts alone would have it.
constexpr double kTypedAsMeant = 50;

struct Candidate {
  std::string form;
  stats::Number number;
  double count;
  bool is_known;     // has a number and a count
  double prior;      // log, added whatever stands before
  double best = 0;   // log probability of the best way here
  std::size_t from = 0;
};

std::vector<Candidate> candidates_of(const QueryWord& word, Writer writer, const stats::Table& statistics) {
  std::vector<Candidate> candidates;
  if (word.match == MarkMatch::exact || word.is_prefix) {
    const auto entry = statistics.find(schema::word_term(word.canonical, word.folded));
    if (entry) candidates.push_back({word.canonical, entry->number, static_cast<double>(entry->count), true, 0});
  } else {
    for (const auto& entry : statistics.markings(word.folded)) {
      std::string form = schema::term_word(entry.term);
      if (!matches(word, form, word.folded)) continue;
      const bool as_typed = writer == Writer::with_marks && form == word.canonical;
      candidates.push_back({std::move(form), entry.number, static_cast<double>(entry.count), true,
                            as_typed ? std::log(kTypedAsMeant) : 0});
    }
    if (candidates.size() > kMaxCandidates) {
      std::partial_sort(candidates.begin(), candidates.begin() + kMaxCandidates, candidates.end(),
                        [](const Candidate& a, const Candidate& b) { return a.count > b.count; });
      candidates.resize(kMaxCandidates);
      std::sort(candidates.begin(), candidates.end(),
                [](const Candidate& a, const Candidate& b) { return a.number < b.number; });
    }
  }
  if (candidates.empty()) candidates.push_back({word.canonical, 0, 0, false, 0});
  return candidates;
}

}  // namespace

std::vector<std::string> read_back(std::span<const QueryWord> words, Writer writer, const stats::Table& statistics) {
  std::vector<std::vector<Candidate>> lattice;
  const double total = static_cast<double>(std::max<std::uint64_t>(statistics.word_count(), 1));
  std::vector<stats::Number> numbers;
  std::vector<std::uint64_t> counts;
  for (const QueryWord& word : words) {
    lattice.push_back(candidates_of(word, writer, statistics));
    std::vector<Candidate>& now = lattice.back();
    numbers.clear();
    for (const Candidate& candidate : now) numbers.push_back(candidate.number);
    for (Candidate& candidate : now) candidate.best = -std::numeric_limits<double>::infinity();
    if (lattice.size() == 1) {
      for (Candidate& candidate : now) candidate.best = candidate.prior + std::log((candidate.count + 0.5) / total);
      continue;
    }
    const std::vector<Candidate>& before = lattice[lattice.size() - 2];
    for (std::size_t from = 0; from < before.size(); ++from) {
      if (before[from].is_known) statistics.pair_counts(before[from].number, numbers, counts);
      else counts.assign(numbers.size(), 0);
      for (std::size_t to = 0; to < now.size(); ++to) {
        const double pairs = now[to].is_known ? static_cast<double>(counts[to]) : 0;
        const double follows = before[from].count > 0 ? pairs / before[from].count : 0;
        const double alone = (now[to].count + 0.5) / total;
        const double way = before[from].best + now[to].prior + std::log(kLambda * follows + (1 - kLambda) * alone);
        if (way > now[to].best) {
          now[to].best = way;
          now[to].from = from;
        }
      }
    }
  }
  std::vector<std::string> forms(words.size());
  if (words.empty()) return forms;
  const auto better = [](const Candidate& a, const Candidate& b) { return a.best < b.best; };
  auto at = static_cast<std::size_t>(std::max_element(lattice.back().begin(), lattice.back().end(), better) -
                                     lattice.back().begin());
  for (std::size_t i = words.size(); i-- > 0;) {
    forms[i] = lattice[i][at].form;
    at = lattice[i][at].from;
  }
  return forms;
}

}  // namespace vnidx::query
