// A table of Xapian's glass backend, read past Xapian: item after item with no call through an interface for
// each. As in Xapian a reader sees one revision: a block that a writer used again since is newer, and throws
// Xapian::DatabaseModifiedError; what is no block throws Xapian::DatabaseCorruptError.
// For the use of one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/file.h"
#include "store/glass_state.h"

namespace vnidx::store {

class GlassTableReader {
 public:
  /// The table of postings in the state `state`.
  GlassTableReader(UniqueFd file, const glass::DatabaseState& state)
      : file_(std::move(file)), state_(state.postings), revision_(state.commit) {}

 private:
  friend class GlassCursor;

  void read(std::uint32_t number, std::uint32_t level, std::string& block) const;
  /// Kept: all ways down lead through few branches.
  const std::string& branch(std::uint32_t number, std::uint32_t level);

  UniqueFd file_;
  glass::TableState state_;
  std::uint32_t revision_;
  std::map<std::uint32_t, std::string> branches_;  // by number
};

/// A place in a table.
class GlassCursor {
 public:
  /// `table` must outlive the cursor and stay where it is.
  explicit GlassCursor(GlassTableReader& table) : table_(&table) {}

  /// Moves to the last item whose key is not behind `key`; a table begins with an item of an empty key.
  void find(std::string_view key);
  /// Moves to the next item; false at the end.
  bool next();

  /// Valid until the cursor moves.
  std::string_view key() const { return key_; }
  std::string_view value() const { return value_; }

 private:
  struct Step {
    const std::string* block;
    std::size_t item;
  };

  template <class Choose>
  void go_down(std::uint32_t number, std::uint32_t level, Choose&& choose);
  /// The level below the last of `branches_`.
  std::uint32_t level() const;
  // False, and nowhere, where there is none.
  bool to_next_part();
  bool to_part_before();
  void take_item();

  GlassTableReader* table_;
  std::vector<Step> branches_;  // from the root down
  std::string leaf_;
  std::size_t item_ = 0;
  std::string_view key_;
  std::string_view value_;
  std::string key_of_parts_;
  std::string value_of_parts_;
};

}  // namespace vnidx::store
