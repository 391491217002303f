// Lists of paths, as `find` and `find -print0` write them. Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "vnidx/result.h"

namespace vnidx::source {

/// The paths listed in `file` (`-` for standard input), separated by `separator` ('\n' or NUL); empty ones
/// passed over. Error io where the list cannot be read.
Result<std::vector<std::string>> read_path_list(const std::string& file, char separator);

}  // namespace vnidx::source
