// What a crawler brought home (WARC, ISO 28500:2017, as `wget --warc-file` writes it): the pages that servers
// answered with. Not thread-safe: one reader for each thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "encoding/decode.h"
#include "source/byte_stream.h"
#include "vnidx/result.h"

namespace vnidx::source {

struct WebPage {
  std::string address;
  std::string body;
  std::string charset;  ///< as the server named it; empty where it named none
};

class WarcReader {
 public:
  /// Records of `head` and of what follows it in `stream`, which must outlive the reader.
  WarcReader(ByteStream& stream, std::string head) : stream_(stream), buffer_(std::move(head)) {}

  /// The next page: a response with a status of success, or a resource. False at the end. Error damaged where
  /// what follows is no record or breaks off; else as of the stream.
  Result<bool> next(WebPage& page);

 private:
  Result<bool> fill();
  Result<bool> line(std::string& text);
  Result<std::string> block(std::uint64_t size);
  Result<void> skip(std::uint64_t size);

  ByteStream& stream_;
  std::string buffer_;
  std::size_t at_ = 0;
};

/// What `message`, an answer of a server (RFC 9112), brings; false where it is no success.
bool read_response(std::string_view message, WebPage& page);

/// How the body of `page` is to be decoded: as the server says where that is not plainly wrong.
encoding::Encoding encoding_of(const WebPage& page);

}  // namespace vnidx::source
