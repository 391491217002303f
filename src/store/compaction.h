// Merging databases into one compact database. Thread-safe on different destinations.
#pragma once

#include <filesystem>
#include <span>

#include "vnidx/result.h"

namespace vnidx::store {

/// Writes the documents of `sources`, at least one, to the new database `destination`, numbered in the order
/// of the sources. Metadata that counts adds up; of other metadata the first source that has a key decides.
/// Nothing is synced.
Result<void> merge(std::span<const std::filesystem::path> sources, const std::filesystem::path& destination);

}  // namespace vnidx::store
