// The styles of an OpenDocument file, as far as they say how text is to be read: its font, its size, and
// whether it is hidden. Not thread-safe.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "format/xml.h"

namespace vnidx::format {

class OdfStyles {
 public:
  struct Style {
    std::optional<std::string_view> font;
    std::optional<bool> hidden;
    std::string_view parent;
  };

  /// Takes in the styles of content.xml or styles.xml; `root` must outlive this.
  void add(pugi::xml_node root);

  /// The style of that name, with what its parents say.
  Style resolved(std::string_view name) const;

 private:
  std::map<std::string_view, std::string_view> fonts_;  // what the names of fonts stand for
  std::map<std::string_view, Style> styles_;
};

}  // namespace vnidx::format
