// The first lines of a document, cut where columns stand side by side. Thread-safe, but a Cell belongs to one
// thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vnidx::format {

/// A line of the head, or the part of it in one column.
class Cell {
 public:
  Cell(std::string words, bool gap) : text(std::move(words)), after_gap(gap) {}

  std::string text;  ///< trimmed, spaces within single
  bool after_gap;    ///< a blank line or an ornament stands before it

  /// The text in small letters without marks. Made when it is first asked for: of most cells nobody asks.
  const std::string& folded() const;

 private:
  mutable std::optional<std::string> folded_;
};

/// The cells of the first kilobytes of `text`, line by line. A line ends a column at a tab, a bar or four
/// spaces; ornaments (`-----`, `===&===`, `- 0 -`) are left out.
std::vector<Cell> head_cells(std::string_view text);

bool has_letters(std::string_view text);

/// No small letter, and a capital.
bool is_all_capitals(std::string_view text);

}  // namespace vnidx::format
