#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace vnidx {

namespace fs = std::filesystem;

UniqueFd& UniqueFd::operator=(UniqueFd&& other) noexcept {
  if (this != &other) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = other.release();
  }
  return *this;
}

UniqueFd::~UniqueFd() {
  if (fd_ >= 0) ::close(fd_);
}

int UniqueFd::release() {
  return std::exchange(fd_, -1);
}

Error io_error(std::string_view action, const fs::path& path, int error_number) {
  Error error{ErrorCode::io, std::string("cannot ").append(action), path.string(), {}};
  error.message += ": " + std::generic_category().message(error_number);
  if (error_number == ENOSPC || error_number == EDQUOT) error.hint = "free some disk space and run it again";
  return error;
}

Result<bool> file_exists(const fs::path& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) == 0) return true;
  if (errno == ENOENT || errno == ENOTDIR) return false;
  return io_error("open", path, errno);
}

Result<std::string> read_file(const fs::path& path) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) return io_error("open", path, errno);
  struct stat info {};
  if (::fstat(fd.get(), &info) != 0) return io_error("read", path, errno);
  // Devices have no end.
  constexpr std::size_t kMaxBytes = std::size_t{1} << 30;
  std::string content;
  content.resize(info.st_size > 0 ? static_cast<std::size_t>(info.st_size) + 1 : 4096);
  std::size_t size = 0;
  while (true) {
    const ssize_t count = ::read(fd.get(), content.data() + size, content.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return io_error("read", path, errno);
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
    if (size > kMaxBytes) return Error{ErrorCode::io, "is larger than 1 GiB", path.string(), {}};
    if (size == content.size()) content.resize(size * 2);
  }
  content.resize(size);
  return content;
}

namespace {

Result<void> write_all(int fd, std::string_view content, const fs::path& path) {
  while (!content.empty()) {
    const ssize_t count = ::write(fd, content.data(), content.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return io_error("write", path, count < 0 ? errno : ENOSPC);
    content.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

}  // namespace

Result<void> write_file(const fs::path& path, std::string_view content) {
  const UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!fd) return io_error("create", path, errno);
  return write_all(fd.get(), content, path);
}

FileWriter::FileWriter(fs::path path)
    : path_(std::move(path)), fd_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
  if (!fd_) written_ = io_error("create", path_, errno);
}

void FileWriter::append(std::string_view bytes) {
  constexpr std::size_t kPendingBytes = 256 << 10;
  size_ += bytes.size();
  if (pending_.size() + bytes.size() > kPendingBytes) {
    static_cast<void>(flush());  // it keeps the error
    if (written_ && bytes.size() > kPendingBytes) {
      written_ = write_all(fd_.get(), bytes, path_);
      return;
    }
  }
  if (written_) pending_ += bytes;
}

Result<void> FileWriter::flush() {
  if (written_) written_ = write_all(fd_.get(), pending_, path_);
  pending_.clear();
  return written_;
}

Result<void> replace_file(const fs::path& path, std::string_view content) {
  fs::path fresh = path;
  fresh += kTemporaryExtension;
  {
    // What a killed run left there goes; should it be a link, nothing is written to where it leads.
    if (::unlink(fresh.c_str()) != 0 && errno != ENOENT) return io_error("replace", fresh, errno);
    const UniqueFd fd(::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (!fd) return io_error("create", fresh, errno);
    if (auto written = write_all(fd.get(), content, fresh); !written) return written;
    if (::fsync(fd.get()) != 0) return io_error("sync", fresh, errno);
  }
  if (::rename(fresh.c_str(), path.c_str()) != 0) {
    Error error = io_error("replace", path, errno);
    ::unlink(fresh.c_str());
    return error;
  }
  return sync_path(path.has_parent_path() ? path.parent_path() : fs::path("."));
}

Result<void> create_folders(const fs::path& path) {
  std::error_code failed;
  if (fs::is_directory(path, failed)) return {};
  const fs::path parent = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (parent != path) {
    if (auto created = create_folders(parent); !created) return created;
  }
  if (::mkdir(path.c_str(), 0777) != 0) {
    const int error_number = errno == EEXIST ? ENOTDIR : errno;
    if (!fs::is_directory(path, failed)) return io_error("create", path, error_number);
  }
  return sync_path(parent);
}

Result<void> sync_path(const fs::path& path) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) return io_error("open", path, errno);
  if (::fsync(fd.get()) != 0) return io_error("sync", path, errno);
  return {};
}

Result<void> sync_folder(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (auto synced = sync_path(entry->path()); !synced) return synced;
  }
  if (error) return io_error("read", folder, error.value());
  return sync_path(folder);
}

std::uint64_t bytes_below(const fs::path& path) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(path, error), end; !error && entry != end;
       entry.increment(error)) {
    std::error_code ignored;
    if (entry->is_regular_file(ignored)) bytes += entry->file_size(ignored);
  }
  return bytes;
}

}  // namespace vnidx
