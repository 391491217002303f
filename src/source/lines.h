// A stream cut into lines, in memory that the longest line bounds. Not thread-safe: one for each thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "format/jsonl.h"
#include "source/byte_stream.h"
#include "vnidx/result.h"

namespace vnidx::source {

class LineReader {
 public:
  /// Bytes behind each line that may be read, whatever they are.
  static constexpr std::size_t kPadding = format::JsonlParser::kPadding;

  enum class Step : std::uint8_t {
    line,
    too_long,  ///< a line of more than kMaxDocumentBytes, or a decompression bomb; it was passed over
    end,
    failed,  ///< error() says why; there are no more lines
  };

  /// Lines of `head` and of what follows it in `stream`, which must outlive the reader.
  LineReader(ByteStream& stream, std::string_view head);

  Step next();

  /// The line without its end; valid until next() is called.
  std::string_view line() const { return line_; }
  /// Its number, from 1; after a failure, that of the line that could not be read.
  std::uint64_t number() const { return number_; }
  const Error& error() const { return error_; }

 private:
  enum class Refill : std::uint8_t { more, end, failed, too_long };
  Refill refill();
  Step pass_over();

  ByteStream& stream_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;  ///< of the buffer, kPadding apart
  std::size_t begin_ = 0;     ///< of what was not given out yet
  std::size_t end_ = 0;
  std::string_view line_;
  std::uint64_t number_ = 0;
  Error error_;
};

}  // namespace vnidx::source
