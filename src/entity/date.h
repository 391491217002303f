// Dates as people write them: whole strings, not dates inside running text (recognizer.h finds those).
// Pure functions; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "vnidx/document.h"
#include "vnidx/result.h"

namespace vnidx::entity {

/// The day that `text` names, whole string: `11.07.2018`, `11-7-2018`, `2018-07-11`,
/// `2018-07-11T08:30:00+07:00`, `Thứ tư, 11/7/2018, 08:30`, `ngày 11 tháng 7 năm 2018`. Nothing where it
/// names no day that exists.
std::optional<Date> parse_date(std::string_view text);

/// The period that one option or filter names: a day, month (`2018-07`, `7/2018`) or year, both ends
/// inclusive, or relative to `today` (`30d`, `6m`, `2y`: from then on, until today). A usage error where it
/// is none, naming what is wrong (`there is no 30 February`).
Result<Period> parse_period(std::string_view text, Date today);

/// ISO 8601, `2018-07-11`.
std::string to_string(Date date);

/// Today in local time.
Date today();

}  // namespace vnidx::entity
