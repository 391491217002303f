// The forms in which a day is written, one table of patterns for whole strings (date.h) and running text
// (date_mention.h). Both cut their input into DateParts; what a part's word means they look up in one list.
// Pure functions; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "vnidx/document.h"

namespace vnidx::entity {

/// A number or a word of a date, and what stands before it.
struct DatePart {
  enum class Kind : std::uint8_t {
    number,
    day,         ///< `ngày`, `mùng`, `mồng`
    month,       ///< `tháng`
    year,        ///< `năm`
    month_name,  ///< `Jul` (mail and feed headers); `value` is the month
    other,
  };
  Kind kind = Kind::other;
  std::uint8_t digits = 0;  ///< of a number
  bool tight = false;       ///< nothing but `sign` stands before it
  char sign =
      '?';  ///< what stands before it: one of `. / - , :`, ' ' for spaces alone, '?' for anything else
  std::uint32_t value = 0;
};

/// A day as written: the parts need not name a day that exists.
struct WrittenDate {
  std::size_t count = 0;  ///< parts it takes
  std::uint32_t day = 0;
  std::uint32_t month = 0;
  std::optional<std::uint32_t> year;
  char sign = ' ';     ///< what stands between day and month; ' ' where they are joined by words
  bool named = false;  ///< opens with `ngày` or the like

  /// The day, where it exists; `assumed_year` stands for a year that is not written.
  std::optional<Date> resolve(std::optional<std::uint32_t> assumed_year) const;
};

/// What a word in canonical form means in a date; kind `other` for most.
DatePart date_word(std::string_view canonical);

/// The longest date that begins at the first of `parts`.
std::optional<WrittenDate> match_date(std::span<const DatePart> parts);

}  // namespace vnidx::entity
