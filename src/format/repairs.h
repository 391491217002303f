// What readers say about a document that was kept, but not as it stands. Pure; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "encoding/decode.h"

namespace vnidx::format {

/// For a `decoded` in which bytes were replaced: where and how many.
std::string bad_bytes(const encoding::Decoded& decoded);

/// For a text that came in an encoding from before Unicode, or was misread on its way: what it was.
std::optional<std::string> decoded_from(const encoding::Decoded& decoded);

/// For a date that names no day: what is written there, cut to a length fit for a line.
std::string bad_date(std::string_view written);

}  // namespace vnidx::format
