#include "format/count.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "format/space.h"

namespace vnidx::format {
namespace {

constexpr std::array<std::string_view, 4> kGroupSigns{".", ",", " ", "\u00A0"};

std::size_t digits_at_start(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

}  // namespace

std::optional<std::int64_t> parse_count(std::string_view text) {
  text = trim(text);
  std::size_t digits = digits_at_start(text);
  std::string number(text.substr(0, digits));
  text.remove_prefix(digits);
  std::string_view sign;
  for (const std::string_view candidate : kGroupSigns) {
    if (text.starts_with(candidate)) sign = candidate;
  }
  if (digits == 0 || (!text.empty() && (digits > 3 || sign.empty()))) return std::nullopt;
  while (!text.empty()) {
    if (!text.starts_with(sign)) return std::nullopt;
    text.remove_prefix(sign.size());
    digits = digits_at_start(text);
    if (digits != 3) return std::nullopt;
    number += text.substr(0, digits);
    text.remove_prefix(digits);
  }
  std::int64_t count = 0;
  const char* const end = number.data() + number.size();
  const auto [parsed, error] = std::from_chars(number.data(), end, count);
  if (error != std::errc() || parsed != end) return std::nullopt;
  return count;
}

}  // namespace vnidx::format
