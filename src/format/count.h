// Counts as pages print them (`Số lần đọc: 1.704`). Pure; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace vnidx::format {

/// The count that `text` is as a whole, spaces around it apart: digits, or groups of three of them with one
/// sign of `.`, `,`, space or U+00A0 between. Nothing where it is none or does not fit.
std::optional<std::int64_t> parse_count(std::string_view text);

}  // namespace vnidx::format
