// The second stage: the best candidates of the first, ordered anew by what only their text tells.
//
// The first stage is BM25 over words. The second adds, for each candidate,
//   - the query's pairs of adjacent words that stand next to each other in the text too, each worth its inverse
//     document frequency in this collection (pair statistics), saturated and set against length as BM25 does,
//   - a little for those that nearly do,
//   - query words in the opening of the text (title and first words), where news say what they are about,
//   - query words in the title.
// A word found in another form than the one it was read as counts less. Thread-safe on different queries.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "query/matcher.h"
#include "search/checker.h"
#include "store/snapshot.h"
#include "vnidx/result.h"

namespace vnidx::search {

/// A long law is read so far for ranking, in each part; what is shown and what is asked for exactly is looked up in
/// all of it.
inline constexpr std::size_t kMaxRankedBytes = 64 << 10;

struct Candidate {
  Xapian::docid document;
  double score;
};

/// What each query word is worth in `database`: its inverse document frequency, at least a little above 0.
std::vector<double> word_weights(const Xapian::Database& database, std::span<const query::QueryWord> words);

/// What the words and pairs of one query are worth in one collection.
struct QueryWeights {
  std::vector<double> words;
  std::vector<double> pairs;  ///< [i]: word i − 1 followed by word i; 0 where they are of different runs
  double average_length = 1;  ///< of a document, in words
};

QueryWeights query_weights(store::Snapshot& snapshot, std::span<const query::QueryWord> words);

/// What is known of a candidate; each but the first is a sum of weights of the query's words or pairs.
struct Evidence {
  double first_stage = 0;
  double pairs = 0;
  double near_pairs = 0;  ///< with one or two words between them
  double opening = 0;     ///< words
  double title = 0;       ///< words
};

/// The evidence of the text that `matcher` has read.
Evidence gather(const query::TextMatcher& matcher, const QueryWeights& weights, double first_stage);

double score(const Evidence& evidence);

/// Reads the texts of `candidates`, scores them anew and sorts them, best first.
Result<void> rerank(Checker& checker, const QueryWeights& weights, std::vector<Candidate>& candidates);

}  // namespace vnidx::search
