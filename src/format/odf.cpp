#include "format/odf.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "format/odf_styles.h"
#include "format/office_head.h"
#include "format/office_text.h"
#include "format/sheet_text.h"
#include "format/xml.h"
#include "format/zip.h"

namespace vnidx::format {
namespace {

constexpr std::string_view kMediaType = "application/vnd.oasis.opendocument.";

bool begins_odf(std::string_view head, std::string_view kind) {
  if (!names_zip_member(head, "mimetype")) return false;
  const std::size_t type = head.substr(0, 200).find(kMediaType);
  return type != std::string_view::npos && head.substr(type + kMediaType.size()).starts_with(kind);
}

bool is_wanted(std::string_view name) {
  return name == "content.xml" || name == "styles.xml" || name == "meta.xml";
}

/// Reads the paragraphs, tables and frames of a document into lines.
class OdfReader {
 public:
  explicit OdfReader(const OdfStyles& styles) : styles_(styles) {}

  /// What stands in `node`, a line a paragraph.
  void blocks(pugi::xml_node node, int depth, std::string& out);
  void presentation(pugi::xml_node node, OfficeText& out);
  OfficeText spreadsheet(pugi::xml_node node);

  /// The footnotes and endnotes met so far.
  const std::string& notes() const { return notes_; }
  /// The first paragraph in the style `Title`.
  std::string title() const { return on_one_line(title_); }

 private:
  struct Paragraph {
    FontLine line;
    std::string boxes;  // that float beside it
  };

  void paragraph(pugi::xml_node node, int depth, std::string& out);
  void inlines(pugi::xml_node node, int depth, const OdfStyles::Style& style, Paragraph& paragraph);
  void table(pugi::xml_node node, int depth, std::string& out);
  void rows(pugi::xml_node node, int depth, std::size_t& row, SheetText& out);

  const OdfStyles& styles_;
  std::string notes_;
  std::string title_;
};

void OdfReader::blocks(pugi::xml_node node, int depth, std::string& out) {
  if (depth > kMaxDepth) return;
  for (const pugi::xml_node part : node.children()) {
    switch (tag(part)) {
      case tag("p"):
      case tag("h"):
        paragraph(part, depth + 1, out);
        break;
      case tag("table"):
        table(part, depth + 1, out);
        break;
      case tag("tracked-changes"):
      case tag("annotation"):
      case tag("forms"):
      case tag("sequence-decls"):
      case tag("title"):  // of a drawing
      case tag("desc"):
      case tag("object"):
      case tag("notes"):  // of a slide, which presentation() reads
        break;
      default:  // lists, sections, indexes, frames, groups …
        blocks(part, depth + 1, out);
        break;
    }
  }
}

void OdfReader::paragraph(pugi::xml_node node, int depth, std::string& out) {
  Paragraph current;
  const std::string_view name = attribute(node, "style-name");
  inlines(node, depth, styles_.resolved(name), current);
  std::string line = current.line.take();
  if (title_.empty() && name == "Title") title_ = line;
  out += line;
  out += '\n';
  out += current.boxes;
}

void OdfReader::inlines(pugi::xml_node node, int depth, const OdfStyles::Style& style, Paragraph& paragraph) {
  if (depth > kMaxDepth || style.hidden.value_or(false)) return;
  const std::string_view font = style.font.value_or(std::string_view());
  for (const pugi::xml_node part : node.children()) {
    if (part.type() != pugi::node_element) {
      paragraph.line.add(part.value(), font);
      continue;
    }
    switch (tag(part)) {
      case tag("span"): {
        OdfStyles::Style inner = styles_.resolved(attribute(part, "style-name"));
        if (!inner.font) inner.font = style.font;
        inlines(part, depth + 1, inner, paragraph);
        break;
      }
      case tag("s"):
        paragraph.line.add(' ');
        break;
      case tag("tab"):
        paragraph.line.add('\t');
        break;
      case tag("line-break"):
        paragraph.line.add('\n');
        break;
      case tag("note"):
        blocks(child(part, "note-body"), depth + 1, notes_);
        break;
      case tag("frame"):
      case tag("custom-shape"):
      case tag("g"):
        blocks(part, depth + 1, paragraph.boxes);
        break;
      case tag("annotation"):
      case tag("hidden-text"):
      case tag("hidden-paragraph"):
      case tag("page-number"):
        break;
      default:  // links, fields …
        inlines(part, depth + 1, style, paragraph);
        break;
    }
  }
}

void OdfReader::table(pugi::xml_node node, int depth, std::string& out) {
  if (depth > kMaxDepth) return;
  for (const pugi::xml_node part : node.children()) {
    switch (tag(part)) {
      case tag("table-row"): {
        std::vector<std::string> cells;
        for (const pugi::xml_node cell : part.children()) {
          if (tag(cell) == tag("table-cell")) blocks(cell, depth + 1, cells.emplace_back());
        }
        append_row(cells, out);
        break;
      }
      case tag("table-header-rows"):
      case tag("table-rows"):
      case tag("table-row-group"):
        table(part, depth + 1, out);
        break;
      default:
        break;
    }
  }
}

void OdfReader::rows(pugi::xml_node node, int depth, std::size_t& row, SheetText& out) {
  if (depth > kMaxDepth) return;
  for (const pugi::xml_node part : node.children()) {
    switch (tag(part)) {
      case tag("table-row"):
        ++row;
        for (const pugi::xml_node cell : part.children()) {
          if (tag(cell) != tag("table-cell")) continue;
          std::string text;
          blocks(cell, depth + 1, text);
          out.cell(row, std::move(text), 0);
        }
        break;
      case tag("table-header-rows"):
      case tag("table-rows"):
      case tag("table-row-group"):
        rows(part, depth + 1, row, out);
        break;
      default:
        break;
    }
  }
}

OfficeText OdfReader::spreadsheet(pugi::xml_node node) {
  SheetText text;
  for (const pugi::xml_node sheet : node.children()) {
    if (tag(sheet) != tag("table")) continue;
    text.begin_sheet(attribute(sheet, "name"));
    std::size_t row = 0;
    rows(sheet, 0, row, text);
  }
  return text.take();
}

void OdfReader::presentation(pugi::xml_node node, OfficeText& out) {
  for (const pugi::xml_node page : node.children()) {
    if (tag(page) != tag("page")) continue;
    for (const pugi::xml_node frame : page.children()) {
      if (!out.title.empty()) break;
      if (attribute(frame, "class") != "title") continue;
      std::string title;
      blocks(frame, 0, title);
      out.title = on_one_line(title);
    }
    blocks(page, 0, out.text);
    blocks(child(page, "notes"), 0, out.text);
    out.text += '\f';
  }
}

OfficeText read(pugi::xml_node body, OdfReader& reader) {
  OfficeText found;
  for (const pugi::xml_node content : body.children()) {
    switch (tag(content)) {
      case tag("spreadsheet"):
        found = reader.spreadsheet(content);
        break;
      case tag("presentation"):
        reader.presentation(content, found);
        found.text = tidy(std::move(found.text), Pages::marked);
        break;
      default:
        reader.blocks(content, 0, found.text);
        found.text += '\n';
        found.text += reader.notes();
        found.text = tidy(std::move(found.text));
        found.title = reader.title();
        break;
    }
  }
  return found;
}

}  // namespace

bool begins_odt(std::string_view head) {
  return begins_odf(head, "text");
}

bool begins_ods(std::string_view head) {
  return begins_odf(head, "spreadsheet");
}

bool begins_odp(std::string_view head) {
  return begins_odf(head, "presentation");
}

Extraction extract_odf(std::string bytes, const Hints& hints) {
  Result<ZipMembers> members = ZipMembers::read(bytes, is_wanted);
  if (!members) return {std::nullopt, std::move(members).error().message, {}};
  if (!members->contains("content.xml")) return {std::nullopt, "is an OpenDocument file without content", {}};
  const Xml content(members->take("content.xml"), Xml::Space::text);
  const Xml named_styles(members->take("styles.xml"));
  OdfStyles styles;
  styles.add(content.root());
  styles.add(named_styles.root());
  OdfReader reader(styles);
  OfficeText found = read(child(content.root(), "body"), reader);
  found.whole = content.whole() && !members->damaged();
  const Xml meta(members->take("meta.xml"));
  found.metadata_title = text_of(child(child(meta.root(), "meta"), "title"));
  return extraction_of(std::move(found), hints.stem);
}

}  // namespace vnidx::format
