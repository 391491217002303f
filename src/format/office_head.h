// From the text of an office document to an Extraction: its title and what its head says. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "format/extraction.h"

namespace vnidx::format {

/// What a reader of an office format found.
struct OfficeText {
  std::string text;            ///< tidy (office_text.h)
  std::string title;           ///< that the document itself marks as one: a style, the first slide …
  std::string metadata_title;  ///< as its properties say: often a template's, or of another document
  bool whole = true;           ///< whether all of it could be read
};

/// The title is, in this order, the one that the head of an official document has, the marked one, the first
/// lines of the text where they look like one, that of the properties, and `stem`. Who typed a document is
/// not its author. Without text there is no document.
Extraction extraction_of(OfficeText found, std::string_view stem);

}  // namespace vnidx::format
