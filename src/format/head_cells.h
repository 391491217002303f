// The first lines of a document, cut where columns stand side by side. Pure functions; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vnidx::format {

/// A line of the head, or the part of it in one column.
struct Cell {
  std::string text;    ///< trimmed, spaces within single
  std::string folded;  ///< in small letters without marks
  bool after_gap;      ///< a blank line or an ornament stands before it
};

/// The cells of the first kilobytes of `text`, line by line. A line ends a column at a tab, a bar or four
/// spaces; ornaments (`-----`, `===&===`, `- 0 -`) are left out.
std::vector<Cell> head_cells(std::string_view text);

bool has_letters(std::string_view text);

/// No small letter, and a capital.
bool is_all_capitals(std::string_view text);

}  // namespace vnidx::format
