// Sorted runs (run.h), read from front to back. RunFiles is thread-safe once it is open; what reads of it
// belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/file.h"
#include "index/run.h"
#include "vnidx/result.h"

namespace vnidx::index {

/// Reads a section. After an error, everything is empty and 0.
class SectionReader {
 public:
  SectionReader(int fd, Run::Section section, std::size_t buffer_bytes)
      : fd_(fd), offset_(section.offset), end_(section.offset + section.bytes), buffer_bytes_(buffer_bytes) {}
  // What is read is viewed.
  SectionReader(const SectionReader&) = delete;
  SectionReader& operator=(const SectionReader&) = delete;

  bool is_at_end() const { return rest_.empty() && offset_ == end_; }
  std::uint64_t take_varint();
  /// Valid until the next call.
  std::string_view take(std::size_t bytes);
  std::string_view take_string() { return take(take_varint()); }

  /// 0 where nothing failed.
  int error_number() const { return error_number_; }

 private:
  // Makes the rest at least `bytes` long, if there are so many.
  void refill(std::size_t bytes);

  int fd_;
  std::uint64_t offset_;
  std::uint64_t end_;
  std::size_t buffer_bytes_;
  std::string buffer_;
  std::string_view rest_;
  int error_number_ = 0;
};

/// The terms of a run, one at a time.
class TermCursor {
 public:
  TermCursor(int fd, const Run& run, std::size_t buffer_bytes) : reader_(fd, run.terms, buffer_bytes) {}

  /// Moves on to the next term, at first to the first. Whether there is one.
  bool next();

  const std::string& term() const { return term_; }
  std::uint32_t documents() const { return documents_; }
  std::uint32_t occurrences() const { return occurrences_; }
  std::string_view postings() const { return postings_; }
  int error_number() const { return reader_.error_number(); }

 private:
  SectionReader reader_;
  std::string term_;
  std::uint32_t documents_ = 0;
  std::uint32_t occurrences_ = 0;
  std::string_view postings_;
};

/// The temporary files that runs lie in.
class RunFiles {
 public:
  /// Error io.
  static Result<RunFiles> open(std::span<const std::filesystem::path> paths);

  int fd_of(const Run& run) const { return fds_[run.file].get(); }
  /// The error of a reader that failed with `error_number`.
  Error error(const Run& run, int error_number) const {
    return io_error("read", paths_[run.file], error_number);
  }

 private:
  std::vector<std::filesystem::path> paths_;
  std::vector<UniqueFd> fds_;
};

}  // namespace vnidx::index
