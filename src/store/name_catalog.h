// The organisations that a generation names: the key of each (entity::organization_key) and its name as
// shown; and the short forms that its documents give to them in brackets (entity/short_form.h).
//
// Postings know an organisation by a short hash of its key (schema::organization_term); this catalogue, one
// compressed file beside the database, gives the words back. A name stays in it when the last document that
// holds it goes: its posting list is empty then. What small changes add waits in a file beside it
// (append_log.h), a record of lines each time, until that is an eighth of it. Immutable; thread-safe.
#pragma once

#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vnidx/result.h"

namespace vnidx::store {

/// Key → name as shown.
using Names = std::map<std::string, std::string, std::less<>>;
/// Key of a short form → keys of the names that it stands for in one document or another.
using ShortForms = std::map<std::string, std::set<std::string, std::less<>>, std::less<>>;

class NameCatalog {
 public:
  struct Entry {
    std::string_view key;
    std::string_view name;      ///< empty for a short form
    std::string_view meanings;  ///< of a short form: keys of names, rising, with tabs between

    bool is_short_form() const { return name.empty(); }
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
  /// The entry of `key`, or nullptr.
  const Entry* find(std::string_view key) const;

 private:
  void take_lines(std::string_view lines);
  void join_repeated();

  std::unique_ptr<std::string> text_;  // what the entries point into; does not move with the catalogue
  std::deque<std::string> joined_;     // meanings of short forms that several lines told
  std::vector<Entry> entries_;
};

/// Adds `names` and `forms` to the catalogue at `path`, durably. A key that has a name keeps it. Errors: io,
/// damaged.
Result<void> add_to_catalog(const std::filesystem::path& path, const Names& names,
                            const ShortForms& forms = {});

/// The bytes of a catalogue of all names and short forms in `sources` and those given; of a key that several
/// have, the first one's name and every meaning.
std::string merged_catalog(std::span<const NameCatalog> sources, const Names& further,
                           const ShortForms& further_forms = {});

}  // namespace vnidx::store
