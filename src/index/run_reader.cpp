#include "index/run_reader.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/varint.h"

namespace vnidx::index {

namespace fs = std::filesystem;

std::uint64_t SectionReader::take_varint() {
  constexpr std::size_t kMostBytes = 10;
  if (rest_.size() < kMostBytes) refill(kMostBytes);
  return vnidx::take_varint(rest_);
}

std::string_view SectionReader::take(std::size_t bytes) {
  if (rest_.size() < bytes) refill(bytes);
  const std::string_view taken = rest_.substr(0, bytes);
  rest_.remove_prefix(taken.size());
  return taken;
}

void SectionReader::refill(std::size_t bytes) {
  const std::size_t kept = rest_.size();
  const std::size_t wanted = std::max(bytes, buffer_bytes_);
  std::string fresh;
  fresh.resize(kept + std::min<std::uint64_t>(wanted - kept, end_ - offset_));
  rest_.copy(fresh.data(), kept);
  for (std::size_t filled = kept; filled < fresh.size();) {
    const ssize_t count =
        ::pread(fd_, fresh.data() + filled, fresh.size() - filled, static_cast<off_t>(offset_));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      error_number_ = count < 0 ? errno : EIO;
      offset_ = end_;
      fresh.clear();
      break;
    }
    filled += static_cast<std::size_t>(count);
    offset_ += static_cast<std::uint64_t>(count);
  }
  buffer_ = std::move(fresh);
  rest_ = buffer_;
}

bool TermCursor::next() {
  if (reader_.is_at_end()) return false;
  term_ = reader_.take_string();
  documents_ = static_cast<std::uint32_t>(reader_.take_varint());
  occurrences_ = static_cast<std::uint32_t>(reader_.take_varint());
  postings_ = reader_.take_string();
  return true;
}

Result<RunFiles> RunFiles::open(std::span<const fs::path> paths) {
  RunFiles files;
  for (const fs::path& path : paths) {
    files.fds_.emplace_back(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!files.fds_.back()) return io_error("open", path, errno);
    files.paths_.push_back(path);
  }
  return files;
}

}  // namespace vnidx::index
