// One line of JSON Lines as a document. Not thread-safe: one parser for each thread.
//
// Keys in any order: id, title, date, author, source, category, number, issuer, reads, abstract, text,
// caption; others are ignored. Of a key that stands there twice the last counts, as in Python and jq. null
// means absent.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "format/extraction.h"

namespace vnidx::format {

class JsonlParser {
 public:
  /// Bytes behind each line that may be read, whatever they are: what simdjson asks for.
  static constexpr std::size_t kPadding = 64;

  JsonlParser();
  ~JsonlParser();
  JsonlParser(JsonlParser&&) noexcept;

  /// `line` must be readable kPadding bytes beyond its end. Numbers stand for strings and, in
  /// `reads`, strings for numbers. Bytes that are no UTF-8 and halves of surrogate pairs (`\ud800`) become
  /// U+FFFD. A date may be a month or a year: then it is its first day.
  Extraction parse(std::string_view line);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vnidx::format
