// How the text of an office document is put together: runs in fonts become lines, cells become rows, and what
// nobody sees goes. Not thread-safe for each value.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "encoding/font.h"

namespace vnidx::format {

/// A line made of runs. What is set in a font from before Unicode is decoded, neighbouring runs together.
class FontLine {
 public:
  void add(std::string_view text, std::string_view font);
  /// Adds a character that has no font, such as a tab or a break.
  void add(char c) { run_ += c; }
  bool empty() const { return text_.empty() && run_.empty(); }
  /// The line; empty from then on.
  std::string take();

 private:
  void end_run();

  std::string text_;
  std::string run_;                     // what follows text_, as the font has it
  std::string name_;                    // of the last font
  std::optional<encoding::Font> font_;  // what it draws
};

/// The text of one run in that font.
std::string in_font(std::string_view run, std::string_view font);

/// Appends a row of a table: a line with tabs between its cells, or, where a cell has several lines, the
/// cells one below the other. Cells without text take no place at the end.
void append_row(std::span<std::string> cells, std::string& out);

/// `text` as valid UTF-8 without control characters but line feeds, tabs and, with `Pages::marked`, form
/// feeds between pages; without spaces at the ends of lines and without blank lines at the ends or twice in a
/// row.
enum class Pages : std::uint8_t { none, marked };
std::string tidy(std::string text, Pages pages = Pages::none);

/// `text` on one line, each run of white space as one space.
std::string on_one_line(std::string_view text);

}  // namespace vnidx::format
