// A file of records that only grows, until what they say is merged into the file beside it: what a small
// change adds to a large file. It has the name of that file and `.changes` behind it.
//
//   record   size varint, XXH3 of the bytes u64 little-endian, bytes
//
// Free functions; one writer at a time, and readers meanwhile.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "vnidx/result.h"

namespace vnidx::store {

/// The path of what changed of `file`.
std::filesystem::path changes_of(const std::filesystem::path& file);

/// Appends a record, so that it survives a power cut, or nothing. Error io.
Result<void> append_record(const std::filesystem::path& path, std::string_view record);

struct AppendLog {
  std::vector<std::string> records;
  bool is_cut = false;  ///< the last record is not all there: it may be on its way
};

/// No records where there is no file. Errors: damaged (a record is not as it was written), io.
Result<AppendLog> read_log(const std::filesystem::path& path);

/// 0 where there is no file.
std::uint64_t bytes_of(const std::filesystem::path& file);

}  // namespace vnidx::store
