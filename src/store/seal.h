// The seal of a generation: checksums of its files, for Xapian's tables have none.
//
// The file `seal` holds a line for each file, by name: XXH3 in hexadecimal, size in bytes, name; and at its
// end a line with the XXH3 of all lines before. Of a table that has a file of sums beside it (block_sums.h)
// the line begins with `-`: the sums, which have a line of their own, say what each of its blocks was. Seals
// of before there were sums have a checksum of each table.
//
// It lies there only while nothing changes: a writer breaks the seal before its first change and seals again
// after the last, so a writer that was killed leaves no seal, and never a wrong one. One that changes a
// generation in place renews the seal at the cost of what it wrote (in_place_seal.h).
//
// Free functions; thread-safe on different generations.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
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

// For who renews a seal:

/// What the seal says of one file.
struct SealLine {
  std::optional<std::uint64_t> hash;  ///< none of a table with sums
  std::uint64_t bytes = 0;
  std::string name;
};

/// The lines of a seal; nothing where it is damaged.
std::optional<std::vector<SealLine>> read_seal(std::string_view content);
std::string write_seal(const std::vector<SealLine>& lines);

/// Reads the file. Error io.
Result<SealLine> line_for(const std::filesystem::path& generation, const std::string& name);

/// The names of the files that a seal of `generation` speaks of, sorted. Error io.
Result<std::vector<std::string>> files_to_seal(const std::filesystem::path& generation);

/// The name of the file of sums for the table of that name.
std::string sums_name(std::string_view table);

/// What is to be done about damage of the file at `path`.
Error damage_of(const std::filesystem::path& path);

inline constexpr char kSealFile[] = "seal";

}  // namespace vnidx::store
