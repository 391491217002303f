#include "base/path.h"

#include <filesystem>
#include <string>

#include "unit/catch.h"

namespace vnidx {
namespace {

TEST_CASE("a path is shown as UTF-8, and no other path as the same") {
  struct Case {
    std::string path;
    std::string shown;
  };
  const Case cases[] = {
      {"", ""},
      {"/báo/tin 1.txt", "/báo/tin 1.txt"},
      {"/t\xEAp", "/t\uFFFDEAp"},
      {"/t\xEBp", "/t\uFFFDEBp"},
      {"\xFF\xFE", "\uFFFDFF\uFFFDFE"},
      {"\xC3", "\uFFFDC3"},  // cut off
      {"\xE1\xBA", "\uFFFDE1\uFFFDBA"},
      {"\xC0\xAF", "\uFFFDC0\uFFFDAF"},                          // `/` in two bytes
      {"\xED\xA0\x80", "\uFFFDED\uFFFDA0\uFFFD80"},              // a surrogate
      {"\xF4\x90\x80\x80", "\uFFFDF4\uFFFD90\uFFFD80\uFFFD80"},  // beyond U+10FFFF
      {"\xF0\x9F\x98\x80", "\U0001F600"},
      {"\uFFFD", "\uFFFD"},
  };
  for (const Case& c : cases) {
    CHECK(shown_path(c.path) == c.shown);
    CHECK(shown_path(c.shown) == c.shown);
  }
}

TEST_CASE("a path is remembered as absolute, and in one form") {
  const std::string here = std::filesystem::current_path().string();
  CHECK(absolute_path("a/b/../c/") == here + "/a/c");
  CHECK(absolute_path("./a") == here + "/a");
  CHECK(absolute_path(".") == here);
  CHECK(absolute_path("/a//b/.") == "/a/b");
  CHECK(absolute_path("/") == "/");
}

TEST_CASE("what is at or below a folder") {
  CHECK(is_at_or_below("/a", "/a"));
  CHECK(is_at_or_below("/a/b", "/a"));
  CHECK(is_at_or_below("/a", "/"));
  CHECK_FALSE(is_at_or_below("/ab", "/a"));
  CHECK_FALSE(is_at_or_below("/", "/a"));
}

}  // namespace
}  // namespace vnidx
