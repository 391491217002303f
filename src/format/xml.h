// XML as office formats hold it: a tree parsed in place, names without their prefixes. pugixml knows no
// external entities and expands only the five that XML itself defines. Not thread-safe for each document.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace vnidx::format {

/// How deep trees are walked: what lies deeper is left out.
inline constexpr int kMaxDepth = 200;

class Xml {
 public:
  enum class Space : std::uint8_t {
    structural,  ///< space alone between elements is none of the text
    text,        ///< it is text, as in XHTML and OpenDocument
  };
  explicit Xml(std::string bytes, Space space = Space::structural);

  /// The outermost element; null where there is none.
  pugi::xml_node root() const { return document_.document_element(); }
  /// Whether `bytes` were well-formed to their end; the tree holds what stands before a fault.
  bool whole() const { return whole_; }

 private:
  std::string bytes_;  // what the tree points into
  pugi::xml_document document_;
  bool whole_;
};

/// `w:p` is `p`.
inline std::string_view without_prefix(std::string_view name) {
  return name.substr(name.find(':') + 1);
}
inline std::string_view local_name(pugi::xml_node node) {
  return without_prefix(node.name());
}

/// The first attribute of that local name; empty where there is none.
std::string_view attribute(pugi::xml_node node, std::string_view name);

/// The first child of that local name; null where there is none.
pugi::xml_node child(pugi::xml_node node, std::string_view name);

/// All text inside `node`.
std::string text_of(pugi::xml_node node);

/// A switch over names: `switch (tag(name)) { case tag("p"): …`. FNV-1a; two names of a switch that collide
/// do not compile.
constexpr std::uint32_t tag(std::string_view name) {
  std::uint32_t hash = 2166136261U;
  for (const char c : name) hash = (hash ^ static_cast<std::uint8_t>(c)) * 16777619U;
  return hash;
}
inline std::uint32_t tag(pugi::xml_node node) {
  return tag(local_name(node));
}

}  // namespace vnidx::format
