// VIQR: Vietnamese in ASCII, a letter with its marks behind it (`Vie^.t Nam dda^'t nu+o+'c`), as RFC 1456
// defines it and mail and news groups wrote it. Pure functions; thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace vnidx::encoding {

/// Whether `ascii` is Vietnamese in VIQR: many of its words have marks and become syllables by them.
bool is_viqr(std::string_view ascii);

/// `text` with each letter and its marks as one character. A stop or question mark that ends a sentence is
/// one, unless the text marks such with a backslash, as the standard asks.
std::string from_viqr(std::string_view text);

}  // namespace vnidx::encoding
