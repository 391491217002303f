#include "format/list_numbers.h"

#include <string_view>
#include <utility>

namespace vnidx::format {
namespace {

std::string roman(std::uint32_t number) {
  constexpr std::pair<std::uint32_t, std::string_view> kDigits[] = {
      {1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
      {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"}};
  std::string written;
  for (const auto& [value, digits] : kDigits) {
    for (; number >= value; number -= value) written += digits;
  }
  return written;
}

std::string in_small_letters(std::string text) {
  for (char& c : text) c = static_cast<char>(c - 'A' + 'a');
  return text;
}

/// A to Z, then AA to ZZ, as Word counts.
std::string letters(std::uint32_t number) {
  constexpr std::uint32_t kLetters = 26;
  return std::string((number - 1) / kLetters + 1, static_cast<char>('A' + (number - 1) % kLetters));
}

/// Signs out of fonts of symbols, and the `o` of Courier, are a dot to the reader.
std::string_view bullet(std::string_view sign) {
  constexpr std::string_view kPlain[] = {"-", "–", "—", "+", "*", "=>"};
  for (const std::string_view plain : kPlain) {
    if (sign == plain) return plain;
  }
  return sign.empty() ? sign : "•";
}

}  // namespace

std::string list_number(std::uint32_t number, NumberStyle style) {
  constexpr std::uint32_t kMostRoman = 3999;
  constexpr std::uint32_t kMostLetters = 26 * 10;
  const bool is_roman = number > 0 && number <= kMostRoman;
  const bool is_letters = number > 0 && number <= kMostLetters;
  switch (style) {
    case NumberStyle::upper_roman:
      if (is_roman) return roman(number);
      break;
    case NumberStyle::lower_roman:
      if (is_roman) return in_small_letters(roman(number));
      break;
    case NumberStyle::upper_letter:
      if (is_letters) return letters(number);
      break;
    case NumberStyle::lower_letter:
      if (is_letters) return in_small_letters(letters(number));
      break;
    case NumberStyle::padded:
      return (number < 10 ? "0" : "") + std::to_string(number);
    case NumberStyle::bullet:
    case NumberStyle::none:
      return {};
    case NumberStyle::decimal:
      break;
  }
  return std::to_string(number);
}

std::string ListCounter::next(const ListLevels& levels, std::size_t level) {
  numbers_[level] = counted_[level] ? numbers_[level] + 1 : levels[level].start;
  counted_[level] = true;
  for (std::size_t below = level + 1; below < kListLevels; ++below) {
    if (!levels[below].goes_on) counted_[below] = false;
  }

  const ListLevel& own = levels[level];
  std::string label;
  if (own.style == NumberStyle::bullet) {
    label = bullet(own.pattern);
  } else {
    const std::string_view pattern = own.pattern;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      const bool is_number =
          pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] >= '1' && pattern[i + 1] <= '9';
      if (!is_number) {
        label += pattern[i];
        continue;
      }
      const auto shown = static_cast<std::size_t>(pattern[++i] - '1');
      const bool decimal = own.all_decimal && shown < level;
      label += list_number(counted_[shown] ? numbers_[shown] : levels[shown].start,
                           decimal ? NumberStyle::decimal : levels[shown].style);
    }
  }
  if (!label.empty() && !own.joined && !label.ends_with(' ')) label += ' ';
  return label;
}

}  // namespace vnidx::format
