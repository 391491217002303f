// Where exceptions end: every thread, child process and outer function that may see one turns it into an
// Error here. Thread-safe.
#pragma once

#include <exception>
#include <type_traits>
#include <utility>

#include "vnidx/result.h"

namespace vnidx {

/// What an exception of the standard library means to a person: no memory, no thread, a file that the system
/// refuses.
Error error_of(const std::exception& exception);

/// Runs `work`, which returns a Result and may throw; its Result, or the Error.
template <class Work>
std::invoke_result_t<Work> contained(Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (const std::exception& exception) {
    return error_of(exception);
  }
}

}  // namespace vnidx
