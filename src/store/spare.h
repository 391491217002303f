// The spare copy of what no document can give back: the metadata of a generation's database, but for what
// counts.
//
// The dictionary that all records were compressed with and the set of removed documents lie in the table of
// postings. One bad byte there would cost every document, or bring the removed ones back; hence the file
// `spare`, to repair from.
//
//   spare   XXH3 of the rest u64, then of each key: length varint, key, length varint, value
//
// Free functions; thread-safe on different generations.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "vnidx/result.h"

namespace vnidx::store {

/// Metadata by key.
using Metadata = std::map<std::string, std::string>;

/// What of the metadata of `database` is to be kept when its documents move to another.
Metadata lasting_metadata(const Xapian::Database& database);

/// Under which the spare copy holds the number of the last document of its generation, so that it is known
/// how many there were.
inline constexpr std::string_view kLastNumber = "last-number";

/// The metadata to be kept of `database`, and kLastNumber.
Metadata spare_of(const Xapian::Database& database);

/// Writes the spare copy of the generation at `path` where it is not what it should be. Errors: damaged, io.
Result<void> write_spare(const std::filesystem::path& path);

/// The spare copy; nothing where there is none or it is damaged.
std::optional<Metadata> read_spare(const std::filesystem::path& path);

std::string pack(const Metadata& metadata);
/// Nothing where `bytes` are not what pack() made.
std::optional<Metadata> unpack(std::string_view bytes);

}  // namespace vnidx::store
