#include "base/command.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "base/file.h"
#include "base/stop.h"

namespace vnidx {
namespace {

using Clock = std::chrono::steady_clock;

// ------------------------------------------------------------------------------------------------ words

/// Takes the quoted text behind an opening `quote` to its end. False where it is not closed.
bool take_quoted(std::string_view& rest, char quote, std::string& word) {
  constexpr std::string_view kEscapable = "\\\"$`";  // in a shell, between double quotes
  while (!rest.empty()) {
    char c = rest.front();
    rest.remove_prefix(1);
    if (c == quote) return true;
    const bool escapes = quote == '"' && c == '\\' && !rest.empty();
    if (escapes && kEscapable.find(rest.front()) != std::string_view::npos) {
      c = rest.front();
      rest.remove_prefix(1);
    }
    word += c;
  }
  return false;
}

// -------------------------------------------------------------------------------------------- the process

/// The end of a pipe that the command writes to, and what came of it so far.
class Captured {
 public:
  explicit Captured(std::uint64_t most) : most_(most) {}

  /// Gives the end that the command is to write to. Error io.
  Result<UniqueFd> open() {
    std::array<int, 2> ends;
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return io_error("make", "pipe", errno);
    fd_ = UniqueFd(ends[0]);
    UniqueFd out(ends[1]);
    if (::fcntl(fd_.get(), F_SETFL, O_NONBLOCK) != 0) return io_error("make", "pipe", errno);
    return out;
  }

  /// Takes what is there, and drops what is beyond the most. It ends, however fast the command writes.
  void take() {
    constexpr int kReads = 16;  // more than a pipe holds
    std::array<char, 65536> buffer;
    for (int reads = 0; fd_ && reads < kReads; ++reads) {
      const ssize_t count = ::read(fd_.get(), buffer.data(), buffer.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0 && errno == EAGAIN) return;
      if (count <= 0) {
        fd_ = UniqueFd();
        return;
      }
      const auto size = static_cast<std::size_t>(count);
      const std::size_t room = most_ - bytes_.size();
      bytes_.append(buffer.data(), std::min(size, room));
      is_too_much_ = is_too_much_ || size > room;
    }
  }

  bool is_open() const { return static_cast<bool>(fd_); }
  bool is_too_much() const { return is_too_much_; }
  pollfd to_wait_for() const { return {fd_.get(), POLLIN, 0}; }
  std::string& bytes() { return bytes_; }

 private:
  std::uint64_t most_;
  UniqueFd fd_;
  std::string bytes_;
  bool is_too_much_ = false;
};

/// A child that leads a process group of its own; both end with the owner.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(Child&& other) noexcept : pid_(std::exchange(other.pid_, 0)) {}
  Child& operator=(Child&&) = delete;
  ~Child() { (void)end(); }

  /// Error io where the system does not say: somebody else waited for it, or the process ignores SIGCHLD.
  Result<bool> has_exited() {
    siginfo_t info{};
    if (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0)
      return info.si_pid == pid_;
    if (errno == EINTR) return false;
    pid_ = 0;  // the number may be another's by now
    return io_error("wait for", "the command", errno);
  }

  /// Kills what is left of the group; the child's status. The child is still there to hold its number.
  Result<int> end() {
    if (pid_ == 0) return 0;
    ::kill(-pid_, SIGKILL);
    int status = 0;
    pid_t waited;
    do {
      waited = ::waitpid(pid_, &status, 0);
    } while (waited < 0 && errno == EINTR);
    pid_ = 0;
    if (waited < 0) return io_error("wait for", "the command", errno);
    return status;
  }

 private:
  pid_t pid_;
};

/// posix_spawn()'s attributes: a process group of its own, and signals as a program expects them.
class Attributes {
 public:
  Attributes() {
    sigset_t defaults;
    ::sigemptyset(&defaults);
    for (const int signal : {SIGPIPE, SIGXFSZ, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD})
      ::sigaddset(&defaults, signal);
    sigset_t none;
    ::sigemptyset(&none);
    ::posix_spawnattr_init(&attributes_);
    ::posix_spawnattr_setsigdefault(&attributes_, &defaults);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    constexpr int kFlags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
    ::posix_spawnattr_setflags(&attributes_, static_cast<short>(kFlags));
  }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
  ~Attributes() { ::posix_spawnattr_destroy(&attributes_); }
  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

/// Its descriptors: the input or the null device, the two pipes, and no other.
class Descriptors {
 public:
  Descriptors(std::optional<int> input, int output, int complaints) {
    ::posix_spawn_file_actions_init(&actions_);
    if (input) {
      ::posix_spawn_file_actions_adddup2(&actions_, *input, STDIN_FILENO);
    } else {
      ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    }
    ::posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions_, complaints, STDERR_FILENO);
    ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
  }
  Descriptors(const Descriptors&) = delete;
  Descriptors& operator=(const Descriptors&) = delete;
  ~Descriptors() { ::posix_spawn_file_actions_destroy(&actions_); }
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

Result<Child> start(const std::vector<std::string>& words, std::optional<int> input, int output,
                    int complaints) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const Descriptors descriptors(input, output, complaints);
  const Attributes attributes;
  pid_t pid = 0;
  const int failed =
      ::posix_spawnp(&pid, arguments[0], descriptors.get(), attributes.get(), arguments.data(), environ);
  if (failed != 0) return io_error("run", words[0], failed);
  return Child(pid);
}

/// Until one of them has more, but not for long.
void wait(const Captured& output, const Captured& complaints) {
  constexpr int kSlice = 50;  // ms, for a signal may have come to another thread
  // A command that has closed both is about to end.
  const int slice = output.is_open() || complaints.is_open() ? kSlice : 1;
  std::array<pollfd, 2> fds{output.to_wait_for(), complaints.to_wait_for()};
  ::poll(fds.data(), fds.size(), slice);
}

std::string first_line(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  const std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  std::string printable(line.substr(0, line.find_last_not_of(kSpace) + 1));
  std::ranges::replace_if(
      printable, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; }, '?');
  return printable;
}

}  // namespace

Result<std::vector<std::string>> split_words(std::string_view text) {
  std::vector<std::string> words;
  bool in_word = false;
  while (!text.empty()) {
    const char c = text.front();
    text.remove_prefix(1);
    if (c == ' ' || c == '\t' || c == '\n') {
      in_word = false;
      continue;
    }
    if (!std::exchange(in_word, true)) words.emplace_back();
    if (c == '\'' || c == '"') {
      if (!take_quoted(text, c, words.back())) {
        return Error{ErrorCode::usage, std::string("a ") + c + " of the command is not closed", {}, {}};
      }
    } else if (c == '\\' && !text.empty()) {
      words.back() += text.front();
      text.remove_prefix(1);
    } else {
      words.back() += c;
    }
  }
  if (words.empty()) return Error{ErrorCode::usage, "there is no command", {}, {}};
  return words;
}

Result<CommandOutcome> run_command(const std::vector<std::string>& words, const CommandLimits& limits,
                                   std::optional<int> input) {
  constexpr std::uint64_t kMostComplaint = 400;
  Captured output(limits.output_bytes);
  Captured complaints(kMostComplaint);
  Result<UniqueFd> output_end = output.open();
  if (!output_end) return output_end.error();
  Result<UniqueFd> complaints_end = complaints.open();
  if (!complaints_end) return complaints_end.error();
  Result<Child> child = start(words, input, output_end->get(), complaints_end->get());
  if (!child) return child.error();
  *output_end = UniqueFd();
  *complaints_end = UniqueFd();

  using End = CommandOutcome::End;
  CommandOutcome outcome;
  const auto deadline = Clock::now() + limits.time;
  while (!output.is_too_much() && outcome.end == End::exited) {
    const Result<bool> has_exited = child->has_exited();
    if (!has_exited) return has_exited.error();
    if (*has_exited) break;
    if (stop_requested) return Error{ErrorCode::interrupted, "interrupted", {}, {}};
    wait(output, complaints);
    output.take();
    complaints.take();
    if (Clock::now() > deadline) outcome.end = End::too_long;
  }
  const Result<int> status = child->end();
  if (!status) return status.error();
  output.take();
  complaints.take();
  if (output.is_too_much()) {
    outcome.end = End::too_much_output;
  } else if (outcome.end == End::exited) {
    outcome.end = WIFSIGNALED(*status) ? End::signalled : End::exited;
    outcome.status = WIFSIGNALED(*status) ? WTERMSIG(*status) : WEXITSTATUS(*status);
  }
  outcome.output = std::move(output.bytes());
  outcome.complaint = first_line(complaints.bytes());
  return outcome;
}

}  // namespace vnidx
