// What a process has from the one that started it, and a program may not take for granted.
#pragma once

namespace vnidx::cli {

/// Makes sure of descriptors 0 to 2, of the signals that children and writing depend on, and that what ends
/// the program is not blocked. To be called before any file is opened and any thread started.
void prepare_process();

}  // namespace vnidx::cli
