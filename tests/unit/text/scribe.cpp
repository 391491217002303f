#include "unit/text/scribe.h"

#include <unicode/uchar.h>

#include <map>
#include <utility>

#include "unit/text/reference.h"

namespace vnidx::text::reference {
namespace {

/// First and last of the stretches of Unicode where text goes wrong.
constexpr std::array<std::pair<char32_t, char32_t>, 22> kStretches{{
    {0x00, 0x7F},       {0x80, 0x24F},        {0x250, 0x2AF},   {0x300, 0x36F},   {0x1E00, 0x1EFF},
    {0x370, 0x3FF},     {0x400, 0x52F},       {0x1F00, 0x1FFF}, {0x2000, 0x206F}, {0x2100, 0x218F},
    {0x2200, 0x22FF},   {0xE00, 0xE7F},       {0xAC00, 0xAD00}, {0x1100, 0x11FF}, {0x3000, 0x309F},
    {0xFB00, 0xFB4F},   {0xFE00, 0xFE0F},     {0xFEFF, 0xFEFF}, {0xFF00, 0xFF5E}, {0x1F300, 0x1F64F},
    {0x1D400, 0x1D4FF}, {0x10FFF0, 0x10FFFF},
}};

constexpr std::u32string_view kVietnameseMarks =
    U"\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b\u0340\u0341";
constexpr std::u32string_view kAlikes = U"АВЕКМНОРСТХаеорсхУуіΑΒΕΖΗΙΚΜΝΟΡΤΧον";
/// Three capitals that look the same; only the first is Vietnamese.
constexpr std::array<const char*, 3> kStrokes{"Đ", "\u00d0", "\u0189"};
constexpr std::array<const char*, 22> kSeparators{
    " ",      " ",      " ",  ", ",     ". ", "-",      "–", "/", ".",  "&",      "\n",
    "\u00a0", "\u202f", "\t", "\u3000", "…",  "\u200b", "",  "'", "” ", "\u00b4", "2018"};

constexpr std::u32string_view kInvisible = U"\ufeff\u200b\u200c\u200d\u00ad";

std::u32string write_letter(char32_t letter, Form form) {
  std::u32string base, quality, tone;
  for (const char32_t c : nfd({&letter, 1})) {
    const bool is_tone = kTones.find(c) != kTones.npos;
    const bool is_quality = kQualities.find(c) != kQualities.npos;
    (is_tone ? tone : is_quality ? quality : base) += c;
  }
  switch (form) {
    case Form::composed:
      return {letter};
    case Form::decomposed:
      return nfd({&letter, 1});
    case Form::tone_first:
      return base + tone + quality;
    case Form::tone_composed:
      return nfc(base + tone) + quality;
    case Form::quality_composed:
      return nfc(base + quality) + tone;
  }
  return {};
}

}  // namespace

std::string written(std::u32string_view word, Form form, Case letter_case) {
  static std::map<std::pair<char32_t, Form>, std::u32string> letters;
  std::u32string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool is_capital = letter_case == Case::upper || (letter_case == Case::capitalized && i == 0);
    const char32_t letter =
        is_capital ? static_cast<char32_t>(u_toupper(static_cast<UChar32>(word[i]))) : word[i];
    auto [entry, is_new] = letters.emplace(std::pair{letter, form}, std::u32string{});
    if (is_new) entry->second = write_letter(letter, form);
    out += entry->second;
  }
  return to_utf8(out);
}

std::string Scribe::text() {
  switch (below(6)) {
    case 0:
    case 1:
      return prose();
    case 2:
      return edited(prose());
    case 3:
      return to_utf8(points());
    case 4:
      return damaged(below(2) == 0 ? prose() : to_utf8(points()));
    default:
      return ascii();
  }
}

std::string Scribe::syllable() {
  const auto& all = syllables();
  const Syllable& s = all[below(all.size())];
  const std::size_t tone = below(kTones.size() + 1);
  const bool misplaced = below(4) == 0;
  const auto word =
      tone == kTones.size() ? s.letters : s.spelled(misplaced ? any(s.vowels) : s.tone_at, kTones[tone]);
  std::string out = written(word, any(kForms), any(kCases));
  if (const auto at = out.find("Đ"); at != out.npos) out.replace(at, std::string("Đ").size(), any(kStrokes));
  return out;
}

std::string Scribe::prose() {
  std::string out;
  for (std::size_t n = 1 + below(6); n > 0; --n) {
    out += syllable();
    out += any(kSeparators);
  }
  return out;
}

char32_t Scribe::point() {
  switch (below(8)) {
    case 0:
      return any(kVietnameseMarks);
    case 1:
      return any(kInvisible);
    case 2:
      return any(kAlikes);
    case 3:
      return any(std::u32string_view(U"aeiouyAEIOUY"));
    default: {
      const auto [first, last] = any(kStretches);
      return first + static_cast<char32_t>(below(last - first + 1));
    }
  }
}

std::u32string Scribe::points() {
  std::u32string out;
  for (std::size_t n = 1 + below(12); n > 0; --n) out += point();
  return out;
}

/// A few code points put in, taken out or replaced.
std::string Scribe::edited(std::string_view text) {
  auto out = to_utf32(text);
  for (std::size_t n = 1 + below(3); n > 0 && !out.empty(); --n) {
    const std::size_t at = below(out.size());
    switch (below(3)) {
      case 0:
        out.insert(at, 1, point());
        break;
      case 1:
        out.erase(at, 1);
        break;
      default:
        out[at] = point();
    }
  }
  return to_utf8(out);
}

/// A few bytes cut off or replaced; as a rule the result is no UTF-8.
std::string Scribe::damaged(std::string text) {
  for (std::size_t n = 1 + below(3); n > 0 && !text.empty(); --n) {
    if (below(4) == 0) text.erase(below(text.size()), 1 + below(2));
    if (!text.empty()) text[below(text.size())] = static_cast<char>(below(256));
  }
  return text;
}

std::string Scribe::ascii() {
  std::string out;
  for (std::size_t n = below(24); n > 0; --n) out += static_cast<char>(below(128));
  return out;
}

}  // namespace vnidx::text::reference
