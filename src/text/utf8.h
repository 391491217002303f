// One code point from UTF-8, one code point to UTF-8. Pure functions; thread-safe.
#pragma once

#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace vnidx::text {

/// What stands for bytes that are not UTF-8.
inline constexpr char32_t kReplacement = 0xFFFD;

inline bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

struct Decoded {
  char32_t code_point;  ///< U+FFFD where the bytes are not UTF-8
  std::uint8_t bytes;   ///< how many bytes it took, at least 1
};

/// The code point at the start of `text`, which must not be empty.
inline Decoded decode(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto limit = static_cast<std::int32_t>(text.size() < 4 ? text.size() : 4);
  std::int32_t used = 0;
  UChar32 code_point = 0;
  U8_NEXT_OR_FFFD(bytes, used, limit, code_point);
  return {static_cast<char32_t>(code_point), static_cast<std::uint8_t>(used)};
}

inline void append(char32_t code_point, std::string& out) {
  if (code_point < 0x80) {
    out.push_back(static_cast<char>(code_point));
    return;
  }
  std::uint8_t bytes[U8_MAX_LENGTH];
  std::int32_t used = 0;
  U8_APPEND_UNSAFE(bytes, used, code_point);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(used));
}

inline std::u32string to_utf32(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Decoded next = decode(text);
    out.push_back(next.code_point);
    text.remove_prefix(next.bytes);
  }
  return out;
}

inline std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char32_t code_point : text) append(code_point, out);
  return out;
}

}  // namespace vnidx::text
