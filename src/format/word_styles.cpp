#include "format/word_styles.h"

#include <utility>

#include "format/list_numbers.h"

namespace vnidx::format {
namespace {

constexpr int kMaxAncestors = 20;

/// The font of letters beyond ASCII. A theme has only Unicode fonts, and it goes before what is named beside
/// it.
std::string_view font_of(pugi::xml_node fonts) {
  if (!attribute(fonts, "hAnsiTheme").empty()) return {};
  const std::string_view font = attribute(fonts, "hAnsi");
  return font.empty() ? attribute(fonts, "ascii") : font;
}

struct NamedStyle {
  RunStyle own;
  std::string_view based_on;
  pugi::xml_node of_paragraph;  ///< w:pPr
  bool of_paragraphs = false;
};
using NamedStyles = std::map<std::string_view, NamedStyle>;

RunStyle with_ancestors(const NamedStyles& styles, const NamedStyle& style) {
  RunStyle whole = style.own;
  const NamedStyle* next = &style;
  for (int i = 0; i < kMaxAncestors; ++i) {
    const auto parent = styles.find(next->based_on);
    if (parent == styles.end()) break;
    next = &parent->second;
    whole = whole.over(next->own);
  }
  return whole;
}

/// As the nearest of the style and its ancestors says.
ListPlace inherited_place(const NamedStyles& styles, const NamedStyle& style, int depth) {
  const auto parent = depth < kMaxAncestors ? styles.find(style.based_on) : styles.end();
  const ListPlace above =
      parent == styles.end() ? ListPlace() : inherited_place(styles, parent->second, depth + 1);
  return list_place(style.of_paragraph, above);
}

}  // namespace

bool is_on(pugi::xml_node toggle) {
  const std::string_view value = attribute(toggle, "val");
  return value != "0" && value != "false" && value != "off";
}

ListPlace list_place(pugi::xml_node properties, const ListPlace& otherwise) {
  const pugi::xml_node said = child(properties, "numPr");
  ListPlace place = otherwise;
  if (const pugi::xml_node number = child(said, "numId")) place.number = attribute(number, "val");
  if (const pugi::xml_node level = child(said, "ilvl")) {
    const std::string_view value = attribute(level, "val");
    place.level = value.size() == 1 ? static_cast<std::size_t>(value[0] - '0') : kListLevels;
  }
  return place;
}

RunStyle RunStyle::over(const RunStyle& below) const {
  return {font ? font : below.font, hidden ? hidden : below.hidden};
}

RunStyle run_style(pugi::xml_node properties) {
  RunStyle style;
  for (const pugi::xml_node property : properties.children()) {
    switch (tag(property)) {
      case tag("rFonts"):
        style.font = font_of(property);
        break;
      case tag("vanish"):
        style.hidden = is_on(property);
        break;
      default:
        break;
    }
  }
  return style;
}

WordStyles::WordStyles(std::string styles) : xml_(std::move(styles)) {
  NamedStyles named;
  std::string_view default_id;
  for (const pugi::xml_node node : xml_.root().children()) {
    if (tag(node) == tag("docDefaults")) defaults_ = run_style(child(child(node, "rPrDefault"), "rPr"));
    if (tag(node) != tag("style")) continue;
    NamedStyle style{run_style(child(node, "rPr")), attribute(child(node, "basedOn"), "val"),
                     child(node, "pPr"), attribute(node, "type") == "paragraph"};
    const std::string_view id = attribute(node, "styleId");
    if (style.of_paragraphs && attribute(node, "default") == "1") default_id = id;
    named.try_emplace(id, style);
  }
  for (const auto& [id, style] : named) {
    const RunStyle whole = with_ancestors(named, style);
    if (style.of_paragraphs) {
      paragraphs_.emplace(id, whole.over(defaults_));
      const ListPlace place = inherited_place(named, style, 0);
      if (place.is_in_list()) list_places_.emplace(id, place);
    } else {
      characters_.emplace(id, whole);
    }
  }
  const auto standard = paragraphs_.find(default_id);
  default_paragraph_ = standard == paragraphs_.end() ? defaults_ : standard->second;
}

const RunStyle& WordStyles::paragraph(std::string_view id) const {
  const auto found = paragraphs_.find(id);
  return found == paragraphs_.end() ? default_paragraph_ : found->second;
}

ListPlace WordStyles::list_place(std::string_view id) const {
  const auto found = list_places_.find(id);
  return found == list_places_.end() ? ListPlace() : found->second;
}

const RunStyle& WordStyles::character(std::string_view id) const {
  static const RunStyle kNone;
  const auto found = characters_.find(id);
  return found == characters_.end() ? kNone : found->second;
}

}  // namespace vnidx::format
