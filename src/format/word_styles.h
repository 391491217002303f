// The styles of a Word document, as far as they say how text is to be read: its font, whether it is hidden,
// and which list it belongs to. Not thread-safe.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "format/xml.h"

namespace vnidx::format {

/// What is said of a run; what is not said here stands in the style below.
struct RunStyle {
  std::optional<std::string_view> font;
  std::optional<bool> hidden;

  /// This, completed by `below`.
  RunStyle over(const RunStyle& below) const;
};

/// `<w:vanish/>`, `<w:vanish w:val="0"/>`.
bool is_on(pugi::xml_node toggle);

/// Where a paragraph stands in a list: `w:numPr`.
struct ListPlace {
  std::string_view number;  ///< `w:numId`; empty or `0`: in none
  std::size_t level = 0;    ///< `w:ilvl`
  bool is_in_list() const { return !number.empty() && number != "0"; }
};

/// The place in a list that `properties`, a `w:pPr`, says; what it does not say is `otherwise`.
ListPlace list_place(pugi::xml_node properties, const ListPlace& otherwise);

/// The properties in `properties`, a `w:rPr`. Its views point into the document of that node.
RunStyle run_style(pugi::xml_node properties);

class WordStyles {
 public:
  /// `styles` is word/styles.xml; may be empty.
  explicit WordStyles(std::string styles);

  /// The style of that id with all that it is based on; of none, the default.
  const RunStyle& paragraph(std::string_view id) const;
  /// Where paragraphs of the style of that id stand in a list.
  ListPlace list_place(std::string_view id) const;
  /// A style of characters with what it is based on, not the defaults.
  const RunStyle& character(std::string_view id) const;

 private:
  Xml xml_;
  RunStyle defaults_;
  std::map<std::string_view, RunStyle> paragraphs_;
  std::map<std::string_view, RunStyle> characters_;
  std::map<std::string_view, ListPlace> list_places_;
  RunStyle default_paragraph_;
};

}  // namespace vnidx::format
