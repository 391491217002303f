// What the first lines of an official document or law say of it, whatever format it came in.
//
//     ỦY BAN NHÂN DÂN               CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM      issuer, motto
//     TỈNH BÌNH PHƯỚC                   Độc lập - Tự do - Hạnh phúc
//     Số: 991/QĐ-UBND             Đồng Xoài, ngày 14 tháng 5 năm 2008      number, date
//     QUYẾT ĐỊNH                                                            title: kind
//     Về việc phê duyệt kế hoạch …                                          title: subject
//     Căn cứ Luật …                                                         body
//
// Columns side by side, as tabs, bars or rows of spaces part them, are read as cells of their own. Pure
// functions; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "vnidx/document.h"

namespace vnidx::format {

struct OfficialHead {
  std::string title;         ///< the kind and the subject: `QUYẾT ĐỊNH Về việc …`
  std::optional<Date> date;  ///< of the line `Hà Nội, ngày …`, or of the number
  std::string number;        ///< as written, spaces apart: `991/QĐ-UBND`
  std::string issuer;        ///< as written: `ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC`
};

/// Reads the beginning of `text`, valid UTF-8 with a line a paragraph. What it does not find is empty; the
/// title is empty where there is no kind of document with a motto, number, date or subject beside it.
OfficialHead read_official_head(std::string_view text);

/// The first lines of `text` as a title, for a document whose format marks none: the first paragraph that is
/// neither motto, number nor ornament, and what goes on with it. Empty where the text begins with a long
/// paragraph.
std::string first_lines_as_title(std::string_view text);

/// Puts what read_official_head() finds into what `document` does not know yet, and where it has no title,
/// that of first_lines_as_title(), else `stem`. A law without a date at its head has the one on which it was
/// passed.
void complete_from_head(Document& document, std::string_view stem);

/// The same for a record that has its title, where its text opens with the motto of the state in capitals:
/// number, issuer and date.
void complete_record_from_head(Document& document);

}  // namespace vnidx::format
