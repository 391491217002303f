#include "base/command.h"

#include <signal.h>

#include <string>
#include <vector>

#include "base/confined.h"
#include "base/stop.h"
#include "unit/catch.h"

namespace vnidx {
namespace {

using namespace std::chrono_literals;
using Words = std::vector<std::string>;
using End = CommandOutcome::End;

Words shell(const std::string& script) {
  return {"/bin/sh", "-c", script};
}

TEST_CASE("words are split as a shell splits them, and nothing is expanded", "[command]") {
  const struct {
    const char* text;
    Words words;
  } cases[] = {
      {"một", {"một"}},
      {"  a \t b\nc ", {"a", "b", "c"}},
      {"a 'b  c' d", {"a", "b  c", "d"}},
      {"a\"b c\"'d e'f", {"ab cd ef"}},
      {"'' \"\"", {"", ""}},
      {R"('a\b' "a\b" a\b)", {R"(a\b)", R"(a\b)", "ab"}},
      {R"("a\"b" a\'b "a\\b" "\$x")", {R"(a"b)", "a'b", R"(a\b)", "$x"}},
      {R"(a\ b)", {"a b"}},
      {R"(a\)", {R"(a\)"}},
      {"$HOME `id` *|>x;&", {"$HOME", "`id`", "*|>x;&"}},
  };
  for (const auto& [text, words] : cases) {
    CAPTURE(text);
    const auto split = split_words(text);
    REQUIRE(split.ok());
    CHECK(*split == words);
  }
  for (const char* wrong : {"", "  ", "'a", "a \"b", "\"a\\\""}) {
    CAPTURE(wrong);
    CHECK(split_words(wrong).error().code == ErrorCode::usage);
  }
}

TEST_CASE("what a command prints and how it ends is told", "[command]") {
  const struct {
    const char* script;
    End end;
    int status;
    std::string output;
    std::string complaint;
  } cases[] = {
      {"echo một; echo hai", End::exited, 0, "một\nhai\n", ""},
      {"printf '\\n  \\033hỏng\\r\\nhai\\n' >&2; exit 3", End::exited, 3, "", "?hỏng"},
      {"kill -9 $$", End::signalled, SIGKILL, "", ""},
      {"cat", End::exited, 0, "", ""},  // standard input is empty
      {"head -c 300000 /dev/zero | tr '\\0' x >&2; echo xong", End::exited, 0, "xong\n",
       std::string(400, 'x')},
      {"echo xong; sleep 1000 &", End::exited, 0, "xong\n", ""},  // what it leaves behind is killed
      {"exec >&- 2>&-; sleep 0.1; exit 5", End::exited, 5, "", ""},
      {"[ -e /proc/self/fd/9 ] && echo sót", End::exited, 1, "", ""},
  };
  for (const auto& [script, end, status, output, complaint] : cases) {
    CAPTURE(script);
    const auto outcome = run_command(shell(script), {});
    REQUIRE(outcome.ok());
    CHECK(outcome->end == end);
    CHECK(outcome->status == status);
    CHECK(outcome->output == output);
    CHECK(outcome->complaint == complaint);
  }
  CHECK(run_command({"/nonexistent/lệnh"}, {}).error().code == ErrorCode::io);
}

TEST_CASE("a command reads what it is given", "[command]") {
  const auto input = memory_file("một\nhai\n");
  REQUIRE(input.ok());
  const auto outcome = run_command(shell("tail -n 1"), {}, input->get());
  REQUIRE(outcome.ok());
  CHECK(outcome->output == "hai\n");
}

TEST_CASE("a command that does not end, or prints without end, is stopped with all it started", "[command]") {
  const auto begin = std::chrono::steady_clock::now();
  const auto sleeping = run_command(shell("echo một; sleep 1000; echo hai"), {300ms, 1 << 20});
  REQUIRE(sleeping.ok());
  CHECK(sleeping->end == End::too_long);
  CHECK(sleeping->output == "một\n");
  for (const char* script : {"yes", "yes >&2 & yes"}) {
    CAPTURE(script);
    const auto endless = run_command(shell(script), {60s, 100'000});
    REQUIRE(endless.ok());
    CHECK(endless->end == End::too_much_output);
    CHECK(endless->output.size() == 100'000);
  }
  CHECK(run_command(shell("yes >&2"), {300ms, 1 << 20})->end == End::too_long);
  CHECK(std::chrono::steady_clock::now() - begin < 30s);
}

TEST_CASE("how a command ended is told, or that nobody knows it", "[command]") {
  ::signal(SIGCHLD, SIG_IGN);
  const auto unseen = run_command(shell("exit 3"), {});
  const auto too_long = run_command(shell("sleep 1000"), {100ms, 1 << 20});
  ::signal(SIGCHLD, SIG_DFL);
  REQUIRE_FALSE(unseen.ok());
  CHECK(unseen.error().code == ErrorCode::io);
  CHECK_FALSE(too_long.ok());
}

TEST_CASE("a signal ends a command that runs", "[command]") {
  stop_requested = true;
  const auto outcome = run_command(shell("sleep 1000"), {});
  stop_requested = false;
  CHECK(outcome.error().code == ErrorCode::interrupted);
}

}  // namespace
}  // namespace vnidx
