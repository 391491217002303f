// The seal of a generation that a writer changes in place, at the cost of what it reads and writes.
//
// Before Xapian reads a block, to change a list of postings or to add a document, the block is compared with
// its checksum. After the commit those of the blocks that it wrote are renewed: which these are, the list of
// free blocks tells (glass_state.h). And what it replaced is compared once more, for only Xapian knows all
// that it reads: should anything of it be damaged, the commit is taken back. Damage in what the writer did
// not read stays as it is, and so does the checksum that tells of it.
//
// Where the seal is of an older kind, or the layout of the tables is not known, all is read, before and
// after.
//
// Not thread-safe. Only under a WriterLock.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_stamp.h"
#include "store/checked_table.h"
#include "store/glass_state.h"
#include "store/seal.h"
#include "vnidx/result.h"

namespace vnidx::store {

class InPlaceSeal {
 public:
  /// Compares what every change reads. Errors: damaged, io.
  static Result<InPlaceSeal> open(const std::filesystem::path& generation);

  /// Compares what it takes to add documents up to number `last` to the postings of `term`. Error damaged.
  Result<void> require_term(std::string_view term, Xapian::docid last);
  /// The same for the stored text, the length and the values of a document, which may be a new one.
  Result<void> require_document(Xapian::docid number);

  /// Compares a whole file that is to be written anew of what it holds; one that is not sealed passes.
  /// Errors: damaged, io.
  Result<void> require_file(const std::string& name);

  /// Breaks the seal. Error io.
  Result<void> break_seal();

  /// After the commit, or after it failed: compares what it replaced. Error damaged: the generation is again
  /// as it was before, and sealed.
  Result<void> confirm();

  /// Seals the generation durably, as it lies there now. After confirm(). Error io.
  Result<void> renew();

 private:
  struct Known {
    SealLine line;
    FileStamp stamp;
  };

  explicit InPlaceSeal(std::filesystem::path generation) : generation_(std::move(generation)) {}
  Result<void> read_lines(const std::vector<SealLine>& lines);
  Result<void> open_tables();
  Result<CheckedTable> open_table(const std::string& name, const glass::TableState& state);
  /// For the table as it is now; whether all that the commit replaced was intact.
  Result<bool> renew_sums(CheckedTable& table, const std::string& name, const glass::TableState& after,
                          bool is_committed);

  std::filesystem::path generation_;
  std::map<std::string, Known> files_;
  std::string iamglass_;
  glass::DatabaseState state_;
  // Nothing where all is read.
  std::optional<CheckedTable> postings_;
  std::optional<CheckedTable> documents_;
  std::map<std::string, BlockSums> renewed_;  // by the name of the table
};

}  // namespace vnidx::store
