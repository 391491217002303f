// The numbers that a word processor puts before the paragraphs of a list and does not keep in their text:
// `Điều 3.`, `a)`, `2.1`. Values, not thread-safe for each.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace vnidx::format {

/// Word has so many levels in a list.
inline constexpr std::size_t kListLevels = 9;

enum class NumberStyle : std::uint8_t {
  decimal,
  padded,  ///< 01, 02 …
  upper_roman,
  lower_roman,
  upper_letter,
  lower_letter,
  bullet,
  none,
};

struct ListLevel {
  NumberStyle style = NumberStyle::decimal;
  std::uint32_t start = 1;
  std::string pattern =
      {};  ///< `Điều %1.`: %1 to %9 stand for the numbers of the levels; the sign of a bullet
  std::string font = {};     ///< of the pattern; empty: that of the paragraph
  bool all_decimal = false;  ///< numbers of the levels above are decimal here, whatever their style
  bool goes_on = false;      ///< does not begin anew when a level above has counted
  bool joined = false;       ///< no space between the number and the paragraph
};
using ListLevels = std::array<ListLevel, kListLevels>;

/// Counts the paragraphs of one list.
class ListCounter {
 public:
  /// The label of the next paragraph at `level`, which is less than kListLevels; with a space behind it, and
  /// empty where there is nothing to show.
  std::string next(const ListLevels& levels, std::size_t level);

  /// The next paragraph at `level` begins anew.
  void restart(std::size_t level) { counted_[level] = false; }

 private:
  std::array<std::uint32_t, kListLevels> numbers_{};
  std::array<bool, kListLevels> counted_{};
};

/// 4 as `4`, `04`, `IV`, `iv`, `D`, `d`; what these styles cannot write is decimal.
std::string list_number(std::uint32_t number, NumberStyle style);

}  // namespace vnidx::format
