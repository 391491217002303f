#include "format/pdf_mend.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <span>

#include "text/letter.h"
#include "text/syllable.h"
#include "text/utf8.h"

namespace vnidx::format::pdf {
namespace {

bool is_letter(char32_t c) {
  return u_isalpha(static_cast<UChar32>(c)) != 0 || u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK;
}

bool is_small(char32_t c) {
  return u_islower(static_cast<UChar32>(c)) != 0;
}

/// The letters at the end of `text`, at most so many bytes of it.
std::u32string last_letters(std::string_view text) {
  constexpr std::size_t kMost = 64;
  std::size_t begin = text.size() > kMost ? text.size() - kMost : 0;
  while (begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) ++begin;
  const std::u32string tail = text::to_utf32(text.substr(begin));
  const auto stop = std::find_if_not(tail.rbegin(), tail.rend(), is_letter);
  return {stop.base(), tail.end()};
}

std::u32string first_letters(std::string_view text) {
  std::u32string letters;
  while (!text.empty()) {
    const text::Decoded next = text::decode(text);
    if (!is_letter(next.code_point)) break;
    letters.push_back(next.code_point);
    text.remove_prefix(next.bytes);
  }
  return letters;
}

bool is_syllable(std::u32string_view word) {
  const auto letters = text::read_letters(word);
  return letters && text::is_syllable(*letters);
}

bool has_marks(std::u32string_view word) {
  return std::ranges::any_of(word, [](char32_t c) { return c >= 0x80; });
}

constexpr std::string_view kHorn = "ư";

}  // namespace

std::string with_horns(std::string_view word, WordPlace place) {
  const std::size_t hyphen = word.find('-');
  if (hyphen == std::string_view::npos) return std::string(word);
  std::string horned(word);
  horned.replace(hyphen, 1, kHorn);
  const std::u32string letters = first_letters(horned);
  // `b- Về tổ chức` counts; it is no `bư`.
  const bool counts = place == WordPlace::first && hyphen == 1 && word.size() == 2;
  return !counts && letters.size() > 1 && text::to_utf8(letters).size() > hyphen && is_syllable(letters)
             ? horned
             : std::string(word);
}

bool belongs_together(std::string_view text, std::string_view next, double gap) {
  constexpr double kTouching = 0.03;
  constexpr double kSpace = 0.2;
  if (gap > kSpace) return false;
  const std::u32string before = last_letters(text);
  const std::u32string after = first_letters(next);
  if (before.empty() || after.empty()) return gap < kTouching;
  if (is_syllable(before) && is_syllable(after)) return false;
  if (next.substr(text::to_utf8(after).size()).starts_with('-')) return false;
  const std::u32string whole = before + after;
  return is_small(after.front()) && has_marks(whole) && is_syllable(whole);
}

void append_line(std::string& paragraph, std::string_view line) {
  constexpr std::string_view kSoftHyphen = "\u00AD";
  const bool soft = paragraph.ends_with(kSoftHyphen);
  if (!soft && !paragraph.ends_with('-')) {
    if (!paragraph.empty()) paragraph += ' ';
    paragraph += line;
    return;
  }
  const std::string_view words = std::string_view(paragraph).substr(0, paragraph.size() - (soft ? 2 : 1));
  const std::u32string before = last_letters(words);
  const std::u32string after = first_letters(line);
  const bool is_dash = before.empty() && (words.empty() || words.ends_with(' '));
  if (is_dash && !soft) {
    paragraph += ' ';
  } else if (soft || (!before.empty() && !after.empty() && is_small(before.back()) &&
                      is_small(after.front()) && !(is_syllable(before) && is_syllable(after)))) {
    paragraph.resize(words.size());
  }
  paragraph += line;
}

}  // namespace vnidx::format::pdf
