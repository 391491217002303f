#include "base/confined.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

#include "base/fork_server.h"
#include "base/frames.h"

namespace vnidx {
namespace {

using Clock = std::chrono::steady_clock;

// Fewer turns between child and parent than with the 64 KiB that a pipe has at first.
constexpr int kPipeBytes = 1 << 20;

struct Pair {
  UniqueFd ours;
  UniqueFd theirs;
};

Result<Pair> make_pipe() {
  std::array<int, 2> ends;
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return io_error("make", "pipe", errno);
  ::fcntl(ends[1], F_SETPIPE_SZ, kPipeBytes);
  return Pair{UniqueFd(ends[0]), UniqueFd(ends[1])};
}

Result<Pair> make_control() {
  std::array<int, 2> ends;
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
    return io_error("make", "socket", errno);
  return Pair{UniqueFd(ends[0]), UniqueFd(ends[1])};
}

enum class Wait : std::uint8_t { ready, too_long, interrupted };

Wait wait_for(int fd, Clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
  pollfd watched{fd, POLLIN, 0};
  const int count = ::poll(&watched, 1, static_cast<int>(std::max<decltype(left)>(left, 0)));
  if (count < 0) return Wait::interrupted;
  return count == 0 ? Wait::too_long : Wait::ready;
}

std::string megabytes(std::uint64_t bytes) {
  return std::to_string(bytes >> 20) + " MB";
}

}  // namespace

std::string describe(ConfinedEnd end, const ConfinedLimits& limits, std::string_view reader) {
  const std::string who(reader);
  switch (end) {
    case ConfinedEnd::finished:
      break;
    case ConfinedEnd::crashed:
      return who + " crashed on it";
    case ConfinedEnd::too_long:
      return who + " took more than " + std::to_string(limits.processor.count()) + " s for it";
    case ConfinedEnd::too_much_memory:
      return who + " needs more than " + megabytes(limits.memory_bytes) + " of memory for it";
    case ConfinedEnd::too_much_output:
      return who + " gives more than " + megabytes(limits.output_bytes) + " of text for it";
    case ConfinedEnd::interrupted:
      return who + " was interrupted";
  }
  return {};
}

ConfinedRun::ConfinedRun(UniqueFd output, UniqueFd control, const ConfinedLimits& limits)
    : output_(std::move(output)), control_(std::move(control)), limits_(limits) {}

Result<ConfinedRun> ConfinedRun::start(ConfinedWork work, int input, std::string_view request,
                                       const ConfinedLimits& limits) {
  if (request.size() > kMaxRequest) return Error{ErrorCode::io, "has too long a name", {}, {}};
  Result<Pair> output = make_pipe();
  if (!output) return output.error();
  Result<Pair> control = make_control();
  if (!control) return control.error();
  const ForkRequest child{work, limits.processor, limits.memory_bytes};
  const Result<void> asked =
      request_child(child, request, {input, output->theirs.get(), control->theirs.get()});
  if (!asked) return asked.error();
  return ConfinedRun(std::move(output->ours), std::move(control->ours), limits);
}

std::optional<std::string> ConfinedRun::next() {
  if (!output_) return std::nullopt;
  const auto deadline = Clock::now() + limits_.silence;
  FrameLength length = 0;
  if (!read_fully(reinterpret_cast<char*>(&length), sizeof length, deadline)) return std::nullopt;
  received_ += length;
  if (received_ > limits_.output_bytes) return stop(ConfinedEnd::too_much_output);
  std::string frame(length, '\0');
  if (!read_fully(frame.data(), frame.size(), deadline)) return std::nullopt;
  return frame;
}

// False at the end of the frames, or where there is nothing to wait for any more; end_ says which.
bool ConfinedRun::read_fully(char* to, std::size_t size, Clock::time_point deadline) {
  while (size > 0) {
    switch (wait_for(output_.get(), deadline)) {
      case Wait::ready:
        break;
      case Wait::too_long:
        stop(ConfinedEnd::too_long);
        return false;
      case Wait::interrupted:
        stop(ConfinedEnd::interrupted);
        return false;
    }
    const ssize_t count = ::read(output_.get(), to, size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      stop(how_it_ended());
      return false;
    }
    to += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

std::optional<std::string> ConfinedRun::stop(ConfinedEnd end) {
  end_ = end;
  output_ = UniqueFd();
  control_ = UniqueFd();
  return std::nullopt;
}

// What the child wrote has come to its end, so it has ended or is about to.
ConfinedEnd ConfinedRun::how_it_ended() {
  constexpr std::chrono::seconds kToEnd{10};
  if (wait_for(control_.get(), Clock::now() + kToEnd) != Wait::ready) return ConfinedEnd::too_long;
  ChildStatus status;
  if (::recv(control_.get(), &status, sizeof status, 0) != sizeof status) return ConfinedEnd::crashed;
  if (WIFEXITED(status.wait_status)) {
    const int code = WEXITSTATUS(status.wait_status);
    if (code == 0) return ConfinedEnd::finished;
    if (code == kExitOutOfMemory) return ConfinedEnd::too_much_memory;
  } else if (WTERMSIG(status.wait_status) == SIGXCPU || WTERMSIG(status.wait_status) == SIGKILL) {
    return ConfinedEnd::too_long;
  }
  // Libraries in C abort, or worse, when they get no memory.
  const bool was_large = status.peak_bytes > limits_.memory_bytes / 4 * 3;
  return was_large ? ConfinedEnd::too_much_memory : ConfinedEnd::crashed;
}

Result<UniqueFd> memory_file(std::string_view bytes) {
  UniqueFd file(::memfd_create("vnidx", MFD_CLOEXEC));
  if (!file || !write_fully(file.get(), bytes) || ::lseek(file.get(), 0, SEEK_SET) != 0)
    return io_error("write", "memory", errno);
  return file;
}

Result<std::string> read_rest(int fd) {
  std::string all;
  // One more than there is, so that the end shows without another step. fstat() is no way to ask: the C
  // library may make a system call of it that takes a path, which a confined child cannot have.
  std::size_t step = 64 << 10;
  const off_t begin = ::lseek(fd, 0, SEEK_CUR);
  const off_t end = begin < 0 ? -1 : ::lseek(fd, 0, SEEK_END);
  if (end >= 0 && ::lseek(fd, begin, SEEK_SET) != begin) return io_error("read", "input", errno);
  if (end > begin) step = static_cast<std::size_t>(end - begin) + 1;
  std::size_t size = 0;
  while (true) {
    all.resize(size + step);
    const ssize_t count = ::read(fd, all.data() + size, step);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return io_error("read", "input", errno);
    size += static_cast<std::size_t>(count);
    if (count == 0) break;
  }
  all.resize(size);
  return all;
}

}  // namespace vnidx
