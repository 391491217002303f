// Writes Vietnamese in the legacy encodings, by trying which units decode to each letter.
#pragma once

#include <unicode/uchar.h>

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "encoding/charset.h"
#include "encoding/decode.h"
#include "text/utf8.h"

namespace vnidx::encoding::test {

inline char32_t small(char32_t c) {
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

/// From each letter to the units that decode to it: pairs first, which VNI and Windows-1258 write.
inline std::map<char32_t, std::u32string> encoder_of(Encoding encoding) {
  std::map<char32_t, std::u32string> encoder;
  const auto offer = [&](std::u32string units) {
    const std::u32string letters = letters_of(units, encoding);
    if (letters.size() == 1) encoder.try_emplace(letters[0], std::move(units));
  };
  offer(U"\n");
  for (char32_t first = 0x41; first < 0x100; ++first) {
    for (char32_t second = 0x80; second < 0x100; ++second) offer({first, second});
  }
  for (char32_t first = 0x20; first < 0x100; ++first) offer({first});
  for (char32_t first = 1; first < 0x20; ++first) offer({first});
  return encoder;
}

/// `text` in a legacy encoding, with small letters for capitals that it lacks.
inline std::string written_in(std::string_view text, Encoding encoding) {
  const auto encoder = encoder_of(encoding);
  std::string bytes;
  for (const char32_t c : text::to_utf32(text)) {
    const auto found = encoder.contains(c) ? encoder.find(c) : encoder.find(small(c));
    for (const char32_t unit : found->second) bytes += static_cast<char>(unit);
  }
  return bytes;
}

/// UTF-8 of what `bytes` are in Windows-1252.
inline std::string misread(std::string_view bytes) {
  std::u32string units;
  for (const char c : bytes) units += static_cast<unsigned char>(c);
  return text::to_utf8(letters_of(units, Encoding::windows1252));
}

}  // namespace vnidx::encoding::test
