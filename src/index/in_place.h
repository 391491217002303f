// Small changes to the live database, in one transaction: all of it or nothing. Thread-safe on different
// databases.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "index/document_builder.h"
#include "stats/table.h"
#include "store/in_place_seal.h"
#include "vnidx/result.h"

namespace vnidx::index {

struct Changes {
  std::vector<Prepared> put;            ///< added, or put in the place of the document of the same id
  std::vector<std::string> removed;     ///< ids; applied first
  std::optional<std::string> lexicon;   ///< of the user, where it changed; `put` is read with it
  std::optional<std::string> manifest;  ///< of the sources (store/manifest.h), where it changed
};

/// What a change adds to the pair statistics and takes from them.
struct PairChange {
  stats::Table came;
  stats::Table went;
};

/// Applies `changes` to the database at `live` and commits them durably. What it reads of a sealed generation
/// is compared with `seal` first; null for a database that was just built.
Result<PairChange> change_in_place(const std::filesystem::path& live, const Changes& changes,
                                   store::InPlaceSeal* seal = nullptr);

/// Of documents that share an id keeps the one added last, for each of `ids`, and commits.
Result<PairChange> drop_older_versions(const std::filesystem::path& database,
                                       std::span<const std::string> ids);

/// Applies `change` to the statistics of the generation at `path`. They follow the commit: after a power cut
/// between the two they are a little old, which ranking does not mind.
Result<void> update_statistics(const std::filesystem::path& path, const PairChange& change);

}  // namespace vnidx::index
