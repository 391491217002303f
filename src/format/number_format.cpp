#include "format/number_format.h"

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace vnidx::format {
namespace {

struct BuiltIn {
  unsigned id;
  std::string_view code;
};
constexpr std::array kBuiltIn{
    BuiltIn{1, "0"},        BuiltIn{2, "0.00"},      BuiltIn{3, "#,##0"},          BuiltIn{4, "#,##0.00"},
    BuiltIn{9, "0%"},       BuiltIn{10, "0.00%"},    BuiltIn{14, "d/m/yyyy"},      BuiltIn{15, "d-mmm-yy"},
    BuiltIn{16, "d-mmm"},   BuiltIn{17, "mmm-yy"},   BuiltIn{18, "h:mm"},          BuiltIn{19, "h:mm:ss"},
    BuiltIn{20, "h:mm"},    BuiltIn{21, "h:mm:ss"},  BuiltIn{22, "d/m/yyyy h:mm"}, BuiltIn{37, "#,##0"},
    BuiltIn{38, "#,##0"},   BuiltIn{39, "#,##0.00"}, BuiltIn{40, "#,##0.00"},      BuiltIn{45, "mm:ss"},
    BuiltIn{46, "h:mm:ss"}, BuiltIn{47, "mm:ss"},
};

/// The first section of a format without what is quoted, escaped or in brackets.
std::string bare(std::string_view code) {
  std::string letters;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    if (code[i] == '"' || code[i] == '[') {
      i = std::min(code.find(code[i] == '"' ? '"' : ']', i + 1), code.size());
    } else if (code[i] == '\\' || code[i] == '_' || code[i] == '*') {
      ++i;
    } else {
      letters += static_cast<char>(code[i] >= 'A' && code[i] <= 'Z' ? code[i] - 'A' + 'a' : code[i]);
    }
  }
  return letters;
}

std::string printed(const char* format, int precision, double value) {
  std::array<char, 400> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), format, precision, value);
  return {buffer.data(), static_cast<std::size_t>(std::min(length, static_cast<int>(buffer.size()) - 1))};
}

std::string general(double value) {
  return printed("%.*g", 15, value);
}

std::string two_digits(unsigned value) {
  return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

std::string time_of_day(double part) {
  const auto seconds = static_cast<unsigned>(std::lround(part * 86400)) % 86400;
  std::string text = two_digits(seconds / 3600) + ':' + two_digits(seconds / 60 % 60);
  if (seconds % 60 != 0) text += ':' + two_digits(seconds % 60);
  return text;
}

/// Excel's first year has a 29th of February that never was, day 60.
std::chrono::sys_days day_of(double value, DateSystem system) {
  using namespace std::chrono;
  const auto number = static_cast<int>(std::floor(value));
  if (system == DateSystem::from_1904) return sys_days{year{1904} / 1 / 1} + days{number};
  return sys_days{year{1899} / 12 / 30} + days{number < 60 ? number + 1 : number};
}

std::string date(double value, std::string_view letters, DateSystem system) {
  constexpr double kLastDay = 2958465;  // 31/12/9999
  if (!(value >= 0 && value <= kLastDay)) return general(value);
  const bool has_day = letters.find('d') != std::string_view::npos;
  const bool has_year = letters.find('y') != std::string_view::npos;
  const bool has_time = letters.find_first_of("hs") != std::string_view::npos;
  const bool has_month = letters.find('m') != std::string_view::npos && (!has_time || has_day);
  std::string text;
  if (has_day || has_year) {
    const std::chrono::year_month_day day(day_of(value, system));
    if (has_day) text += two_digits(static_cast<unsigned>(day.day())) + '/';
    if (has_month) text += two_digits(static_cast<unsigned>(day.month())) + '/';
    text += std::to_string(static_cast<int>(day.year()));
  }
  if (has_time) {
    if (!text.empty()) text += ' ';
    text += time_of_day(value - std::floor(value));
  }
  return text;
}

}  // namespace

std::string_view built_in_number_format(unsigned id) {
  for (const BuiltIn& format : kBuiltIn) {
    if (format.id == id) return format.code;
  }
  return {};
}

std::string format_number(double value, std::string_view code, DateSystem dates) {
  if (!std::isfinite(value)) return {};
  const std::string letters = bare(code);
  if (letters.find("general") != std::string::npos || letters.empty()) return general(value);
  if (letters.find_first_of("dyhs") != std::string::npos) return date(value, letters, dates);
  const bool percent = letters.find('%') != std::string::npos;
  if (letters.find_first_not_of("#0,.%- ()") != std::string::npos || letters.find('0') == std::string::npos) {
    return general(value);
  }
  if (percent) value *= 100;
  const std::size_t point = letters.find('.');
  int decimals = 0;
  for (std::size_t i = point; i < letters.size(); ++i)
    decimals += letters[i] == '0' || letters[i] == '#' ? 1 : 0;
  std::string text = std::abs(value) < 1e15 ? printed("%.*f", std::min(decimals, 15), value) : general(value);
  if (percent) text += '%';
  return text;
}

}  // namespace vnidx::format
