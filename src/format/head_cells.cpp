#include "format/head_cells.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <utility>

#include "format/space.h"
#include "text/canonical.h"
#include "text/utf8.h"

namespace vnidx::format {
namespace {

constexpr std::size_t kMaxHead = 6000;  // bytes of text that the head lies in
constexpr std::size_t kMaxCells = 60;   // of these, so many lines and columns

bool is_alphanumeric(text::Decoded next) {
  return u_isalnum(static_cast<UChar32>(next.code_point)) != 0;
}

/// A line that parts others: `-----`, `===&===`, `___o0o___`, `- 0 -`.
bool is_ornament(std::string_view text) {
  constexpr std::size_t kMaxLetters = 3;
  std::size_t letters = 0;
  std::size_t signs = 0;
  while (!text.empty()) {
    const text::Decoded next = text::decode(text);
    if (is_alphanumeric(next)) {
      ++letters;
    } else if (next.code_point > 0x20) {
      ++signs;
    }
    text.remove_prefix(next.bytes);
  }
  return letters == 0 || (letters <= kMaxLetters && signs > letters);
}

/// Single spaces, no control characters.
std::string with_single_spaces(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const text::Decoded next = text::decode(text);
    const auto c = static_cast<UChar32>(next.code_point);
    if (u_isUWhiteSpace(c) != 0 || u_iscntrl(c) != 0) {
      if (!result.empty() && result.back() != ' ') result += ' ';
    } else {
      result += text.substr(0, next.bytes);
    }
    text.remove_prefix(next.bytes);
  }
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

/// Where the column at the start of `line` ends: at a tab, a bar or four spaces.
std::size_t column_end(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\t' || line[i] == '|' || line.substr(i).starts_with("    ")) return i;
  }
  return line.size();
}

}  // namespace

const std::string& Cell::folded() const {
  if (!folded_) folded_ = text::folded(text);
  return *folded_;
}

std::vector<Cell> head_cells(std::string_view text) {
  std::vector<Cell> cells;
  if (text.size() > kMaxHead) {
    std::size_t end = kMaxHead;
    while (end > 0 && U8_IS_TRAIL(text[end])) --end;
    text = text.substr(0, end);
  }
  bool gap = true;
  while (!text.empty() && cells.size() < kMaxCells) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (is_ornament(line)) gap = true;
    while (!line.empty()) {
      const std::string_view column = line.substr(0, column_end(line));
      line.remove_prefix(std::min(column.size() + 1, line.size()));
      if (is_ornament(column)) continue;
      cells.emplace_back(with_single_spaces(trim(column)), std::exchange(gap, false));
    }
  }
  return cells;
}

bool has_letters(std::string_view text) {
  while (!text.empty()) {
    const text::Decoded next = text::decode(text);
    if (is_alphanumeric(next)) return true;
    text.remove_prefix(next.bytes);
  }
  return false;
}

bool is_all_capitals(std::string_view text) {
  bool capital = false;
  while (!text.empty()) {
    const text::Decoded next = text::decode(text);
    if (u_isULowercase(static_cast<UChar32>(next.code_point)) != 0) return false;
    capital = capital || u_isUUppercase(static_cast<UChar32>(next.code_point)) != 0;
    text.remove_prefix(next.bytes);
  }
  return capital;
}

}  // namespace vnidx::format
