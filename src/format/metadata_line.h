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

/// Whether `line` is nothing but one to four names of persons: each one to five capitalised words without
/// digits, with `,`, `;`, `-`, `–`, `&`, `/` or `và` between names, and no punctuation at the end; or a
/// collective credit such as `Nhóm phóng viên`.
bool is_byline(std::string_view line);

/// A line at the end of an article that tells where it was taken from: `(Theo VnExpress)`, `Theo Tuổi Trẻ`,
/// `(TTXVN)`, `Thu Hà/TTXVN`. Its facts are a source and, where a person is named, an author.
std::vector<Fact> credit_of(std::string_view line);

/// The agency or paper in brackets that a report begins with, `Hà Nội (TTXVN 11/7/2018) - `, `(Báo Kon Tum) -
/// `, and the date beside it.
std::vector<Fact> facts_of_opening(std::string_view paragraph);

/// The day in the head of a government document or law: a line that ends with `Hà Nội, ngày 13 tháng 3 năm
/// 2001`.
std::optional<Date> dateline(std::string_view line);

}  // namespace vnidx::format
