// Whether the process was asked to end what it does. Set by a signal handler, asked by every loop that reads
// what may have no end. Any thread, any signal handler.
#pragma once

#include <atomic>

namespace vnidx {

inline std::atomic<bool> stop_requested = false;
static_assert(std::atomic<bool>::is_always_lock_free, "set from a signal handler");

}  // namespace vnidx
