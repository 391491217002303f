#include "encoding/words.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/letter.h"
#include "text/syllable.h"

namespace vnidx::encoding {
namespace {

bool is_ascii_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

bool belongs_to_word(char32_t c) {
  if (c < 0x80) return is_ascii_letter(c);
  if (c <= 0xA0) return c < 0xA0;
  if (c < 0x2000) return true;
  return c > 0x206F && c != 0x20AC && c != 0x2122 && c != 0xFFFC;
}

bool is_capital(char32_t c) {
  return u_isUUppercase(static_cast<UChar32>(c)) != 0;
}

/// Small letters behind which a capital with marks stands, as no one writes.
bool has_capital_inside(std::u32string_view word) {
  const auto small = std::ranges::find_if(word, [](char32_t c) { return !is_capital(c); });
  return std::any_of(small, word.end(), [](char32_t c) { return c >= 0x80 && is_capital(c); });
}

}  // namespace

Verdict verdict(std::u32string_view word) {
  if (std::ranges::all_of(word, [](char32_t c) { return c < 0x80; })) return Verdict::plain;
  constexpr std::size_t kLongest = 16;  // of a syllable whose marks are characters of their own
  if (word.size() > kLongest) return Verdict::other;
  const auto letters = text::read_letters(word);
  return letters && text::is_syllable(*letters) && !has_capital_inside(word) ? Verdict::vietnamese
                                                                             : Verdict::other;
}

std::size_t word_length(std::u32string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, belongs_to_word) - text.begin());
}

Evidence evidence(std::u32string_view text) {
  Evidence found;
  while (!text.empty()) {
    const std::size_t length = word_length(text);
    switch (verdict(text.substr(0, length))) {
      case Verdict::vietnamese:
        ++found.vietnamese;
        break;
      case Verdict::other:
        ++found.other;
        break;
      case Verdict::plain:
        break;
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return found;
}

}  // namespace vnidx::encoding
