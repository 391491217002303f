// The seal of a generation: a checksum of each of its files, for Xapian's tables have none.
//
// The file `seal` holds a line for each file, by name: XXH3 in hexadecimal, size in bytes, name; and at its
// end a line with the XXH3 of all lines before. It lies there only while nothing changes: a writer breaks the
// seal before its first change and seals again after the last, so a writer that was killed leaves no seal,
// and never a wrong one.
//
// Free functions; thread-safe on different generations.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "vnidx/result.h"

namespace vnidx::store {

/// Seals the generation at `generation` as it lies there. Durable only once the folder is synced. Error io.
Result<void> seal(const std::filesystem::path& generation);

/// The same, durably.
Result<void> seal_durably(const std::filesystem::path& generation);

/// Takes the seal away, durably, where there is one. Error io.
Result<void> break_seal(const std::filesystem::path& generation);

/// Whether a seal is there; what it says is not looked at.
bool is_sealed(const std::filesystem::path& generation);

struct SealState {
  bool is_sealed = false;
  std::size_t files = 0;  ///< that were compared
  std::vector<std::string>
      damaged;  ///< names of files that are not as they were sealed; the seal itself among them
};

/// Reads every sealed file once. Error io.
Result<SealState> inspect_seal(const std::filesystem::path& generation);

/// Error damaged, which names the file, where a file is not as it was sealed: nothing is to be built upon it.
/// A generation without a seal passes.
Result<void> require_intact(const std::filesystem::path& generation);

}  // namespace vnidx::store
