// The documents of a generation that count no more.
//
// Xapian deletes a document by its list of terms, and these lists are more than a third of an index; so an
// index is written without them. A document that was removed or replaced stays where it is, and its number
// joins this set, which lies in the metadata and is committed together with the change. Every query leaves
// out what is in it; when it has grown to a good share of the index, the index is built anew
// (index/rebuild.h).
//
// A value; thread-safe for reading.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "vnidx/result.h"

namespace vnidx::store {

class RemovedSet {
 public:
  /// What the metadata of `database` says. Error damaged.
  static Result<RemovedSet> read(const Xapian::Database& database);
  void write(Xapian::WritableDatabase& database) const;
  /// The same from the bytes of that metadata; no number is above `last`. Error damaged.
  static Result<RemovedSet> unpack(std::string_view bytes, Xapian::docid last);

  std::size_t size() const { return size_; }
  bool contains(Xapian::docid document) const;
  void insert(Xapian::docid document);

  /// The least number in the set that is at least `document`; 0 where there is none.
  Xapian::docid next(Xapian::docid document) const;

 private:
  std::vector<std::uint64_t> bits_;  // by number
  std::size_t size_ = 0;
};

/// The documents that match `query` and are not in `removed`, which must outlive the query.
Xapian::Query without_removed(const Xapian::Query& query, const RemovedSet& removed);

}  // namespace vnidx::store
