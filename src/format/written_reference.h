// Dates and numbers as official documents write them, in running text: `ngày 5 tháng 7 năm 2021`, `Số:
// 991/QĐ-UBND`. Forms that were filled in by hand are read past their dots. Pure functions; thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "vnidx/document.h"

namespace vnidx::format {

/// A day, and where it ends in the text.
struct FoundDate {
  Date date;
  std::size_t end;
};

/// The first day behind a `ngày` at or behind `from` in `canonical` text.
std::optional<FoundDate> find_date(std::string_view canonical, std::size_t from);

std::optional<Date> first_date(std::string_view text);
std::optional<Date> last_date(std::string_view text);

/// The first day of the month that `line` names and nothing else but a place: `Huế, tháng 7 năm 2001`,
/// `3-2023`, `Hà Nội, ngày … tháng 12 năm 2018` whose day was left blank.
std::optional<Date> month_of_dateline(std::string_view line);

struct FoundNumber {
  std::string number;     ///< without spaces
  std::size_t begin = 0;  ///< of the word before it
  std::size_t end = 0;
};

/// The first number behind the word `số`; it has figures, and letters behind a slash or hyphen.
std::optional<FoundNumber> find_number(std::string_view text);

/// Where the word `số` of a number begins in `text`, at or behind `from`.
std::size_t find_number_word(std::string_view text, std::size_t from);

}  // namespace vnidx::format
