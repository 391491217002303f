// A long text read piece by piece: what is at hand, and more of it on demand, so that a record is looked at
// as a whole without the file around it. Not thread-safe: one for each thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "vnidx/result.h"

namespace vnidx::format {

class TextWindow {
 public:
  /// Bytes behind the window that may be read, whatever they are: what simdjson asks for.
  static constexpr std::size_t kPadding = 64;

  /// Writes the next bytes to the span and says how many, 0 at the end; `held` bytes are in the window.
  using Fill = std::function<Result<std::size_t>(std::span<char>, std::size_t held)>;

  TextWindow(std::string_view head, Fill fill);
  /// A text that is there as a whole.
  explicit TextWindow(std::string_view text) : TextWindow(text, nullptr) {}

  /// The byte at `i` of the window; -1 behind the end of the text, or where it cannot be read further.
  int at(std::size_t i) {
    if (begin_ + i >= end_ && !reach(i)) return -1;
    return static_cast<unsigned char>(buffer_[begin_ + i]);
  }
  /// What is at hand, at least `size` bytes unless the text ends before; until at() or view() is called
  /// again.
  std::string_view view(std::size_t size = 0);
  /// Moves the window on by `size` bytes, which at() has reached.
  void drop(std::size_t size);

  std::uint64_t line() const { return line_; }  ///< of its first byte, from 1
  const Error* error() const { return failed_ ? &error_ : nullptr; }

 private:
  bool reach(std::size_t i);
  void make_room();

  Fill fill_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t line_ = 1;
  bool ended_ = false;
  bool failed_ = false;
  Error error_;
};

}  // namespace vnidx::format
