// One line of JSON Lines as a document. Not thread-safe: one parser for each thread.
//
// Keys in any order: id, title, date, author, source, category, reads, abstract, text, caption; others are
// ignored. Of a key that stands there twice the last counts, as in Python and jq. null means absent.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vnidx/document.h"

namespace vnidx::source {

class JsonlParser {
 public:
  struct Parsed {
    std::optional<Document> document;  ///< its id is empty where the line has none; its path is empty
    std::string rejection;             ///< why there is no document
    std::vector<std::string> repairs;  ///< what was left out or replaced in it
  };

  JsonlParser();
  ~JsonlParser();
  JsonlParser(JsonlParser&&) noexcept;

  /// `line` must be readable LineReader::kPadding bytes beyond its end. Numbers stand for strings and, in
  /// `reads`, strings for numbers. Bytes that are no UTF-8 and halves of surrogate pairs (`\ud800`) become
  /// U+FFFD. A date may be a month or a year: then it is its first day.
  Parsed parse(std::string_view line);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vnidx::source
