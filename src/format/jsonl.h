// One line of JSON Lines as a document. Not thread-safe: one parser for each thread.
//
// Keys in any order, by vnidx's own names or those of other archives (field_map.h); others are ignored. Of a
// key that stands there twice the last counts, as in Python and jq. null means absent. A list is its parts,
// an object what it calls its text or name. Where the line itself is no document, an object within it may be
// (`{"_source":{…}}`).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "format/extraction.h"
#include "format/field_map.h"

namespace vnidx::format {

class JsonlParser {
 public:
  /// Bytes behind each line that may be read, whatever they are: what simdjson asks for.
  static constexpr std::size_t kPadding = 64;

  /// `map` outlives the parser.
  explicit JsonlParser(const FieldMap& map = kNoFieldsTold);
  ~JsonlParser();
  JsonlParser(JsonlParser&&) noexcept;

  /// `line` must be readable kPadding bytes beyond its end. Numbers stand for strings and, in
  /// `reads`, strings for numbers. Bytes that are no UTF-8 and halves of surrogate pairs (`\ud800`) become
  /// U+FFFD. A date may be a month or a year: then it is its first day. What is no JSON, but nearly, is
  /// mended (json_mend.h).
  Extraction parse(std::string_view line);

  /// The fields that were read so far and their roles, once: what FieldNote says; empty if there is nothing
  /// new.
  std::string take_field_note();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vnidx::format
