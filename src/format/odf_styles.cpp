#include "format/odf_styles.h"

namespace vnidx::format {
namespace {

constexpr int kMaxAncestors = 20;

/// `'Times New Roman'` without its quotes.
std::string_view unquoted(std::string_view family) {
  if (family.size() >= 2 && family.front() == '\'' && family.back() == '\'')
    return family.substr(1, family.size() - 2);
  return family;
}

}  // namespace

void OdfStyles::add(pugi::xml_node root) {
  for (const pugi::xml_node face : child(root, "font-face-decls").children()) {
    fonts_.emplace(attribute(face, "name"), unquoted(attribute(face, "font-family")));
  }
  for (const char* group : {"automatic-styles", "styles"}) {
    for (const pugi::xml_node node : child(root, group).children()) {
      if (tag(node) != tag("style")) continue;
      Style style;
      style.parent = attribute(node, "parent-style-name");
      const pugi::xml_node text = child(node, "text-properties");
      if (const std::string_view name = attribute(text, "font-name"); !name.empty()) {
        const auto face = fonts_.find(name);
        style.font = face == fonts_.end() ? name : face->second;
      } else if (const std::string_view family = attribute(text, "font-family"); !family.empty()) {
        style.font = unquoted(family);
      }
      if (const std::string_view display = attribute(text, "display"); !display.empty()) {
        style.hidden = display == "none";
      }
      styles_.emplace(attribute(node, "name"), style);
    }
  }
}

OdfStyles::Style OdfStyles::resolved(std::string_view name) const {
  Style whole;
  whole.parent = name;
  for (int i = 0; i < kMaxAncestors; ++i) {
    const auto found = styles_.find(whole.parent);
    if (found == styles_.end()) break;
    if (!whole.font) whole.font = found->second.font;
    if (!whole.hidden) whole.hidden = found->second.hidden;
    whole.parent = found->second.parent;
  }
  return whole;
}

}  // namespace vnidx::format
