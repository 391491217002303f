// The process that forks the children of base/confined.h. It has one thread, little memory and no descriptor
// but those it is sent, so that its children begin with as little. It ends with this process, and its
// children with it. Thread-safe.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string_view>

#include "base/confined.h"

namespace vnidx {

/// Starts it where it does not run yet. Call it before there are threads, from the main thread; else the
/// first ConfinedRun does. Error io.
Result<void> start_fork_server();

/// What a child is to do. It has the address of the work, for parent and child are one program.
struct ForkRequest {
  ConfinedWork work = nullptr;
  std::chrono::seconds processor{0};
  std::uint64_t memory_bytes = 0;
};

/// What comes over `control` when the child has ended.
struct ChildStatus {
  int wait_status = 0;
  std::uint64_t peak_bytes = 0;
};

/// The child's end of what joins it with this process.
struct ForkDescriptors {
  int input;    ///< what it reads
  int output;   ///< where its frames go
  int control;  ///< its status goes there; when the other end is closed, it is killed
};

/// The child's exit status after std::bad_alloc.
inline constexpr int kExitOutOfMemory = 3;

/// Asks for a child. Error io.
Result<void> request_child(const ForkRequest& request, std::string_view words, const ForkDescriptors& fds);

}  // namespace vnidx
