// The second stage: the best candidates of the first, ordered anew by what only their text tells
// (evidence.h). Thread-safe on different queries.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <span>
#include <vector>

#include "query/matcher.h"
#include "search/checker.h"
#include "search/query_weights.h"
#include "vnidx/result.h"

namespace vnidx::search {

/// A long law is read so far for ranking, in each part; what is shown and what is asked for exactly is looked
/// up in all of it.
inline constexpr std::size_t kMaxRankedBytes = 64 << 10;

struct Candidate {
  Xapian::docid document;
  double score;
};

/// How many candidates are looked at, at most. What a query of few words asks for is seen in fewer.
std::size_t max_reranked(std::span<const query::QueryWord> words);

/// Reads the texts of the first of `candidates`, which come best first, scores these anew and sorts them.
/// Those that the first stage found much worse than its best stay behind them in their order, unread.
Result<void> rerank(Checker& checker, std::span<const query::QueryWord> words, const QueryWeights& weights,
                    std::vector<Candidate>& candidates);

}  // namespace vnidx::search
