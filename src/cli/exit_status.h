// The exit status of vnidx, in one place. Frozen: scripts depend on it.
#pragma once

#include "vnidx/result.h"

namespace vnidx::cli {

enum class ExitStatus : int {
  done = 0,  ///< done, or found
  nothing_found = 1,
  usage = 2,          ///< a command line, query or date that cannot be
  some_rejected = 3,  ///< done, but some inputs were rejected
  no_index = 4,       ///< no index there, or one of another schema
  locked = 5,         ///< another writer holds the index
  damaged = 6,        ///< the index does not read back as it was written
  io = 7,             ///< input or output failed; disk full
  interrupted = 130,
};

constexpr ExitStatus exit_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage:
      return ExitStatus::usage;
    case ErrorCode::not_found:
      return ExitStatus::nothing_found;
    case ErrorCode::no_index:
      return ExitStatus::no_index;
    case ErrorCode::locked:
      return ExitStatus::locked;
    case ErrorCode::damaged:
      return ExitStatus::damaged;
    case ErrorCode::io:
      return ExitStatus::io;
    case ErrorCode::interrupted:
      return ExitStatus::interrupted;
  }
  return ExitStatus::io;
}

}  // namespace vnidx::cli
