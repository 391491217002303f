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

}  // namespace vnidx::format
