// The words of a query that rank without restricting, scored term after term over arrays.
//
// Xapian's own OR walks all posting lists side by side, document by document, through a tree of one node a
// word. A query of sixteen words, or of six without marks and so of a hundred forms, spends most of its time
// in that tree. Adding up one posting list after the other in an array with a place for each document gives
// the same scores in a third to a quarter of the time (16 ns a posting). To Xapian the result is one posting
// source, so filters, sorting and operators are still its own. May throw Xapian errors (store/guard.h).
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "store/snapshot.h"

namespace vnidx::query {

/// BM25's k1 and b.
inline constexpr double kSaturation = 1.2;
inline constexpr double kLengthShare = 0.75;

/// BM25, as every part of a query is weighed by.
Xapian::BM25Weight bm25();

/// Terms that count together as if they were one (as OP_SYNONYM has it).
struct BagWord {
  std::vector<std::string> terms;
  double scale = 1;  ///< of its weight
};

/// One word alone, for operators that restrict.
Xapian::Query word_query(const BagWord& word);

/// The documents that hold any of `words`, ranked by all of them. `snapshot` must outlive the query and not
/// move on while it is in use.
Xapian::Query bag_of_words(std::vector<BagWord> words, store::Snapshot& snapshot);

}  // namespace vnidx::query
