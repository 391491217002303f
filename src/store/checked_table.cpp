#include "store/checked_table.h"

#include <algorithm>
#include <utility>

#include "store/glass_format.h"

namespace vnidx::store {
namespace {

using namespace glass;

constexpr std::size_t kOffsetBytes = 2;
constexpr std::size_t kLevelAt = 4;
constexpr std::size_t kDirectoryEndAt = 9;
constexpr std::size_t kBranchHead = 4;  // the number of the block
constexpr std::size_t kLeafHead = 2;    // flags and size

std::uint64_t number_at(std::string_view block, std::size_t at, std::size_t bytes) {
  std::uint64_t number = 0;
  for (const char byte : block.substr(std::min(at, block.size()), bytes))
    number = number << 8U | static_cast<unsigned char>(byte);
  return number;
}

std::size_t item_count(std::string_view block) {
  const std::size_t end = number_at(block, kDirectoryEndAt, kOffsetBytes);
  return end <= kDirectory || end > block.size() ? 0 : (end - kDirectory) / kOffsetBytes;
}

std::string_view item_at(std::string_view block, std::size_t item) {
  return block.substr(
      std::min<std::size_t>(number_at(block, kDirectory + kOffsetBytes * item, kOffsetBytes), block.size()));
}

bool is_leaf(std::string_view block) {
  return number_at(block, kLevelAt, 1) == 0;
}

// The key of an item, and whether the item is a later part of what has this key.
std::pair<std::string_view, bool> key_of(std::string_view item, bool is_in_leaf) {
  const std::size_t head = is_in_leaf ? kLeafHead : kBranchHead;
  const std::size_t size = number_at(item, head, 1);
  const std::string_view key = item.substr(std::min(head + 1, item.size())).substr(0, size);
  const bool is_later =
      is_in_leaf ? (number_at(item, 0, kLeafHead) & kFirst) == 0 : number_at(item, head + 1 + size, 2) > 1;
  return {key, is_later};
}

// Whether the first part of what has `key` would stand before `item`.
bool stands_before(std::string_view key, std::string_view item, bool is_in_leaf) {
  const auto [own, is_later] = key_of(item, is_in_leaf);
  return key < own || (key == own && is_later);
}

// The last item of `block` that does not stand behind `key`; the first where all do.
std::size_t item_for(std::string_view block, std::string_view key) {
  std::size_t low = 0;
  std::size_t high = item_count(block);
  const bool in_leaf = is_leaf(block);
  while (high - low > 1) {
    const std::size_t middle = (low + high) / 2;
    (stands_before(key, item_at(block, middle), in_leaf) ? high : low) = middle;
  }
  return low;
}

}  // namespace

CheckedTable::CheckedTable(MappedFile file, const TableState& state, BlockSums sums)
    : file_(std::move(file)), state_(state), sums_(std::move(sums)), is_checked_(sums_.size()) {}

bool CheckedTable::is_intact(std::uint32_t block) {
  if (block >= is_checked_.size()) return false;
  if (!is_checked_[block]) is_checked_[block] = sums_.fits(file_.bytes(), block);
  return is_checked_[block];
}

std::string_view CheckedTable::intact_block(std::uint32_t block) {
  if (!is_intact(block)) return {};
  return file_.bytes().substr(block * kBlockBytes).substr(0, kBlockBytes);
}

template <class Choose>
bool CheckedTable::descend(Path& path, std::uint32_t block, std::uint32_t level, Choose&& choose) {
  while (true) {
    const std::string_view bytes = intact_block(block);
    if (bytes.size() != kBlockBytes || item_count(bytes) == 0 || is_leaf(bytes) != (level == 0)) return false;
    path.push_back({bytes, choose(bytes)});
    if (level-- == 0) return true;
    block = static_cast<std::uint32_t>(number_at(item_at(bytes, path.back().item), 0, kBranchHead));
  }
}

CheckedTable::Move CheckedTable::move(Path& path, Side side) {
  const std::size_t height = path.size();
  path.pop_back();
  const auto is_at_end = [&](const Step& step) {
    return side == Side::before ? step.item == 0 : step.item + 1 == item_count(step.block);
  };
  while (!path.empty() && is_at_end(path.back())) path.pop_back();
  if (path.empty()) return Move::at_end;
  Step& turn = path.back();
  turn.item += side == Side::before ? std::size_t{0} - 1 : 1;
  const auto child = static_cast<std::uint32_t>(number_at(item_at(turn.block, turn.item), 0, kBranchHead));
  const auto level = static_cast<std::uint32_t>(height - path.size() - 1);
  const auto nearest = [&](std::string_view block) {
    return side == Side::before ? item_count(block) - 1 : std::size_t{0};
  };
  return descend(path, child, level, nearest) ? Move::done : Move::damaged;
}

bool CheckedTable::check_key(std::string_view key) {
  if (state_.is_empty) return true;
  Path path;
  if (!descend(path, state_.root, state_.levels,
               [&](std::string_view block) { return item_for(block, key); }))
    return false;
  const Step& leaf = path.back();
  const bool is_before = stands_before(key, item_at(leaf.block, leaf.item), true);
  const bool is_last = leaf.item + 1 == item_count(leaf.block);
  if (!is_before && !is_last) return true;
  return move(path, is_before ? Side::before : Side::after) != Move::damaged;
}

bool CheckedTable::check_range(std::string_view first, std::string_view end) {
  if (state_.is_empty) return true;
  Path path;
  if (!descend(path, state_.root, state_.levels,
               [&](std::string_view block) { return item_for(block, first); }))
    return false;
  while (true) {
    const std::string_view leaf = path.back().block;
    if (!stands_before(end, item_at(leaf, item_count(leaf) - 1), true)) {
      const Move moved = move(path, Side::after);
      if (moved == Move::done) continue;
      return moved == Move::at_end;
    }
    return true;
  }
}

std::optional<std::vector<std::uint32_t>> CheckedTable::free_blocks() {
  return blocks_of_free_list(state_, [&](std::uint32_t block) { return intact_block(block); });
}

}  // namespace vnidx::store
