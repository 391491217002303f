#include "base/file_stamp.h"

#include "unit/catch.h"

namespace vnidx {
namespace {

constexpr std::int64_t kMillisecond = 1'000'000;
constexpr std::int64_t kSecond = 1'000 * kMillisecond;
constexpr std::int64_t kThen = 1'531'267'200 * kSecond + 123'456'789;

const FileStamp kStamp{704, kThen, kThen + 5, 2049, 77};

TEST_CASE("stamps tell a changed file", "[file_stamp]") {
  struct Case {
    const char* what;
    FileStamp now;
    bool unchanged;
  };
  const Case cases[] = {
      {"the same", kStamp, true},
      {"longer", {705, kThen, kThen + 5, 2049, 77}, false},
      {"newer", {704, kThen + 1, kThen + 5, 2049, 77}, false},
      {"restored with an older time", {704, kThen - kSecond, kThen + 5, 2049, 77}, false},
      {"written with its time set back", {704, kThen, kThen + kSecond, 2049, 77}, false},
      {"mounted again under other numbers", {704, kThen, kThen + 5, 2050, 78}, true},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(is_unchanged(kStamp, c.now) == c.unchanged);
  }
}

TEST_CASE("a file that changed within a tick of being read is not trusted", "[file_stamp]") {
  struct Case {
    const char* what;
    std::int64_t changed;
    std::int64_t read_after;
    bool trusted;
  };
  const Case cases[] = {
      {"at once", kThen, 0, false},
      {"after 19 ms", kThen, 19 * kMillisecond, false},
      {"after 21 ms", kThen, 21 * kMillisecond, true},
      {"after 1.9 s, times in whole seconds", kThen - kThen % kSecond, 1900 * kMillisecond, false},
      {"after 2.1 s, times in whole seconds", kThen - kThen % kSecond, 2100 * kMillisecond, true},
      {"changed in the future", kThen, -kSecond, false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    FileStamp stamp = kStamp;
    stamp.changed = c.changed;
    const FileStamp kept = settled(stamp, c.changed + c.read_after);
    CHECK(is_unchanged(kept, stamp) == c.trusted);
    CHECK(kept.modified == stamp.modified);
  }
}

TEST_CASE("a tick is waited out, and no more", "[file_stamp]") {
  FileStamp stamp = kStamp;
  stamp.changed = nanoseconds_now();
  CHECK(wait_to_settle(stamp));
  CHECK(nanoseconds_now() - stamp.changed >= 20 * kMillisecond);
  CHECK(is_unchanged(settled(stamp, nanoseconds_now()), stamp));
  CHECK_FALSE(wait_to_settle(stamp));
  stamp.changed = nanoseconds_now() + kSecond;  // the clock went back
  CHECK_FALSE(wait_to_settle(stamp));
}

}  // namespace
}  // namespace vnidx
