// Pages that browsers save in one file, with all that belongs to them (.mht, .mhtml; RFC 2557): the page
// itself, read as HTML. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "format/extraction.h"

namespace vnidx::format {

/// Whether a file that begins with `head` is one: the head of a message, of several related parts.
bool begins_mhtml(std::string_view head);

/// The first part that is HTML, as extract_html() reads it.
Extraction extract_mhtml(std::string bytes, const Hints& hints);

}  // namespace vnidx::format
