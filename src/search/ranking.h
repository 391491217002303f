// The second stage: the best candidates of the first, ordered anew by what only their text tells.
#pragma once

#include <xapian.h>

#include <span>
#include <vector>

#include "query/matcher.h"
#include "search/checker.h"
#include "vnidx/result.h"

namespace vnidx::search {

struct Candidate {
  Xapian::docid document;
  double score;
};

/// What each query word is worth in `database`: its inverse document frequency, at least a little above 0.
std::vector<double> word_weights(const Xapian::Database& database, std::span<const query::QueryWord> words);

/// Adds to the scores of `candidates` (of the first stage) what their text says and sorts them, best first.
Result<void> rerank(Checker& checker, std::span<const query::QueryWord> words, std::span<const double> weights,
                    std::vector<Candidate>& candidates);

}  // namespace vnidx::search
