// Who wrote the article of a page: the site's own word, a box beside the title, or the last line of the text.
// Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "format/html_content.h"
#include "format/html_metadata.h"
#include "format/html_tree.h"

namespace vnidx::format {

/// The author of the page, empty where it names none; a line that says nothing else is taken off the end of
/// `content`.
std::string take_byline(const HtmlTree& tree, const HtmlMetadata& metadata, HtmlContent& content);

}  // namespace vnidx::format
