// The part of a text that shows why it was found. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/matcher.h"
#include "vnidx/search.h"

namespace vnidx::search {

struct Snippet {
  std::string text;                        ///< white space levelled; "…" where the text goes on
  std::vector<CodePointRange> highlights;  ///< into text
  std::optional<std::size_t> found;        ///< byte of the whole text where the first word found begins
};

/// The best `length` code points of `text`, in which `occurrences` are the query words found; `weights` says
/// what each query word is worth.
Snippet make_snippet(std::string_view text, std::span<const query::Occurrence> occurrences,
                     std::span<const double> weights, std::uint32_t length);

/// The page, from 1, on which byte `at` of a text stands whose pages are parted by U+000C; 0 where it has no
/// pages.
std::uint32_t page_at(std::string_view text, std::size_t at);

/// Byte ranges of `text`, rising and not overlapping, as code points.
std::vector<CodePointRange> to_code_points(std::string_view text,
                                           std::span<const query::Occurrence> occurrences);

}  // namespace vnidx::search
