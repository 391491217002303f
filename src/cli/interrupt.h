// What SIGINT and SIGTERM do. Signal dispositions belong to the process: call from the main thread.
#pragma once

namespace vnidx::cli {

/// From now on the signals end the process at once with status 130: right for commands that change nothing.
void exit_on_interrupt();

/// From now on the signals only raise a flag, and system calls that wait return early: for commands that
/// write, which ask interrupted() between documents and leave nothing half done. A second signal ends the
/// process.
void watch_interrupts();

bool interrupted();

}  // namespace vnidx::cli
