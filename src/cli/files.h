// Small files that a command reads or writes whole.
#pragma once

#include <string>
#include <string_view>

#include "vnidx/result.h"

namespace vnidx::cli {

/// What to call the file in messages: `standard input` for `-`.
std::string input_name(const std::string& name);

/// The bytes of the file, or of standard input where `name` is `-`. Error io.
Result<std::string> read_input(const std::string& name);

/// Writes the file in place, so that a device or pipe will do, too. Error io.
Result<void> write_output(const std::string& name, std::string_view bytes);

}  // namespace vnidx::cli
