#include "search/ranking.h"

#include <algorithm>
#include <numeric>

#include "search/evidence.h"

namespace vnidx::search {
namespace {

// A candidate with less than this share of the best first score has next to no hope: reading those too found
// nothing more on the judged queries and took twice the time.
constexpr double kHopefulShare = 0.45;
constexpr std::size_t kMinReranked = 20;

std::size_t hopeful(std::span<const Candidate> candidates, std::size_t most) {
  most = std::min(candidates.size(), most);
  std::size_t count = std::min(candidates.size(), kMinReranked);
  while (count < most && candidates[count].score >= kHopefulShare * candidates.front().score) ++count;
  return count;
}

}  // namespace

std::size_t max_reranked(std::span<const query::QueryWord> words) {
  constexpr std::size_t kOfAWord = 50;
  return std::clamp<std::size_t>(kOfAWord * words.size(), 100, 200);
}

Result<void> rerank(Checker& checker, std::span<const query::QueryWord> words, const QueryWeights& weights,
                    std::vector<Candidate>& candidates) {
  const std::span top = std::span(candidates).first(hopeful(candidates, max_reranked(words)));
  const std::span rest = std::span(candidates).subspan(top.size());
  // Read in order of number: neighbours lie in the same blocks of the index.
  std::vector<std::size_t> order(top.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return top[a].document < top[b].document; });
  std::vector<Xapian::docid> documents;
  for (const std::size_t i : order) documents.push_back(top[i].document);
  auto read = checker.for_each(documents, kMaxRankedBytes, [&](std::size_t i, query::TextMatcher& matcher) {
    top[order[i]].score = score(gather(matcher, words, weights));
  });
  if (!read) return read;
  std::stable_sort(top.begin(), top.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  // The two kinds of scores are of different scales, and a list of scores falls.
  const double too_much = rest.empty() ? 0 : std::max(0.0, rest.front().score - top.back().score);
  for (Candidate& candidate : rest) candidate.score -= too_much;
  return {};
}

}  // namespace vnidx::search
