#include "source/file_filter.h"

#include "unit/catch.h"

namespace vnidx::source {
namespace {

TEST_CASE("a filter is for files that have its extension, the longest first", "[filter]") {
  std::vector<FileFilter> filters;
  for (const char* text : {"x=one", ".TAR.x=two", "kê=three"}) put_filter(filters, *parse_filter(text));
  const struct {
    const char* path;
    const char* command;
  } cases[] = {
      {"/a/b.x", "one"},    {"b.X", "one"},  {"b.tar.x", "two"}, {"b.Tar.X", "two"}, {"bảng.kê", "three"},
      {"/a.x/b", nullptr},  {"bx", nullptr}, {".x", nullptr},    {"/a/.x", nullptr}, {"x", nullptr},
      {"b.x.zst", nullptr}, {"", nullptr},   {"b.xx", nullptr},  {".tar.x", "one"},
  };
  for (const auto& [path, command] : cases) {
    CAPTURE(path);
    const FileFilter* const found = filter_for(filters, path);
    REQUIRE((found != nullptr) == (command != nullptr));
    if (found != nullptr) CHECK(found->command == command);
  }
  put_filter(filters, *parse_filter("X=four"));
  CHECK(filters.size() == 3);
  CHECK(filter_for(filters, "b.x")->command == "four");
}

TEST_CASE("the path takes the place of {}, and only of a word that is that", "[filter]") {
  const struct {
    const char* filter;
    const char* printed;
  } cases[] = {
      {"x=printf '[%s]'", "[/a b/$(id).x]"},
      {"x=printf '[%s]' {} -o {}", "[/a b/$(id).x][-o][/a b/$(id).x]"},
      {"x=printf '[%s]' a{} '{}'", "[a{}][/a b/$(id).x]"},
  };
  for (const auto& [text, printed] : cases) {
    CAPTURE(text);
    const auto output = run_filter(*parse_filter(text), "/a b/$(id).x");
    REQUIRE(output.ok());
    CHECK(*output == printed);
  }
}

TEST_CASE("whether a failure is final depends on how the command ended", "[filter]") {
  const auto fails = [](const char* filter) { return run_filter(*parse_filter(filter), "/a").error(); };
  CHECK(fails("x=false").code == ErrorCode::damaged);
  CHECK(fails("x=true").code == ErrorCode::damaged);
  CHECK(fails("x=sh -c 'kill $$'").code == ErrorCode::io);
  CHECK(fails("x=/nonexistent/tool").code == ErrorCode::io);
  CHECK(fails("x=sh -c 'echo hỏng >&2; exit 7'").message == "the filter 'sh' ended with status 7: hỏng");
}

}  // namespace
}  // namespace vnidx::source
