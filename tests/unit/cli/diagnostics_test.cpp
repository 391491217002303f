#include "cli/diagnostics.h"

#include <vector>

#include "unit/catch.h"

using namespace vnidx::cli;
using vnidx::source::Diagnostic;

namespace {

std::vector<std::string> told(DiagnosticLog::Extent extent, Diagnostic::Kind kind, std::uint64_t count) {
  std::vector<std::string> lines;
  DiagnosticLog log(extent, [&lines](std::string_view line) { lines.emplace_back(line); });
  for (std::uint64_t i = 0; i < count; ++i) {
    log.add({kind, "f:" + std::to_string(i), "bad byte at " + std::to_string(i) + " of the line"});
  }
  log.finish();
  CHECK(log.rejected() == (kind == Diagnostic::Kind::rejected ? count : 0));
  CHECK(log.repaired() == (kind == Diagnostic::Kind::repaired ? count : 0));
  return lines;
}

}  // namespace

TEST_CASE("diagnostics are told with their place") {
  using Kind = Diagnostic::Kind;
  CHECK(told(DiagnosticLog::Extent::some, Kind::rejected, 1) ==
        std::vector<std::string>{"vnidx: f:0: bad byte at 0 of the line"});
  CHECK(told(DiagnosticLog::Extent::some, Kind::repaired, 1) ==
        std::vector<std::string>{"vnidx: f:0: note: bad byte at 0 of the line"});
}

TEST_CASE("many of a kind are counted") {
  using Extent = DiagnosticLog::Extent;
  using Kind = Diagnostic::Kind;
  const struct {
    Extent extent;
    Kind kind;
    std::uint64_t count;
    std::size_t lines;
    const char* last;
  } kCases[] = {
      {Extent::some, Kind::repaired, 10, 10, "vnidx: f:9: note: bad byte at 9 of the line"},
      {Extent::some, Kind::repaired, 25, 11, "vnidx: 15 more: note: bad byte at …; -v tells all"},
      {Extent::some, Kind::rejected, 100, 100, "vnidx: f:99: bad byte at 99 of the line"},
      {Extent::some, Kind::rejected, 103, 101, "vnidx: 3 more: bad byte at …; -v tells all"},
      {Extent::all, Kind::repaired, 25, 25, "vnidx: f:24: note: bad byte at 24 of the line"},
      {Extent::rejected, Kind::rejected, 2, 2, "vnidx: f:1: bad byte at 1 of the line"},
  };
  for (const auto& each : kCases) {
    const std::vector<std::string> lines = told(each.extent, each.kind, each.count);
    REQUIRE(lines.size() == each.lines);
    CHECK(lines.back() == each.last);
  }
  CHECK(told(Extent::rejected, Kind::repaired, 25).empty());
}

TEST_CASE("each kind has its own count") {
  std::size_t lines = 0;
  DiagnosticLog log(DiagnosticLog::Extent::some, [&lines](std::string_view) { ++lines; });
  for (int i = 0; i < 10; ++i) log.add({Diagnostic::Kind::repaired, "f", "no date in 'x'"});
  for (int i = 0; i < 10; ++i) log.add({Diagnostic::Kind::repaired, "f", "no author in 'x'"});
  log.finish();
  CHECK(lines == 20);
}
