// Documents in Rich Text Format as text: the body with its tables row by row, then footnotes and text boxes.
// Headers, comments, deleted and hidden text and the codes of fields are left out. Pure functions;
// thread-safe.
//
// Source: Rich Text Format (RTF) Specification, version 1.9.1.
#pragma once

#include <string>
#include <string_view>

#include "format/extraction.h"

namespace vnidx::format {

bool begins_rtf(std::string_view head);

/// Reads a document, as an Extract (extraction.h).
Extraction extract_rtf(std::string bytes, const Hints& hints);

}  // namespace vnidx::format
