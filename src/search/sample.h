// Some of the documents that a query finds, taken evenly from all of them. Thread-safe on different
// databases; may throw Xapian errors (store/guard.h).
#pragma once

#include <xapian.h>

#include <cstddef>
#include <vector>

namespace vnidx::search {

struct Sample {
  double candidates = 0;                 ///< how many documents the query finds, likely
  std::vector<Xapian::docid> documents;  ///< some of them, rising
};

/// Leaves every n-th of `documents`, from the first on.
void keep_one_in(std::size_t n, std::vector<Xapian::docid>& documents);

/// Where a query finds many, only parts of a large collection are searched.
Sample sample_of(const Xapian::Database& database, const Xapian::Query& query);

}  // namespace vnidx::search
