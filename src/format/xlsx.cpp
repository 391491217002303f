#include "format/xlsx.h"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "format/number_format.h"
#include "format/office_text.h"
#include "format/relationships.h"
#include "format/sheet_text.h"
#include "format/xml.h"

namespace vnidx::format {
namespace {

constexpr double kBoldMore = 0.5;  // a bold font is before one of the same size

std::size_t whole_number(std::string_view digits) {
  std::size_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::optional<double> real(std::string_view digits) {
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

struct CellStyle {
  std::string font;
  double size = 0;
  std::string number_format;
};

/// The styles that cells name by their place in `cellXfs`.
std::vector<CellStyle> read_styles(std::string part) {
  const Xml xml(std::move(part));
  std::vector<CellStyle> fonts;
  for (const pugi::xml_node font : child(xml.root(), "fonts").children()) {
    const double size = real(attribute(child(font, "sz"), "val")).value_or(0);
    fonts.push_back(
        {std::string(attribute(child(font, "name"), "val")), size + (child(font, "b") ? kBoldMore : 0), {}});
  }
  std::map<std::size_t, std::string_view> formats;
  for (const pugi::xml_node format : child(xml.root(), "numFmts").children()) {
    formats.emplace(whole_number(attribute(format, "numFmtId")), attribute(format, "formatCode"));
  }
  std::vector<CellStyle> styles;
  for (const pugi::xml_node entry : child(xml.root(), "cellXfs").children()) {
    const std::size_t font = whole_number(attribute(entry, "fontId"));
    CellStyle style = font < fonts.size() ? fonts[font] : CellStyle{};
    const std::size_t id = whole_number(attribute(entry, "numFmtId"));
    const auto own = formats.find(id);
    style.number_format =
        own == formats.end() ? built_in_number_format(static_cast<unsigned>(id)) : own->second;
    styles.push_back(std::move(style));
  }
  return styles;
}

/// A string of a cell: runs in fonts of their own, or one text, in the font of the cell.
struct RichText {
  struct Run {
    std::string text;
    std::string font;  // empty: the cell's
  };
  std::vector<Run> runs;
};

/// The text in `node`, an `si` or `is`; how it is read aloud (`rPh`) is no part of it.
RichText rich_text(pugi::xml_node node) {
  RichText text;
  for (const pugi::xml_node part : node.children()) {
    if (tag(part) == tag("t")) text.runs.push_back({part.child_value(), {}});
    if (tag(part) != tag("r")) continue;
    const std::string_view font = attribute(child(child(part, "rPr"), "rFont"), "val");
    text.runs.push_back({child(part, "t").child_value(), std::string(font)});
  }
  return text;
}

std::string in_fonts(const RichText& text, const std::string& cell_font) {
  FontLine line;
  for (const RichText::Run& run : text.runs) line.add(run.text, run.font.empty() ? cell_font : run.font);
  return line.take();
}

std::vector<RichText> read_shared_strings(std::string part) {
  const Xml xml(std::move(part));
  std::vector<RichText> strings;
  for (const pugi::xml_node entry : xml.root().children()) {
    if (tag(entry) == tag("si")) strings.push_back(rich_text(entry));
  }
  return strings;
}

/// Hands out the rows of a sheet one after the other, so that the tree of a large one is never whole in
/// memory.
class Rows {
 public:
  explicit Rows(std::string_view sheet) : rest_(sheet) {
    const std::size_t data = rest_.find("sheetData");
    const std::size_t open = rest_.substr(0, data).rfind('<');
    if (data == std::string_view::npos || open == std::string_view::npos) {
      rest_ = {};
      return;
    }
    prefix_ = rest_.substr(open + 1, data - open - 1);  // `x:`, or nothing
    rest_.remove_prefix(data);
  }

  /// The next `row` element; an empty string behind the last.
  std::string next() {
    const std::string opening = "<" + std::string(prefix_) + "row";
    const std::string closing = "</" + std::string(prefix_) + "row>";
    const std::size_t begin = rest_.find(opening);
    if (begin == std::string_view::npos) return {};
    rest_.remove_prefix(begin);
    const std::size_t end_of_tag = rest_.find('>');
    std::size_t end = end_of_tag == std::string_view::npos ? rest_.size() : end_of_tag + 1;
    if (end < 2 || rest_[end - 2] != '/') {
      const std::size_t close = rest_.find(closing, end);
      end = close == std::string_view::npos ? rest_.size() : close + closing.size();
    }
    std::string row(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return row;
  }

 private:
  std::string_view rest_;
  std::string_view prefix_;
};

class Workbook {
 public:
  Workbook(std::vector<CellStyle> styles, std::vector<RichText> strings, DateSystem dates)
      : styles_(std::move(styles)), strings_(std::move(strings)), dates_(dates) {}

  void sheet(std::string_view part, SheetText& out) const {
    Rows rows(part);
    std::size_t number = 0;
    for (std::string row = rows.next(); !row.empty() && !out.full(); row = rows.next()) {
      const Xml xml(std::move(row));
      ++number;
      for (const pugi::xml_node cell : xml.root().children()) {
        const CellStyle& style = style_of(cell);
        out.cell(number, text_of_cell(cell, style), style.size);
      }
    }
  }

 private:
  const CellStyle& style_of(pugi::xml_node cell) const {
    static const CellStyle kNone;
    const std::size_t index = whole_number(attribute(cell, "s"));
    return index < styles_.size() ? styles_[index] : kNone;
  }

  std::string text_of_cell(pugi::xml_node cell, const CellStyle& style) const {
    const std::string_view value = child(cell, "v").child_value();
    switch (tag(attribute(cell, "t"))) {
      case tag("s"): {
        const std::size_t index = whole_number(value);
        return index < strings_.size() ? in_fonts(strings_[index], style.font) : std::string();
      }
      case tag("inlineStr"):
        return in_fonts(rich_text(child(cell, "is")), style.font);
      case tag("str"):
        return in_font(value, style.font);
      case tag("b"):
        return value == "1" ? "TRUE" : "FALSE";
      case tag("e"):
        return {};
      default:
        break;
    }
    const std::optional<double> plain = real(value);
    return plain ? format_number(*plain, style.number_format, dates_) : std::string(value);
  }

  std::vector<CellStyle> styles_;
  std::vector<RichText> strings_;
  DateSystem dates_;
};

}  // namespace

OfficeText read_workbook(ZipMembers& members, std::string_view main_part) {
  const Xml workbook(members.take(main_part));
  const Relationships parts(members, main_part);
  const std::string_view from_1904 = attribute(child(workbook.root(), "workbookPr"), "date1904");
  const Workbook cells(
      read_styles(members.take(parts.by_kind("styles"))),
      read_shared_strings(members.take(parts.by_kind("sharedStrings"))),
      from_1904 == "1" || from_1904 == "true" ? DateSystem::from_1904 : DateSystem::from_1900);
  SheetText text;
  for (const pugi::xml_node sheet : child(workbook.root(), "sheets").children()) {
    const std::string_view state = attribute(sheet, "state");
    if (state == "hidden" || state == "veryHidden") continue;
    text.begin_sheet(attribute(sheet, "name"));
    cells.sheet(members.take(parts.by_id(relation_id(sheet))), text);
  }
  OfficeText result = text.take();
  result.whole = result.whole && workbook.whole();
  return result;
}

}  // namespace vnidx::format
