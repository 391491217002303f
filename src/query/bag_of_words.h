// The words of a query that rank without restricting, as one posting source of Xapian.
//
// Xapian's own OR walks all posting lists side by side, document by document, through a tree of one node a
// word; a query of sixteen words, or of six without marks and so of a hundred forms, spends most of its time
// in that tree. Here one list after the other is added up, over ranges of documents (bag_scorer.h), and
// Xapian's least score tells which lists cannot matter any more. Filters, sorting and operators are Xapian's
// own. May throw Xapian errors (store/guard.h).
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <vector>

#include "store/snapshot.h"

namespace vnidx::query {

/// BM25's k1 and b, and the share of the average length below which a document does not gain by being
/// shorter.
inline constexpr double kSaturation = 1.2;
inline constexpr double kLengthShare = 0.75;
inline constexpr double kMinLengthShare = 0.5;

/// BM25, as every part of a query is weighed by.
Xapian::BM25Weight bm25();

/// Terms that count together as if they were one (as OP_SYNONYM has it).
struct BagWord {
  std::vector<std::string> terms;
  double scale = 1;  ///< of its weight
  /// Stands for what a word was not read as. It brings in documents that hold none of the words as they were
  /// read, and adds nothing to those that do.
  bool is_other_reading = false;
};

/// One word alone, for operators that restrict.
Xapian::Query word_query(const BagWord& word);

/// Up to so many postings are all read at once: then it is known how many documents there are. Of more, the
/// number is estimated unless every document is asked for.
inline constexpr std::uint64_t kCountedPostings = 100'000;

/// The documents that hold any of `words`, ranked by all of them. `snapshot` must outlive the query and not
/// move on while it is in use.
Xapian::Query bag_of_words(std::vector<BagWord> words, store::Snapshot& snapshot,
                           std::uint64_t counted_postings = kCountedPostings);

}  // namespace vnidx::query
