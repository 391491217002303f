// A command that the user named, run for what it prints. No shell reads it: its words are split as a shell
// would, and nothing in them is expanded. Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vnidx/result.h"

namespace vnidx {

/// The words of `text`: parted by space, with '…', "…" and \ as in a shell. Error usage: a quote is not
/// closed, or there is no word.
Result<std::vector<std::string>> split_words(std::string_view text);

struct CommandLimits {
  std::chrono::milliseconds time{60'000};
  std::uint64_t output_bytes = std::uint64_t{256} << 20;
};

struct CommandOutcome {
  enum class End : std::uint8_t { exited, signalled, too_long, too_much_output };
  End end = End::exited;
  int status = 0;         ///< of one that exited; the number of the signal of one that was signalled
  std::string output;     ///< what it printed on standard output
  std::string complaint;  ///< the first line it printed on standard error, without control characters; it may
                          ///< be cut
};

/// Runs the program `words[0]`, found as a shell finds it, with the descriptor `input` as its standard input,
/// or with nothing there. When it has ended
/// or is at one of its limits, what is left of its process group is killed. Errors: io, it cannot be run,
/// or the process ignores SIGCHLD, so that nobody knows how it ended; interrupted (base/stop.h).
Result<CommandOutcome> run_command(const std::vector<std::string>& words, const CommandLimits& limits,
                                   std::optional<int> input = std::nullopt);

}  // namespace vnidx
