// What vnidx says on standard error: one line each, made safe for a terminal.
#pragma once

#include <string>
#include <string_view>

#include "cli/exit_status.h"
#include "vnidx/result.h"

namespace vnidx::cli {

/// Writes `text` and a line end to standard error, made printable as one line.
void say(std::string_view text);

/// The line that tells an error: `vnidx: PLACE: MESSAGE; HINT`.
std::string error_line(const Error& error);

/// Says the error and gives its exit status.
ExitStatus fail(const Error& error);

}  // namespace vnidx::cli
