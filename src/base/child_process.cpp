#include "base/child_process.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <exception>
#include <optional>
#include <utility>

#include "base/exceptions.h"
#include "base/file.h"
#include "base/varint.h"

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

// On the pipe a message is the varint of its bytes, then of each field the varint of its bytes and these.
std::string packed(const ChildMessage& message) {
  std::string fields;
  for (const std::string& field : message) {
    append_varint(fields, field.size());
    fields += field;
  }
  std::string bytes;
  append_varint(bytes, fields.size());
  return bytes + fields;
}

// Takes as many bytes as the varint at the front of `rest` says; nothing where they are not all there.
std::optional<std::string_view> take_string(std::string_view& rest) {
  const std::uint64_t size = take_varint(rest);
  if (size > rest.size()) return std::nullopt;
  const std::string_view bytes = rest.substr(0, size);
  rest.remove_prefix(size);
  return bytes;
}

// What is cut off, where the child ended, is left out.
std::vector<ChildMessage> unpacked(std::string_view rest) {
  std::vector<ChildMessage> messages;
  while (!rest.empty()) {
    auto fields = take_string(rest);
    if (!fields) break;
    ChildMessage message;
    while (!fields->empty()) {
      const auto field = take_string(*fields);
      if (!field) return messages;
      message.emplace_back(*field);
    }
    messages.push_back(std::move(message));
  }
  return messages;
}

// How a child ends that an exception ended: its message is the last it tells.
constexpr int kThrew = 3;

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
    work([out](const ChildMessage& message) { write_all_or_die(out, packed(message)); });
  } catch (const std::exception& exception) {
    write_all_or_die(out, packed({error_of(exception).message}));
    ::_exit(kThrew);
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
  outcome.messages = unpacked(read_to_end(in.get()));
  int status = 0;
  pid_t waited;
  do {
    waited = ::waitpid(child, &status, 0);
  } while (waited < 0 && errno == EINTR);
  if (waited < 0) return io_error("wait for", "child process", errno);
  if (WIFEXITED(status) && WEXITSTATUS(status) == kThrew && !outcome.messages.empty() &&
      outcome.messages.back().size() == 1) {
    return Error{ErrorCode::io, std::move(outcome.messages.back().front()), {}, {}};
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
