#include "format/word_styles.h"

#include <utility>

namespace vnidx::format {
namespace {

constexpr int kMaxAncestors = 20;

/// `<w:vanish/>`, `<w:vanish w:val="0"/>`.
bool is_on(pugi::xml_node toggle) {
  const std::string_view value = attribute(toggle, "val");
  return value != "0" && value != "false" && value != "off";
}

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

}  // namespace

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
                     attribute(node, "type") == "paragraph"};
    const std::string_view id = attribute(node, "styleId");
    if (style.of_paragraphs && attribute(node, "default") == "1") default_id = id;
    named.try_emplace(id, style);
  }
  for (const auto& [id, style] : named) {
    const RunStyle whole = with_ancestors(named, style);
    if (style.of_paragraphs) {
      paragraphs_.emplace(id, whole.over(defaults_));
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

const RunStyle& WordStyles::character(std::string_view id) const {
  static const RunStyle kNone;
  const auto found = characters_.find(id);
  return found == characters_.end() ? kNone : found->second;
}

}  // namespace vnidx::format
