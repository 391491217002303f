#include "source/exclusions.h"

#include <string>

#include "unit/catch.h"

namespace vnidx::source {
namespace {

TEST_CASE("one name against one glob", "[exclusions]") {
  struct Case {
    const char* glob;
    const char* name;
    bool matches;
  };
  const Case cases[] = {
      {"a", "a", true},
      {"a", "ab", false},
      {"", "", true},
      {"*", "", true},
      {"*.tmp", "x.tmp", true},
      {"*.tmp", "x.tmpl", false},
      {"a*b*c", "aXbYbZc", true},
      {"a*b*c", "aXbYb", false},
      {"?", "đ", true},
      {"?", "ab", false},
      {"b?n", "bốn", true},
      {"[a-c]x", "bx", true},
      {"[!a-c]x", "bx", false},
      {"[đ-ế]", "đ", true},
      {"[]]", "]", true},
      {"[a", "[a", true},
      {"\\*", "*", true},
      {"\\*", "a", false},
      {"\\", "\\", true},
      {"[", "[", true},
      {"\xFF?", "\xFF\xFE", true},
  };
  for (const Case& c : cases) {
    CAPTURE(c.glob, c.name);
    CHECK(matches(c.glob, c.name) == c.matches);
  }
}

TEST_CASE("many stars take no more time than few", "[exclusions]") {
  std::string glob;
  for (int i = 0; i < 100; ++i) glob += "*a";
  CHECK_FALSE(matches(glob + "b", std::string(2000, 'a')));
}

TEST_CASE("paths against the lines of a file", "[exclusions]") {
  struct Case {
    const char* lines;
    const char* path;
    bool covered;
  };
  const Case cases[] = {
      {"*.tmp", "a/b.tmp", true},
      {"/*.tmp", "a/b.tmp", false},
      {"/*.tmp", "b.tmp", true},
      {"nháp/", "a/nháp/b.txt", true},
      {"nháp/", "nháp", false},
      {"a/b", "a/b/c", true},
      {"a/b", "x/a/b", false},
      {"**/b", "x/a/b", true},
      {"a/**", "a/x/y", true},
      {"a/**", "a", false},
      {"a/**/c", "a/c", true},
      {"a/**/c", "a/x/y/c", true},
      {"a/**/c", "a/x/y/d", false},
      {"*.tmp\n!giữ.tmp", "giữ.tmp", false},
      {"!giữ.tmp\n*.tmp", "giữ.tmp", true},
      {"# *.txt", "a.txt", false},
      {"\\#a", "#a", true},
      {"\xEF\xBB\xBF*.tmp\r\n", "a.tmp", true},
      {"  \n\n/\n!\n", "a", false},
      {"*.tmp  ", "a.tmp", true},
      {"", "a", false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.lines, c.path);
    CHECK(Exclusions::of_lines(c.lines).cover(c.path) == c.covered);
  }
}

}  // namespace
}  // namespace vnidx::source
