// What the analyser made of a text, for `vnidx analyze`. Every place is printed in code points of that text.
// Pure functions; thread-safe.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "entity/recognizer.h"
#include "text/analyzer.h"

namespace vnidx::print {

/// A text and what was found in it; offsets in bytes of `text`.
struct Analysis {
  std::string_view text;
  std::span<const text::Token> tokens;
  const entity::Entities& entities;
};

/// A line for each token, then one for each organisation, date and document number.
std::string analysis_jsonl(const Analysis& analysis);

/// The same as a table of columns for a person.
std::string analysis_text(const Analysis& analysis);

/// The entities of one document, without its tokens: one JSON line.
std::string entities_jsonl(std::string_view id, std::string_view text, const entity::Entities& entities);

/// The same for a person, under a line with the id.
std::string entities_text(std::string_view id, std::string_view text, const entity::Entities& entities);

}  // namespace vnidx::print
