#include "format/sheet_text.h"

#include <algorithm>
#include <utility>

#include "format/office_text.h"

namespace vnidx::format {
namespace {

// So many cells side by side are the head of a table. A cell after so many others is no heading.
constexpr std::size_t kTableCells = 3;
constexpr std::size_t kMaxHeadings = 20;

/// `Sheet1`, `Sheet 2`, `Trang tính3`: what programs call a sheet that nobody named.
bool is_given_name(std::string_view name) {
  for (const std::string_view word : {"Sheet", "sheet", "SHEET", "Trang tính", "Chart", "Feuil"}) {
    if (!name.starts_with(word)) continue;
    const std::string_view rest = name.substr(word.size());
    if (rest.find_first_not_of(" ()0123456789") == std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

void SheetText::begin_sheet(std::string_view name) {
  end_row();
  in_table_ = in_table_ || !headings_.empty();
  text_ += '\n';
  if (is_given_name(name)) return;
  text_ += on_one_line(name);
  text_ += '\n';
}

void SheetText::cell(std::size_t row, std::string text, double size) {
  if (row != row_) end_row();
  row_ = row;
  text = on_one_line(text);
  if (text.empty() || full()) return;
  if (cells_++ > 0) line_ += '\t';
  line_ += text;
  if (!in_table_ && row_cells_.size() < kMaxHeadings) row_cells_.push_back({row, std::move(text), size});
}

void SheetText::end_row() {
  if (cells_ >= kTableCells || headings_.size() >= kMaxHeadings) in_table_ = true;
  if (!in_table_) std::ranges::move(row_cells_, std::back_inserter(headings_));
  row_cells_.clear();
  if (cells_ > 0) text_ += std::exchange(line_, {}) += '\n';
  cells_ = 0;
}

OfficeText SheetText::take() {
  end_row();
  OfficeText result;
  result.whole = !full();
  result.text = tidy(std::exchange(text_, {}));
  const auto largest = std::ranges::max_element(headings_, {}, &Heading::size);
  if (largest == headings_.end()) return result;
  result.title = largest->text;
  // A title over several rows.
  std::size_t row = largest->row;
  for (auto next = largest + 1; next != headings_.end() && next->size == largest->size; ++next) {
    if (next->row != ++row || next->text.starts_with('(')) break;
    result.title += ' ';
    result.title += next->text;
  }
  return result;
}

}  // namespace vnidx::format
