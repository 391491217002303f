#include "store/directory.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <sstream>
#include <system_error>
#include <thread>

#include "base/lock_file.h"
#include "schema/fields.h"
#include "store/seal.h"
#include "store/spare.h"

namespace vnidx::store {

namespace fs = std::filesystem;
namespace {

constexpr char kCurrent[] = "current";
constexpr std::string_view kMagic = "vnidx-index";

// The number of a generation's name, 0 where it is none.
std::uint64_t generation_number(std::string_view name) {
  std::uint64_t number = 0;
  if (name.size() < 2 || name.front() != 'g') return 0;
  const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), number);
  return error == std::errc{} && end == name.data() + name.size() ? number : 0;
}

std::string line_of(const Current& current) {
  std::ostringstream line;
  line << kMagic << ' ' << current.schema << ' ' << current.analyzer << ' ' << current.generation << '\n';
  return line.str();
}

}  // namespace

Result<Current> read_current(const fs::path& index, Version version) {
  const fs::path path = index / kCurrent;
  const auto is_there = file_exists(path);
  if (!is_there) return is_there.error();
  if (!*is_there) {
    return Error{ErrorCode::no_index, "there is no index", index.string(), "make one with `vnidx add PATH`"};
  }
  auto content = read_file(path);
  if (!content) return content.error();
  std::istringstream line(*content);
  std::string magic;
  Current current;
  const bool is_read =
      static_cast<bool>(line >> magic >> current.schema >> current.analyzer >> current.generation);
  if (!is_read || generation_number(current.generation) == 0 || *content != line_of(current)) {
    return Error{ErrorCode::damaged, "this file does not name a generation of an index", path.string(),
                 "run `vnidx check --repair`"};
  }
  const bool is_ours =
      current.schema == schema::kSchemaVersion && current.analyzer == schema::kAnalyzerVersion;
  if (!is_ours && version == Version::this_one) {
    return Error{ErrorCode::no_index, "the index was made by another version of vnidx", index.string(),
                 "bring it up to this one with `vnidx reindex`"};
  }
  return current;
}

Result<void> publish(const fs::path& index, const std::string& generation) {
  return replace_file(index / kCurrent,
                      line_of({schema::kSchemaVersion, schema::kAnalyzerVersion, generation}));
}

std::string newest_generation(const fs::path& index) {
  std::string newest;
  std::error_code error;
  for (fs::directory_iterator entry(index, error), end; !error && entry != end; entry.increment(error)) {
    std::string name = entry->path().filename().string();
    if (generation_number(name) > generation_number(newest)) newest = std::move(name);
  }
  return newest;
}

std::string next_generation(const fs::path& index) {
  const std::string digits = std::to_string(generation_number(newest_generation(index)) + 1);
  return "g" + std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits;
}

Result<void> install(const fs::path& index, const fs::path& built) {
  if (auto spared = write_spare(built); !spared) return spared;
  if (auto sealed = seal(built); !sealed) return sealed;
  if (auto synced = sync_folder(built); !synced) return synced;
  const std::string generation = next_generation(index);
  std::error_code failed;
  fs::rename(built, index / generation, failed);
  if (failed) return io_error("rename", built, failed.value());
  // `current` must not reach the disk before the folder that it names.
  if (auto synced = sync_path(index); !synced) return synced;
  auto published = publish(index, generation);
  if (published) return published;
  Error error = published.error();
  const auto current = read_current(index);
  if (current && current->generation == generation)
    error.hint = "the changes are there, but a power cut may undo them";
  return error;
}

void remove_leftovers(const fs::path& index) {
  std::error_code ignored;
  fs::remove_all(build_folder(index), ignored);
  const auto current = read_current(index);
  // With no readable `current` nothing is known to be dead, unless there never was one.
  const auto is_there = file_exists(index / kCurrent);
  if (!current && (!is_there || *is_there)) return;
  for (fs::directory_iterator entry(index, ignored), end; !ignored && entry != end;
       entry.increment(ignored)) {
    const std::string name = entry->path().filename().string();
    if (generation_number(name) == 0 || (current && name == current->generation)) continue;
    const UniqueFd folder(::open(entry->path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder && ::flock(folder.get(), LOCK_EX | LOCK_NB) == 0) fs::remove_all(entry->path(), ignored);
  }
}

namespace {

// The process that holds the lock at `path`; empty where that is not known: one that was killed leaves its
// number behind, and the one after it may not have written its own yet.
std::string holder_of(const fs::path& path) {
  const auto content = read_file(path);
  if (!content || !content->starts_with(kLockMark)) return {};
  const std::string_view rest = std::string_view(*content).substr(kLockMark.size());
  pid_t pid = 0;
  std::from_chars(rest.data(), rest.data() + rest.size(), pid);
  if (pid <= 0 || (::kill(pid, 0) != 0 && errno == ESRCH)) return {};
  return std::to_string(pid);
}

// Never leaves less than the mark in the file, which tells that this is an index.
Result<void> name_holder(int fd, const fs::path& path) {
  const std::string content = std::string(kLockMark) + std::to_string(::getpid()) + '\n';
  const auto size = static_cast<ssize_t>(content.size());
  if (::pwrite(fd, content.data(), content.size(), 0) != size || ::ftruncate(fd, size) != 0) {
    return io_error("write", path, errno);
  }
  return {};
}

}  // namespace

Result<WriterLock> WriterLock::acquire(const fs::path& index, LockWait wait) {
  if (auto created = create_folders(index); !created) return created.error();
  const fs::path path = index / kLockFile;
  UniqueFd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (!fd) return io_error("open", path, errno);

  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  while (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) return io_error("lock", path, errno);
    const auto waited = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - start);
    if (!wait || waited >= *wait) {
      const std::string holder = holder_of(path);
      return Error{
          ErrorCode::locked,
          "another vnidx is writing to this index" + (holder.empty() ? "" : " (process " + holder + ")"),
          index.string(), "try again later, or use --wait"};
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  if (auto named = name_holder(fd.get(), path); !named) return named.error();
  return WriterLock(std::move(fd));
}

WriterLock::~WriterLock() {
  if (!fd_) return;
  // Whoever comes next must not be taken for this process. What fails here does no harm: the number is only
  // told.
  [[maybe_unused]] const int truncated = ::ftruncate(fd_.get(), static_cast<off_t>(kLockMark.size()));
}

}  // namespace vnidx::store
