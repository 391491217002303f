// Sorted runs merged into a database whose tables we write ourselves (store/database_writer.h). Thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "index/run.h"
#include "store/spare.h"
#include "vnidx/result.h"

namespace vnidx::index {

/// Writes the documents of `runs`, which lie in `files`, to a new database in the folder `destination`. Takes
/// about `memory_bytes` at most, but for the longest document and the longest list of a run. Nothing is
/// synced. Error io.
Result<void> merge_runs(std::span<const Run> runs, std::span<const std::filesystem::path> files,
                        const store::Metadata& metadata, std::uint64_t memory_bytes,
                        const std::filesystem::path& destination);

}  // namespace vnidx::index
