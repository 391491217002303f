#include "store/append_log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <system_error>

#include "base/file.h"
#include "base/varint.h"

namespace vnidx::store {

namespace fs = std::filesystem;
namespace {

constexpr std::size_t kHashBytes = 8;

std::string hash_of(std::string_view bytes) {
  const std::uint64_t hash = XXH3_64bits(bytes.data(), bytes.size());
  std::string out;
  for (std::size_t i = 0; i < kHashBytes; ++i) out += static_cast<char>(hash >> (8 * i));
  return out;
}

Result<void> write_and_sync(int fd, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return io_error("write", path, count < 0 ? errno : ENOSPC);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  if (::fsync(fd) != 0) return io_error("sync", path, errno);
  return {};
}

}  // namespace

fs::path changes_of(const fs::path& file) {
  fs::path path = file;
  path += ".changes";
  return path;
}

std::uint64_t bytes_of(const fs::path& file) {
  std::error_code failed;
  const std::uintmax_t bytes = fs::file_size(file, failed);
  return failed ? 0 : bytes;
}

Result<void> append_record(const fs::path& path, std::string_view record) {
  const UniqueFd fd(::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666));
  if (!fd) return io_error("open", path, errno);
  struct stat before {};
  if (::fstat(fd.get(), &before) != 0) return io_error("read", path, errno);
  std::string bytes;
  append_varint(bytes, record.size());
  bytes += hash_of(record);
  bytes += record;
  if (auto written = write_and_sync(fd.get(), bytes, path); !written) {
    // What is half written would hide what comes after it.
    static_cast<void>(::ftruncate(fd.get(), before.st_size) == 0);
    return written;
  }
  return before.st_size > 0 ? Result<void>() : sync_path(path.parent_path());
}

Result<AppendLog> read_log(const fs::path& path) {
  AppendLog log;
  const auto is_there = file_exists(path);
  if (!is_there) return is_there.error();
  if (!*is_there) return log;
  const auto content = read_file(path);
  if (!content) return content.error();
  for (std::string_view rest = *content; !rest.empty();) {
    const std::uint64_t size = take_varint(rest);
    if (rest.size() < kHashBytes || size > rest.size() - kHashBytes) {
      log.is_cut = true;
      break;
    }
    const std::string_view record = rest.substr(kHashBytes, size);
    if (rest.substr(0, kHashBytes) != hash_of(record)) {
      return Error{ErrorCode::damaged, "this file of the index is damaged", path.string(),
                   "run `vnidx check --repair`"};
    }
    log.records.emplace_back(record);
    rest.remove_prefix(kHashBytes + size);
  }
  return log;
}

}  // namespace vnidx::store
