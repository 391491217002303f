#include "format/text_window.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace vnidx::format {
namespace {

constexpr std::size_t kInitialCapacity = std::size_t{256} << 10;
constexpr std::size_t kKeptCapacity = std::size_t{16} << 20;  // what one record made larger is given back

std::unique_ptr<char[]> make_buffer(std::size_t capacity) {
  auto buffer = std::make_unique_for_overwrite<char[]>(capacity + TextWindow::kPadding);
  std::memset(buffer.get() + capacity, 0, TextWindow::kPadding);
  return buffer;
}

}  // namespace

TextWindow::TextWindow(std::string_view head, Fill fill)
    : fill_(std::move(fill)),
      capacity_(fill_ ? std::max(kInitialCapacity, head.size()) : head.size()),
      end_(head.size()),
      ended_(!fill_) {
  buffer_ = make_buffer(capacity_);
  std::copy(head.begin(), head.end(), buffer_.get());
}

void TextWindow::make_room() {
  const std::size_t held = end_ - begin_;
  // Nearly full would mean to move nearly all of it for a few bytes, again and again.
  const bool is_full = held > capacity_ - capacity_ / 4;
  if (is_full || (capacity_ > kKeptCapacity && held < kInitialCapacity)) {
    const std::size_t capacity = is_full ? capacity_ * 2 : kInitialCapacity;
    auto buffer = make_buffer(capacity);
    std::memcpy(buffer.get(), buffer_.get() + begin_, held);
    buffer_ = std::move(buffer);
    capacity_ = capacity;
  } else {
    std::memmove(buffer_.get(), buffer_.get() + begin_, held);
  }
  begin_ = 0;
  end_ = held;
}

bool TextWindow::reach(std::size_t i) {
  while (begin_ + i >= end_) {
    if (ended_) return false;
    if (end_ == capacity_) make_room();
    Result<std::size_t> count = fill_({buffer_.get() + end_, capacity_ - end_}, end_ - begin_);
    if (!count) {
      failed_ = ended_ = true;
      error_ = std::move(count).error();
      return false;
    }
    end_ += *count;
    ended_ = *count == 0;
  }
  return true;
}

std::string_view TextWindow::view(std::size_t size) {
  if (size > 0) reach(size - 1);
  return {buffer_.get() + begin_, end_ - begin_};
}

void TextWindow::drop(std::size_t size) {
  size = std::min(size, end_ - begin_);
  const char* const from = buffer_.get() + begin_;
  line_ += static_cast<std::uint64_t>(std::count(from, from + size, '\n'));
  begin_ += size;
}

}  // namespace vnidx::format
