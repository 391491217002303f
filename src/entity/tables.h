// The word lists of the recogniser, as text compiled into the program (src/entity/data). One entry a line,
// columns separated by tabs, `#` opens a comment line. To teach the recogniser a new word, edit the list and
// build again. Immutable; thread-safe.
#pragma once

#include <cstddef>
#include <string_view>

namespace vnidx::entity::tables {

extern const std::string_view kAbbreviations;
extern const std::string_view kBodies;
extern const std::string_view kCompounds;
extern const std::string_view kFields;
extern const std::string_view kHeads;
extern const std::string_view kPlaces;
extern const std::string_view kSequels;
extern const std::string_view kWords;

/// One line of a table.
class Row {
 public:
  explicit Row(std::string_view line) : line_(line) {}
  /// Column `n`, counted from 0; empty where the line has fewer.
  std::string_view operator[](std::size_t n) const;

 private:
  std::string_view line_;
};

/// Calls `use(Row)` for every entry of `table`, in order.
template <class Use>
void for_each_row(std::string_view table, Use use) {
  while (!table.empty()) {
    const std::size_t end = table.find('\n');
    const std::string_view line = table.substr(0, end);
    table = end == std::string_view::npos ? std::string_view{} : table.substr(end + 1);
    if (!line.empty() && line.front() != '#') use(Row(line));
  }
}

/// Calls `use(std::string_view)` for every part of `text` between separators, empty ones left out.
template <class Use>
void for_each_part(std::string_view text, char separator, Use use) {
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    if (end != 0) use(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
}

}  // namespace vnidx::entity::tables
