#include "store/directory.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <iomanip>
#include <sstream>
#include <system_error>
#include <thread>
#include <vector>

#include "base/lock_file.h"
#include "schema/fields.h"
#include "store/own_files.h"
#include "store/seal.h"
#include "store/spare.h"

namespace vnidx::store {

namespace fs = std::filesystem;
namespace {

constexpr char kCurrent[] = "current";
constexpr std::string_view kMagic = "vnidx-index";

// Stands in `current` in place of a name until there is a first generation.
constexpr std::string_view kNoGeneration = "none";

std::string fields_of(const Current& current) {
  std::ostringstream fields;
  fields << kMagic << ' ' << current.schema << ' ' << current.analyzer << ' ' << current.generation;
  return fields.str();
}

std::string line_of(const Current& current) {
  const std::string fields = fields_of(current);
  std::ostringstream line;
  line << fields << ' ' << std::hex << std::setfill('0') << std::setw(16)
       << XXH3_64bits(fields.data(), fields.size()) << '\n';
  return line.str();
}

}  // namespace

Result<Current> read_current(const fs::path& index, Version version) {
  const fs::path path = index / kCurrent;
  const auto is_there = file_exists(path);
  if (!is_there) return is_there.error();
  const Error none{ErrorCode::no_index, "there is no index", index.string(),
                   "make one with `vnidx add PATH`"};
  const char* const hint = "run `vnidx check --repair`";
  if (is_absent(path)) {
    if (own_generations(index).empty()) return none;
    return Error{ErrorCode::damaged, "the file that names the live generation of the index is missing",
                 path.string(), hint};
  }
  if (!is_own_file(path)) {
    return Error{ErrorCode::damaged, "this should be a file of the index, and is something else",
                 path.string(), "move it away and run `vnidx check --repair`"};
  }
  auto content = read_file(path);
  if (!content) return content.error();
  std::istringstream line(*content);
  std::string magic;
  Current current;
  const bool is_read =
      static_cast<bool>(line >> magic >> current.schema >> current.analyzer >> current.generation);
  const bool names_none = current.generation == kNoGeneration;
  // The line had no checksum once.
  const bool is_whole = *content == line_of(current) || *content == fields_of(current) + '\n';
  if (!is_read || !is_whole || !(names_none || generation_number(current.generation) > 0)) {
    return Error{ErrorCode::damaged, "this file does not name a generation of an index", path.string(), hint};
  }
  if (names_none) return none;
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

std::string next_generation(const fs::path& index) {
  std::uint64_t newest = 0;
  std::error_code error;
  for (fs::directory_iterator entry(index, error), end; !error && entry != end; entry.increment(error))
    newest = std::max(newest, generation_number(entry->path().filename().native()));
  const std::string digits = std::to_string(newest + 1);
  return "g" + std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits;
}

Result<void> install(const fs::path& index, const fs::path& built) {
  if (auto spared = write_spare(built); !spared) return spared;
  if (auto sealed = seal(built); !sealed) return sealed;
  if (auto synced = sync_folder(built); !synced) return synced;
  if (is_absent(index / kCurrent)) {
    if (auto begun = publish(index, std::string(kNoGeneration)); !begun) return begun;
  }
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

namespace {

std::vector<std::string> generations_beside(const fs::path& index, const std::string& live) {
  std::vector<std::string> others = own_generations(index);
  std::erase(others, live);
  return others;
}

bool is_whole(const fs::path& generation) {
  const auto state = inspect_seal(generation);
  return state && state->is_sealed && state->damaged.empty();
}

}  // namespace

void remove_leftovers(const fs::path& index, const std::string& live, Live state) {
  remove_own(build_folder(index));
  const std::vector<std::string> others = generations_beside(index, live);
  if (others.empty() || (state == Live::to_be_looked_at && !is_whole(index / live))) return;
  for (const std::string& name : others) {
    const UniqueFd folder(::open((index / name).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
    if (folder && ::flock(folder.get(), LOCK_EX | LOCK_NB) == 0) remove_own(index / name);
  }
}

bool has_leftovers(const fs::path& index) {
  const auto current = read_current(index);
  if (!current) return false;
  return !is_absent(build_folder(index)) || !is_sealed(index / current->generation) ||
         !generations_beside(index, current->generation).empty();
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
  for (std::size_t done = 0; done < content.size();) {
    const ssize_t count =
        ::pwrite(fd, content.data() + done, content.size() - done, static_cast<off_t>(done));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return io_error("write", path, count < 0 ? errno : ENOSPC);
    done += static_cast<std::size_t>(count);
  }
  if (::ftruncate(fd, static_cast<off_t>(content.size())) != 0) return io_error("write", path, errno);
  return {};
}

// Whether the folder holds nothing, or no more than the lock that a writer was about to mark.
bool is_as_good_as_empty(const fs::path& folder) {
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
    if (entry->path().filename() != kLockFile || !is_own_file(entry->path())) return false;
    const auto content = read_file(entry->path());
    if (!content || !kLockMark.starts_with(*content)) return false;
  }
  return !failed;
}

// Whether the file `current` is there and ours, as far as it can be told, or a generation is.
bool holds_an_index(const fs::path& folder) {
  const auto current = read_current(folder, Version::any);
  if (current || !own_generations(folder).empty()) return true;
  const auto content = is_own_file(folder / kCurrent) ? read_file(folder / kCurrent) : std::string();
  return content && content->starts_with(kMagic);
}

Result<void> require_ours(const fs::path& folder) {
  // The lock is marked before anything else is written, so whoever finds more looks at the lock again.
  if (is_index(folder)) return {};
  std::error_code failed;
  if (fs::directory_iterator(folder, failed); failed) return io_error("read", folder, failed.value());
  if (is_as_good_as_empty(folder) || is_index(folder) || holds_an_index(folder)) return {};
  return Error{ErrorCode::no_index, "this folder holds something else than an index, and is left as it is",
               folder.string(), "name an empty folder, or one that is not there yet"};
}

Result<UniqueFd> open_lock(const fs::path& path) {
  UniqueFd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666));
  struct stat info {};
  const bool is_link = !fd && errno == ELOOP;
  if (!fd && !is_link) return io_error("open", path, errno);
  if (!is_link && ::fstat(fd.get(), &info) != 0) return io_error("open", path, errno);
  if (is_link || !S_ISREG(info.st_mode)) {
    return Error{ErrorCode::io, "the lock of an index has to be a file, and is something else", path.string(),
                 "move it away"};
  }
  return fd;
}

}  // namespace

Result<WriterLock> WriterLock::acquire(const fs::path& index, LockWait wait) {
  if (auto created = create_folders(index); !created) return created.error();
  if (auto ours = require_ours(index); !ours) return ours.error();
  const fs::path path = index / kLockFile;
  auto opened = open_lock(path);
  if (!opened) return opened.error();
  UniqueFd fd = std::move(*opened);

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
