#include "base/child_process.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <exception>

#include "base/file.h"

namespace vnidx {
namespace {

void write_all_or_die(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) ::_exit(1);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

[[noreturn]] void be_child(int out, std::chrono::seconds limit,
                           const std::function<void(const ChildWriter&)>& work) {
  for (const int signal : {SIGXCPU, SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGPIPE})
    ::signal(signal, SIG_DFL);
  const auto seconds = static_cast<rlim_t>(limit.count());
  const rlimit time{seconds, seconds + 1};
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CPU, &time);
  ::setrlimit(RLIMIT_CORE, &no_core);
  if (const UniqueFd null(::open("/dev/null", O_WRONLY | O_CLOEXEC)); null) ::dup2(null.get(), STDERR_FILENO);
  try {
    work([out](std::string_view bytes) { write_all_or_die(out, bytes); });
  } catch (const std::exception&) {
    ::_exit(1);
  }
  ::_exit(0);  // without the clean-up that is the parent's
}

std::string read_to_end(int fd) {
  std::string all;
  std::array<char, 4096> buffer;
  while (true) {
    const ssize_t count = ::read(fd, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return all;
    all.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace

Result<ChildOutcome> run_in_child(std::chrono::seconds limit,
                                  const std::function<void(const ChildWriter&)>& work) {
  std::array<int, 2> ends;
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return io_error("make", "pipe", errno);
  const UniqueFd in(ends[0]);
  UniqueFd out(ends[1]);
  const pid_t child = ::fork();
  if (child < 0) return io_error("start", "child process", errno);
  if (child == 0) be_child(out.get(), limit, work);
  out = UniqueFd();

  ChildOutcome outcome;
  outcome.output = read_to_end(in.get());
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  const bool was_stopped =
      WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL);
  if (was_stopped)
    outcome.end = ChildEnd::too_long;
  else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    outcome.end = ChildEnd::crashed;
  return outcome;
}

}  // namespace vnidx
