// The lists of a Word document: what word/numbering.xml says, and how far each has counted. Not thread-safe.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "format/list_numbers.h"
#include "format/word_styles.h"
#include "format/xml.h"

namespace vnidx::format {

class WordNumbering {
 public:
  struct Label {
    std::string text;  ///< with a space behind it; may be empty
    std::string font;  ///< empty: that of the paragraph
  };

  /// `numbering` is word/numbering.xml; may be empty. It is looked at when the first label is asked for.
  explicit WordNumbering(std::string numbering) : source_(std::move(numbering)) {}

  /// The label of the next paragraph at `place`.
  Label next(const ListPlace& place);

 private:
  struct Numbered {
    ListLevels levels;
    ListCounter* counter = nullptr;  // of the definition that several lists may share
    std::array<bool, kListLevels> begins_anew{};
  };
  void parse();
  Numbered* numbered(std::string_view id);
  pugi::xml_node definition(std::string_view id) const;

  std::string source_;
  std::unique_ptr<Xml> xml_;
  std::map<std::string_view, pugi::xml_node> lists_;        // w:num by w:numId
  std::map<std::string_view, pugi::xml_node> definitions_;  // w:abstractNum by w:abstractNumId
  std::map<std::string_view, ListCounter> counters_;        // by w:abstractNumId
  std::map<std::string_view, Numbered> numbered_;           // by w:numId, as they are met
};

}  // namespace vnidx::format
