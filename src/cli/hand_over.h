// To load poppler and libgsf takes longer than a search. So the program is built twice: `vnidx` does not link
// them, and `vnidx-full`, which is the same but for that, is what commands run in that read files.
#pragma once

namespace vnidx::cli {

/// Becomes vnidx-full where a word of the command line names such a command. Comes back where none does, or
/// where vnidx-full is missing: then PDF and old Office files are rejected with that reason. Call it first,
/// from main().
void hand_over(int argc, char** argv);

}  // namespace vnidx::cli
