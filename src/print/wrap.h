// Text laid out in lines for a terminal, with highlighted places. Pure functions; thread-safe.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "vnidx/search.h"

namespace vnidx::print {

/// Sequences around text. All may be empty.
struct Paint {
  std::string_view base;   ///< begins the style of the text
  std::string_view match;  ///< begins the style of highlighted places
  std::string_view reset;  ///< ends either
};

struct Columns {
  std::size_t width = 80;  ///< of a line
  std::size_t indent = 0;  ///< left free before each line but the first, which is taken to start there
};

/// Appends `text` to `out`, made printable and broken at white space so that no line is wider than asked, a
/// longer word apart. `highlights` are code points of `text`, sorted, not overlapping. Ends without a line
/// end.
void append_wrapped(std::string& out, std::string_view text, std::span<const CodePointRange> highlights,
                    const Paint& paint, const Columns& columns);

/// Appends `text` made printable with its own line ends, and highlighted places.
void append_highlighted(std::string& out, std::string_view text, std::span<const CodePointRange> highlights,
                        const Paint& paint);

}  // namespace vnidx::print
