// The postings of a term, a stretch at a time: from the table itself where its layout is known, which takes a
// quarter of the time, else through Xapian. Readers are for the use of one thread and may throw Xapian errors
// (guard.h).
#pragma once

#include <xapian.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/glass_table_reader.h"

namespace vnidx::store {

struct Posting {
  Xapian::docid document;
  Xapian::termcount count;  ///< how often the term is there; 0 where it only is there
};

class PostingReader {
 public:
  virtual ~PostingReader() = default;
  /// Makes `stretch` consecutive postings of the list, rising, among them the first one of `from` or a later
  /// document; empty when there is none. It is quick where `from` rises from call to call.
  virtual void read(Xapian::docid from, std::vector<Posting>& stretch) = 0;
};

/// The table of terms of one revision of a database.
class PostingTable {
 public:
  /// None where the table is of another layout, or a commit came since `database` was opened.
  static std::optional<PostingTable> open(const std::filesystem::path& generation,
                                          const Xapian::Database& database);

  /// The readers must not outlive the table.
  std::unique_ptr<PostingReader> postings(const std::string& term);
  /// The lengths of documents, as if they were counts of a term.
  std::unique_ptr<PostingReader> lengths();

 private:
  PostingTable(std::unique_ptr<GlassTableReader> table, Xapian::docid last)
      : table_(std::move(table)), last_(last) {}

  std::unique_ptr<GlassTableReader> table_;  // stays in place when this is moved
  Xapian::docid last_;
};

/// The same through Xapian.
std::unique_ptr<PostingReader> slow_postings(const Xapian::Database& database, const std::string& term);
std::unique_ptr<PostingReader> slow_lengths(const Xapian::Database& database);

}  // namespace vnidx::store
