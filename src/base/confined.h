// Work on bytes that nobody vouches for, such as reading a PDF file, in a child process that can do no harm
// (base/sandbox.h). One that crashes, takes too long or wants too much memory ends itself and nothing else.
//
// Children are forked by a process that was forked before this one had threads and much memory
// (fork_server.h), so a child for each document is cheap and safe. Thread-safe; a ConfinedRun belongs to one
// thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/file.h"
#include "vnidx/result.h"

namespace vnidx {

struct ConfinedLimits {
  std::chrono::seconds processor{60};
  std::chrono::seconds silence{120};                    ///< until the next frame comes
  std::uint64_t memory_bytes = std::uint64_t{1} << 30;  ///< besides what every process of the program has
  std::uint64_t output_bytes = std::uint64_t{1} << 30;  ///< of all frames
};

/// What the work has, in the child.
struct ConfinedInput {
  int fd;                    ///< the descriptor that start() was given; the child has no other
  std::string_view request;  ///< as start() was given it
};

/// Hands one frame to the process that waits for it.
using FrameSink = std::function<void(std::string_view)>;

/// Runs in the child, and must not count on threads or on anything that came about in the parent since
/// start_fork_server(). An exception counts as a crash, std::bad_alloc as too much memory.
using ConfinedWork = void (*)(const ConfinedInput& input, const FrameSink& out);

enum class ConfinedEnd : std::uint8_t {
  finished,
  crashed,
  too_long,
  too_much_memory,
  too_much_output,
  interrupted,  ///< a signal came while this process waited
};

/// Why there is nothing of a child that ended so, but for finished: `the reader of PDF files crashed on it`,
/// where `reader` is `the reader of PDF files`.
std::string describe(ConfinedEnd end, const ConfinedLimits& limits, std::string_view reader);

/// A child at work. Its destructor ends the child at once.
class ConfinedRun {
 public:
  /// `input` may be closed afterwards; `request` has at most kMaxRequest bytes. Error io: there can be no
  /// child.
  static constexpr std::size_t kMaxRequest = 16 << 10;
  static Result<ConfinedRun> start(ConfinedWork work, int input, std::string_view request,
                                   const ConfinedLimits& limits);

  /// The next frame, as soon as it is there; nothing when there are no more: then end() says why.
  std::optional<std::string> next();
  ConfinedEnd end() const { return end_; }

 private:
  ConfinedRun(UniqueFd output, UniqueFd control, const ConfinedLimits& limits);
  bool read_fully(char* to, std::size_t size, std::chrono::steady_clock::time_point deadline);
  std::optional<std::string> stop(ConfinedEnd end);
  ConfinedEnd how_it_ended();

  UniqueFd output_;
  UniqueFd control_;  // closing it ends the child
  ConfinedLimits limits_;
  std::uint64_t received_ = 0;
  ConfinedEnd end_ = ConfinedEnd::finished;
};

/// A descriptor that reads `bytes` back, from the start. Error io.
Result<UniqueFd> memory_file(std::string_view bytes);

/// All that can still be read from `fd`. Error io.
Result<std::string> read_rest(int fd);

}  // namespace vnidx
