// The organisations that a generation names: the key of each (entity::organization_key) and its name as
// shown.
//
// Postings know an organisation by a short hash of its key (schema::organization_term); this catalogue, one
// compressed file beside the database, gives the words back. A name stays in it when the last document that
// holds it goes: its posting list is empty then. What small changes add waits in a file beside it
// (append_log.h), a record of lines each time, until that is an eighth of it. Immutable; thread-safe.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vnidx/result.h"

namespace vnidx::store {

/// Key → name as shown.
using Names = std::map<std::string, std::string, std::less<>>;

class NameCatalog {
 public:
  struct Entry {
    std::string_view key;
    std::string_view name;
  };

  NameCatalog() = default;
  NameCatalog(NameCatalog&&) = default;
  NameCatalog& operator=(NameCatalog&&) = default;
  NameCatalog(const NameCatalog&) = delete;
  NameCatalog& operator=(const NameCatalog&) = delete;

  /// The catalogue at `path`. Errors: io, damaged.
  static Result<NameCatalog> open(const std::filesystem::path& path);

  /// By rising key.
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  void take_lines(std::string_view lines);

  std::unique_ptr<std::string> text_;  // what the entries point into; does not move with the catalogue
  std::vector<Entry> entries_;
};

/// Has the catalogue at `path` hold `names`, so that they survive a power cut; where a key has a name, that
/// stays. Errors: io, damaged.
Result<void> add_to_catalog(const std::filesystem::path& path, const Names& names);

/// The bytes of a catalogue of all names in `sources`; of a key that several have, the first one's name.
std::string merged_catalog(std::span<const NameCatalog> sources, const Names& further);

}  // namespace vnidx::store
