#include "format/pdf_layout.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

#include "format/pdf_mend.h"

namespace vnidx::format::pdf {
namespace {

using Row = std::vector<Word>;  // from left to right

double middle(const Box& box) {
  return (box.top + box.bottom) / 2;
}

double overlap(const Box& a, const Box& b) {
  return std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
}

Box join(const Box& a, const Box& b) {
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
          std::max(a.bottom, b.bottom)};
}

/// From top to bottom. A small word, such as a footnote's number, belongs to the row that it overlaps.
std::vector<Row> rows_of(std::vector<Word> words) {
  std::ranges::stable_sort(words, {}, [](const Word& word) { return middle(word.box); });
  struct Open {
    Row row;
    Box core;  // of its highest word
  };
  std::vector<Open> rows;
  constexpr std::size_t kLookBack = 4;
  for (Word& word : words) {
    Open* home = nullptr;
    for (std::size_t i = rows.size(); i > 0 && i + kLookBack > rows.size(); --i) {
      Open& row = rows[i - 1];
      if (overlap(row.core, word.box) * 2 > std::min(row.core.height(), word.box.height())) {
        home = &row;
        break;
      }
    }
    if (home == nullptr) {
      rows.push_back({{}, word.box});
      home = &rows.back();
    }
    if (word.box.height() > home->core.height()) home->core = word.box;
    home->row.push_back(std::move(word));
  }
  std::vector<Row> sorted;
  for (Open& open : rows) {
    std::ranges::stable_sort(open.row, {}, [](const Word& word) { return word.box.left; });
    sorted.push_back(std::move(open.row));
  }
  return sorted;
}

/// The place below which a share of `values` lies.
double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + at, values.end());
  return values[static_cast<std::size_t>(at)];
}

/// What parts cells and no words, in heights of a word. Words that were spread to fill a line have wide
/// spaces all along.
double cell_gap(const Row& row) {
  constexpr double kLeast = 0.9;
  constexpr double kMost = 1.6;
  std::vector<double> gaps;
  for (std::size_t i = 1; i < row.size(); ++i)
    gaps.push_back((row[i].box.left - row[i - 1].box.right) / row[i].box.height());
  return std::clamp(3 * quantile(std::move(gaps), 0.5), kLeast, kMost);
}

/// A number set smaller and higher than the word before it: of a footnote, or a power.
bool is_raised_number(const Word& word, const Cell& before) {
  const double height = before.box.height();
  return word.text.find_first_not_of("0123456789") == std::string::npos && word.box.height() < 0.8 * height &&
         word.box.bottom < before.box.bottom - 0.1 * height;
}

/// `m2`, `x2`: what a raised number is a power of.
bool has_power(std::string_view text) {
  const std::string_view word = text.substr(text.find_last_of(" /") + 1);
  return word == "m" || word == "km" || word == "cm" || word == "dm" || word == "mm" || word.size() == 1;
}

bool is_one_word(const Cell& cell, const Word& next, double gap) {
  if (is_raised_number(next, cell)) return has_power(cell.text);
  return belongs_together(cell.text, next.text, gap / next.box.height());
}

Line line_of(Row row) {
  const double widest = cell_gap(row);
  Line line;
  for (const Word& word : row) {
    Cell* const last = line.cells.empty() ? nullptr : &line.cells.back();
    const double gap = last == nullptr ? 0 : word.box.left - last->box.right;
    if (last == nullptr || gap > widest * std::min(word.box.height(), last->box.height())) {
      line.cells.push_back({word.box, word.text});
      continue;
    }
    if (!is_one_word(*last, word, gap)) last->text += ' ';
    last->text += word.text;
    last->box = join(last->box, word.box);
  }
  line.box = line.cells.front().box;
  for (const Cell& cell : line.cells) line.box = join(line.box, cell.box);
  return line;
}

/// One column of rows as lines, with where it begins and ends: at `least_right` or beyond, for short lines
/// may be all there is.
void append_column(std::vector<Row> rows, double least_right, std::vector<Line>& lines) {
  const std::size_t first = lines.size();
  std::vector<double> lefts;
  std::vector<double> rights;
  for (Row& row : rows) {
    if (row.empty()) continue;
    lines.push_back(line_of(std::move(row)));
    lefts.push_back(lines.back().box.left);
    rights.push_back(lines.back().box.right);
  }
  const double left = quantile(std::move(lefts), 0.1);
  const double right = std::max(least_right, quantile(std::move(rights), 0.9));
  for (std::size_t i = first; i < lines.size(); ++i) {
    lines[i].column_left = left;
    lines[i].column_right = right;
  }
}

// ---- two columns

struct Gutter {
  double left = 0;
  double right = 0;
  double center() const { return (left + right) / 2; }
};

constexpr double kMinGutter = 6;  // points
constexpr std::size_t kMinRows = 8;

/// The widest strip in the middle of the page that hardly a word reaches into.
std::optional<Gutter> widest_strip(const Page& page, std::size_t rows) {
  constexpr double kStep = 2;
  if (!(page.width > 0 && page.width < 20'000)) return std::nullopt;
  std::vector<std::size_t> covered(static_cast<std::size_t>(page.width / kStep) + 1);
  const auto bin = [&](double x) {
    return static_cast<std::size_t>(std::clamp(x / kStep, 0.0, static_cast<double>(covered.size() - 1)));
  };
  for (const Word& word : page.words) {
    for (std::size_t i = bin(word.box.left); i <= bin(word.box.right); ++i) ++covered[i];
  }
  const std::size_t allowed = rows / 8;
  std::optional<Gutter> best;
  for (std::size_t i = bin(page.width * 0.3), end = bin(page.width * 0.7); i < end; ++i) {
    const std::size_t begin = i;
    while (i < end && covered[i] <= allowed) ++i;
    const Gutter strip{static_cast<double>(begin) * kStep, static_cast<double>(i) * kStep};
    if (strip.right - strip.left >= kMinGutter &&
        (!best || strip.right - strip.left > best->right - best->left))
      best = strip;
  }
  return best;
}

/// Whether a row has text across the middle of `gutter`, as a title above both columns has.
bool spans(const Row& row, const Gutter& gutter) {
  const double center = gutter.center();
  double left = -1e9;
  double right = 1e9;
  for (const Word& word : row) {
    if (word.box.left < center && word.box.right > center) return true;
    if (word.box.right <= center) left = std::max(left, word.box.right);
    if (word.box.left >= center) right = std::min(right, word.box.left);
  }
  return right - left < kMinGutter;
}

/// Whether the rows on one side are lines of a text that was set to a width, and no cells or short notes.
bool is_prose(const std::vector<Row>& rows) {
  if (rows.size() < kMinRows) return false;
  std::vector<double> rights;
  double left = 1e9;
  std::size_t words = 0;
  for (const Row& row : rows) {
    rights.push_back(row.back().box.right);
    left = std::min(left, row.front().box.left);
    words += row.size();
  }
  const double right = quantile(rights, 0.9);
  const double slack = (right - left) / 8;
  const auto full = std::ranges::count_if(rights, [&](double end) { return end > right - slack; });
  return static_cast<std::size_t>(full) * 5 >= rows.size() * 2 && words >= rows.size() * 3;
}

struct Halves {
  std::vector<Word> left;
  std::vector<Word> right;
};

void take_apart(const Row& row, double center, Halves& halves) {
  for (const Word& word : row)
    (word.box.left + word.box.right < 2 * center ? halves.left : halves.right).push_back(word);
}

/// The gutter of a page in two columns.
std::optional<Gutter> find_gutter(const Page& page, const std::vector<Row>& rows) {
  const std::optional<Gutter> gutter = widest_strip(page, rows.size());
  if (!gutter) return std::nullopt;
  Halves halves;
  for (const Row& row : rows) {
    if (!spans(row, *gutter)) take_apart(row, gutter->center(), halves);
  }
  if (!is_prose(rows_of(std::move(halves.left))) || !is_prose(rows_of(std::move(halves.right))))
    return std::nullopt;
  return gutter;
}

}  // namespace

std::vector<Line> lines_of(Page page) {
  std::vector<Line> lines;
  std::vector<Row> rows = rows_of(page.words);
  const std::optional<Gutter> gutter = find_gutter(page, rows);
  const double least_right = page.width * 0.7;
  if (!gutter) {
    append_column(std::move(rows), least_right, lines);
    return lines;
  }
  // What spans both columns parts those above it from those below.
  Halves halves;
  const auto flush = [&] {
    append_column(rows_of(std::exchange(halves.left, {})), gutter->left * 0.9, lines);
    append_column(rows_of(std::exchange(halves.right, {})), least_right, lines);
  };
  for (Row& row : rows) {
    if (!spans(row, *gutter)) {
      take_apart(row, gutter->center(), halves);
      continue;
    }
    flush();
    std::vector<Row> alone;
    alone.push_back(std::move(row));
    append_column(std::move(alone), least_right, lines);
  }
  flush();
  return lines;
}

}  // namespace vnidx::format::pdf
