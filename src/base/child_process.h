// Work that may crash or never end, in a process of its own. Used for reading what may be damaged with code
// that trusts what it reads. Thread-safe, but a child has only the thread that called: work must not need
// others.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "vnidx/result.h"

namespace vnidx {

enum class ChildEnd : std::uint8_t {
  finished,
  crashed,
  too_long,  ///< it was stopped at its limit of processor time
};

/// What a child tells its parent: fields of any bytes. They go through the pipe behind their lengths, so none
/// is ever taken for another.
using ChildMessage = std::vector<std::string>;

struct ChildOutcome {
  ChildEnd end = ChildEnd::finished;
  std::vector<ChildMessage> messages;  ///< those that were whole before it ended, however it ended
};

using ChildWriter = std::function<void(const ChildMessage&)>;

/// Runs `work` in a child process for at most `limit` of processor time. It hands its findings over by the
/// writer it is given; nothing else of what it does is seen here, and what it says on standard error is
/// dropped. Error io: there can be no child, an exception ended it, such as for lack of memory,
/// or the process ignores SIGCHLD, so that nobody knows how it ended.
Result<ChildOutcome> run_in_child(std::chrono::seconds limit,
                                  const std::function<void(const ChildWriter&)>& work);

}  // namespace vnidx
