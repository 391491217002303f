// What a process may still do that reads what nobody vouches for: use the memory, the time and the
// descriptors that it has. It cannot open or change files, use the network, start programs or processes.
// For child processes of one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

namespace vnidx {

struct SandboxLimits {
  std::chrono::seconds processor{0};  ///< SIGXCPU ends the process there
  std::uint64_t memory_bytes = 0;     ///< besides what it has when it enters
};

/// Whether this kernel can refuse system calls. Where it cannot, the limits remain: nothing can be opened,
/// for there can be no more descriptors, but names of files could be removed or changed.
bool can_refuse_system_calls();

class Sandbox {
 public:
  /// Prepares what enter() needs, so that many children can enter it at little cost.
  Sandbox();
  ~Sandbox();
  Sandbox(Sandbox&&) = delete;

  /// Binds the calling process, for good. False where something that this kernel has could not be set.
  bool enter(const SandboxLimits& limits) const;

 private:
  struct Filter;
  std::unique_ptr<Filter> filter_;  // null where the kernel has none
};

}  // namespace vnidx
