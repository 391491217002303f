#include "source/lines.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace vnidx::source {
namespace {

constexpr std::size_t kInitialCapacity = std::size_t{1} << 20;
constexpr std::size_t kKeptCapacity = std::size_t{16}
                                      << 20;  // a buffer that one line made larger is given back

std::unique_ptr<char[]> make_buffer(std::size_t capacity) {
  // Only the padding is cleared: parsers look at it, so it must be the same in every run.
  auto buffer = std::make_unique_for_overwrite<char[]>(capacity + LineReader::kPadding);
  std::memset(buffer.get() + capacity, 0, LineReader::kPadding);
  return buffer;
}

}  // namespace

LineReader::LineReader(ByteStream& stream, std::string_view head)
    : stream_(stream), capacity_(std::max(kInitialCapacity, head.size())) {
  buffer_ = make_buffer(capacity_);
  std::copy(head.begin(), head.end(), buffer_.get());
  end_ = head.size();
}

LineReader::Step LineReader::next() {
  ++number_;
  std::size_t searched = begin_;
  while (true) {
    const void* const found = std::memchr(buffer_.get() + searched, '\n', end_ - searched);
    if (found != nullptr) {
      const auto line_end = static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.get());
      line_ = {buffer_.get() + begin_, line_end - begin_};
      begin_ = line_end + 1;
      return Step::line;
    }
    const std::size_t pending = end_ - begin_;
    switch (refill()) {
      case Refill::more:
        searched = begin_ + pending;
        break;
      case Refill::end:
        if (pending == 0) return Step::end;
        line_ = {buffer_.get() + begin_, pending};
        begin_ = end_;
        return Step::line;
      case Refill::failed:
        return Step::failed;
      case Refill::too_long:
        return pass_over();
    }
  }
}

LineReader::Refill LineReader::refill() {
  const std::size_t pending = end_ - begin_;
  if (pending > kMaxDocumentBytes || is_bomb(stream_, pending)) return Refill::too_long;
  const bool is_full = pending == capacity_;
  if (is_full || (capacity_ > kKeptCapacity && pending < kInitialCapacity)) {
    const std::size_t capacity = is_full ? std::min(capacity_ * 2, kMaxDocumentBytes + 1) : kInitialCapacity;
    auto buffer = make_buffer(capacity);
    std::memcpy(buffer.get(), buffer_.get() + begin_, pending);
    buffer_ = std::move(buffer);
    capacity_ = capacity;
  } else {
    std::memmove(buffer_.get(), buffer_.get() + begin_, pending);
  }
  begin_ = 0;
  end_ = pending;
  Result<std::size_t> count = stream_.read({buffer_.get() + end_, capacity_ - end_});
  if (!count) {
    error_ = std::move(count).error();
    begin_ = end_;
    return Refill::failed;
  }
  end_ += *count;
  return *count == 0 ? Refill::end : Refill::more;
}

LineReader::Step LineReader::pass_over() {
  while (true) {
    const void* const found = std::memchr(buffer_.get() + begin_, '\n', end_ - begin_);
    if (found != nullptr) {
      begin_ = static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.get()) + 1;
      return Step::too_long;
    }
    begin_ = end_ = 0;
    if (const Refill refilled = refill(); refilled != Refill::more) {
      return refilled == Refill::failed ? Step::failed : Step::too_long;
    }
  }
}

}  // namespace vnidx::source
