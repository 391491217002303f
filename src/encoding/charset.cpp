#include "encoding/charset.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "text/letter.h"

namespace vnidx::encoding {
namespace {

using text::Letter;
using text::Quality;
using text::Tone;

constexpr char32_t kNone = 0xFFFD;  ///< in a table: a unit that is no letter there

/// Windows-1252 from 0x80 to 0x9F; 0xFFFD where it has nothing.
constexpr std::u32string_view kWindows1252 = U"€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ";

// From 0x80 on; 0xFFFD where a unit is no letter of the encoding.
constexpr std::u32string_view kTcvn3 =
    U"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"
    U"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"
    U"\uFFFDĂÂÊÔƠƯĐăâêôơưđẶ"
    U"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDàảãáạẲằẳẵắẴ"
    U"ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
    U"éẹềểễếệìỉỄẾỒĩíịò"
    U"Ổỏõóọồổỗốộờởỡớợù"
    U"ỖủũúụừửữứựỳỷỹýỵỐ";
constexpr std::u32string_view kViscii =
    U"ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"
    U"ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    U"Õắằặấầẩậẽẹếềểễệố"
    U"ồổỗỠƠộờởịỰỨỪỬơớƯ"
    U"ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"
    U"ĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    U"àáâãảăữẫèéêẻìíĩỉ"
    U"đựòóôõỏọụùúũủýợỮ";
constexpr std::u32string_view kVps =
    U"ÀẢÃẤẦẨọỗĂếềểệẮẰẲ"
    U"Ế\uFFFD\uFFFDỀỂỄỐỒỔỖýỷỵỚỜỞ"
    U"\uFFFDắằẳẵặỠớÙờởỡŨỨợỪ"
    U"ổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    U"ầÁÂấẩẫậđẻÉÊẹỉễịỹ"
    U"ƯỦồốÔỏơÈừứÚũưÝẺ\uFFFD"
    U"àáâãảạă\uFFFDèéêẽìí\uFFFDĩ"
    U"ẴĐòóôõ\uFFFDƠụùúủ\uFFFDỶẼỳ";
constexpr std::u32string_view kWindows1258 =
    U"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"
    U"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"
    U"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"
    U"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"
    U"ÀÁÂĂÄÅÆÇÈÉÊË\u0300ÍÎÏĐÑ\u0309ÓÔƠÖ×ØÙÚÛÜƯ\u0303ß"
    U"àáâăäåæçèéêë\u0301íîïđñ\u0323óôơö÷øùúûüư₫ÿ";

/// A capital letter in the place of a control character.
struct Control {
  char32_t unit;
  char32_t letter;
};
constexpr auto kVisciiControls = std::to_array<Control>(
    {{0x02, U'Ẳ'}, {0x05, U'Ẵ'}, {0x06, U'Ẫ'}, {0x14, U'Ỷ'}, {0x19, U'Ỹ'}, {0x1E, U'Ỵ'}});
constexpr auto kVpsControls = std::to_array<Control>({{0x02, U'Ạ'},
                                                      {0x03, U'Ậ'},
                                                      {0x04, U'Ặ'},
                                                      {0x05, U'Ẹ'},
                                                      {0x06, U'Ệ'},
                                                      {0x10, U'Ị'},
                                                      {0x11, U'Ọ'},
                                                      {0x12, U'Ộ'},
                                                      {0x13, U'Ợ'},
                                                      {0x14, U'Ụ'},
                                                      {0x15, U'Ự'},
                                                      {0x19, U'Ỵ'},
                                                      {0x1C, U'Ẫ'},
                                                      {0x1D, U'Ữ'}});

static_assert(kWindows1252.size() == 32 && kTcvn3.size() == 128 && kViscii.size() == 128 &&
              kVps.size() == 128 && kWindows1258.size() == 128);

char32_t character_of(char32_t unit) {
  if (unit < 0x80 || unit > 0x9F || kWindows1252[unit - 0x80] == kNone) return unit;
  return kWindows1252[unit - 0x80];
}

using Table = std::array<char32_t, 256>;

constexpr Table table_of(std::u32string_view upper, std::span<const Control> controls) {
  Table table{};
  for (char32_t unit = 0; unit < 0x80; ++unit) table[unit] = unit;
  for (char32_t unit = 0x80; unit < 0x100; ++unit) table[unit] = upper[unit - 0x80];
  for (const Control& control : controls) table[control.unit] = control.letter;
  for (char32_t unit = 0x80; unit < 0x100; ++unit) {
    if (table[unit] != kNone) continue;
    const bool punctuation = unit < 0xA0 && kWindows1252[unit - 0x80] != kNone;
    table[unit] = punctuation ? kWindows1252[unit - 0x80] : unit;
  }
  return table;
}

constexpr Table kTcvn3Table = table_of(kTcvn3, {});
constexpr Table kVisciiTable = table_of(kViscii, kVisciiControls);
constexpr Table kVpsTable = table_of(kVps, kVpsControls);
constexpr Table kWindows1258Table = table_of(kWindows1258, {});

std::u32string by_table(std::u32string_view units, const Table& table) {
  std::u32string letters(units);
  for (char32_t& unit : letters) {
    if (unit < table.size()) unit = table[unit];
  }
  return letters;
}

/// A letter with its case.
struct CasedLetter {
  Letter letter;
  bool capital;
};

char32_t code_point(CasedLetter cased) {
  const char32_t small = text::code_point(cased.letter);
  return cased.capital ? static_cast<char32_t>(u_toupper(static_cast<UChar32>(small))) : small;
}

char32_t small_unit(char32_t unit) {
  const bool capital = (unit >= U'A' && unit <= U'Z') || (unit >= 0xC0 && unit <= 0xDE && unit != 0xD7);
  return capital ? unit + 0x20 : unit;
}

/// What a unit of VNI means before any mark.
std::optional<CasedLetter> vni_base(char32_t unit) {
  const char32_t small = small_unit(unit);
  const bool capital = small != unit;
  if (small >= U'a' && small <= U'z') return CasedLetter{{static_cast<char>(small)}, capital};
  switch (small) {
    case 0xF4:
      return CasedLetter{{'o', Quality::horn}, capital};
    case 0xF6:
      return CasedLetter{{'u', Quality::horn}, capital};
    case 0xEC:
      return CasedLetter{{'i', Quality::none, Tone::huyen}, capital};
    case 0xED:
      return CasedLetter{{'i', Quality::none, Tone::sac}, capital};
    case 0xE6:
      return CasedLetter{{'i', Quality::none, Tone::hoi}, capital};
    case 0xF3:
      return CasedLetter{{'i', Quality::none, Tone::nga}, capital};
    case 0xF2:
      return CasedLetter{{'i', Quality::none, Tone::nang}, capital};
    case 0xEE:
      return CasedLetter{{'y', Quality::none, Tone::nang}, capital};
    case 0xF1:
      return CasedLetter{{'d', Quality::stroke}, capital};
    default:
      return std::nullopt;
  }
}

/// What a unit of VNI puts on the letter before it; neither quality nor tone where it is no mark.
Letter vni_mark(char32_t unit) {
  switch (small_unit(unit)) {
    case 0xF9:
      return {0, Quality::none, Tone::sac};
    case 0xF8:
      return {0, Quality::none, Tone::huyen};
    case 0xFB:
      return {0, Quality::none, Tone::hoi};
    case 0xF5:
      return {0, Quality::none, Tone::nga};
    case 0xEF:
      return {0, Quality::none, Tone::nang};
    case 0xE2:
      return {0, Quality::circumflex, Tone::level};
    case 0xE1:
      return {0, Quality::circumflex, Tone::sac};
    case 0xE0:
      return {0, Quality::circumflex, Tone::huyen};
    case 0xE5:
      return {0, Quality::circumflex, Tone::hoi};
    case 0xE3:
      return {0, Quality::circumflex, Tone::nga};
    case 0xE4:
      return {0, Quality::circumflex, Tone::nang};
    case 0xEA:
      return {0, Quality::breve, Tone::level};
    case 0xE9:
      return {0, Quality::breve, Tone::sac};
    case 0xE8:
      return {0, Quality::breve, Tone::huyen};
    case 0xFA:
      return {0, Quality::breve, Tone::hoi};
    case 0xFC:
      return {0, Quality::breve, Tone::nga};
    case 0xEB:
      return {0, Quality::breve, Tone::nang};
    default:
      return {};
  }
}

/// Puts the mark of VNI on a letter that can bear it; whether it did.
bool add_vni_mark(char32_t unit, Letter& letter) {
  const Letter mark = vni_mark(unit);
  if (mark.quality == Quality::none && mark.tone == Tone::level) return false;
  if (!text::is_vowel(letter) || letter.tone != Tone::level) return false;
  const std::string_view bearers = mark.quality == Quality::circumflex ? "aeo"
                                   : mark.quality == Quality::breve    ? "a"
                                                                       : "aeiouy";
  if (bearers.find(letter.base) == std::string_view::npos) return false;
  if (mark.quality != Quality::none && letter.quality != Quality::none) return false;
  if (mark.quality != Quality::none) letter.quality = mark.quality;
  letter.tone = mark.tone;
  return true;
}

std::u32string from_vni(std::u32string_view units) {
  std::u32string letters;
  letters.reserve(units.size());
  for (std::size_t i = 0; i < units.size(); ++i) {
    std::optional<CasedLetter> cased = vni_base(units[i]);
    if (!cased) {
      letters.push_back(character_of(units[i]));
      continue;
    }
    if (i + 1 < units.size() && add_vni_mark(units[i + 1], cased->letter)) ++i;
    letters.push_back(code_point(*cased));
  }
  return letters;
}

/// Puts the five tones, which follow their letters, upon them.
std::u32string with_tones_joined(std::u32string_view letters) {
  std::u32string joined;
  joined.reserve(letters.size());
  for (const char32_t c : letters) {
    const bool mark = c == 0x0300 || c == 0x0301 || c == 0x0303 || c == 0x0309 || c == 0x0323;
    if (mark && !joined.empty()) {
      const std::array<char32_t, 2> pair{joined.back(), c};
      const auto letter = text::read_letters({pair.data(), pair.size()});
      if (letter && letter->size() == 1) {
        joined.back() = code_point({letter->front(), u_isUUppercase(static_cast<UChar32>(pair[0])) != 0});
        continue;
      }
    }
    joined.push_back(c);
  }
  return joined;
}

/// What the ASCII letters of a word say of its case.
enum class Look : std::uint8_t {
  open,      ///< at most one capital and no small letter: `Hµ`, `Xã`, `ở`
  capitals,  ///< two and more, no small letter
  small,     ///< small letters
};

struct Word {
  std::size_t begin;
  std::size_t end;
  Look look;
};

std::vector<Word> words_of(std::u32string_view text) {
  std::vector<Word> words;
  const auto in_word = [](char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!in_word(text[i])) continue;
    std::size_t end = i;
    std::size_t capitals = 0;
    std::size_t small = 0;
    for (; end < text.size() && in_word(text[end]); ++end) {
      const char32_t c = text[end];
      if (c >= U'a' && c <= U'z') ++small;
      if (u_isUUppercase(static_cast<UChar32>(c)) != 0) ++capitals;
    }
    const Look look = small > 0 ? Look::small : capitals >= 2 ? Look::capitals : Look::open;
    words.push_back({i, end, look});
    i = end;
  }
  return words;
}

}  // namespace

bool is_eight_bit(Encoding encoding) {
  return encoding == Encoding::tcvn3 || encoding == Encoding::vni || encoding == Encoding::viscii ||
         encoding == Encoding::vps || encoding == Encoding::windows1258 || encoding == Encoding::windows1252;
}

std::u32string code_units(std::u32string_view characters) {
  std::u32string units(characters);
  for (char32_t& unit : units) {
    if (unit < 0x100 || unit == kNone) continue;
    const std::size_t place = kWindows1252.find(unit);
    if (place != std::u32string_view::npos) unit = static_cast<char32_t>(0x80 + place);
  }
  return units;
}

std::u32string letters_of(std::u32string_view units, Encoding legacy) {
  switch (legacy) {
    case Encoding::tcvn3:
      return by_table(units, kTcvn3Table);
    case Encoding::vni:
      return from_vni(units);
    case Encoding::viscii:
      return by_table(units, kVisciiTable);
    case Encoding::vps:
      return by_table(units, kVpsTable);
    case Encoding::windows1258:
      return with_tones_joined(by_table(units, kWindows1258Table));
    default: {
      std::u32string letters(units);
      std::ranges::transform(letters, letters.begin(), character_of);
      return letters;
    }
  }
}

void raise_capitals(std::u32string& text) {
  const std::vector<Word> words = words_of(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool before = i > 0 && words[i - 1].look == Look::capitals;
    const bool after = i + 1 < words.size() && words[i + 1].look == Look::capitals;
    const bool small_near = (i > 0 && words[i - 1].look == Look::small && !before) ||
                            (i + 1 < words.size() && words[i + 1].look == Look::small && !after);
    const bool raised =
        words[i].look == Look::capitals || (words[i].look == Look::open && (before || after) && !small_near);
    if (!raised) continue;
    for (std::size_t at = words[i].begin; at < words[i].end; ++at) {
      text[at] = static_cast<char32_t>(u_toupper(static_cast<UChar32>(text[at])));
    }
  }
}

}  // namespace vnidx::encoding
