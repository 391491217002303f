// Sorted runs written to a database by Xapian itself, for engines whose tables we cannot write
// (store/engine.h). Takes several times as long as run_merger.h. Thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "index/run.h"
#include "store/spare.h"
#include "vnidx/result.h"

namespace vnidx::index {

/// Writes the documents of `runs`, which lie in `files`, to a new database in the folder `destination`, by
/// the engine that Xapian chooses. Takes about `memory_bytes` at most, but for what the longest run took to
/// be made. Commits on the way, so the folder must count for nothing before this returns. Nothing is synced.
/// Errors: io, damaged.
Result<void> insert_runs(std::span<const Run> runs, std::span<const std::filesystem::path> files,
                         const store::Metadata& metadata, std::uint64_t memory_bytes,
                         const std::filesystem::path& destination);

}  // namespace vnidx::index
