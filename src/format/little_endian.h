// Numbers and strings in the binary formats of Office before 2007. Reading beyond the end gives zeros and
// sets `ended`. Values.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "text/utf8.h"

namespace vnidx::format {

class LittleEndian {
 public:
  explicit LittleEndian(std::string_view bytes) : rest_(bytes) {}

  std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
  double f64() { return std::bit_cast<double>(number(8)); }

  std::string_view bytes(std::size_t count) {
    if (count > rest_.size()) ended_ = true;
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(taken.size());
    return taken;
  }
  void skip(std::size_t count) { bytes(count); }

  std::string_view rest() const { return rest_; }
  bool ended() const { return ended_; }

 private:
  std::uint64_t number(std::size_t count) {
    std::uint64_t value = 0;
    const std::string_view taken = bytes(count);
    for (std::size_t i = 0; i < taken.size(); ++i) {
      value |= std::uint64_t{static_cast<std::uint8_t>(taken[i])} << (8 * i);
    }
    return value;
  }

  std::string_view rest_;
  bool ended_ = false;
};

/// The UTF-16 of `bytes`, two of them a unit.
inline std::u16string utf16_of(std::string_view bytes) {
  std::u16string text;
  text.reserve(bytes.size() / 2);
  for (LittleEndian reader(bytes); reader.rest().size() >= 2;) text += static_cast<char16_t>(reader.u16());
  return text;
}

/// Each byte as the character of that number.
inline std::u16string latin1_of(std::string_view bytes) {
  std::u16string text;
  for (const char c : bytes) text += static_cast<char16_t>(static_cast<std::uint8_t>(c));
  return text;
}

/// Halves of pairs alone become U+FFFD.
inline std::string utf8_of(std::u16string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t code_point = text[i];
    if (code_point >= 0xD800 && code_point < 0xE000) {
      const bool pair =
          code_point < 0xDC00 && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] < 0xE000;
      code_point = pair ? 0x10000 + ((code_point - 0xD800) << 10) + (text[++i] - 0xDC00) : text::kReplacement;
    }
    text::append(code_point, out);
  }
  return out;
}

}  // namespace vnidx::format
