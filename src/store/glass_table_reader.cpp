#include "store/glass_table_reader.h"

#include <unistd.h>
#include <xapian.h>

#include <cerrno>
#include <utility>

#include "store/glass_format.h"

namespace vnidx::store {
namespace {

using namespace glass;

constexpr std::size_t kPointerBytes = 4;  // number of a block in front of a branch's item

[[noreturn]] void throw_corrupt() {
  throw Xapian::DatabaseCorruptError("a block of the table of terms is damaged");
}

std::uint32_t big_endian(std::string_view bytes, std::size_t at, std::size_t count) {
  if (at > bytes.size() || bytes.size() - at < count) throw_corrupt();
  std::uint32_t value = 0;
  for (const char byte : bytes.substr(at, count)) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

std::string_view part_of(std::string_view bytes, std::size_t at, std::size_t count) {
  if (at > bytes.size() || bytes.size() - at < count) throw_corrupt();
  return bytes.substr(at, count);
}

std::size_t items_in(std::string_view block) {
  const std::size_t end = big_endian(block, 9, 2);
  if (end < kDirectory || end > block.size()) throw_corrupt();
  return (end - kDirectory) / 2;
}

std::size_t begin_of(std::string_view block, std::size_t item) {
  return big_endian(block, kDirectory + 2 * item, 2);
}

std::uint32_t block_below(std::string_view branch, std::size_t item) {
  return big_endian(branch, begin_of(branch, item), kPointerBytes);
}

struct Place {
  std::string_view key;
  std::uint32_t part;
};

std::string_view key_at(std::string_view block, std::size_t at) {
  return part_of(block, at + 1, big_endian(block, at, 1));
}

Place place_in_branch(std::string_view block, std::size_t item) {
  const std::size_t at = begin_of(block, item) + kPointerBytes;
  const std::string_view key = key_at(block, at);
  return {key, big_endian(block, at + 1 + key.size(), 2)};
}

Place place_in_leaf(std::string_view block, std::size_t item) {
  const std::size_t at = begin_of(block, item);
  const std::string_view key = key_at(block, at + 2);
  const bool is_first = (big_endian(block, at, 2) & kFirst) != 0;
  return {key, is_first ? 1 : big_endian(block, at + 3 + key.size(), 2)};
}

// The last item of `block` that is not behind the first part of `key`; the first where all are.
template <class PlaceOf>
std::size_t item_for(std::string_view block, std::string_view key, PlaceOf&& place_of) {
  std::size_t low = 0;
  std::size_t high = items_in(block);
  if (high == 0) throw_corrupt();
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    const Place place = place_of(block, middle);
    const int order = place.key.compare(key);
    if (order < 0 || (order == 0 && place.part <= 1))
      low = middle;
    else
      high = middle;
  }
  return low;
}

}  // namespace

void GlassTableReader::read(std::uint32_t number, std::uint32_t level, std::string& block) const {
  block.resize(kBlockBytes);
  for (std::size_t done = 0; done < kBlockBytes;) {
    const ssize_t count = ::pread(file_.get(), block.data() + done, kBlockBytes - done,
                                  static_cast<off_t>(std::uint64_t{number} * kBlockBytes + done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw Xapian::DatabaseError("the table of terms cannot be read", errno);
    if (count == 0) throw_corrupt();
    done += static_cast<std::size_t>(count);
  }
  if (big_endian(block, 0, 4) > revision_)
    throw Xapian::DatabaseModifiedError("a block of the table of terms was written again");
  if (big_endian(block, 4, 1) != level) throw_corrupt();
}

const std::string& GlassTableReader::branch(std::uint32_t number, std::uint32_t level) {
  const auto known = branches_.find(number);
  if (known != branches_.end()) return known->second;
  std::string block;
  read(number, level, block);
  return branches_.emplace(number, std::move(block)).first->second;
}

// To the leaf below block `number` that `choose(block, place_of)` leads to, and the item it chooses there.
template <class Choose>
void GlassCursor::go_down(std::uint32_t number, std::uint32_t level, Choose&& choose) {
  for (; level > 0; --level) {
    const std::string& block = table_->branch(number, level);
    const std::size_t item = choose(block, place_in_branch);
    branches_.push_back({&block, item});
    number = block_below(block, item);
  }
  table_->read(number, 0, leaf_);
  item_ = choose(leaf_, place_in_leaf);
}

std::uint32_t GlassCursor::level() const {
  return table_->state_.levels - static_cast<std::uint32_t>(branches_.size());
}

void GlassCursor::find(std::string_view key) {
  key_ = value_ = {};
  branches_.clear();
  if (table_->state_.is_empty) return;
  go_down(table_->state_.root, table_->state_.levels,
          [&](std::string_view block, auto&& place_of) { return item_for(block, key, place_of); });
  // The key that led here may be less than that of the first item.
  if (place_in_leaf(leaf_, item_).key > key && !to_part_before()) throw_corrupt();
  while (place_in_leaf(leaf_, item_).part > 1) {
    if (!to_part_before()) throw_corrupt();
  }
  take_item();
}

bool GlassCursor::to_next_part() {
  if (++item_ < items_in(leaf_)) return true;
  while (!branches_.empty() && branches_.back().item + 1 >= items_in(*branches_.back().block))
    branches_.pop_back();
  if (branches_.empty()) return false;
  Step& step = branches_.back();
  ++step.item;
  go_down(block_below(*step.block, step.item), level(),
          [](std::string_view, auto&&) { return std::size_t{0}; });
  return true;
}

bool GlassCursor::to_part_before() {
  if (item_ > 0) {
    --item_;
    return true;
  }
  while (!branches_.empty() && branches_.back().item == 0) branches_.pop_back();
  if (branches_.empty()) return false;
  Step& step = branches_.back();
  --step.item;
  go_down(block_below(*step.block, step.item), level(), [](std::string_view block, auto&&) {
    const std::size_t items = items_in(block);
    if (items == 0) throw_corrupt();
    return items - 1;
  });
  return true;
}

bool GlassCursor::next() {
  key_ = value_ = {};
  if (leaf_.empty() || !to_next_part()) return false;
  take_item();
  return true;
}

// Takes the item at hand, whose first part is here, and goes on to its last part.
void GlassCursor::take_item() {
  for (std::uint32_t part = 1;; ++part) {
    const std::size_t at = begin_of(leaf_, item_);
    const std::uint32_t head = big_endian(leaf_, at, 2);
    const std::string_view item = part_of(leaf_, at, (head & (kFirst - 1)) + kLeastItemBytes);
    const Place place = place_in_leaf(leaf_, item_);
    const std::size_t before = kLeastItemBytes + place.key.size() + (part > 1 ? 2 : 0);
    const bool fits = place.part == part && (part == 1 || place.key == key_of_parts_);
    if (!fits || item.size() < before || (head & kCompressed) != 0) throw_corrupt();
    const bool is_last = (head & kLast) != 0;
    if (part == 1 && is_last) {
      key_ = place.key;
      value_ = item.substr(before);
      return;
    }
    if (part == 1) {
      key_of_parts_ = place.key;
      value_of_parts_.clear();
    }
    value_of_parts_ += item.substr(before);
    if (is_last) break;
    if (!to_next_part()) throw_corrupt();
  }
  key_ = key_of_parts_;
  value_ = value_of_parts_;
}

}  // namespace vnidx::store
