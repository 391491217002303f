// What `iamglass` says of one commit of a database of the glass backend of Xapian 1.4, and which blocks the
// commit after it wrote and gave up.
//
//   iamglass  magic, 16 bytes of a name, number of the commit, then of each table, postings and documents
//             first: its root, whether it is empty 1 bit, sequential 1 bit, levels, items, size of a block in
//             2 KiB, size from which on it compresses, and its list of free blocks, as a string:
//             the commit before, blocks ever used, where the first free entry is, where the next will be.
//             All are varints; a place in the list is its block and its offset there in words of 4 bytes.
//   list of free blocks   from byte 8 of a block u32 each, big-endian; the last of a block leads to the next
//
// A commit never writes to a block that the commit before it uses: it copies what it changes to a block that
// is free, or new at the end. So what it wrote is what it took from the list, the blocks at the end, and the
// blocks of the list that it appended to; and what it replaced is what it appended there.
//
// Pure; thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace vnidx::store::glass {

/// A place in the list of free blocks. Offset 0: there is no list yet.
struct FreePlace {
  std::uint32_t block = 0;
  std::uint32_t offset = 0;
  friend bool operator==(const FreePlace&, const FreePlace&) = default;
};

struct TableState {
  bool is_empty = true;  ///< it has no root yet
  std::uint32_t root = 0;
  std::uint32_t levels = 0;  ///< of branches, above the leaves
  std::uint32_t blocks = 0;  ///< that were ever used
  FreePlace first_free;
  FreePlace next_free;
};

struct DatabaseState {
  std::uint32_t commit = 0;
  TableState postings;
  TableState documents;
};

/// Nothing where `iamglass` is of another layout or does not hold together.
std::optional<DatabaseState> parse_state(std::string_view iamglass);

struct TableChange {
  std::vector<std::uint32_t> written;   ///< rising
  std::vector<std::uint32_t> given_up;  ///< some of these may have been written by the same commit
};

/// A block of the table as it is after the commit; shorter than a block where it is not there.
using ReadBlock = std::function<std::string_view(std::uint32_t)>;

/// What the one commit between `before` and `after` did to a table. Nothing where the list of free blocks
/// does not hold together.
std::optional<TableChange> change_between(const TableState& before, const TableState& after,
                                          const ReadBlock& read_block);

/// The blocks that are free, and those that the list of them lies in. Nothing where it does not hold
/// together.
std::optional<std::vector<std::uint32_t>> blocks_of_free_list(const TableState& table,
                                                              const ReadBlock& read_block);

}  // namespace vnidx::store::glass
