// Looking after an index: is it whole, make it whole again, make it small.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "vnidx/index.h"
#include "vnidx/result.h"

namespace vnidx {

/// Something that is not as it was written.
struct Finding {
  std::string place;    ///< a file of the index, or a document
  std::string problem;  ///< one line
  friend bool operator==(const Finding&, const Finding&) = default;
};

struct CheckReport {
  std::string path;
  std::string generation;       ///< empty where the index does not say which is live
  std::uint64_t documents = 0;  ///< that read back whole
  std::uint64_t damaged_documents = 0;
  std::uint64_t files = 0;    ///< that were compared with their checksums
  bool has_checksums = true;  ///< false where a writer was interrupted: the files were compared with nothing
  std::vector<Finding> findings;   ///< nothing where the index is whole
  std::vector<std::string> notes;  ///< what else a person should know
};

/// Reads all of the live generation: checksums of files and documents, the structure of Xapian's tables,
/// counts. Needs no lock and no right to write; a writer that commits meanwhile makes it start again. Never
/// crashes and always ends, whatever the files hold. Errors: no_index, io.
Result<CheckReport> check_index(const std::string& index_path);

struct RepairSummary {
  bool was_damaged = false;     ///< else nothing was built; at most checksums were missing and were written
  std::uint64_t documents = 0;  ///< that were saved
  std::uint64_t lost = 0;       ///< whose stored text is damaged or gone
  std::vector<std::string> notes;  ///< among them what was lost, by name
};

/// Builds a new generation from every document whose stored text is whole, and makes it live. Errors:
/// no_index, locked, damaged (there is nothing to build from), io.
Result<RepairSummary> repair_index(const std::string& index_path, const WriteOptions& options);

/// Removes what runs that were killed left, and has an index that one left without checksums looked at and
/// built anew; costs a look at the folder where there is nothing of this. Errors: locked, damaged, io.
Result<void> tidy_index(const std::string& index_path, const WriteOptions& options);

struct CompactSummary {
  std::uint64_t documents = 0;
  std::uint64_t bytes_before = 0;
  std::uint64_t bytes_after = 0;
};

/// Makes the files of the index as small as they can be, in a new generation without what was removed;
/// readers go on meanwhile. Errors: no_index, locked, damaged, io.
Result<CompactSummary> compact_index(const std::string& index_path, const WriteOptions& options);

}  // namespace vnidx
