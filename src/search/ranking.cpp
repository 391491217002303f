#include "search/ranking.h"

#include <algorithm>
#include <cmath>

#include "schema/term.h"

namespace vnidx::search {
namespace {

// A long law is read so far for ranking; what is shown and what is asked for exactly is looked up in all of it.
constexpr std::size_t kMaxRankedBytes = 64 << 10;

}  // namespace

std::vector<double> word_weights(const Xapian::Database& database, std::span<const query::QueryWord> words) {
  constexpr double kLeast = 0.1;
  const double documents = std::max(1U, database.get_doccount());
  std::vector<double> weights;
  for (const query::QueryWord& word : words) {
    const double frequency = database.get_termfreq(schema::word_term(word.canonical, word.folded));
    weights.push_back(std::max(kLeast, std::log((documents + 0.5) / (frequency + 0.5))));
  }
  return weights;
}

Result<void> rerank(Checker& checker, std::span<const query::QueryWord> words, std::span<const double> weights,
                    std::vector<Candidate>& candidates) {
  std::vector<Xapian::docid> documents;
  for (const Candidate& candidate : candidates) documents.push_back(candidate.document);
  auto read = checker.for_each(documents, kMaxRankedBytes, [&](std::size_t i, query::TextMatcher& matcher) {
    const auto& found = matcher.occurrences();
    std::vector<double> pairs(words.size());
    for (std::size_t o = 1; o < found.size(); ++o) {
      if (found[o].position != found[o - 1].position + 1) continue;
      const std::uint64_t both = found[o - 1].words << 1 & found[o].words;
      for (std::size_t word = 1; word < std::min(words.size(), query::kMaxMatchedWords); ++word) {
        if ((both >> word & 1) != 0 && words[word].run == words[word - 1].run) pairs[word] += 1;
      }
    }
    double score = 0;
    for (std::size_t word = 1; word < pairs.size(); ++word) {
      score += pairs[word] / (pairs[word] + 1) * (weights[word] + weights[word - 1]) * 0.5;
    }
    candidates[i].score += score;
  });
  if (!read) return read;
  std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.document < b.document;
  });
  return {};
}

}  // namespace vnidx::search
