// A PDF file as one document. Its pages are parted by U+000C, as pdftotext does it, so that the page of a
// place in the text can be counted. Pure; thread-safe, but poppler crashes on some broken files: confine it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "format/extraction.h"
#include "format/scanned_page.h"

namespace vnidx::format {

inline constexpr char kPageBreak = '\f';

/// As an Extract (extraction.h). A page without text is a repair; where no page has any, the file is
/// rejected. What was recognised of such pages (Hints) is their text.
Extraction extract_pdf(std::string bytes, const Hints& hints);

/// The pages, from 0, that have no text but running heads and stamps.
std::vector<int> pages_without_text(const std::string& bytes);

/// Nothing where that page cannot be drawn.
std::optional<PageImage> image_of_page(const std::string& bytes, int page);

}  // namespace vnidx::format
