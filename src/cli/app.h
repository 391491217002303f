// The command line as a whole: global options, the table of commands, and what a wrong command line is told.
#pragma once

#include "cli/exit_status.h"

namespace vnidx::cli {

/// Runs the program and gives its exit status. Call once, from main().
ExitStatus run(int argc, char** argv);

}  // namespace vnidx::cli
