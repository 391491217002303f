// Whether the tables of a generation are of the layout that this vnidx reads and writes. Thread-safe.
#pragma once

#include <filesystem>
#include <string_view>

#include "vnidx/result.h"

namespace vnidx::store {

/// How `iamglass` begins: the layout that glass_format.h describes, of Xapian 1.4.
inline constexpr std::string_view kGlassMagic("\x0f\x0dXapian Glass\x04\x6e", 16);

/// Error no_index, which names the engine, where the database at `generation` was written by another one, and
/// no byte of it was changed since. What is damaged passes, and so does what cannot be read.
Result<void> require_known_engine(const std::filesystem::path& generation);

}  // namespace vnidx::store
