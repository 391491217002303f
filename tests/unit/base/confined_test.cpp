#include "base/confined.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "base/sandbox.h"
#include "unit/catch.h"

namespace vnidx {
namespace {

struct Ended {
  std::vector<std::string> frames;
  ConfinedEnd end;
};

Ended run(ConfinedWork work, std::string_view bytes = {}, std::string_view request = {},
          const ConfinedLimits& limits = {}) {
  const Result<UniqueFd> input = memory_file(bytes);
  REQUIRE(input.ok());
  Result<ConfinedRun> child = ConfinedRun::start(work, input->get(), request, limits);
  REQUIRE(child.ok());
  Ended ended;
  while (std::optional<std::string> frame = child->next()) ended.frames.push_back(*std::move(frame));
  ended.end = child->end();
  return ended;
}

void answer(const FrameSink& out, bool is_so) {
  out(is_so ? "yes" : "no");
}

void touch(volatile char* bytes, std::size_t size) {
  for (std::size_t i = 0; i < size; i += 4096) bytes[i] = 1;
}

std::size_t open_descriptors() {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) ++count;
  return count;
}

TEST_CASE("confined work reads its input and its request, and hands frames over") {
  const std::string large(3'000'000, 'x');  // more than a pipe holds
  const Ended ended = run(
      [](const ConfinedInput& input, const FrameSink& out) {
        out(input.request);
        out("");
        const Result<std::string> bytes = read_rest(input.fd);
        out(bytes.ok() ? *bytes : "?");
      },
      large, "which");
  CHECK(ended.end == ConfinedEnd::finished);
  CHECK(ended.frames == std::vector<std::string>{"which", "", large});
}

TEST_CASE("confined work that crashes is told, with what it wrote before") {
  const ConfinedWork works[] = {[](const ConfinedInput&, const FrameSink& out) {
                                  out("so far");
                                  ::signal(SIGSEGV, SIG_DFL);
                                  ::raise(SIGSEGV);
                                },
                                [](const ConfinedInput&, const FrameSink& out) {
                                  out("so far");
                                  ::signal(SIGABRT, SIG_DFL);
                                  std::abort();
                                },
                                [](const ConfinedInput&, const FrameSink& out) {
                                  out("so far");
                                  throw std::runtime_error("no");
                                },
                                [](const ConfinedInput&, const FrameSink& out) {
                                  out("so far");
                                  ::_exit(1);
                                }};
  for (const ConfinedWork work : works) {
    const Ended ended = run(work);
    CHECK(ended.end == ConfinedEnd::crashed);
    CHECK(ended.frames == std::vector<std::string>{"so far"});
  }
}

TEST_CASE("confined work has limits of time, memory and output") {
  ConfinedLimits limits;
  limits.processor = std::chrono::seconds(1);
  limits.silence = std::chrono::seconds(60);
  limits.memory_bytes = 64 << 20;
  limits.output_bytes = 1000;
  SECTION("a loop") {
    const Ended ended = run(
        [](const ConfinedInput&, const FrameSink&) {
          for (std::atomic<unsigned> i = 0;; ++i) {
          }
        },
        {}, {}, limits);
    CHECK(ended.end == ConfinedEnd::too_long);
  }
  SECTION("waiting, which takes no processor time") {
    limits.silence = std::chrono::seconds(1);
    const Ended ended = run(
        [](const ConfinedInput&, const FrameSink& out) {
          out("one");
          while (true) ::poll(nullptr, 0, 1000);
        },
        {}, {}, limits);
    CHECK(ended.end == ConfinedEnd::too_long);
    CHECK(ended.frames.size() == 1);
  }
  SECTION("memory") {
    const Ended ended = run(
        [](const ConfinedInput&, const FrameSink& out) {
          const std::unique_ptr<char[]> bytes(new char[256 << 20]);
          touch(bytes.get(), 256 << 20);
          out("it has it");
        },
        {}, {}, limits);
    CHECK(ended.end == ConfinedEnd::too_much_memory);
    CHECK(ended.frames.empty());
  }
  SECTION("memory, in a library that crashes without it") {
    const Ended ended = run(
        [](const ConfinedInput&, const FrameSink&) {
          while (void* bytes = std::malloc(1 << 20)) touch(static_cast<char*>(bytes), 1 << 20);
          ::signal(SIGABRT, SIG_DFL);
          std::abort();
        },
        {}, {}, limits);
    CHECK(ended.end == ConfinedEnd::too_much_memory);
  }
  SECTION("output") {
    const Ended ended = run(
        [](const ConfinedInput&, const FrameSink& out) {
          while (true) out(std::string(400, 'x'));
        },
        {}, {}, limits);
    CHECK(ended.end == ConfinedEnd::too_much_output);
    CHECK(ended.frames.size() == 2);
  }
}

TEST_CASE("confined work opens no files and no connections, and starts nothing") {
  const ConfinedWork attempts[] = {
      [](const ConfinedInput&, const FrameSink& out) {
        answer(out, ::open("/etc/passwd", O_RDONLY) >= 0);  // NOLINT: no flag makes it a new file
      },
      [](const ConfinedInput&, const FrameSink& out) {
        answer(out, ::open("/tmp", O_TMPFILE | O_RDWR, 0600) >= 0);
      },
      [](const ConfinedInput&, const FrameSink& out) { answer(out, ::socket(AF_INET, SOCK_STREAM, 0) >= 0); },
      [](const ConfinedInput& input, const FrameSink& out) { answer(out, ::write(input.fd, "x", 1) > 0); },
      [](const ConfinedInput&, const FrameSink& out) { answer(out, ::dup(0) >= 0); },
      [](const ConfinedInput&, const FrameSink& out) { answer(out, ::fcntl(4, F_GETFD) >= 0); }};
  for (const ConfinedWork attempt : attempts) {
    const Ended ended = run(attempt);
    CHECK(ended.end == ConfinedEnd::finished);
    CHECK(ended.frames == std::vector<std::string>{"no"});
  }
}

TEST_CASE("where the kernel refuses system calls, confined work changes no names and starts no programs") {
  if (!can_refuse_system_calls()) return;
  const ConfinedWork attempts[] = {
      [](const ConfinedInput&, const FrameSink& out) {
        answer(out, ::mkdir("/tmp/vnidx-confined", 0700) == 0);
      },
      [](const ConfinedInput&, const FrameSink& out) { answer(out, ::access("/", F_OK) == 0); },
      [](const ConfinedInput&, const FrameSink& out) { answer(out, ::fork() >= 0); },
      [](const ConfinedInput&, const FrameSink& out) { answer(out, ::kill(::getppid(), 0) == 0); },
      [](const ConfinedInput&, const FrameSink& out) {
        answer(out, ::execl("/bin/true", "true", static_cast<char*>(nullptr)) == 0);
      }};
  for (const ConfinedWork attempt : attempts) CHECK(run(attempt).frames == std::vector<std::string>{"no"});
}

TEST_CASE("confined children work side by side, and one that nobody waits for ends") {
  const std::size_t before = open_descriptors();
  {
    const ConfinedWork endless = [](const ConfinedInput& input, const FrameSink& out) {
      while (true) out(input.request);
    };
    const Result<UniqueFd> input = memory_file({});
    Result<ConfinedRun> one = ConfinedRun::start(endless, input->get(), "one", {});
    Result<ConfinedRun> two = ConfinedRun::start(endless, input->get(), "two", {});
    REQUIRE((one.ok() && two.ok()));
    for (int i = 0; i < 1000; ++i) {
      CHECK(one->next() == "one");
      CHECK(two->next() == "two");
    }
    CHECK(run([](const ConfinedInput&, const FrameSink& out) { out("three"); }).frames.size() == 1);
  }
  // The socket of the server stays.
  CHECK(open_descriptors() <= before + 1);
}

TEST_CASE("many confined children leave no descriptors behind") {
  run([](const ConfinedInput&, const FrameSink&) {});
  const std::size_t before = open_descriptors();
  for (int i = 0; i < 200; ++i) run([](const ConfinedInput&, const FrameSink& out) { out("here"); });
  CHECK(open_descriptors() == before);
}

TEST_CASE("a signal ends the wait for confined work") {
  struct sigaction action {
  }, before{};
  action.sa_handler = [](int) {};
  ::sigaction(SIGUSR1, &action, &before);
  const pthread_t self = ::pthread_self();
  std::atomic<bool> done = false;
  std::thread sender([&] {
    while (!done) {
      ::pthread_kill(self, SIGUSR1);
      std::this_thread::yield();
    }
  });
  const Ended ended = run([](const ConfinedInput&, const FrameSink&) {
    while (true) ::poll(nullptr, 0, 1000);
  });
  done = true;
  sender.join();
  ::sigaction(SIGUSR1, &before, nullptr);
  CHECK(ended.end == ConfinedEnd::interrupted);
}

TEST_CASE("a request that no child could be sent is an error") {
  const Result<UniqueFd> input = memory_file({});
  const auto refused = ConfinedRun::start([](const ConfinedInput&, const FrameSink&) {}, input->get(),
                                          std::string(ConfinedRun::kMaxRequest + 1, 'x'), {});
  CHECK(!refused.ok());
}

}  // namespace
}  // namespace vnidx
