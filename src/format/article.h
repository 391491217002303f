// A text file as one document: the layout of newspaper pages saved as text, or plain text. Pure; thread-safe.
//
//     Head  Title                 at most one title and lines of the layout, in any order
//           Ngày: 11.07.2018
//     Body  First paragraph …     from the first other line on, exactly as read
//
//           Last paragraph.
//     Tail  Thanh Anh             bylines and lines of the layout
//           Số lần đọc:704
//
// * The first line that is none of the layout's is the title if a line of the layout stands next to it, or if
//   it looks like one: short, no stop at its end, and not going on in small letters in the next line.
//   Otherwise it is body, and the title is the file's name.
// * A byline without a label is taken only where a line of the layout was found: plain text may end in one.
// * Plain text without a date line takes the date of its dateline, if its first lines hold one
//   (`Hà Nội, ngày 13 tháng 3 năm 2001`); the line stays in the body.
// * Of two date lines (`Ngày: …`, `Cập nhật: …`) the first counts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "format/extraction.h"
#include "vnidx/document.h"

namespace vnidx::format {

struct Article {
  Document document;                 ///< title, date, author, reads and text; the rest is empty
  std::vector<std::string> repairs;  ///< what was left out: a date that does not exist, for one
};

/// `text` is valid UTF-8; `file_name` is the title of a text that has none.
Article parse_article(std::string text, std::string_view file_name);

/// The same of a file's bytes, as an Extract (extraction.h).
Extraction extract_text(std::string bytes, const Hints& hints);

}  // namespace vnidx::format
