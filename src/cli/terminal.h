// What is known of the terminal, if there is one.
#pragma once

#include <cstddef>

#include "cli/globals.h"
#include "print/style.h"

namespace vnidx::cli {

bool stdin_is_terminal();
bool stdout_is_terminal();
bool stderr_is_terminal();

/// Columns of the terminal on standard output; 80 where there is none.
std::size_t terminal_width();

/// The style of standard output: colour on a terminal only, and not under NO_COLOR (https://no-color.org) or
/// TERM=dumb, unless `when` settles it.
print::Style output_style(When when);

}  // namespace vnidx::cli
