// What the words of a query are worth in one collection, alone and together. Thread-safe on different
// snapshots; may throw Xapian errors (store/guard.h).
#pragma once

#include <span>
#include <vector>

#include "query/matcher.h"
#include "store/snapshot.h"

namespace vnidx::search {

struct QueryWeights {
  // By query word; all 0 for a word that must not be there.
  std::vector<double> words;  ///< inverse document frequency, at least a little above 0
  std::vector<double> alone;  ///< the same, less the more the word belongs to a neighbour in the query
  std::vector<double>
      pairs;  ///< inverse document frequency of the word behind the one before it; 0: is the first
  std::vector<double>
      associations;           ///< pointwise mutual information of that pair, in nats; 0: none, or none seen
  double average_length = 1;  ///< of a document, in words
};

/// Inverse document frequency alone.
std::vector<double> word_weights(const Xapian::Database& database, std::span<const query::QueryWord> words);

QueryWeights query_weights(store::Snapshot& snapshot, std::span<const query::QueryWord> words);

}  // namespace vnidx::search
