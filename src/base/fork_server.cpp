#include "base/fork_server.h"

#include <fcntl.h>
#include <iconv.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <mutex>
#include <new>
#include <span>
#include <vector>

#include "base/frames.h"
#include "base/sandbox.h"

namespace vnidx {
namespace {

constexpr int kExitFailed = 2;
constexpr int kFds = 3;
// Where the descriptors of a child are. Standard output and error are nowhere.
constexpr int kInput = STDIN_FILENO;
constexpr int kOutput = 3;

// ---- in the child

[[noreturn]] void be_child(const Sandbox& sandbox, const ForkRequest& request, std::string_view words,
                           const ForkDescriptors& fds) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::signal(SIGXFSZ, SIG_IGN);  // to write to a file fails; it is no crash
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  // The output first: its number may be the one that the input goes to, never the other way round.
  const int output = ::fcntl(fds.output, F_DUPFD, kOutput + 1);
  if (::dup2(fds.input, kInput) < 0 || ::dup2(output, kOutput) < 0) ::_exit(kExitFailed);
  ::close_range(kOutput + 1, ~0U, 0);
  if (!sandbox.enter({request.processor, request.memory_bytes})) ::_exit(kExitFailed);
  try {
    request.work({kInput, words}, [](std::string_view frame) {
      if (!write_frame(kOutput, frame)) ::_exit(kExitFailed);
    });
  } catch (const std::bad_alloc&) {
    ::_exit(kExitOutOfMemory);
  } catch (...) {
    ::_exit(kExitFailed);
  }
  ::_exit(0);
}

// ---- in the server

struct Child {
  pid_t pid;
  UniqueFd control;
};

struct Message {
  ForkRequest request;
  std::array<char, ConfinedRun::kMaxRequest> words;
};

class Server {
 public:
  explicit Server(int socket) : socket_(socket) {}
  [[noreturn]] void run();

 private:
  void take_request();
  void fork_child(const Message& message, std::size_t words, std::array<UniqueFd, kFds> fds);
  void reap();

  const int socket_;
  const Sandbox sandbox_;
  std::vector<Child> children_;
};

void Server::run() {
  sigset_t child_ended;
  ::sigemptyset(&child_ended);
  ::sigaddset(&child_ended, SIGCHLD);
  ::sigprocmask(SIG_BLOCK, &child_ended, nullptr);
  const UniqueFd signals(::signalfd(-1, &child_ended, SFD_CLOEXEC | SFD_NONBLOCK));
  if (!signals) ::_exit(kExitFailed);

  std::vector<pollfd> watched;
  while (true) {
    watched = {{socket_, POLLIN, 0}, {signals.get(), POLLIN, 0}};
    for (const Child& child : children_) watched.push_back({child.control.get(), 0, 0});
    if (::poll(watched.data(), watched.size(), -1) < 0) continue;
    // Nobody waits for it any longer.
    for (std::size_t i = 0; i < children_.size(); ++i) {
      if (watched[i + 2].revents != 0) ::kill(children_[i].pid, SIGKILL);
    }
    signalfd_siginfo info;
    while (::read(signals.get(), &info, sizeof info) > 0) {
    }
    reap();
    if (watched[0].revents != 0) take_request();
  }
}

void Server::take_request() {
  static Message message;
  iovec bytes{&message, sizeof message};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int) * kFds)> space;
  msghdr header{};
  header.msg_iov = &bytes;
  header.msg_iovlen = 1;
  header.msg_control = space.data();
  header.msg_controllen = space.size();
  const ssize_t size = ::recvmsg(socket_, &header, MSG_CMSG_CLOEXEC);
  if (size < 0 && errno == EINTR) return;
  if (size < static_cast<ssize_t>(sizeof(ForkRequest))) {  // the other end is gone
    for (const Child& child : children_) ::kill(child.pid, SIGKILL);
    ::_exit(0);
  }
  const cmsghdr* const with = CMSG_FIRSTHDR(&header);
  if (with == nullptr || with->cmsg_len != CMSG_LEN(sizeof(int) * kFds)) return;
  std::array<int, kFds> numbers;
  std::memcpy(numbers.data(), CMSG_DATA(with), sizeof numbers);
  fork_child(message, static_cast<std::size_t>(size) - sizeof(ForkRequest),
             {UniqueFd(numbers[0]), UniqueFd(numbers[1]), UniqueFd(numbers[2])});
}

void Server::fork_child(const Message& message, std::size_t words, std::array<UniqueFd, kFds> fds) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    be_child(sandbox_, message.request, {message.words.data(), words},
             {fds[0].get(), fds[1].get(), fds[2].get()});
  }
  if (pid > 0) children_.push_back({pid, std::move(fds[2])});
}

void Server::reap() {
  ChildStatus status;
  rusage used{};
  while (true) {
    const pid_t pid = ::wait4(-1, &status.wait_status, WNOHANG, &used);
    if (pid <= 0) return;
    status.peak_bytes = static_cast<std::uint64_t>(used.ru_maxrss) << 10;
    const auto child = std::ranges::find(children_, pid, &Child::pid);
    if (child == children_.end()) continue;
    ::send(child->control.get(), &status, sizeof status, MSG_NOSIGNAL | MSG_DONTWAIT);
    children_.erase(child);
  }
}

/// Libraries ask the C library to convert text, which loads a file for each encoding. Children cannot open
/// files, so they inherit the ones that documents are likely to need; these stay open for that.
void load_converters() {
  for (const char* const encoding : {"UTF-16", "UTF-16LE", "WINDOWS-1252", "WINDOWS-1258"}) {
    (void)::iconv_open("UTF-8", encoding);
    (void)::iconv_open(encoding, "UTF-8");
  }
}

/// Leaves behind what the server has no need of: open files, and signals that are for its parent.
[[noreturn]] void be_server(int socket) {
  // Children cannot open its file any more; where it is set, libarchive leaves names in UTF-8 as they are.
  std::setlocale(LC_CTYPE, "C.UTF-8");
  // libarchive asks for the local time of each member of a ZIP archive, and the C library for the file of the
  // zone each time, unless the zone is named.
  ::setenv("TZ", "UTC0", 1);
  ::tzset();
  // What a terminal sends to all processes of a job reaches the parent, which then closes the socket.
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGPIPE}) ::signal(signal, SIG_IGN);
  for (const int signal : {SIGXCPU, SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGCHLD})
    ::signal(signal, SIG_DFL);
  constexpr int kSocket = 3;
  const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  if (null < 0) ::_exit(kExitFailed);
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(null, standard);
  if (socket != kSocket && ::dup2(socket, kSocket) < 0) ::_exit(kExitFailed);
  ::close_range(kSocket + 1, ~0U, 0);
  load_converters();
  Server(kSocket).run();
}

// ---- in the parent

std::mutex mutex;
UniqueFd server_socket;
pid_t server_pid = -1;

Result<void> start() {
  std::array<int, 2> ends;
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
    return io_error("make", "socket", errno);
  UniqueFd ours(ends[0]);
  const UniqueFd theirs(ends[1]);
  const pid_t pid = ::fork();
  if (pid < 0) return io_error("start", "child process", errno);
  if (pid == 0) be_server(theirs.get());
  server_socket = std::move(ours);
  server_pid = pid;
  return {};
}

bool send_request(std::span<iovec> parts, const ForkDescriptors& fds) {
  const std::array<int, kFds> numbers{fds.input, fds.output, fds.control};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof numbers)> space{};
  msghdr header{};
  header.msg_iov = parts.data();
  header.msg_iovlen = parts.size();
  header.msg_control = space.data();
  header.msg_controllen = space.size();
  cmsghdr* const with = CMSG_FIRSTHDR(&header);
  with->cmsg_level = SOL_SOCKET;
  with->cmsg_type = SCM_RIGHTS;
  with->cmsg_len = CMSG_LEN(sizeof numbers);
  std::memcpy(CMSG_DATA(with), numbers.data(), sizeof numbers);
  ssize_t sent;
  do {
    sent = ::sendmsg(server_socket.get(), &header, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent >= 0;
}

}  // namespace

Result<void> start_fork_server() {
  const std::lock_guard lock(mutex);
  return server_socket ? Result<void>() : start();
}

Result<void> request_child(const ForkRequest& request, std::string_view words, const ForkDescriptors& fds) {
  std::array parts{iovec{const_cast<ForkRequest*>(&request), sizeof request},
                   iovec{const_cast<char*>(words.data()), words.size()}};
  const std::lock_guard lock(mutex);
  if (server_socket && send_request(parts, fds)) return {};
  // It was never started, or something killed it.
  if (server_socket) {
    server_socket = UniqueFd();
    ::waitpid(server_pid, nullptr, 0);
  }
  if (Result<void> started = start(); !started) return started.error();
  if (!send_request(parts, fds)) return io_error("ask for", "child process", errno);
  return {};
}

}  // namespace vnidx
