#include "format/pdf_furniture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "text/canonical.h"

namespace vnidx::format::pdf {
namespace {

constexpr double kMargin = 0.12;           // of a page's height: where heads, feet and numbers stand
constexpr std::size_t kLinesOfMargin = 3;  // from the edge of the page

template <class Visit>
void for_marginal_lines(LaidOutPage& page, Visit&& visit) {
  std::vector<Line*> lines;
  for (Line& line : page.lines) lines.push_back(&line);
  std::ranges::stable_sort(lines, {}, [](const Line* line) { return line->box.top; });
  const std::size_t count = lines.size();
  for (std::size_t i = 0; i < count; ++i) {
    const bool head = i < kLinesOfMargin && lines[i]->box.bottom < page.height * kMargin;
    const bool foot = i + kLinesOfMargin >= count && lines[i]->box.top > page.height * (1 - kMargin);
    if (head || foot) visit(*lines[i]);
  }
}

/// Takes out the cells that are `unwanted`, and lines without any left.
template <class Unwanted>
void erase_cells(std::vector<Line>& lines, Unwanted&& unwanted) {
  for (Line& line : lines) std::erase_if(line.cells, unwanted);
  std::erase_if(lines, [](const Line& line) { return line.cells.empty(); });
}

// ---- page numbers and running heads

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_roman(std::string_view folded) {
  return !folded.empty() && folded.size() <= 6 && folded.find_first_not_of("ivxlc") == std::string_view::npos;
}

/// `12`, `- 12 -`, `Trang 3/10`, `Page 3 of 10`, `iv`.
bool is_page_number(std::string_view text) {
  constexpr std::size_t kLongest = 24;
  if (text.size() > kLongest) return false;
  const std::string folded = text::folded(text);
  std::string_view rest = folded;
  for (const std::string_view word : {"trang", "page", "tr."}) {
    if (rest.starts_with(word)) rest.remove_prefix(word.size());
  }
  std::size_t digits = 0;
  std::string letters;
  for (const char c : rest) {
    if (is_digit(c)) {
      ++digits;
    } else if (c >= 'a' && c <= 'z') {
      letters += c;
    } else if (std::string_view(" -/.|~\xE2\x80\x93\x94").find(c) == std::string_view::npos) {
      return false;
    }
  }
  if (digits == 0) return is_roman(letters);
  return digits <= 8 && (letters.empty() || letters == "of" || letters == "tren");
}

/// What stays the same from page to page in a running head: its letters. One without letters is none.
std::string likeness(std::string_view text) {
  std::string same;
  bool letters = false;
  for (const char c : text::folded(text)) {
    if (is_digit(c)) continue;
    letters = letters || static_cast<unsigned char>(c) >= 'a';
    if (c != ' ') same += c;
  }
  return letters ? same : std::string();
}

void remove_running_heads(std::vector<LaidOutPage>& pages) {
  std::map<std::string, std::size_t> seen;  // on how many pages
  for (LaidOutPage& page : pages) {
    std::set<std::string> here;
    for_marginal_lines(page, [&](Line& line) {
      for (const Cell& cell : line.cells) here.insert(likeness(cell.text));
    });
    for (const std::string& head : here) ++seen[head];
  }
  // Heads may change from chapter to chapter; chance does not repeat a line in a margin three times.
  const std::size_t often = pages.size() < 6 ? 2 : 3;
  const auto is_running_head = [&](const Cell& cell) {
    const std::string head = likeness(cell.text);
    return !head.empty() && seen[head] >= often;
  };
  for (LaidOutPage& page : pages) {
    for_marginal_lines(page, [&](Line& line) {
      const bool had_head = std::erase_if(line.cells, is_running_head) > 0;
      const bool alone = line.cells.size() == 1 || had_head;
      if (alone) std::erase_if(line.cells, [](const Cell& cell) { return is_page_number(cell.text); });
    });
    std::erase_if(page.lines, [](const Line& line) { return line.cells.empty(); });
  }
}

// ---- stamps of digital signatures

// Folded beginnings of their lines.
constexpr auto kStampBegins = std::to_array<std::string_view>(
    {"ky boi", "nguoi ky", "duoc ky boi", "ky so boi", "da ky", "digitally signed", "signature not verified",
     "signature valid", "signed by", "chu ky so", "signer:"});
constexpr auto kStampKeys = std::to_array<std::string_view>(
    {"email:", "co quan:", "to chuc:", "don vi:",   "chuc vu:", "thoi gian ky:", "thoi gian:",   "ngay ky:",
     "dn:",    "date:",    "reason:",  "location:", "ly do:",   "dia diem:",     "signing time", "contact:",
     "foxit",  "c=vn",     "o=",       "ou=",       "cn=",      "cn ="});

template <std::size_t N>
bool begins_with_any(std::string_view folded, const std::array<std::string_view, N>& beginnings) {
  return std::ranges::any_of(beginnings, [&](std::string_view begin) { return folded.starts_with(begin); });
}

bool is_date_with_zone(std::string_view text) {
  return text.find("+07") != std::string_view::npos && text.find(':') != std::string_view::npos;
}

/// Whether `cell` may stand right below `above` in one stamp.
bool is_below(const Cell& cell, const Cell& above) {
  const double height = above.box.height();
  const double gap = cell.box.top - above.box.bottom;
  return gap > -height / 2 && gap < height && std::abs(cell.box.left - above.box.left) < 2 * height &&
         cell.box.height() < 1.3 * height;
}

/// A stamp is a line that says who signed, with lines like `Email: …` below it: one such line makes it one,
/// for `Người ký: …` may well stand in a text. Lines that only go on with one of the stamp's are its own.
void remove_stamps(LaidOutPage& page) {
  constexpr std::size_t kMostLines = 12;
  std::vector<Cell*> cells;
  for (Line& line : page.lines) {
    for (Cell& cell : line.cells) cells.push_back(&cell);
  }
  std::ranges::stable_sort(cells, {}, [](const Cell* cell) { return cell->box.top; });
  std::set<const Cell*> unwanted;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!begins_with_any(text::folded(cells[i]->text), kStampBegins)) continue;
    std::vector<const Cell*> stamp{cells[i]};
    std::size_t sure = is_date_with_zone(cells[i]->text) ? 1 : 0;
    std::size_t keep = 1;  // up to its last line that is surely one of a stamp
    for (std::size_t j = i + 1; j < cells.size() && stamp.size() < kMostLines; ++j) {
      if (!is_below(*cells[j], *stamp.back())) continue;
      stamp.push_back(cells[j]);
      const std::string folded = text::folded(cells[j]->text);
      if (begins_with_any(folded, kStampKeys) || begins_with_any(folded, kStampBegins) ||
          is_date_with_zone(cells[j]->text)) {
        ++sure;
        keep = stamp.size();
      }
    }
    if (sure == 0) continue;
    unwanted.insert(stamp.begin(), stamp.begin() + static_cast<std::ptrdiff_t>(keep));
  }
  if (unwanted.empty()) return;
  erase_cells(page.lines, [&](const Cell& cell) { return unwanted.contains(&cell); });
}

}  // namespace

void remove_furniture(std::vector<LaidOutPage>& pages) {
  for (LaidOutPage& page : pages) remove_stamps(page);
  remove_running_heads(pages);
}

}  // namespace vnidx::format::pdf
