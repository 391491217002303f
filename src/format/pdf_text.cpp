#include "format/pdf_text.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "format/pdf_mend.h"
#include "text/utf8.h"

namespace vnidx::format::pdf {
namespace {

/// `1.`, `a)`, `- `, `•`, `Điều 5`: what begins a paragraph of its own.
bool begins_item(std::string_view text) {
  constexpr std::string_view kHeads[] = {"Điều ", "Chương ", "Mục ", "Phần ",
                                         "ĐIỀU ", "CHƯƠNG ", "MỤC ", "PHẦN "};
  for (const std::string_view head : kHeads) {
    if (!text.starts_with(head)) continue;
    const char32_t next = text::decode(text.substr(head.size())).code_point;
    return (next >= U'0' && next <= U'9') || u_isupper(static_cast<UChar32>(next)) != 0;
  }
  const std::size_t space = text.find(' ');
  const std::string_view mark = text.substr(0, space);
  if (mark.empty() || space == std::string_view::npos) return false;
  if (mark == "-" || mark == "–" || mark == "+" || mark == "*" || mark == "•") return true;
  constexpr std::size_t kLongest = 5;
  const bool closed = mark.ends_with('.') || mark.ends_with(')') || mark.ends_with('/');
  if (!closed || mark.size() > kLongest) return false;
  const std::string_view name = mark.substr(0, mark.size() - 1);
  const bool digits = name.find_first_not_of("0123456789.") == std::string_view::npos;
  const bool roman = name.find_first_not_of("IVX") == std::string_view::npos;
  const bool letter = text::to_utf32(name).size() == 1;
  return digits || roman || letter;
}

bool begins_small(std::string_view text) {
  return u_islower(static_cast<UChar32>(text::decode(text).code_point)) != 0;
}

bool ends_sentence(std::string_view text) {
  constexpr std::string_view kStops[] = {".", ":", "!", "?", ";", "…", ".”", ".\""};
  return std::ranges::any_of(kStops, [&](std::string_view stop) { return text.ends_with(stop); });
}

/// Set in the middle of its column, as titles are.
bool is_centred(const Line& line) {
  const double left = line.box.left - line.column_left;
  const double right = line.column_right - line.box.right;
  const double height = line.box.height();
  return left > height / 2 && std::abs(left - right) < height;
}

/// Whether `line` goes on with the paragraph that `before` is the last line of.
bool goes_on(const Line& before, const Line& line) {
  if (before.cells.size() != 1 || line.cells.size() != 1) return false;
  const std::string& last = before.cells.front().text;
  const std::string& next = line.cells.front().text;
  if (next.empty() || last.empty()) return false;
  const double height = before.box.height();
  const double gap = line.box.top - before.box.bottom;
  if (gap > height || gap < -height) return false;
  if (std::abs(line.box.height() - height) > 0.25 * height) return false;
  if (begins_item(next)) return false;
  if (begins_small(next) && !ends_sentence(last)) return true;
  if (is_centred(before)) return false;
  const double width = before.column_right - before.column_left;
  const bool full = before.box.right > before.column_right - width / 8;
  const bool indented =
      line.box.left > before.column_left + 1.2 * height && line.box.left > before.box.left + height / 2;
  return full && !indented;
}

}  // namespace

std::string paragraphs_of(const std::vector<Line>& lines) {
  std::string text;
  std::string paragraph;
  const auto flush = [&] {
    if (paragraph.empty()) return;
    if (!text.empty()) text += '\n';
    text += paragraph;
    paragraph.clear();
  };
  const Line* before = nullptr;
  for (const Line& line : lines) {
    if (before != nullptr && goes_on(*before, line)) {
      append_line(paragraph, line.cells.front().text);
    } else {
      flush();
      for (const Cell& cell : line.cells) {
        if (!paragraph.empty()) paragraph += '\t';
        paragraph += cell.text;
      }
    }
    before = &line;
  }
  flush();
  return text;
}

}  // namespace vnidx::format::pdf
