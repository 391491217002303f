// Which ids a document may bring along. Pure; thread-safe.
#pragma once

#include <string_view>

namespace vnidx::format {

/// Whether a document may have `id`: not only white space, and no control characters (C0, DEL, C1), which
/// would break lines and terminals.
bool is_valid_id(std::string_view id);

}  // namespace vnidx::format
