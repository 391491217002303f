#include "cli/messages.h"

#include "unit/catch.h"

using namespace vnidx;
using namespace vnidx::cli;

TEST_CASE("an error in one line") {
  CHECK(error_line({ErrorCode::io, "cannot open", "", ""}) == "vnidx: cannot open");
  CHECK(error_line({ErrorCode::io, "cannot open", "a.txt", ""}) == "vnidx: a.txt: cannot open");
  CHECK(error_line({ErrorCode::usage, "no such field", "column 3", "use title:"}) ==
        "vnidx: column 3: no such field; use title:");
}

// Scripts depend on these numbers: they must never change.
TEST_CASE("exit status of each error") {
  const struct {
    ErrorCode code;
    int status;
  } kStatus[] = {{ErrorCode::not_found, 1},    {ErrorCode::usage, 2},   {ErrorCode::no_index, 4},
                 {ErrorCode::locked, 5},       {ErrorCode::damaged, 6}, {ErrorCode::io, 7},
                 {ErrorCode::interrupted, 130}};
  for (const auto& each : kStatus) CHECK(static_cast<int>(exit_status(each.code)) == each.status);
  CHECK(static_cast<int>(ExitStatus::done) == 0);
  CHECK(static_cast<int>(ExitStatus::some_rejected) == 3);
}
