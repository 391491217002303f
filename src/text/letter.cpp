#include "text/letter.h"

#include <algorithm>
#include <array>

namespace vnidx::text {
namespace {

struct Row {
  char base;
  Quality quality;
  std::u32string_view small;    ///< by tone
  std::u32string_view capital;  ///< by tone
};

constexpr std::array kRows = {
    Row{'a', Quality::none, U"aàáảãạ", U"AÀÁẢÃẠ"},
    Row{'a', Quality::breve, U"ăằắẳẵặ", U"ĂẰẮẲẴẶ"},
    Row{'a', Quality::circumflex, U"âầấẩẫậ", U"ÂẦẤẨẪẬ"},
    Row{'e', Quality::none, U"eèéẻẽẹ", U"EÈÉẺẼẸ"},
    Row{'e', Quality::circumflex, U"êềếểễệ", U"ÊỀẾỂỄỆ"},
    Row{'i', Quality::none, U"iìíỉĩị", U"IÌÍỈĨỊ"},
    Row{'o', Quality::none, U"oòóỏõọ", U"OÒÓỎÕỌ"},
    Row{'o', Quality::circumflex, U"ôồốổỗộ", U"ÔỒỐỔỖỘ"},
    Row{'o', Quality::horn, U"ơờớởỡợ", U"ƠỜỚỞỠỢ"},
    Row{'u', Quality::none, U"uùúủũụ", U"UÙÚỦŨỤ"},
    Row{'u', Quality::horn, U"ưừứửữự", U"ƯỪỨỬỮỰ"},
    Row{'y', Quality::none, U"yỳýỷỹỵ", U"YỲÝỶỸỴ"},
    Row{'d', Quality::stroke, U"đ", U"Đ"},
};

// Vietnamese letters stand in two blocks; ASCII is part of the first.
constexpr char32_t kLatinEnd = 0x01B1;
constexpr char32_t kVietnameseBegin = 0x1EA0;
constexpr char32_t kVietnameseEnd = 0x1EFA;

struct LetterTable {
  std::array<Letter, kLatinEnd> latin{};
  std::array<Letter, kVietnameseEnd - kVietnameseBegin> vietnamese{};

  constexpr Letter& at(char32_t c) { return c < kLatinEnd ? latin[c] : vietnamese[c - kVietnameseBegin]; }
};

constexpr LetterTable kLetters = [] {
  LetterTable letters;
  for (char c = '0'; c <= '9'; ++c) letters.at(c).base = c;
  for (char c = 'a'; c <= 'z'; ++c) letters.at(c).base = letters.at(c - 'a' + 'A').base = c;
  for (const Row& row : kRows) {
    for (const auto forms : {row.small, row.capital}) {
      for (std::size_t tone = 0; tone < forms.size(); ++tone) {
        letters.at(forms[tone]) = {row.base, row.quality, static_cast<Tone>(tone)};
      }
    }
  }
  return letters;
}();

/// A letter without base: the character is none of the alphabet.
constexpr Letter letter_of(char32_t c) {
  if (c < kLatinEnd) return kLetters.latin[c];
  if (c >= kVietnameseBegin && c < kVietnameseEnd) return kLetters.vietnamese[c - kVietnameseBegin];
  return {};
}

constexpr const Row* row_of(Letter letter) {
  for (const Row& row : kRows) {
    if (row.base == letter.base && row.quality == letter.quality) return &row;
  }
  return nullptr;
}

/// What a combining mark adds to a letter; neither quality nor tone where it is no Vietnamese mark.
constexpr Letter mark_of(char32_t c) {
  switch (c) {
    case 0x0302:
      return {0, Quality::circumflex, Tone::level};
    case 0x0306:
      return {0, Quality::breve, Tone::level};
    case 0x031B:
      return {0, Quality::horn, Tone::level};
    case 0x0300:
    case 0x0340:
      return {0, Quality::none, Tone::huyen};
    case 0x0301:
    case 0x0341:
      return {0, Quality::none, Tone::sac};
    case 0x0309:
      return {0, Quality::none, Tone::hoi};
    case 0x0303:
      return {0, Quality::none, Tone::nga};
    case 0x0323:
      return {0, Quality::none, Tone::nang};
    default:
      return {};
  }
}

/// Puts a mark on a letter; false where the letter has one of that sort already or the mark is not
/// Vietnamese.
bool add_mark(char32_t c, Letter& letter) {
  const Letter mark = mark_of(c);
  if (mark.tone != Tone::level && letter.tone == Tone::level) {
    letter.tone = mark.tone;
    return true;
  }
  if (mark.quality != Quality::none && letter.quality == Quality::none) {
    letter.quality = mark.quality;
    return true;
  }
  return false;
}

bool exists(Letter letter) {
  if (letter.quality == Quality::none && letter.tone == Tone::level) return true;
  const Row* row = row_of(letter);
  return row != nullptr && static_cast<std::size_t>(letter.tone) < row->small.size();
}

}  // namespace

std::optional<std::vector<Letter>> read_letters(std::u32string_view word) {
  std::vector<Letter> letters;
  letters.reserve(word.size());
  bool marked = false;
  for (const char32_t c : word) {
    if (const Letter letter = letter_of(c); letter.base != 0) {
      letters.push_back(letter);
    } else if (!letters.empty() && add_mark(c, letters.back())) {
      marked = true;
    } else {
      return std::nullopt;
    }
  }
  // Marks can add up to what is no letter, such as o with a breve; the table's own letters need no look.
  if (marked && !std::ranges::all_of(letters, exists)) return std::nullopt;
  return letters;
}

char32_t code_point(Letter letter) {
  if (letter.quality == Quality::none && letter.tone == Tone::level)
    return static_cast<char32_t>(letter.base);
  return row_of(letter)->small[static_cast<std::size_t>(letter.tone)];
}

}  // namespace vnidx::text
