#include "store/glass_table_writer.h"

#include <algorithm>

#include "base/varint.h"

namespace vnidx::store {
namespace {

using namespace glass;

// Xapian wants room for four items in a block, wherever it may have to split one.
constexpr std::size_t kMaxItemBytes = (kBlockBytes - kDirectory - 4 * 2) / 4;
constexpr std::size_t kMaxValueBytes = (kMaxItemBytes - kLeastItemBytes - kMaxKeyBytes - 2) * 0xffff;
constexpr std::uint32_t kRevision = 1;

void append_big_endian(std::string& out, std::uint64_t value, unsigned bytes) {
  while (bytes-- > 0) out += static_cast<char>(value >> (8 * bytes));
}

void put_big_endian(std::string& bytes, std::size_t at, std::uint64_t value, unsigned count) {
  while (count-- > 0) bytes[at++] = static_cast<char>(value >> (8 * count));
}

// The shortest key between `before` and `after`, as it lies in a branch.
std::string separator_between(std::string_view before, std::string_view after, std::uint16_t part) {
  const auto [end, ignored] = std::mismatch(after.begin(), after.end(), before.begin(), before.end());
  const std::size_t shared = static_cast<std::size_t>(end - after.begin());
  const std::string_view key = after.substr(0, shared + 1);
  std::string separator(1, static_cast<char>(key.size()));
  separator += key;
  append_big_endian(separator, part, 2);
  return separator;
}

}  // namespace

void GlassTableWriter::Block::add(std::string_view item) {
  items_begin_ -= item.size();
  std::ranges::copy(item, bytes_.begin() + static_cast<std::ptrdiff_t>(items_begin_));
  put_big_endian(bytes_, directory_end_, items_begin_, 2);
  directory_end_ += kOffsetBytes;
}

const std::string& GlassTableWriter::Block::finish(std::size_t level) {
  put_big_endian(bytes_, 0, kRevision, 4);
  put_big_endian(bytes_, 4, level, 1);
  put_big_endian(bytes_, 5, free(), 2);
  put_big_endian(bytes_, 7, free(), 2);
  put_big_endian(bytes_, 9, directory_end_, 2);
  return bytes_;
}

void GlassTableWriter::Block::clear() {
  std::ranges::fill(bytes_, '\0');
  directory_end_ = kDirectory;
  items_begin_ = kBlockBytes;
}

void GlassTableWriter::add(std::string_view key, std::string_view value) {
  if (levels_.empty()) {
    levels_.emplace_back();
    add_part({}, {}, 1, true);
  }
  ++items_;
  if (value.size() > kMaxValueBytes) {
    is_too_long_ = true;
    return;
  }
  // What a part holds behind the first, which has no number of two bytes.
  const std::size_t part_bytes = kMaxItemBytes - kLeastItemBytes - key.size() - 2;
  std::size_t bytes = std::min(value.size(), part_bytes + 2);
  if (bytes < value.size()) {
    // The first part fills the block, if that costs no part more or there is room for more than a little:
    // Xapian's rule.
    constexpr std::size_t kLittle = 34;
    const std::size_t head = kLeastItemBytes + key.size() + 4;
    const std::size_t free = levels_.front().block.free() % (kMaxItemBytes + 2);
    const std::size_t room = free > head ? free - head : 0;
    if (room > 0 && (room >= (value.size() - 2) % part_bytes || room >= key.size() + kLittle))
      bytes = room + 2;
  }
  for (std::uint16_t number = 1;; ++number) {
    add_part(key, value.substr(0, bytes), number, bytes == value.size());
    value.remove_prefix(bytes);
    if (value.empty()) break;
    bytes = std::min(value.size(), part_bytes);
  }
}

void GlassTableWriter::add_part(std::string_view key, std::string_view bytes, std::uint16_t number,
                                bool is_last) {
  const std::size_t size = kLeastItemBytes + key.size() + (number > 1 ? 2 : 0) + bytes.size();
  item_.clear();
  append_big_endian(item_, (number == 1 ? kFirst : 0) | (is_last ? kLast : 0) | (size - kLeastItemBytes), 2);
  item_ += static_cast<char>(key.size());
  item_ += key;
  if (number > 1) append_big_endian(item_, number, 2);
  item_ += bytes;
  if (!levels_.front().block.has_room_for(size)) {
    close_block(0);
    levels_.front().separator = separator_between(last_key_, key, number);
  }
  levels_.front().block.add(item_);
  last_key_ = key;
}

void GlassTableWriter::add_branch(std::size_t level, std::string separator, std::uint32_t block) {
  constexpr std::string_view kEmptyKey("\0\0\0", 3);
  if (levels_.size() == level) levels_.emplace_back();
  if (!levels_[level].block.has_room_for(4 + separator.size())) close_block(level);
  std::string item;
  append_big_endian(item, block, 4);
  if (levels_[level].block.is_empty()) {
    levels_[level].separator = std::move(separator);
    item += kEmptyKey;
  } else {
    item += separator;
  }
  levels_[level].block.add(item);
}

std::uint32_t GlassTableWriter::write(std::size_t level) {
  file_.append(levels_[level].block.finish(level));
  return blocks_++;
}

void GlassTableWriter::close_block(std::size_t level) {
  const std::uint32_t number = write(level);
  levels_[level].block.clear();
  add_branch(level + 1, levels_[level].separator, number);
}

Result<std::string> GlassTableWriter::finish(std::uint32_t compress_above) {
  const bool has_items = !levels_.empty();
  for (std::size_t level = 0; level + 1 < levels_.size(); ++level) close_block(level);
  const std::uint32_t root = has_items ? write(levels_.size() - 1) : 0;
  if (auto written = file_.flush(); !written) return written.error();
  if (is_too_long_)
    return Error{ErrorCode::io, "a document is too long for the index", path_.string(),
                 "leave it out, or cut it into parts"};

  constexpr std::uint64_t kIsEmpty = 1;
  constexpr std::uint64_t kIsSequential = 2;  // leaves lie in the file in their order
  std::string info;
  append_varint(info, root);
  append_varint(info, (has_items ? (levels_.size() - 1) << 2 : kIsEmpty) | kIsSequential);
  append_varint(info, items_);
  append_varint(info, kBlockBytes >> 11);
  append_varint(info, compress_above);
  std::string free_list;
  if (has_items) {
    append_varint(free_list, kRevision);
    append_varint(free_list, blocks_);
    free_list.append(4, '\0');  // nothing is free
  }
  append_varint(info, free_list.size());
  return info + free_list;
}

}  // namespace vnidx::store
