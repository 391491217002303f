// A PDF file as one document. Its pages are parted by U+000C, as pdftotext does it, so that the page of a
// place in the text can be counted. Pure; thread-safe, but poppler crashes on some broken files: confine it.
#pragma once

#include <string>

#include "format/extraction.h"

namespace vnidx::format {

inline constexpr char kPageBreak = '\f';

/// As an Extract (extraction.h). A page without text is a repair; where no page has any, the file is
/// rejected.
Extraction extract_pdf(std::string bytes, const Hints& hints);

}  // namespace vnidx::format
