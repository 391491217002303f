// Markdown as the text a reader sees: links and pictures by their words, no signs of emphasis, tables cell by
// cell. The front matter that site generators read (`---`) tells title, date and more. Thread-safe.
#pragma once

#include <string>

#include "format/extraction.h"

namespace vnidx::format {

Extraction extract_markdown(std::string bytes, const Hints& hints);

/// `markdown`, valid UTF-8 without front matter, as text: blocks on lines of their own, a blank line between
/// those that are paragraphs; the first heading of level 1 keeps its `# `.
std::string text_of_markdown(const std::string& markdown);

}  // namespace vnidx::format
