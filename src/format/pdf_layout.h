// The words of a page as lines in the order of reading: columns one after the other, cells of a table or of
// the head of a letter side by side. Pure; thread-safe.
#pragma once

#include <string>
#include <vector>

#include "format/pdf_page.h"

namespace vnidx::format::pdf {

/// Words that stand in one row without a large gap between them.
struct Cell {
  Box box;
  std::string text;
};

struct Line {
  Box box;
  std::vector<Cell> cells;  ///< never empty
  double column_left = 0;   ///< where the lines of its column begin and end
  double column_right = 0;
};

/// The lines of a page. Words that kerning split are joined.
std::vector<Line> lines_of(Page page);

}  // namespace vnidx::format::pdf
