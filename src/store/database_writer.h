// Writes a whole Xapian database from what its documents and terms are, given in the order in which it lies
// on disk.
//
// Inverting in Xapian took more than half of all processor time of a build: a map of maps of strings, a
// search down the tree for every item, an attempt to deflate what is compressed already. Here nothing is
// searched for. What comes out is what Xapian's compactor makes of the same documents (its glass backend, as
// of 1.4), without lists of terms, and can be opened, changed and merged like any other. Not thread-safe.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "store/glass_table_writer.h"
#include "vnidx/result.h"

namespace vnidx::store {

class DatabaseWriter {
 public:
  /// Makes the folder `folder`.
  static Result<DatabaseWriter> create(const std::filesystem::path& folder);

  /// The data of the next document; documents are numbered from 1. At any time.
  void add_data(std::string_view data);

  // What follows is added in this order, and within each kind in rising order.
  void add_metadata(std::string_view key, std::string_view value);
  /// How many documents have a value in `slot`, and the least and the greatest of these.
  void add_value_bounds(Xapian::valueno slot, Xapian::doccount documents, std::string_view least,
                        std::string_view greatest);
  void add_value(Xapian::valueno slot, Xapian::docid document, std::string_view value);
  /// The length in words of the next document, from 1 on.
  void add_length(Xapian::termcount length);
  /// A term, with what its postings will add up to.
  void begin_term(std::string_view term, Xapian::doccount documents, Xapian::termcount occurrences);
  void add_posting(Xapian::docid document, Xapian::termcount occurrences);

  /// Writes the rest. Nothing is synced. Error io.
  Result<void> finish();

 private:
  explicit DatabaseWriter(const std::filesystem::path& folder);
  void close_values();
  void close_postings(bool is_last);

  struct Postings {
    std::string key;     // of the list, without a document
    std::string header;  // of its first piece; empty once that is written
    std::string piece;   // as it lies on disk, without its header
    Xapian::docid first = 0;
    Xapian::docid last = 0;  // 0: there is none in this piece yet
  };

  std::filesystem::path folder_;
  GlassTableWriter documents_;
  GlassTableWriter terms_;
  Postings postings_;
  Xapian::valueno slot_ = 0;
  Postings values_;  // the same of a slot's values; key and header are not used

  Xapian::docid data_count_ = 0;
  Xapian::doccount document_count_ = 0;
  Xapian::totallength total_length_ = 0;
  Xapian::termcount least_length_ = 0;  // of those that are not 0
  Xapian::termcount greatest_length_ = 0;
  Xapian::termcount most_occurrences_ = 0;
};

}  // namespace vnidx::store
