#include "format/pptx.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "format/office_text.h"
#include "format/relationships.h"
#include "format/xml.h"

namespace vnidx::format {
namespace {

/// One thing on a slide that holds text.
struct Shape {
  std::string text;
  int size = 0;  ///< of its largest letters, as the file has it; 0 where it says nothing
  bool title = false;
};

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits.substr(0, 6)) {
    if (c < '0' || c > '9') return 0;
    value = 10 * value + (c - '0');
  }
  return value;
}

/// What stands on every slide alike, or in the picture of the slide beside its notes.
bool is_furniture(std::string_view placeholder) {
  return placeholder == "sldNum" || placeholder == "dt" || placeholder == "ftr" || placeholder == "hdr" ||
         placeholder == "sldImg";
}

void paragraph(pugi::xml_node node, Shape& shape) {
  FontLine line;
  for (const pugi::xml_node part : node.children()) {
    switch (tag(part)) {
      case tag("r"): {
        const pugi::xml_node properties = child(part, "rPr");
        shape.size = std::max(shape.size, number(attribute(properties, "sz")));
        line.add(child(part, "t").child_value(), attribute(child(properties, "latin"), "typeface"));
        break;
      }
      case tag("br"):
        line.add('\n');
        break;
      case tag("fld"):
        if (attribute(part, "type") != "slidenum") line.add(child(part, "t").child_value(), {});
        break;
      case tag("m"):
      case tag("AlternateContent"):  // a formula
        line.add(text_of(child(part, "Choice") ? child(part, "Choice") : part), {});
        break;
      default:
        break;
    }
  }
  shape.text += line.take();
  shape.text += '\n';
}

void paragraphs(pugi::xml_node body, Shape& shape) {
  for (const pugi::xml_node part : body.children()) {
    if (tag(part) == tag("p")) paragraph(part, shape);
  }
}

void table(pugi::xml_node node, Shape& shape) {
  for (const pugi::xml_node row : node.children()) {
    if (tag(row) != tag("tr")) continue;
    std::vector<std::string> cells;
    for (const pugi::xml_node cell : row.children()) {
      if (tag(cell) != tag("tc")) continue;
      Shape content;
      paragraphs(child(cell, "txBody"), content);
      cells.push_back(std::move(content.text));
    }
    append_row(cells, shape.text);
  }
}

/// The shapes in `node`, those in groups too.
void shapes(pugi::xml_node node, int depth, std::vector<Shape>& found) {
  if (depth > kMaxDepth) return;
  for (const pugi::xml_node part : node.children()) {
    switch (tag(part)) {
      case tag("sp"): {
        const pugi::xml_node placeholder = child(child(child(part, "nvSpPr"), "nvPr"), "ph");
        const std::string_view type = attribute(placeholder, "type");
        if (is_furniture(type)) break;
        Shape& shape = found.emplace_back();
        shape.title = type == "title" || type == "ctrTitle";
        paragraphs(child(part, "txBody"), shape);
        break;
      }
      case tag("graphicFrame"):
        table(child(child(child(part, "graphic"), "graphicData"), "tbl"), found.emplace_back());
        break;
      case tag("AlternateContent"):
        shapes(child(part, "Choice") ? child(part, "Choice") : child(part, "Fallback"), depth + 1, found);
        break;
      case tag("grpSp"):
        shapes(part, depth + 1, found);
        break;
      default:
        break;
    }
  }
}

/// The texts of a diagram (SmartArt), point by point.
void diagram(ZipMembers& members, const std::string& part, std::vector<Shape>& found) {
  const Xml xml(members.take(part));
  for (const pugi::xml_node point : child(xml.root(), "ptLst").children()) {
    if (const pugi::xml_node text = child(point, "t")) paragraphs(text, found.emplace_back());
  }
}

std::vector<Shape> shapes_of(pugi::xml_node slide) {
  std::vector<Shape> found;
  shapes(child(child(slide, "cSld"), "spTree"), 0, found);
  return found;
}

bool is_empty(const Shape& shape) {
  return on_one_line(shape.text).empty();
}

std::string title_of(const std::vector<Shape>& slide) {
  if (slide.empty()) return {};
  if (slide.front().title) return on_one_line(slide.front().text);
  return on_one_line(std::ranges::max_element(slide, {}, [](const Shape& shape) {
                       return std::pair(shape.size, shape.text.size());
                     })->text);
}

}  // namespace

OfficeText read_presentation(ZipMembers& members, std::string_view main_part) {
  const Xml presentation(members.take(main_part));
  const Relationships parts(members, main_part);
  OfficeText result;
  result.whole = presentation.whole();
  for (const pugi::xml_node entry : child(presentation.root(), "sldIdLst").children()) {
    const std::string part = parts.by_id(relation_id(entry));
    const Xml slide(members.take(part));
    const Relationships related(members, part);
    std::vector<Shape> found = shapes_of(slide.root());
    for (const std::string& data : related.all_by_kind("diagramData")) diagram(members, data, found);
    std::erase_if(found, is_empty);
    std::ranges::stable_partition(found, &Shape::title);
    if (result.title.empty()) result.title = title_of(found);

    const Xml notes(members.take(related.by_kind("notesSlide")));
    for (Shape& note : shapes_of(notes.root())) found.push_back(std::move(note));
    for (const Shape& shape : found) result.text += shape.text;
    result.text += '\f';
    result.whole = result.whole && slide.whole();
  }
  result.text = tidy(std::move(result.text), Pages::marked);
  return result;
}

}  // namespace vnidx::format
