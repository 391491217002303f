// What one line of the article layout is: a date line, a count of readings, a byline, or text.
// Pure functions; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "vnidx/document.h"

namespace vnidx::format {

struct ArticleLine {
  enum class Role : std::uint8_t {
    text,    ///< anything else: title or body
    date,    ///< `Ngày: 11.07.2018`, `Thứ tư, 11/07/2018, 08:30`, `Cập nhật: …`
    reads,   ///< `Số lần đọc:704`
    author,  ///< `Tác giả: …`, `Bài, ảnh: …`
  };
  Role role = Role::text;
  std::string_view value;             ///< behind the label, or the whole line; trimmed
  std::optional<Date> date;           ///< of a date line; nothing where it names no day that exists
  std::optional<std::int64_t> reads;  ///< of a count; nothing where none follows the label
};

/// `line`, trimmed. Labels are matched folded, so in any case, Unicode form and punctuation. A label alone
/// does not make its line one of the layout: its value must fit, since headlines have colons too (`Cập nhật:
/// 5 ca mắc mới`).
ArticleLine classify_line(std::string_view line);

/// Whether `line` is nothing but one to four names of persons: each one to five capitalised words without
/// digits, with `,`, `-`, `–`, `&`, `/` or `và` between names, and no punctuation at the end.
bool is_byline(std::string_view line);

/// The day in the head of a government document or law: a line that ends with `Hà Nội, ngày 13 tháng 3 năm
/// 2001`.
std::optional<Date> dateline(std::string_view line);

}  // namespace vnidx::format
