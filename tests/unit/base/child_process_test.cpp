#include "base/child_process.h"

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <new>
#include <string>
#include <vector>

#include "unit/catch.h"

namespace vnidx {
namespace {

constexpr std::chrono::seconds kLimit{60};

TEST_CASE("what a child tells comes back, field by field, and nothing else of what it does") {
  const std::vector<ChildMessage> messages{
      {"one", "two"},
      {"", "\t\n", std::string(200'000, 'x')},  // more than a pipe holds
      {},
      {std::string("a\0b", 3), "", ""},
  };
  int touched = 0;
  const auto outcome = run_in_child(kLimit, [&](const ChildWriter& out) {
    touched = 1;
    for (const ChildMessage& message : messages) out(message);
  });
  REQUIRE(outcome.ok());
  CHECK(outcome->end == ChildEnd::finished);
  CHECK(outcome->messages == messages);
  CHECK(touched == 0);
}

TEST_CASE("a child that crashes is told, with what it told before") {
  const int signal = GENERATE(SIGSEGV, SIGABRT, SIGBUS);
  const auto outcome = run_in_child(kLimit, [&](const ChildWriter& out) {
    out({"so far"});
    ::signal(signal, SIG_DFL);
    ::raise(signal);
  });
  REQUIRE(outcome.ok());
  CHECK(outcome->end == ChildEnd::crashed);
  CHECK(outcome->messages == std::vector<ChildMessage>{{"so far"}});
}

TEST_CASE("an exception ends the child, not the parent") {
  const auto outcome = run_in_child(kLimit, [](const ChildWriter& out) {
    out({"so far"});
    throw std::bad_alloc();
  });
  REQUIRE_FALSE(outcome.ok());
  CHECK(outcome.error().code == ErrorCode::io);
  CHECK(outcome.error().message == "out of memory");
}

TEST_CASE("a child whose end nobody sees is not taken for one that did its work") {
  ::signal(SIGCHLD, SIG_IGN);
  const auto outcome = run_in_child(kLimit, [](const ChildWriter&) { ::_exit(9); });
  ::signal(SIGCHLD, SIG_DFL);
  REQUIRE_FALSE(outcome.ok());
  CHECK(outcome.error().code == ErrorCode::io);
}

TEST_CASE("a child that goes round in circles is stopped") {
  const auto outcome = run_in_child(std::chrono::seconds(1), [](const ChildWriter& out) {
    out({"round"});
    for (std::atomic<unsigned> i = 0;; ++i) {
    }
  });
  REQUIRE(outcome.ok());
  CHECK(outcome->end == ChildEnd::too_long);
  CHECK(outcome->messages == std::vector<ChildMessage>{{"round"}});
}

}  // namespace
}  // namespace vnidx
