// Dates as pages print them beside an article: `Thứ hai, 14/11/2022, 17:30 (GMT+7)`, `24/12/12 11:05 tối`,
// `Cập nhật lúc 08:30 ngày 2 tháng 9 năm 2023 | Lượt xem: 120`. Pure; thread-safe.
#pragma once

#include <optional>
#include <string_view>

#include "vnidx/document.h"

namespace vnidx::format {

struct PageDate {
  Date date;
  bool certain = false;  ///< a clock, a weekday or a label stands beside it, or nothing does
};

/// The first day that `line` writes out with its year, of four digits or two, if it is a short line.
std::optional<PageDate> page_date(std::string_view line);

/// `Mon, 25 Mar 2023 10:00:00 +0700`, `March 25, 2023`.
std::optional<Date> english_date(std::string_view text);

/// The first day of the month that `value` is: `tháng 7/2018`, `Tháng bảy năm 2018`, `7-2018`, `2018-07`.
std::optional<Date> month_date(std::string_view value);

}  // namespace vnidx::format
