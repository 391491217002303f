#include "cli/units.h"

#include "unit/catch.h"

using namespace vnidx::cli;
using std::chrono::seconds;

TEST_CASE("whole numbers") {
  CHECK(*parse_number("0") == 0);
  CHECK(*parse_number("4294967295") == 4294967295U);
  for (const char* text : {"", "x", "-1", "+1", "1.5", "1 ", " 1", "4294967296", "0x10"}) {
    INFO(text);
    REQUIRE_FALSE(parse_number(text).ok());
    CHECK(parse_number(text).error().code == vnidx::ErrorCode::usage);
  }
}

TEST_CASE("limits of deletion") {
  const struct {
    const char* text;
    vnidx::index::DeleteLimit limit;
    std::uint64_t of_150;
  } kCases[] = {
      {"0", {0, 0}, 0}, {"50", {50, 0}, 50}, {"0%", {0, 0}, 0}, {"5%", {0, 5}, 7}, {"100%", {0, 100}, 150}};
  for (const auto& each : kCases) {
    INFO(each.text);
    REQUIRE(parse_delete_limit(each.text).ok());
    CHECK(*parse_delete_limit(each.text) == each.limit);
    CHECK(each.limit.of(150) == each.of_150);
  }
  CHECK(vnidx::index::DeleteLimit().of(10) == 20);
  CHECK(vnidx::index::DeleteLimit().of(1000) == 200);
  for (const char* text : {"", "%", "-1", "5 %", "101%", "1.5%", "all"}) {
    INFO(text);
    CHECK_FALSE(parse_delete_limit(text).ok());
  }
}

TEST_CASE("sizes") {
  const struct {
    const char* text;
    std::uint64_t bytes;
  } kCases[] = {{"0", 0},
                {"512", 512},
                {"1k", 1024},
                {"3K", 3072},
                {"512M", 512U << 20},
                {"2G", std::uint64_t{2} << 30},
                {"17179869183G", 18446744072635809792U}};
  for (const auto& each : kCases) {
    INFO(each.text);
    REQUIRE(parse_size(each.text).ok());
    CHECK(*parse_size(each.text) == each.bytes);
  }
  for (const char* text :
       {"", "M", "1T", "1 M", "1MB", "-1M", "1.5G", "17179869184G", "99999999999999999999"}) {
    INFO(text);
    CHECK_FALSE(parse_size(text).ok());
  }
}

TEST_CASE("how long to wait") {
  CHECK(*parse_wait("true") == vnidx::LockWait(seconds::max()));
  CHECK(*parse_wait("false") == std::nullopt);
  CHECK(*parse_wait("30") == vnidx::LockWait(seconds(30)));
  CHECK_FALSE(parse_wait("soon").ok());
  CHECK_FALSE(parse_wait("-1").ok());
}
