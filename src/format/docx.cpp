#include "format/docx.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "encoding/font.h"
#include "encoding/symbol_font.h"
#include "format/office_text.h"
#include "format/word_numbering.h"
#include "format/word_styles.h"
#include "format/xml.h"
#include "text/utf8.h"

namespace vnidx::format {
namespace {

/// Reads one part (the document, its footnotes …) into lines.
class WordPart {
 public:
  WordPart(const WordStyles& styles, WordNumbering& numbering) : styles_(styles), numbering_(numbering) {}

  /// The paragraphs and tables in `node`, a line a paragraph.
  void blocks(pugi::xml_node node, int depth, std::string& out);

  /// The first paragraph in the style `Title`.
  const std::string& title() const { return title_; }

 private:
  /// A paragraph in the making: its line, and the boxes that float beside it.
  struct Paragraph {
    FontLine line;
    std::string boxes;
    RunStyle style;
  };

  void paragraph(pugi::xml_node node, int depth, std::string& out);
  /// The number that a list gives the paragraph, with a space behind it.
  std::string label_of(pugi::xml_node properties, const RunStyle& paragraph);
  void table(pugi::xml_node node, int depth, std::string& out);
  void row(pugi::xml_node node, int depth, std::vector<std::string>& cells);
  void inlines(pugi::xml_node node, int depth, Paragraph& paragraph);
  void run(pugi::xml_node node, int depth, Paragraph& paragraph);
  void run_content(pugi::xml_node node, int depth, const RunStyle& style, Paragraph& paragraph);
  void boxes(pugi::xml_node node, int depth, Paragraph& paragraph);
  void field(std::string_view change);
  bool in_field_code() const { return std::ranges::find(fields_, FieldPart::code) != fields_.end(); }

  enum class FieldPart : std::uint8_t { code, result };

  const WordStyles& styles_;
  WordNumbering& numbering_;
  std::vector<FieldPart> fields_;  // that are open, outermost first
  std::string title_;
};

/// What a program takes that knows the newer of two forms.
pugi::xml_node chosen(pugi::xml_node alternatives) {
  const pugi::xml_node choice = child(alternatives, "Choice");
  return choice ? choice : child(alternatives, "Fallback");
}

/// `<w:sym w:font="Wingdings" w:char="F0FC"/>`
void add_symbol(pugi::xml_node node, FontLine& line) {
  const std::string_view font = attribute(node, "font");
  const std::string_view digits = attribute(node, "char");
  std::uint32_t code = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
  if (const auto drawn = encoding::symbol_character(font, code)) {
    line.add(text::to_utf8(std::u32string(1, *drawn)), {});
  } else if (encoding::legacy_font(font)) {
    line.add(text::to_utf8(std::u32string(1, code & 0xFF)), font);
  }
}

void WordPart::blocks(pugi::xml_node node, int depth, std::string& out) {
  if (depth > kMaxDepth) return;
  for (const pugi::xml_node block : node.children()) {
    switch (tag(block)) {
      case tag("p"):
        paragraph(block, depth + 1, out);
        break;
      case tag("tbl"):
        table(block, depth + 1, out);
        break;
      case tag("AlternateContent"):
        blocks(chosen(block), depth + 1, out);
        break;
      case tag("sdt"):
        blocks(child(block, "sdtContent"), depth + 1, out);
        break;
      case tag("customXml"):
      case tag("ins"):
      case tag("moveTo"):
      case tag("smartTag"):
        blocks(block, depth + 1, out);
        break;
      default:
        break;
    }
  }
}

void WordPart::paragraph(pugi::xml_node node, int depth, std::string& out) {
  const pugi::xml_node properties = child(node, "pPr");
  const std::string_view style = attribute(child(properties, "pStyle"), "val");
  Paragraph current{{}, {}, styles_.paragraph(style)};
  const std::string label = label_of(properties, current.style);
  inlines(node, depth, current);
  // A code ends in the paragraph it begins in; one that does not is no reason to lose the rest.
  std::ranges::fill(fields_, FieldPart::result);
  const std::string line = current.line.take();
  if (title_.empty() && style == "Title") title_ = on_one_line(line);
  if (!line.empty()) out += label;  // a number before nothing says nothing
  out += line;
  out += '\n';
  out += current.boxes;
}

std::string WordPart::label_of(pugi::xml_node properties, const RunStyle& paragraph) {
  const std::string_view style = attribute(child(properties, "pStyle"), "val");
  const ListPlace place = list_place(properties, styles_.list_place(style));
  if (!place.is_in_list()) return {};
  const WordNumbering::Label label = numbering_.next(place);
  return in_font(label.text, label.font.empty() ? paragraph.font.value_or("") : label.font);
}

void WordPart::table(pugi::xml_node node, int depth, std::string& out) {
  if (depth > kMaxDepth) return;
  for (const pugi::xml_node part : node.children()) {
    switch (tag(part)) {
      case tag("tr"): {
        if (child(child(part, "trPr"), "del")) break;
        std::vector<std::string> cells;
        row(part, depth + 1, cells);
        append_row(cells, out);
        break;
      }
      case tag("sdt"):
        table(child(part, "sdtContent"), depth + 1, out);
        break;
      case tag("ins"):
      case tag("customXml"):
        table(part, depth + 1, out);
        break;
      default:
        break;
    }
  }
}

void WordPart::row(pugi::xml_node node, int depth, std::vector<std::string>& cells) {
  if (depth > kMaxDepth) return;
  for (const pugi::xml_node part : node.children()) {
    switch (tag(part)) {
      case tag("tc"):
        blocks(part, depth + 1, cells.emplace_back());
        break;
      case tag("sdt"):
        row(child(part, "sdtContent"), depth + 1, cells);
        break;
      case tag("customXml"):
        row(part, depth + 1, cells);
        break;
      default:
        break;
    }
  }
}

void WordPart::inlines(pugi::xml_node node, int depth, Paragraph& paragraph) {
  if (depth > kMaxDepth) return;
  for (const pugi::xml_node part : node.children()) {
    switch (tag(part)) {
      case tag("r"):
        run(part, depth + 1, paragraph);
        break;
      case tag("AlternateContent"):
        inlines(chosen(part), depth + 1, paragraph);
        break;
      case tag("pPr"):
      case tag("del"):
      case tag("moveFrom"):
        break;
      case tag("t"):  // of a formula
        run_content(node, depth, paragraph.style, paragraph);
        return;
      default:  // links, marked words, formulas, what was inserted …
        inlines(part, depth + 1, paragraph);
        break;
    }
  }
}

void WordPart::run(pugi::xml_node node, int depth, Paragraph& paragraph) {
  RunStyle style = paragraph.style;
  if (const pugi::xml_node properties = child(node, "rPr")) {
    const std::string_view named = attribute(child(properties, "rStyle"), "val");
    style = run_style(properties).over(styles_.character(named)).over(style);
  }
  run_content(node, depth, style, paragraph);
}

void WordPart::run_content(pugi::xml_node node, int depth, const RunStyle& style, Paragraph& paragraph) {
  if (depth > kMaxDepth) return;
  const std::string_view font = style.font.value_or(std::string_view());
  for (const pugi::xml_node part : node.children()) {
    const std::uint32_t what = tag(part);
    if (what == tag("fldChar")) field(attribute(part, "fldCharType"));
    if (style.hidden.value_or(false) || in_field_code()) continue;
    switch (what) {
      case tag("t"):
        paragraph.line.add(part.child_value(), font);
        break;
      case tag("tab"):
      case tag("ptab"):
        paragraph.line.add('\t');
        break;
      case tag("br"):
      case tag("cr"):
        paragraph.line.add('\n');
        break;
      case tag("noBreakHyphen"):
        paragraph.line.add("-", font);
        break;
      case tag("sym"):
        add_symbol(part, paragraph.line);
        break;
      case tag("softHyphen"):  // a letter in TCVN3
        paragraph.line.add("\xC2\xAD", font);
        break;
      case tag("ruby"):
        inlines(child(part, "rubyBase"), depth + 1, paragraph);
        break;
      case tag("AlternateContent"):
        run_content(chosen(part), depth + 1, style, paragraph);
        break;
      case tag("drawing"):
      case tag("pict"):
      case tag("object"):
        boxes(part, depth + 1, paragraph);
        break;
      default:
        break;
    }
  }
}

void WordPart::boxes(pugi::xml_node node, int depth, Paragraph& paragraph) {
  if (depth > kMaxDepth) return;
  for (const pugi::xml_node part : node.children()) {
    switch (tag(part)) {
      case tag("txbxContent"): {
        std::vector<FieldPart> outside = std::exchange(fields_, {});
        blocks(part, depth + 1, paragraph.boxes);
        fields_ = std::move(outside);
        break;
      }
      case tag("AlternateContent"):
        boxes(chosen(part), depth + 1, paragraph);
        break;
      default:
        boxes(part, depth + 1, paragraph);
        break;
    }
  }
}

void WordPart::field(std::string_view change) {
  if (change == "begin") {
    fields_.push_back(FieldPart::code);
  } else if (fields_.empty()) {
    return;
  } else if (change == "separate") {
    fields_.back() = FieldPart::result;
  } else if (change == "end") {
    fields_.pop_back();
  }
}

/// The notes in `part`, without the lines that separate them from a page's text.
void append_notes(std::string part, WordPart& reader, std::string& text, bool& whole) {
  if (part.empty()) return;
  const Xml xml(std::move(part));
  whole = whole && xml.whole();
  for (const pugi::xml_node note : xml.root().children()) {
    const std::string_view type = attribute(note, "type");
    if (!type.empty() && type != "normal") continue;
    text += '\n';
    reader.blocks(note, 0, text);
  }
}

}  // namespace

OfficeText read_word_document(ZipMembers& members, std::string_view main_part) {
  const std::string folder(main_part.substr(0, main_part.find_last_of('/') + 1));
  const WordStyles styles(members.take(folder + "styles.xml"));
  const Xml document(members.take(main_part));
  OfficeText result;
  result.whole = document.whole();
  WordNumbering numbering(members.take(folder + "numbering.xml"));
  WordPart reader(styles, numbering);
  reader.blocks(child(document.root(), "body"), 0, result.text);
  result.title = reader.title();
  append_notes(members.take(folder + "footnotes.xml"), reader, result.text, result.whole);
  append_notes(members.take(folder + "endnotes.xml"), reader, result.text, result.whole);
  result.text = tidy(std::move(result.text));
  return result;
}

}  // namespace vnidx::format
