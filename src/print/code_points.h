// Between the two ways to count a place in a text: bytes inside the program, code points in what it prints.
// Not thread-safe: a counter moves as it is asked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vnidx::print {

/// Converts byte offsets of one valid UTF-8 text to code points. Each answer costs the distance from the last
/// one, so offsets asked more or less in order cost one pass over the text together.
class CodePointCounter {
 public:
  explicit CodePointCounter(std::string_view text) : text_(text) {}

  /// How many code points begin before byte `offset`; offsets behind the end count as the end.
  std::uint32_t at(std::size_t offset) {
    if (offset > text_.size()) offset = text_.size();
    for (; byte_ < offset; ++byte_) code_point_ += starts_code_point(text_[byte_]);
    for (; byte_ > offset; --byte_) code_point_ -= starts_code_point(text_[byte_ - 1]);
    return code_point_;
  }

 private:
  static bool starts_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

  std::string_view text_;
  std::size_t byte_ = 0;
  std::uint32_t code_point_ = 0;
};

}  // namespace vnidx::print
