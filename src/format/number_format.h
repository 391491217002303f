// Numbers of a spreadsheet as its formats show them, as far as these are plain. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vnidx::format {

/// Which day is number 0 (ECMA-376 part 1, 18.17.4.1).
enum class DateSystem : std::uint8_t { from_1900, from_1904 };

/// The code of a format that has no code in the file, by its number (ECMA-376 part 1, 18.8.30); empty for
/// General and for what is not known.
std::string_view built_in_number_format(unsigned id);

/// `value` in the format `code`: days as `11/07/2018`, with `08:30` where the format has hours; percentages;
/// so many decimals as the format asks for. Without separators of thousands, which differ from one country to
/// the next; in any other format as many digits as a number holds.
std::string format_number(double value, std::string_view code, DateSystem dates);

}  // namespace vnidx::format
