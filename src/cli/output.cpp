#include "cli/output.h"

#include <unistd.h>

#include <cerrno>

#include "base/file.h"
#include "cli/messages.h"

namespace vnidx::cli {
namespace {

constexpr std::size_t kLarge = 64 << 10;

}  // namespace

bool Output::flush_if_large() {
  return buffer_.size() < kLarge ? error_number_ == 0 : flush();
}

bool Output::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty() && error_number_ == 0) {
    const ssize_t written = write(STDOUT_FILENO, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      error_number_ = errno;
    }
  }
  buffer_.clear();
  return error_number_ == 0;
}

ExitStatus Output::finish(ExitStatus status) {
  if (flush()) return status;
  if (error_number_ == EPIPE) return ExitStatus::done;
  return fail(io_error("write", "standard output", error_number_));
}

ExitStatus print_all(std::string_view text, ExitStatus status) {
  Output output;
  output.buffer() = text;
  return output.finish(status);
}

}  // namespace vnidx::cli
