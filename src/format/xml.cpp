#include "format/xml.h"

#include <utility>

namespace vnidx::format {
namespace {

void append_text(pugi::xml_node node, int depth, std::string& out) {
  if (depth > kMaxDepth) return;
  for (const pugi::xml_node part : node.children()) {
    if (part.type() == pugi::node_element) {
      append_text(part, depth + 1, out);
    } else {
      out += part.value();
    }
  }
}

}  // namespace

Xml::Xml(std::string bytes, Space space) : bytes_(std::move(bytes)) {
  const unsigned spaces = space == Space::text ? pugi::parse_ws_pcdata : pugi::parse_ws_pcdata_single;
  whole_ = static_cast<bool>(
      document_.load_buffer_inplace(bytes_.data(), bytes_.size(), pugi::parse_default | spaces));
}

std::string_view attribute(pugi::xml_node node, std::string_view name) {
  for (const pugi::xml_attribute candidate : node.attributes()) {
    if (without_prefix(candidate.name()) == name) return candidate.value();
  }
  return {};
}

pugi::xml_node child(pugi::xml_node node, std::string_view name) {
  for (const pugi::xml_node candidate : node.children()) {
    if (local_name(candidate) == name) return candidate;
  }
  return {};
}

std::string text_of(pugi::xml_node node) {
  std::string text;
  append_text(node, 0, text);
  return text;
}

}  // namespace vnidx::format
