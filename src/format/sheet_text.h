// How a workbook becomes text: the sheets' names, each row a line, tabs between cells; and which cell is its
// title. Not thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "format/office_head.h"

namespace vnidx::format {

class SheetText {
 public:
  /// A sheet begins. A name that a program gave (`Sheet1`) is not put down.
  void begin_sheet(std::string_view name);

  /// The next cell of row `row`, counted from anywhere. `size` is that of its font, in any unit, and a little
  /// more for bold ones.
  void cell(std::size_t row, std::string text, double size);

  /// Whether there is so much text that nothing more is taken: strings may be used any number of times.
  bool full() const { return text_.size() > kMaxText; }

  /// The workbook so far.
  OfficeText take();

 private:
  static constexpr std::size_t kMaxText = std::size_t{64} << 20;

  struct Heading {
    std::size_t row;
    std::string text;
    double size;
  };

  void end_row();

  std::string text_;
  std::string line_;
  std::size_t row_ = 0;
  std::size_t cells_ = 0;           // of the row at hand
  std::vector<Heading> row_cells_;  // as long as a title may follow
  std::vector<Heading> headings_;   // the cells above the first table
  bool in_table_ = false;
};

}  // namespace vnidx::format
