#include "cli/globals.h"

#include <cstdlib>
#include <string>

#include "unit/catch.h"

using namespace vnidx::cli;

namespace {

void set(const char* name, const char* value) {
  if (value == nullptr) {
    unsetenv(name);
  } else {
    setenv(name, value, 1);
  }
}

}  // namespace

TEST_CASE("where the index is") {
  const struct {
    const char* what;
    const char* option;
    const char* variable;
    const char* data_home;
    const char* home;
    const char* path;
  } kCases[] = {
      {"the option first", "/o", "/v", "/d", "/h", "/o"},
      {"then the variable", "", "/v", "/d", "/h", "/v"},
      {"then the data folder", "", nullptr, "/d", "/h", "/d/vnidx/default"},
      {"then the home folder", "", nullptr, nullptr, "/h", "/h/.local/share/vnidx/default"},
      {"an empty variable is none", "", "", "", "/h", "/h/.local/share/vnidx/default"},
      {"a relative data folder is none", "", nullptr, "d", "/h", "/h/.local/share/vnidx/default"},
      {"nowhere", "", nullptr, nullptr, nullptr, nullptr},
  };
  for (const auto& each : kCases) {
    INFO(each.what);
    set("VNIDX_INDEX", each.variable);
    set("XDG_DATA_HOME", each.data_home);
    set("HOME", each.home);
    Globals globals;
    globals.index = each.option;
    const auto path = index_path(globals);
    REQUIRE(path.ok() == (each.path != nullptr));
    if (path.ok()) CHECK(*path == each.path);
    if (!path.ok()) CHECK(path.error().code == vnidx::ErrorCode::usage);
  }
}
