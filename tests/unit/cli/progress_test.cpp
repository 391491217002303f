#include "cli/progress.h"

#include <string>

#include "unit/catch.h"

namespace vnidx::cli {
namespace {

struct Case {
  std::uint64_t documents, bytes, rejected;
  double seconds;
  std::uint64_t advanced, expected;
  std::string line;
};

TEST_CASE("progress says how far it is and how long it will take") {
  const Case each = GENERATE(values<Case>({
      {1200, 20'000'000, 0, 4, 20'000'000, 80'000'000, "1200 documents, 5.0 MB/s, 0:12 left"},
      {1200, 20'000'000, 2, 4, 20'000'000, 20'000'000, "1200 documents, 5.0 MB/s, 2 rejected, 0:00 left"},
      // compressed to a quarter
      {10, 8'000'000, 0, 10, 2'000'000, 20'000'000, "10 documents, 800.0 kB/s, 1:30 left"},
      {10, 8'000'000, 0, 10, 1'000, 10'000'000, "10 documents, 800.0 kB/s, 27 h 46 min left"},
      // too early, from a pipe, a file that grows
      {10, 1'000'000, 0, 1, 1'000'000, 20'000'000, "10 documents, 1.0 MB/s"},
      {10, 8'000'000, 0, 10, 0, 0, "10 documents, 800.0 kB/s"},
      {10, 8'000'000, 0, 10, 8'000'000, 7'000'000, "10 documents, 800.0 kB/s"},
  }));
  CHECK(progress_line(each.documents, each.bytes, each.rejected, each.seconds, each.advanced,
                      each.expected) == each.line);
}

}  // namespace
}  // namespace vnidx::cli
