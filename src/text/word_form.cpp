#include "text/word_form.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/letter.h"
#include "text/scanner.h"
#include "text/syllable.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace vnidx::text {
namespace {

/// The code points of a word, without zero-width characters. Ð (eth) and Ɖ (African D) are capitals drawn as
/// Đ is; lower-casing them would give ð and ɖ.
std::u32string read_word(std::string_view raw) {
  std::u32string word = to_utf32(raw);
  std::erase_if(word, [](char32_t c) { return kind_of(c) == CharKind::zero_width; });
  std::ranges::replace_if(
      word, [](char32_t c) { return c == 0x00D0 || c == 0x0189; }, U'Đ');
  return word;
}

std::string small_ascii(std::string_view word) {
  std::string small(word);
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return small;
}

std::string spell(const std::vector<Letter>& letters) {
  std::string out;
  out.reserve(2 * letters.size());
  for (const Letter letter : letters) append(code_point(letter), out);
  return out;
}

}  // namespace

std::string canonical_word(std::string_view raw) {
  if (is_ascii(raw)) return small_ascii(raw);
  std::u32string word = read_word(raw);
  auto letters = read_letters(word);
  if (!letters) {
    // Look-alikes and compatibility letters (the Kelvin sign) may turn out to be Vietnamese after all.
    word = compose_small(word);
    letters = read_letters(word);
  }
  if (!letters) return to_utf8(word);
  place_tone(*letters);
  return spell(*letters);
}

std::string fold(std::string_view canonical) {
  if (is_ascii(canonical)) return std::string(canonical);
  const std::u32string text = to_utf32(canonical);
  if (const auto letters = read_letters(text)) {
    std::string bases;
    bases.reserve(letters->size());
    for (const Letter letter : *letters) bases.push_back(letter.base);
    return bases;
  }
  return to_utf8(strip_marks(text));
}

std::string spelt_with_i_or_y(std::string_view canonical) {
  auto letters = read_letters(to_utf32(canonical));
  if (!letters || !swap_i_and_y(*letters)) return {};
  return spell(*letters);
}

Shape shape_of(std::string_view raw) {
  std::size_t capitals = 0;
  std::size_t small = 0;
  std::size_t digits = 0;
  bool capital_first = false;
  for (std::size_t at = 0; at < raw.size();) {
    const Decoded next = decode(raw.substr(at));
    at += next.bytes;
    const std::uint32_t category = U_GET_GC_MASK(static_cast<UChar32>(next.code_point));
    if (category & (U_GC_LU_MASK | U_GC_LT_MASK)) {
      if (small + capitals + digits == 0) capital_first = true;
      ++capitals;
    } else if (category & U_GC_L_MASK) {
      ++small;
    } else if (category & U_GC_N_MASK) {
      ++digits;
    }
  }
  if (capitals + small == 0) return Shape::number;
  if (small == 0) return capitals + digits > 1 ? Shape::upper : Shape::capitalized;
  if (digits > 0) return Shape::mixed;
  if (capitals == 0) return Shape::lower;
  return capitals == 1 && capital_first ? Shape::capitalized : Shape::mixed;
}

}  // namespace vnidx::text
