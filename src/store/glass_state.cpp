#include "store/glass_state.h"

#include <algorithm>

#include "base/varint.h"
#include "store/engine.h"
#include "store/glass_format.h"

namespace vnidx::store::glass {
namespace {

constexpr std::size_t kNameBytes = 16;
constexpr std::uint32_t kFirstEntry = 8;
constexpr std::uint32_t kEntryBytes = 4;
constexpr std::uint32_t kLastEntry = kBlockBytes - kEntryBytes;  // leads to the next block of the list

std::uint32_t take_number(std::string_view& rest) {
  return static_cast<std::uint32_t>(take_varint(rest));
}

FreePlace take_place(std::string_view& rest) {
  const std::uint32_t block = take_number(rest);
  return {block, take_number(rest) * kEntryBytes};
}

std::optional<TableState> take_table(std::string_view& rest) {
  TableState table;
  table.root = take_number(rest);
  const std::uint32_t flags = take_number(rest);
  table.is_empty = (flags & 1U) != 0;
  table.levels = flags >> 2U;
  take_varint(rest);  // items
  const std::uint64_t block_bytes = take_varint(rest) << 11U;
  take_varint(rest);  // from where on it compresses
  const std::size_t list_bytes = take_varint(rest);
  if (block_bytes != kBlockBytes || list_bytes > rest.size()) return std::nullopt;
  std::string_view list = rest.substr(0, list_bytes);
  rest.remove_prefix(list_bytes);
  take_varint(list);  // the commit before
  table.blocks = take_number(list);
  table.first_free = take_place(list);
  table.next_free = take_place(list);
  if (!table.is_empty && table.root >= table.blocks) return std::nullopt;
  return table;
}

std::uint32_t entry_at(std::string_view block, std::uint32_t offset) {
  std::uint32_t number = 0;
  for (const char byte : block.substr(offset, kEntryBytes))
    number = number << 8U | static_cast<unsigned char>(byte);
  return number;
}

// What the list holds from one place to another, and the blocks of it on the way. False where it does not
// hold together.
bool read_list(FreePlace from, FreePlace to, std::uint32_t blocks, const ReadBlock& read_block,
               std::vector<std::uint32_t>& entries, std::vector<std::uint32_t>& list_blocks) {
  std::string_view block;
  for (std::uint64_t steps = 0; from != to; ++steps) {
    if (steps > 2 * std::uint64_t{blocks} || from.block >= blocks || from.offset < kFirstEntry) return false;
    if (block.empty()) {
      block = read_block(from.block);
      if (block.size() != kBlockBytes) return false;
      list_blocks.push_back(from.block);
    }
    if (from.offset > kLastEntry) return false;
    const std::uint32_t entry = entry_at(block, from.offset);
    if (entry >= blocks) return false;
    if (from.offset == kLastEntry) {
      from = {entry, kFirstEntry};
      block = {};
      if (from == to) list_blocks.push_back(entry);
    } else {
      entries.push_back(entry);
      from.offset += kEntryBytes;
    }
  }
  return true;
}

}  // namespace

std::optional<DatabaseState> parse_state(std::string_view iamglass) {
  if (!iamglass.starts_with(kGlassMagic) || iamglass.size() < kGlassMagic.size() + kNameBytes)
    return std::nullopt;
  std::string_view rest = iamglass.substr(kGlassMagic.size() + kNameBytes);
  DatabaseState state;
  state.commit = take_number(rest);
  const auto postings = take_table(rest);
  const auto documents = postings ? take_table(rest) : std::nullopt;
  if (!documents || rest.empty()) return std::nullopt;
  state.postings = *postings;
  state.documents = *documents;
  return state;
}

std::optional<TableChange> change_between(const TableState& before, const TableState& after,
                                          const ReadBlock& read_block) {
  TableChange change;
  if (after.blocks < before.blocks) return std::nullopt;
  for (std::uint32_t block = before.blocks; block < after.blocks; ++block) change.written.push_back(block);
  std::vector<std::uint32_t> list_blocks;
  // Where the list began with this commit, all of it is new, and nothing was taken from it.
  const bool was_there = before.first_free.offset != 0;
  const FreePlace first = was_there ? before.first_free : after.first_free;
  const FreePlace next = was_there ? before.next_free : after.first_free;
  if (!read_list(first, after.first_free, after.blocks, read_block, change.written, list_blocks))
    return std::nullopt;
  list_blocks.clear();
  if (!read_list(next, after.next_free, after.blocks, read_block, change.given_up, list_blocks))
    return std::nullopt;
  change.written.insert(change.written.end(), list_blocks.begin(), list_blocks.end());
  std::ranges::sort(change.written);
  change.written.erase(std::ranges::unique(change.written).begin(), change.written.end());
  return change;
}

std::optional<std::vector<std::uint32_t>> blocks_of_free_list(const TableState& table,
                                                              const ReadBlock& read_block) {
  std::vector<std::uint32_t> blocks;
  if (table.first_free.offset == 0) return blocks;
  std::vector<std::uint32_t> list_blocks;
  if (read_block(table.next_free.block).size() != kBlockBytes ||
      !read_list(table.first_free, table.next_free, table.blocks, read_block, blocks, list_blocks))
    return std::nullopt;
  blocks.insert(blocks.end(), list_blocks.begin(), list_blocks.end());
  blocks.push_back(table.next_free.block);
  return blocks;
}

}  // namespace vnidx::store::glass
