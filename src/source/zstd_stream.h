// Another stream, decompressed: the one place that knows zstd when reading sources.
// Not thread-safe: one stream for each thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "source/byte_stream.h"

struct ZSTD_DCtx_s;

namespace vnidx::source {

/// Whether `head` begins like zstd data (RFC 8878, section 3.1: a frame or a skippable frame).
bool is_zstd(std::string_view head);

/// Frames one behind another are one stream, as for the zstd command. Its memory is bounded: a frame that
/// needs a window of more than 128 MiB is an error, and so are damaged data and a last frame that is cut off.
class ZstdStream : public ByteStream {
 public:
  /// Decompresses `head` and what follows it in `source`, which must outlive the stream.
  ZstdStream(ByteStream& source, std::string head);
  ~ZstdStream() override;

  Result<std::size_t> read(std::span<char> buffer) override;
  std::uint64_t taken() const override { return taken_; }
  std::uint64_t expected() const override { return expected_; }

 private:
  struct FreeContext {
    void operator()(ZSTD_DCtx_s* context) const;
  };

  ByteStream& source_;
  std::unique_ptr<ZSTD_DCtx_s, FreeContext> context_;
  std::string input_;          ///< compressed bytes, of which
  std::size_t position_ = 0;   ///< those before are done
  bool inside_frame_ = false;  ///< the frame at hand is not complete
  std::optional<Error> failure_;
  std::uint64_t taken_ = 0;
  std::uint64_t expected_ = 0;
};

}  // namespace vnidx::source
