// An HTML page as one document: its article with title, date, author, source and section, whatever stands
// around it on the site left out. Pure; thread-safe.
//
// A page that is a list of headlines (a home page, a section) is told as one: `repairs` says so.
#pragma once

#include <string>
#include <string_view>

#include "format/extraction.h"

namespace vnidx::format {

/// Whether `head`, the beginning of a file, is that of a page: `<!DOCTYPE html` or `<html` behind nothing but
/// blanks, comments and an XML declaration.
bool begins_html(std::string_view head);

/// As an Extract (extraction.h).
Extraction extract_html(std::string bytes, const Hints& hints);

}  // namespace vnidx::format
