#include "search/ranking.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>

#include "schema/term.h"

namespace vnidx::search {
namespace {

constexpr std::uint32_t kOpeningWords = 40;
constexpr std::uint32_t kNearWords = 3;
// A word in another form than the one it was read as.
constexpr double kOtherForm = 0.3;

// What each kind of evidence counts; found by scripts/tune-ranking on judged queries.
constexpr Evidence kWeights{.first_stage = 1, .pairs = 1.5, .near_pairs = 0.3, .opening = 0.5, .title = 0.5};

double inverse_frequency(double documents, double frequency) {
  constexpr double kLeast = 0.1;
  return std::max(kLeast, std::log((documents + 0.5) / (frequency + 0.5)));
}

}  // namespace

std::vector<double> word_weights(const Xapian::Database& database, std::span<const query::QueryWord> words) {
  const double documents = std::max(1U, database.get_doccount());
  std::vector<double> weights;
  for (const query::QueryWord& word : words) {
    weights.push_back(inverse_frequency(documents, database.get_termfreq(schema::word_term(word.reading, word.folded))));
  }
  return weights;
}

QueryWeights query_weights(store::Snapshot& snapshot, std::span<const query::QueryWord> words) {
  QueryWeights weights;
  weights.words = word_weights(snapshot.database(), words);
  weights.pairs.resize(words.size());
  weights.average_length = std::max(1.0, snapshot.database().get_avlength());
  const stats::Table& statistics = snapshot.statistics();
  const double documents = std::max(1U, snapshot.database().get_doccount());
  std::optional<stats::Table::Entry> before;
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto entry = statistics.find(schema::word_term(words[i].reading, words[i].folded));
    if (i > 0 && words[i].run == words[i - 1].run) {
      const double count = before && entry ? static_cast<double>(statistics.pair_count(before->number, entry->number)) : 0;
      weights.pairs[i] = inverse_frequency(documents, count);
    }
    before = std::move(entry);
  }
  return weights;
}

Evidence gather(const query::TextMatcher& matcher, const QueryWeights& weights, double first_stage) {
  constexpr double kLengthShare = 0.75;
  struct Found {
    double pairs = 0;
    double near_pairs = 0;
    double opening = 0;
    double title = 0;
  };
  const std::size_t words = std::min(weights.words.size(), query::kMaxMatchedWords);
  std::vector<Found> found(words);
  const auto& occurrences = matcher.occurrences();
  const std::uint32_t title_end = matcher.title_word_count();
  for (std::size_t o = 0; o < occurrences.size(); ++o) {
    const query::Occurrence& here = occurrences[o];
    if (here.position < title_end + kOpeningWords) {
      for (std::uint64_t rest = here.words; rest != 0; rest &= rest - 1) {
        const auto word = static_cast<std::size_t>(std::countr_zero(rest));
        const double form = (here.as_read >> word & 1) != 0 ? 1 : kOtherForm;
        found[word].opening = std::max(found[word].opening, form);
        if (here.position < title_end) found[word].title = std::max(found[word].title, form);
      }
    }
    for (std::size_t b = o; b-- > 0 && here.position - occurrences[b].position <= kNearWords;) {
      const query::Occurrence& before = occurrences[b];
      for (std::uint64_t rest = before.words << 1 & here.words; rest != 0; rest &= rest - 1) {
        const auto word = static_cast<std::size_t>(std::countr_zero(rest));
        const double form = ((before.as_read << 1 & here.as_read) >> word & 1) != 0 ? 1 : kOtherForm;
        (here.position - before.position == 1 ? found[word].pairs : found[word].near_pairs) += form;
      }
    }
  }
  const double length = 1 - kLengthShare + kLengthShare * matcher.word_count() / weights.average_length;
  Evidence evidence{.first_stage = first_stage};
  for (std::size_t word = 0; word < words; ++word) {
    const Found& of = found[word];
    evidence.pairs += weights.pairs[word] * of.pairs / (of.pairs + length);
    evidence.near_pairs += weights.pairs[word] * of.near_pairs / (of.near_pairs + 1);
    evidence.opening += weights.words[word] * of.opening;
    evidence.title += weights.words[word] * of.title;
  }
  return evidence;
}

double score(const Evidence& e) {
  return kWeights.first_stage * e.first_stage + kWeights.pairs * e.pairs + kWeights.near_pairs * e.near_pairs +
         kWeights.opening * e.opening + kWeights.title * e.title;
}

Result<void> rerank(Checker& checker, const QueryWeights& weights, std::vector<Candidate>& candidates) {
  // Neighbours lie in the same blocks of the index.
  std::sort(candidates.begin(), candidates.end(),
            [](const Candidate& a, const Candidate& b) { return a.document < b.document; });
  std::vector<Xapian::docid> documents;
  for (const Candidate& candidate : candidates) documents.push_back(candidate.document);
  auto read = checker.for_each(documents, kMaxRankedBytes, [&](std::size_t i, query::TextMatcher& matcher) {
    candidates[i].score = score(gather(matcher, weights, candidates[i].score));
  });
  if (!read) return read;
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  return {};
}

}  // namespace vnidx::search
