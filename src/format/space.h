// White space around lines and values as sources have it: ASCII, U+00A0 and its like, zero-width characters.
// Pure; thread-safe.
#pragma once

#include <string_view>

namespace vnidx::format {

/// `text`, valid UTF-8, without what is invisible at its ends: Unicode White_Space, U+200B to U+200D, U+2060,
/// U+FEFF.
std::string_view trim(std::string_view text);

}  // namespace vnidx::format
