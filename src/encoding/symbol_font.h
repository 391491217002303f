// What the fonts of symbols draw, which give their signs the numbers of letters. Pure; thread-safe.
#pragma once

#include <optional>
#include <string_view>

namespace vnidx::encoding {

/// The character that `code` of the font of that name draws: Symbol's letters of Greek and signs of
/// mathematics, and those signs of Wingdings that say something. `code` is a byte, or the byte in the private
/// area from U+F000 on, where Office has it. Nothing where the font is another or the sign an ornament.
/// Source: Adobe's Symbol encoding; Unicode's mapping of Wingdings.
std::optional<char32_t> symbol_character(std::string_view font, char32_t code);

}  // namespace vnidx::encoding
