// What one line of the head or tail of an article says of it: dates, counts, authors, where it was taken
// from. A line may say several things: `Ngày đăng: 11/07/2018 | Lượt xem: 1.234`. Pure functions;
// thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vnidx/document.h"

namespace vnidx::format {

struct Fact {
  enum class Role : std::uint8_t {
    title,     ///< `Tiêu đề: …`
    date,      ///< `Ngày: 11.07.2018`, `Thứ tư, 11/07/2018, 08:30`, `(11/07/18 08:30)`
    reads,     ///< `Số lần đọc:704`, `704 lượt xem`
    author,    ///< `Tác giả: …`, `Bài, ảnh: …`, `Nhóm phóng viên`
    source,    ///< `Nguồn: …`, `(Theo VnExpress)`
    category,  ///< `Chuyên mục: …`, the name of a section
    number,    ///< `Số hiệu: 15/2018/NĐ-CP`
    issuer,    ///< `Cơ quan ban hành: …`
    abstract,  ///< `Tóm tắt: …`
    body,      ///< `Nội dung:`, what is behind it is body
    other,     ///< known to be about the article, and kept nowhere: `Từ khóa: …`
  };
  Role role;
  std::string value;                  ///< trimmed, without label, brackets and quotes
  std::optional<Date> date;           ///< of a date; nothing where it names no day that exists
  std::optional<std::int64_t> reads;  ///< of a count; nothing where none follows the label
};

/// What `line`, trimmed, says; nothing where any part of it is text. Labels are matched folded, so in any
/// case, Unicode form and punctuation. A label alone does not make a line metadata: its value must fit, since
/// headlines have colons too (`Cập nhật: 5 ca mắc mới`).
std::vector<Fact> facts_of(std::string_view line);

/// The names in a line that is a label for authors and names, `Tác giả: Thanh Anh`; empty where it is none.
std::string_view labelled_author(std::string_view line);

/// `text` without the brackets or quotes that stand around all of it.
std::string_view unwrapped(std::string_view text);

/// The day that `value`, a date with what may stand beside it, names.
std::optional<Date> date_in(std::string_view value);

/// The day in the head of a government document or law: a line that ends with `Hà Nội, ngày 13 tháng 3 năm
/// 2001`.
std::optional<Date> dateline(std::string_view line);

}  // namespace vnidx::format
