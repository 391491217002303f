// Which encoding the bytes of an HTML page are in. Pure functions; thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "encoding/decode.h"

namespace vnidx::format {

/// The charset that the beginning of a page names in <meta> or <?xml?>, in small letters; empty where none.
std::string named_charset(std::string_view page);

/// `page` as UTF-8. What the user says counts first, then a byte-order mark, then what the bytes are: valid
/// UTF-8 is taken as that whatever the page says. Only then the page's own word counts, where it names an
/// encoding of Vietnamese or UTF-8, and at last what the text itself looks like.
encoding::Decoded decode_page(std::string page, encoding::Encoding said);

}  // namespace vnidx::format
