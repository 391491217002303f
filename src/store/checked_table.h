// A table of the glass backend of Xapian 1.4 as it was sealed, read past Xapian and block by block: each
// block is compared with its checksum before it is looked at. For a writer that must know, before Xapian does
// so, that what it is going to read is as it was written. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/mapped_file.h"
#include "store/block_sums.h"
#include "store/glass_state.h"

namespace vnidx::store {

class CheckedTable {
 public:
  CheckedTable(MappedFile file, const glass::TableState& state, BlockSums sums);

  const glass::TableState& state() const { return state_; }
  const BlockSums& sums() const { return sums_; }
  std::string_view bytes() const { return file_.bytes(); }

  // Each of these tells whether all that it read is intact.

  /// The way to the item of `key` or where it would be, and the leaf beside it where it is at the end of one.
  bool check_key(std::string_view key);
  /// All items from `first` to before `end`, and the way there.
  bool check_range(std::string_view first, std::string_view end);
  /// One block, compared the first time.
  bool is_intact(std::uint32_t block);

  /// The free blocks, and those that the list of them lies in. Nothing where the list is not intact.
  std::optional<std::vector<std::uint32_t>> free_blocks();

 private:
  // Which item of a branch leads on.
  struct Step {
    std::string_view block;
    std::size_t item = 0;
  };
  using Path = std::vector<Step>;

  std::string_view intact_block(std::uint32_t block);
  /// From the end of `path`, whose last step is at `level`, down to a leaf; `choose` says by which item.
  /// False where a block on the way is not intact.
  template <class Choose>
  bool descend(Path& path, std::uint32_t block, std::uint32_t level, Choose&& choose);
  enum class Side : std::uint8_t { before, after };
  enum class Move : std::uint8_t { done, at_end, damaged };
  /// To the leaf beside.
  Move move(Path& path, Side side);

  MappedFile file_;
  glass::TableState state_;
  BlockSums sums_;
  std::vector<bool> is_checked_;
};

}  // namespace vnidx::store
