// Standard output: where the data of every command goes.
#pragma once

#include <string>
#include <string_view>

#include "cli/exit_status.h"

namespace vnidx::cli {

/// Collects what is printed and writes it in large pieces. Ask finish() for the exit status: a reader that
/// closed the pipe is no failure, a full disk is one. Not thread-safe.
class Output {
 public:
  Output() = default;
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// Where to append; call flush_if_large() now and then.
  std::string& buffer() { return buffer_; }

  /// False when nothing more can be written: stop.
  bool flush_if_large();
  bool flush();

  /// Flushes. `status` where all was written, done where the reader went away, io (said) where writing
  /// failed.
  ExitStatus finish(ExitStatus status);

 private:
  std::string buffer_;
  int error_number_ = 0;
};

/// Prints `text` and gives the exit status of a command that does no more.
ExitStatus print_all(std::string_view text, ExitStatus status = ExitStatus::done);

}  // namespace vnidx::cli
