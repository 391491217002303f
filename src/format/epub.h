// Books in EPUB 2 and 3. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "format/extraction.h"

namespace vnidx::format {

bool begins_epub(std::string_view head);

/// An Extract (extraction.h): the chapters in reading order, a blank line between them, with the title, the
/// authors, the date and the subject that the package names. Tables of contents are left out, and so are the
/// pages that whoever made the file put around the book to say which site it is from.
Extraction extract_epub(std::string bytes, const Hints& hints);

}  // namespace vnidx::format
