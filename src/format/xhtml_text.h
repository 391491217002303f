// The text of a chapter of a book: all that stands in the body of an XHTML page, a line a paragraph. Pages
// that are no well-formed XML are read as far as their tags show. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace vnidx::format {

/// `page` is UTF-8, well or ill. Scripts, styles and the head are left out.
std::string xhtml_text(std::string_view page);

}  // namespace vnidx::format
