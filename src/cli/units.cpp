#include "cli/units.h"

#include <charconv>
#include <limits>

namespace vnidx::cli {
namespace {

/// Reads all of `text` as a decimal number.
template <class T>
bool read(std::string_view text, T& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

Error unreadable(const std::string& text, const char* expected) {
  return Error{ErrorCode::usage, "'" + text + "' is not " + expected, "", ""};
}

}  // namespace

Result<std::uint32_t> parse_number(const std::string& text) {
  std::uint32_t value = 0;
  if (!read(text, value)) return unreadable(text, "a whole number");
  return value;
}

Result<std::uint64_t> parse_size(const std::string& text) {
  constexpr struct {
    char letter;
    unsigned shift;
  } kUnits[] = {{'k', 10}, {'K', 10}, {'M', 20}, {'G', 30}};

  std::string_view digits = text;
  unsigned shift = 0;
  for (const auto& unit : kUnits) {
    if (!digits.ends_with(unit.letter)) continue;
    digits.remove_suffix(1);
    shift = unit.shift;
    break;
  }
  std::uint64_t value = 0;
  if (!read(digits, value) || value > std::numeric_limits<std::uint64_t>::max() >> shift) {
    return unreadable(text, "a size such as 512M or 2G");
  }
  return value << shift;
}

Result<index::DeleteLimit> parse_delete_limit(const std::string& text) {
  std::string_view digits = text;
  const bool is_share = digits.ends_with('%');
  if (is_share) digits.remove_suffix(1);
  std::uint32_t value = 0;
  if (!read(digits, value) || (is_share && value > 100)) {
    return unreadable(text, "a number of documents or a share such as 20%");
  }
  return is_share ? index::DeleteLimit{0, value} : index::DeleteLimit{value, 0};
}

Result<LockWait> parse_wait(const std::string& text) {
  if (text == "true") return LockWait(std::chrono::seconds::max());
  if (text == "false") return LockWait();
  std::uint32_t seconds = 0;
  if (!read(text, seconds)) return unreadable(text, "a number of seconds");
  return LockWait(std::chrono::seconds(seconds));
}

}  // namespace vnidx::cli
