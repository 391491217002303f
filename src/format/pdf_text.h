// The lines of a page as paragraphs. Pure; thread-safe.
#pragma once

#include <string>
#include <vector>

#include "format/pdf_layout.h"

namespace vnidx::format::pdf {

/// A paragraph a line; cells side by side have a tab between them.
std::string paragraphs_of(const std::vector<Line>& lines);

}  // namespace vnidx::format::pdf
