#include "cli/process_state.h"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>

#include "cli/exit_status.h"

namespace vnidx::cli {
namespace {

/// A file that is opened while one of the standard descriptors is closed would take its place, and what is
/// printed would go into it. Each that is closed is opened so that using it fails as before.
void keep_standard_descriptors() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(fd, F_GETFD) >= 0) continue;
    const int flags = fd == STDIN_FILENO ? O_WRONLY : O_RDONLY;
    if (::open("/dev/null", flags) != fd) ::_exit(static_cast<int>(ExitStatus::io));
  }
}

void prepare_signals() {
  // Writing fails instead, and is told like any other failure.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  // Where it is ignored, the kernel drops the status of each child that ends.
  std::signal(SIGCHLD, SIG_DFL);
  // A parent may have blocked them for a moment of its own.
  sigset_t unblocked;
  ::sigemptyset(&unblocked);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD, SIGXCPU})
    ::sigaddset(&unblocked, signal);
  ::sigprocmask(SIG_UNBLOCK, &unblocked, nullptr);
}

}  // namespace

void prepare_process() {
  keep_standard_descriptors();
  prepare_signals();
}

}  // namespace vnidx::cli
