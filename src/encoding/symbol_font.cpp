#include "encoding/symbol_font.h"

#include <algorithm>
#include <utility>

namespace vnidx::encoding {
namespace {

/// From 0x20 on, and from 0xA0 on; a space where there is nothing to read.
constexpr std::u32string_view kSymbolLow =
    U" !∀#∃%&∋()∗+,−./0123456789:;<=>?"
    U"≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
    U" αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼ ";
constexpr std::u32string_view kSymbolHigh =
    U"€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈… — "
    U"ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
    U"◊〈®©™∑";

constexpr std::pair<char32_t, char32_t> kWingdings[] = {
    {0x6F, U'☐'}, {0x71, U'☐'}, {0x9F, U'•'}, {0xA8, U'☐'}, {0xDF, U'←'}, {0xE0, U'→'},
    {0xE8, U'→'}, {0xF0, U'⇨'}, {0xFB, U'✗'}, {0xFC, U'✓'}, {0xFD, U'☒'}, {0xFE, U'☑'},
};

bool is_named(std::string_view font, std::string_view name) {
  return font.size() == name.size() && std::ranges::equal(font, name, [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b;
         });
}

std::optional<char32_t> symbol(char32_t code) {
  char32_t drawn = U' ';
  if (code >= 0x20 && code - 0x20 < kSymbolLow.size()) drawn = kSymbolLow[code - 0x20];
  if (code >= 0xA0 && code - 0xA0 < kSymbolHigh.size()) drawn = kSymbolHigh[code - 0xA0];
  return drawn == U' ' ? std::nullopt : std::optional(drawn);
}

}  // namespace

std::optional<char32_t> symbol_character(std::string_view font, char32_t code) {
  constexpr char32_t kPrivate = 0xF000;
  if (code >= kPrivate && code < kPrivate + 0x100) code -= kPrivate;
  if (is_named(font, "symbol")) return symbol(code);
  if (!is_named(font, "wingdings")) return std::nullopt;
  const auto* const found = std::ranges::find(kWingdings, code, &std::pair<char32_t, char32_t>::first);
  return found == std::end(kWingdings) ? std::nullopt : std::optional(found->second);
}

}  // namespace vnidx::encoding
