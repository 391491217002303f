// Files as an index needs them: owned descriptors, whole-file reads, atomic and durable replacement, locks.
// Values and free functions; thread-safe on different files.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "vnidx/result.h"

namespace vnidx {

/// A file descriptor that is closed with its owner.
class UniqueFd {
 public:
  UniqueFd() = default;
  explicit UniqueFd(int fd) : fd_(fd) {}
  UniqueFd(UniqueFd&& other) noexcept : fd_(other.release()) {}
  UniqueFd& operator=(UniqueFd&& other) noexcept;
  ~UniqueFd();

  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  int release();

 private:
  int fd_ = -1;
};

/// The Error of a system call that failed with `error_number` while doing `action` ("open", "write" …) on
/// `path`.
Error io_error(std::string_view action, const std::filesystem::path& path, int error_number);

/// Whether there is something at `path`. Error io: whether there is cannot be seen.
Result<bool> file_exists(const std::filesystem::path& path);

/// The whole file. Error io.
Result<std::string> read_file(const std::filesystem::path& path);

/// Writes a file anew. Not durable, not atomic: for what counts only once more is done with it.
Result<void> write_file(const std::filesystem::path& path, std::string_view content);

/// A new file that is written from front to back. The first error stays, and what comes after it is not
/// written. Not thread-safe.
class FileWriter {
 public:
  explicit FileWriter(std::filesystem::path path);
  void append(std::string_view bytes);
  /// Bytes appended so far.
  std::uint64_t size() const { return size_; }
  /// Hands what was appended to the operating system. Error io: this or something before failed.
  Result<void> flush();

 private:
  std::filesystem::path path_;
  UniqueFd fd_;
  std::string pending_;
  std::uint64_t size_ = 0;
  Result<void> written_;
};

/// What replace_file() writes to, until it is in place, ends so.
inline constexpr char kTemporaryExtension[] = ".new";

/// Replaces `path` by `content` so that a reader, or a machine that lost power, sees the old or the new
/// whole.
Result<void> replace_file(const std::filesystem::path& path, std::string_view content);

/// Makes a folder and those above it where they are missing, so that they survive a power cut.
Result<void> create_folders(const std::filesystem::path& path);

/// Makes a file, or which files a folder holds, survive a power cut.
Result<void> sync_path(const std::filesystem::path& path);

/// Makes what was written to every file of `folder`, and the folder itself, survive a power cut.
Result<void> sync_folder(const std::filesystem::path& folder);

/// Bytes of all regular files below `path`; what cannot be read counts nothing.
std::uint64_t bytes_below(const std::filesystem::path& path);

}  // namespace vnidx
