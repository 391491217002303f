// Where bytes come from, one block after another, and what it takes to hold them all: a file or pipe, memory,
// or (zstd_stream.h) another stream decompressed. Not thread-safe: one stream for each thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "vnidx/result.h"

namespace vnidx::source {

/// What one document, or one line of JSON, may have at most, decompressed.
inline constexpr std::size_t kMaxDocumentBytes = std::size_t{1} << 30;

class ByteStream {
 public:
  virtual ~ByteStream() = default;

  /// Writes at most buffer.size() bytes to `buffer` and says how many; 0 at the end only. `buffer` is not
  /// empty. Errors: io, which another time may be none; damaged, which the same bytes always are, and so is
  /// whatever is read behind; interrupted (base/stop.h).
  virtual Result<std::size_t> read(std::span<char> buffer) = 0;

  /// How many bytes were taken from the file for what read() gave so far.
  virtual std::uint64_t taken() const = 0;

  /// How many bytes read() is going to give in all, as far as the file says; 0 where it does not.
  virtual std::uint64_t expected() const = 0;
};

/// A file or pipe. The descriptor stays the caller's.
class FileStream : public ByteStream {
 public:
  explicit FileStream(int fd);
  Result<std::size_t> read(std::span<char> buffer) override;
  std::uint64_t taken() const override { return taken_; }
  std::uint64_t expected() const override { return expected_; }

 private:
  int fd_;
  std::uint64_t taken_ = 0;
  std::uint64_t expected_ = 0;
};

/// Bytes that are in memory already, and stay there as long as the stream.
class MemoryStream : public ByteStream {
 public:
  explicit MemoryStream(std::span<const char> bytes) : bytes_(bytes) {}
  Result<std::size_t> read(std::span<char> buffer) override;
  std::uint64_t taken() const override { return position_; }
  std::uint64_t expected() const override { return bytes_.size(); }

 private:
  std::span<const char> bytes_;
  std::size_t position_ = 0;
};

/// The first bytes of a stream: enough to tell what it is, or all before the place where it is damaged.
struct Head {
  std::string bytes;
  bool whole = false;  ///< the stream has no more
};
Result<Head> read_head(ByteStream& stream);

/// `head` and the rest of its stream. Error damaged where that is more than kMaxDocumentBytes or looks like a
/// decompression bomb.
Result<std::string> read_whole(ByteStream& stream, Head head);

/// Whether `produced` bytes out of taken() are more than any text gives: then it is a decompression bomb.
bool is_bomb(const ByteStream& stream, std::uint64_t produced);

}  // namespace vnidx::source
