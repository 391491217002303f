// Small changes to the live database, in one transaction: all of it or nothing. Thread-safe on different
// databases.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "index/document_builder.h"
#include "index/pair_changes.h"
#include "store/in_place_seal.h"
#include "vnidx/result.h"

namespace vnidx::index {

struct Changes {
  std::vector<Prepared> put;            ///< added, or put in the place of the document of the same id
  std::vector<std::string> removed;     ///< ids; applied first
  std::optional<std::string> lexicon;   ///< of the user, where it changed; `put` is read with it
  std::optional<std::string> manifest;  ///< of the sources (store/manifest.h), where it changed
};

/// Applies `changes` to the database at `live` and commits them durably. What it reads of a sealed generation
/// is compared with `seal` first; null for a database that was just built.
Result<PairChange> change_in_place(const std::filesystem::path& live, const Changes& changes,
                                   store::InPlaceSeal* seal = nullptr);

/// Keeps, for each of `ids`, only the document that was added last, and commits.
Result<PairChange> drop_older_versions(const std::filesystem::path& database,
                                       std::span<const std::string> ids);

}  // namespace vnidx::index
