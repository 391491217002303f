#include "base/file_stamp.h"

#include <chrono>
#include <thread>

namespace vnidx {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
// Kernels tick 100 to 1000 times a second; some file systems count whole seconds, FAT every other.
constexpr std::int64_t kFineTick = kSecond / 50;
constexpr std::int64_t kCoarseTick = 2 * kSecond;

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * kSecond + time.tv_nsec;
}

}  // namespace

FileStamp stamp_of(const struct stat& info) {
  return {static_cast<std::uint64_t>(info.st_size), nanoseconds(info.st_mtim), nanoseconds(info.st_ctim),
          info.st_dev, info.st_ino};
}

bool is_unchanged(const FileStamp& before, const FileStamp& now) {
  return before.size == now.size && before.modified == now.modified && before.changed == now.changed;
}

FileStamp settled(FileStamp stamp, std::int64_t now) {
  const std::int64_t tick = stamp.changed % kSecond == 0 ? kCoarseTick : kFineTick;
  if (now - stamp.changed < tick) stamp.changed = 0;
  return stamp;
}

bool wait_to_settle(const FileStamp& stamp) {
  const std::int64_t wait = stamp.changed + kFineTick - nanoseconds_now();
  if (wait <= 0 || wait > kFineTick) return false;
  std::this_thread::sleep_for(std::chrono::nanoseconds(wait));
  return true;
}

std::int64_t nanoseconds_now() {
  return std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace vnidx
