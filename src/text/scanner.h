// Where the words of a text are. A word is a maximal run of letters, marks and numbers (Unicode general
// categories L, M, N) that begins with a letter or number; zero-width characters inside it belong to it, at
// its ends they do not. Pure functions; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vnidx::text {

enum class CharKind : std::uint8_t {
  separator,   ///< ends a word
  starter,     ///< letter or number
  mark,        ///< goes on with a word, but does not begin one
  zero_width,  ///< U+200B–U+200D, U+FEFF, U+00AD: neither begins nor ends a word
};

CharKind kind_of(char32_t code_point);

/// Byte offsets in a text.
struct Range {
  std::size_t begin;
  std::size_t end;
};

/// The first word of `text` at or behind offset `from`, which must not be inside a word; empty, at the end of
/// the text, where there is none. Bytes that are not UTF-8 are separators.
Range find_word(std::string_view text, std::size_t from);

}  // namespace vnidx::text
