// What of a document's text may reach a terminal. Everything that vnidx shows a person passes through here,
// so that no document, file name or query can move the cursor, change colours or titles, or turn text around.
// Pure functions; thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace vnidx::print {

enum class Lines {
  join,  ///< line ends and tabs become spaces: the result is one line, and one field of a table
  keep,  ///< line ends and tabs stay, and the end of a page is a blank line
};

/// `text` with control characters (C0, DEL, C1) and bidirectional controls replaced by U+FFFD, and characters
/// that show nothing (zero-width spaces and joiners, soft hyphens, byte-order marks, tags) left out. Bytes
/// that are no UTF-8 become U+FFFD. The list of bidirectional controls is that of Unicode Standard Annex 9,
/// section 2.
std::string printable(std::string_view text, Lines lines = Lines::join);

/// The rule of printable() for one code point: itself, U+FFFD, or 0 where it is left out.
char32_t printable(char32_t code_point);

/// Columns that a terminal gives to a code point: 0 for combining marks, 2 for wide East Asian characters,
/// else 1.
int display_width(char32_t code_point);

}  // namespace vnidx::print
