// Text beyond the Vietnamese alphabet: what Unicode's own rules do to it. The adapter to ICU for normal forms
// and case. Pure functions; thread-safe. Lack of memory inside ICU is thrown as std::bad_alloc.
#pragma once

#include <string>
#include <string_view>

namespace vnidx::text {

/// Normal form C of `text`, where of the marks on one letter a quality mark (breve, circumflex, horn) stands
/// before a tone mark of the same combining class: NFC alone keeps `e + U+0301 + U+0302` apart.
std::u32string compose(std::u32string_view text);

/// compose() in small letters, by the full case mapping of no particular language. A word whose letters are
/// all Cyrillic or Greek look-alikes of Latin letters comes out in Latin letters.
std::u32string compose_small(std::u32string_view word);

/// `text` in normal form C without its marks (general category M), and with d for đ.
std::u32string strip_marks(std::u32string_view text);

}  // namespace vnidx::text
