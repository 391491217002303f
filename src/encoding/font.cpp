#include "encoding/font.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "encoding/charset.h"
#include "text/utf8.h"

namespace vnidx::encoding {
namespace {

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}

std::string small(std::string_view name) {
  std::string result(name);
  for (char& c : result) c = static_cast<char>(is_capital(c) ? c - 'A' + 'a' : c);
  return result;
}

/// `name` without the mark of a subset, and without style behind a comma or hyphen.
std::string_view family(std::string_view name) {
  constexpr std::size_t kSubsetMark = 6;
  if (name.size() > kSubsetMark && name[kSubsetMark] == '+' &&
      std::ranges::all_of(name.substr(0, kSubsetMark), is_capital)) {
    name.remove_prefix(kSubsetMark + 1);
  }
  return name.substr(0, name.find(','));
}

/// Takes `,Bold`, `-BoldItalic` and ` Italic` off the end.
std::string_view without_style(std::string_view name) {
  constexpr std::string_view kStyles[] = {"bold", "italic", "oblique", "regular", "normal", "mt"};
  bool cut = true;
  while (cut) {
    cut = false;
    const std::string level = small(name);
    for (const std::string_view style : kStyles) {
      if (!level.ends_with(style) || level.size() == style.size()) continue;
      name.remove_suffix(style.size());
      while (!name.empty() && (name.back() == '-' || name.back() == ' ')) name.remove_suffix(1);
      cut = true;
      break;
    }
  }
  return name;
}

/// Whether the name of a font of TCVN3 says that it draws capitals: `.VnTimeH`, `.VnBahamasBH`, `.VNTIMEH`.
bool draws_capitals(std::string_view name) {
  name = without_style(name);
  if (name.ends_with('H')) return true;
  return name.ends_with('h') && std::ranges::none_of(name, is_capital);
}

/// `.VnTime`; PDF may lose the stop: `VnTime`.
bool is_tcvn3(std::string_view name) {
  if (small(name.substr(0, 3)) == ".vn") return name.size() > 3;
  return name.size() > 4 && name.starts_with("Vn") && is_capital(name[2]) && is_small(name[3]) &&
         !name.starts_with("VnUni");
}

bool begins_with_word(std::string_view name, std::string_view word) {
  return name.size() > word.size() && small(name.substr(0, word.size())) == word &&
         std::string_view("- _").find(name[word.size()]) != std::string_view::npos;
}

}  // namespace

std::optional<Font> legacy_font(std::string_view name) {
  name = family(name);
  if (is_tcvn3(name)) return Font{Encoding::tcvn3, draws_capitals(name)};
  if (begins_with_word(name, "vni")) return Font{Encoding::vni, false};
  if (begins_with_word(name, "vps")) return Font{Encoding::vps, false};
  return std::nullopt;
}

std::string decode_run(std::string_view run, const Font& font) {
  std::u32string units = code_units(text::to_utf32(run));
  if (font.encoding == Encoding::tcvn3) {
    constexpr char32_t kSoftHyphen = 0xAD;
    std::ranges::replace_if(
        units, [](char32_t unit) { return unit == 0x1F || unit == 0x2212; }, kSoftHyphen);
  }
  std::u32string letters = letters_of(units, font.encoding);
  if (font.encoding == Encoding::tcvn3) {
    // The fonts lack the capitals with tones of the standard and draw what is there in Windows-1252: `và` may
    // have been typed in Unicode.
    constexpr std::u32string_view kNotDrawn = U"\u00AFºÀÁÂÃÄÅÍÙÚÛàðÿ¿";
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (kNotDrawn.find(units[i]) != std::u32string_view::npos) letters[i] = units[i];
    }
  }
  if (font.capitals) {
    for (char32_t& letter : letters) {
      letter = static_cast<char32_t>(u_toupper(static_cast<UChar32>(letter)));
    }
  }
  return text::to_utf8(letters);
}

}  // namespace vnidx::encoding
