// Words left as the keys that were to write them, because no input method was at work: Telex (`ddaangr`) and
// VNI
// (`d9a6ng3`). Pure functions over constant tables; thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace vnidx::text {

/// What the keys of `word`, which is in canonical form, write, in canonical form too; empty where they write
/// only themselves. Keys for marks may stand behind the letter or at the end, as both methods allow.
std::string written_by_keys(std::string_view word);

}  // namespace vnidx::text
