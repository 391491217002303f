// The file `lock` in the folder of an index. Its one writer holds a lock on it; for all others it is the mark
// by which such a folder is known, so that no index is taken for an archive of texts. It is the first thing
// written there.
//
//   lock = `vnidx` and, while somebody holds it, the number of that process, a line each
//
// Thread-safe.
#pragma once

#include <filesystem>
#include <string_view>

namespace vnidx {

inline constexpr char kLockFile[] = "lock";
inline constexpr std::string_view kLockMark = "vnidx\n";

/// Whether `folder` is that of an index.
bool is_index(const std::filesystem::path& folder);

}  // namespace vnidx
