#include "format/page_date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "text/canonical.h"

namespace vnidx::format {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

struct Number {
  std::size_t begin;
  std::size_t end;
  int value;

  std::size_t digits() const { return end - begin; }
};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Numbers of up to four digits; a longer one is none of a date and has the value -1.
std::vector<Number> numbers_of(std::string_view line) {
  std::vector<Number> numbers;
  for (std::size_t i = 0; i < line.size();) {
    if (!is_digit(line[i])) {
      ++i;
      continue;
    }
    Number number{i, i, 0};
    while (number.end < line.size() && is_digit(line[number.end])) ++number.end;
    if (number.digits() > 4) {
      number.value = -1;
    } else {
      for (const char c : line.substr(i, number.digits())) number.value = number.value * 10 + (c - '0');
    }
    numbers.push_back(number);
    i = number.end;
  }
  return numbers;
}

std::string_view without_spaces(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

std::optional<Date> day(int year, int month, int day) {
  constexpr int kFirst = 1900;
  constexpr int kLast = 2100;
  if (year < kFirst || year > kLast || month < 1 || day < 1) return std::nullopt;
  const Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                  std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

struct Written {
  std::optional<Date> date;
  bool short_year = false;
};

/// The date that the three `numbers` write, if they do.
Written read(std::string_view line, std::span<const Number, 3> numbers) {
  const Number& first = numbers[0];
  const Number& second = numbers[1];
  const Number& third = numbers[2];
  const std::string_view gap = without_spaces(line.substr(first.end, second.begin - first.end));
  const std::string_view next = without_spaces(line.substr(second.end, third.begin - second.end));
  if (gap == "tháng" && third.digits() == 4 && (next == "năm" || next == "," || next.empty()))
    return {day(third.value, second.value, first.value), false};
  if (gap != next || gap.size() != 1 || std::string_view("/.-").find(gap) == std::string_view::npos)
    return {};
  if (second.digits() > 2) return {};
  if (first.digits() == 4 && third.digits() <= 2) return {day(first.value, second.value, third.value), false};
  if (first.digits() > 2) return {};
  if (third.digits() == 4) return {day(third.value, second.value, first.value), false};
  constexpr int kCentury = 2000;
  if (third.digits() == 2) return {day(kCentury + third.value, second.value, first.value), true};
  return {};
}

/// A clock, as `08:30`, `8h30`, `11 giờ 5`.
bool has_clock(std::string_view line, std::span<const Number> numbers) {
  for (std::size_t i = 0; i + 1 < numbers.size(); ++i) {
    const std::string_view gap =
        without_spaces(line.substr(numbers[i].end, numbers[i + 1].begin - numbers[i].end));
    const bool signs = gap == ":" || gap == "h" || gap == "g" || gap == "giờ";
    if (signs && numbers[i].value < 24 && numbers[i + 1].value < 60 && numbers[i + 1].digits() <= 2)
      return true;
  }
  return false;
}

bool has_label(std::string_view line) {
  constexpr std::array<std::string_view, 8> kLabels{"thứ ", "chủ nhật", "ngày",   "cập nhật",
                                                    "đăng", "gmt",      "posted", "lúc "};
  return std::ranges::any_of(
      kLabels, [&](std::string_view label) { return line.find(label) != std::string_view::npos; });
}

/// `11 tháng bảy, 2018` with the month as a number.
std::string with_month_numbers(std::string line) {
  // Longer names first: `mười một` begins with `mười`.
  constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kMonths{{{"mười một", "11"},
                                                                                   {"mười hai", "12"},
                                                                                   {"mười", "10"},
                                                                                   {"giêng", "1"},
                                                                                   {"một", "1"},
                                                                                   {"hai", "2"},
                                                                                   {"ba", "3"},
                                                                                   {"tư", "4"},
                                                                                   {"năm", "5"},
                                                                                   {"sáu", "6"},
                                                                                   {"bảy", "7"},
                                                                                   {"tám", "8"},
                                                                                   {"chín", "9"},
                                                                                   {"chạp", "12"}}};
  constexpr std::string_view kMonth = "tháng ";
  const std::size_t at = line.find(kMonth);
  if (at == std::string::npos) return line;
  for (const auto& [name, number] : kMonths) {
    if (line.compare(at + kMonth.size(), name.size(), name) == 0)
      return line.replace(at + kMonth.size(), name.size(), number);
  }
  return line;
}

}  // namespace

std::optional<PageDate> page_date(std::string_view line) {
  constexpr std::size_t kMaxBytes = 240;
  if (line.size() > kMaxBytes || std::ranges::count_if(line, is_digit) < 4) return std::nullopt;
  const std::string canonical = with_month_numbers(text::canonical(line));
  const std::vector<Number> numbers = numbers_of(canonical);
  for (std::size_t i = 0; i + 3 <= numbers.size(); ++i) {
    const Written written = read(canonical, std::span(numbers).subspan(i).first<3>());
    if (!written.date) continue;
    constexpr std::size_t kAround = 6;
    const bool alone = numbers[i + 2].end - numbers[i].begin + kAround >= canonical.size();
    const bool certain =
        has_clock(canonical, numbers) || has_label(canonical) || (alone && !written.short_year);
    return PageDate{*written.date, certain};
  }
  return std::nullopt;
}

std::optional<Date> english_date(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                     "jul", "aug", "sep", "oct", "nov", "dec"};
  int month = 0;
  int day = 0;
  int year = 0;
  for (std::size_t i = 0; i < text.size() && year == 0;) {
    std::size_t end = i;
    while (end < text.size() && is_letter(text[end])) ++end;
    if (end - i >= 3 && month == 0) {
      std::string word;
      for (const char c : text.substr(i, 3)) word += static_cast<char>(c | 0x20);
      const auto* const found = std::ranges::find(kMonths, word);
      if (found != kMonths.end()) month = static_cast<int>(found - kMonths.begin()) + 1;
    }
    if (end > i) {
      i = end;
      continue;
    }
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end == i) {
      ++i;
      continue;
    }
    int value = 0;
    std::from_chars(text.data() + i, text.data() + end, value);
    if (end - i == 4) year = value;
    if (end - i <= 2 && day == 0) day = value;
    i = end;
  }
  const Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                  std::chrono::day(static_cast<unsigned>(day))};
  return month > 0 && date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<Date> month_date(std::string_view value) {
  constexpr std::size_t kMaxBytes = 60;
  if (value.size() > kMaxBytes) return std::nullopt;
  std::string canonical = with_month_numbers(text::canonical(value));
  constexpr std::string_view kMonth = "tháng ";
  if (canonical.starts_with(kMonth)) canonical.erase(0, kMonth.size());
  const std::vector<Number> numbers = numbers_of(canonical);
  if (numbers.size() != 2 || numbers[0].begin != 0 || numbers[1].end != canonical.size()) return std::nullopt;
  const std::string_view gap =
      without_spaces(std::string_view(canonical).substr(numbers[0].end, numbers[1].begin - numbers[0].end));
  constexpr std::array<std::string_view, 6> kGaps{"/", "-", ".", "năm", ",", ", năm"};
  if (std::ranges::find(kGaps, gap) == kGaps.end()) return std::nullopt;
  if (numbers[0].digits() <= 2 && numbers[1].digits() == 4) return day(numbers[1].value, numbers[0].value, 1);
  if (numbers[0].digits() == 4 && numbers[1].digits() <= 2 && gap == "-")
    return day(numbers[0].value, numbers[1].value, 1);
  return std::nullopt;
}

}  // namespace vnidx::format
