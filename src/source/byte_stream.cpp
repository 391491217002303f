#include "source/byte_stream.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/stop.h"

namespace vnidx::source {
namespace {

constexpr std::size_t kHeadBytes = std::size_t{64} << 10;

// A stream is read into memory in steps of at most this size: what resize() clears is still in the cache when
// read() fills it, and a file that lies about its size costs no more than it has.
constexpr std::size_t kMaxStep = std::size_t{1} << 20;
constexpr std::size_t kMinStep = std::size_t{4} << 10;

/// How much to ask for when `size` bytes are there: one more than is expected, so that the end shows at once.
std::size_t next_step(const ByteStream& stream, std::size_t size) {
  const std::uint64_t expected = stream.expected();
  if (expected >= size && expected > 0) {
    return static_cast<std::size_t>(std::min<std::uint64_t>(expected - size + 1, kMaxStep));
  }
  return std::clamp(size, kMinStep, kMaxStep);
}

/// Appends `step` bytes, fewer only where the stream ends: then true.
Result<bool> append(ByteStream& stream, std::size_t step, std::string& bytes) {
  std::size_t size = bytes.size();
  const std::size_t wanted = size + step;
  bytes.resize(wanted);
  while (size < wanted) {
    const Result<std::size_t> count = stream.read({bytes.data() + size, wanted - size});
    if (!count) {
      bytes.resize(size);
      return count.error();
    }
    if (*count == 0) break;
    size += *count;
  }
  bytes.resize(size);
  return size < wanted;
}

Error too_large() {
  return {ErrorCode::damaged, "is larger than 1 GiB, which one document may have at most", {}, {}};
}

}  // namespace

FileStream::FileStream(int fd) : fd_(fd) {
  struct stat info {};
  if (::fstat(fd, &info) == 0 && S_ISREG(info.st_mode)) expected_ = static_cast<std::uint64_t>(info.st_size);
}

Result<std::size_t> FileStream::read(std::span<char> buffer) {
  while (true) {
    if (stop_requested) return Error{ErrorCode::interrupted, "interrupted", {}, {}};
    const ssize_t count = ::read(fd_, buffer.data(), buffer.size());
    if (count >= 0) {
      taken_ += static_cast<std::uint64_t>(count);
      return static_cast<std::size_t>(count);
    }
    if (errno != EINTR) {
      return Error{ErrorCode::io, "cannot read: " + std::generic_category().message(errno), {}, {}};
    }
  }
}

Result<std::size_t> MemoryStream::read(std::span<char> buffer) {
  const std::span<const char> part =
      bytes_.subspan(position_, std::min(buffer.size(), bytes_.size() - position_));
  std::copy(part.begin(), part.end(), buffer.begin());
  position_ += part.size();
  return part.size();
}

Result<Head> read_head(ByteStream& stream) {
  Head head;
  while (!head.whole && head.bytes.size() < kHeadBytes) {
    const std::size_t step = std::min(next_step(stream, head.bytes.size()), kHeadBytes - head.bytes.size());
    const Result<bool> ended = append(stream, step, head.bytes);
    if (!ended && (head.bytes.empty() || ended.error().code != ErrorCode::damaged)) return ended.error();
    if (!ended) break;
    head.whole = *ended;
  }
  return head;
}

Result<std::string> read_whole(ByteStream& stream, Head head) {
  if (stream.expected() > kMaxDocumentBytes) return too_large();
  std::string bytes = std::move(head.bytes);
  if (!head.whole) bytes.reserve(static_cast<std::size_t>(stream.expected()) + 1);
  while (!head.whole) {
    const Result<bool> ended = append(stream, next_step(stream, bytes.size()), bytes);
    if (!ended) return ended.error();
    if (bytes.size() > kMaxDocumentBytes) return too_large();
    if (is_bomb(stream, bytes.size())) {
      return Error{ErrorCode::damaged, "decompresses to far more than any text does", {}, {}};
    }
    head.whole = *ended;
  }
  return bytes;
}

bool is_bomb(const ByteStream& stream, std::uint64_t produced) {
  // zstd makes real text 3 to 20 times smaller, and the same page over and over some thousand times.
  constexpr std::uint64_t kHarmless = std::uint64_t{256} << 20;
  constexpr std::uint64_t kMaxRatio = 1000;
  return produced > kHarmless && produced / kMaxRatio > stream.taken();
}

}  // namespace vnidx::source
