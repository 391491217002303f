// The letters of Vietnamese: a base letter, a quality mark (breve, circumflex, horn, stroke) and a tone mark.
//
// A letter is read from any Unicode form of it (precomposed, decomposed, partly composed, marks in any order)
// and written in one: composed, small. Pure functions over constant tables; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vnidx::text {

enum class Quality : std::uint8_t { none, breve, circumflex, horn, stroke };

/// In the order of the columns of the letter table.
enum class Tone : std::uint8_t { level, huyen, sac, hoi, nga, nang };

struct Letter {
  char base = 0;  ///< a small ASCII letter or a digit
  Quality quality = Quality::none;
  Tone tone = Tone::level;
};

constexpr bool is_vowel(Letter letter) {
  return std::string_view("aeiouy").find(letter.base) != std::string_view::npos;
}

/// True for U+0302, U+0306 and U+031B, alone.
constexpr bool is_quality_mark(char32_t c) {
  return c == 0x0302 || c == 0x0306 || c == 0x031B;
}

/// The letters of a word, case dropped: Latin letters without marks, Vietnamese letters, digits. Nothing
/// where any character of it is something else, such as `ñ` or a letter with two tones.
std::optional<std::vector<Letter>> read_letters(std::u32string_view word);

/// The code point of a letter that read_letters() gave, or of such a letter with another tone if it is a
/// vowel.
char32_t code_point(Letter letter);

}  // namespace vnidx::text
