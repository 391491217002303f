// Whether a file is still the one that was read, as far as the file system tells without reading it. Values
// and free functions; thread-safe.
#pragma once

#include <sys/stat.h>

#include <cstdint>

namespace vnidx {

/// Times are nanoseconds since 1970.
struct FileStamp {
  std::uint64_t size = 0;
  std::int64_t modified = 0;
  std::int64_t changed = 0;  ///< what nobody can set: of contents, name or rights; 0: not to be trusted
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

FileStamp stamp_of(const struct stat& info);

/// Whether a file that had `before` and has `now` is likely to hold what it held. Any other time is a change,
/// an older one, too: files come back from backups. Numbers of devices and inodes do not count: they change
/// when a file system is mounted again.
bool is_unchanged(const FileStamp& before, const FileStamp& now);

/// `stamp` as it is to be remembered of a file that was read at `now`. A file that changes again within the
/// same tick of the file system's clock keeps its times; so one that changed just now is not to be trusted,
/// and is read again.
FileStamp settled(FileStamp stamp, std::int64_t now);

/// Waits out that tick, where it is one of the fine ones (some 20 ms) that most file systems have. Whether it
/// waited: then the stamp is to be taken again, before the file is read.
bool wait_to_settle(const FileStamp& stamp);

/// The time of day.
std::int64_t nanoseconds_now();

}  // namespace vnidx
