// Where documents go that are read from files, and what becomes of each file.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/file_stamp.h"
#include "source/diagnostic.h"
#include "vnidx/document.h"

namespace vnidx::source {

class Sink {
 public:
  virtual ~Sink() = default;
  /// Takes a document and the bytes of source it came from, decompressed. False ends the reading early.
  virtual bool document(Document document, std::size_t source_bytes) = 0;
  virtual void diagnostic(Diagnostic diagnostic) = 0;
  /// A document of so many bytes is about to be read, which takes several times as much memory; told of long
  /// ones only.
  virtual void expect(std::size_t /*source_bytes*/) {}
  /// `file_bytes` more bytes of a file on disk were read; they may be more when decompressed.
  virtual void advance(std::uint64_t /*file_bytes*/) {}
};

/// What came of one file.
struct FileReport {
  enum class Outcome : std::uint8_t {
    whole,    ///< read to its end; single lines of it may have been rejected
    refused,  ///< holds nothing that could be read as a document
    failed,   ///< could not be opened or read to its end, or changed meanwhile: the next time may do
    ended,    ///< the sink ended the reading
  };
  Outcome outcome = Outcome::failed;
  FileStamp stamp;  ///< as it was read; of a whole or refused file
  std::uint64_t hash =
      0;  ///< of its bytes (content_hash.h); of a whole one, and of a refused one that gave documents
  std::uint64_t documents = 0;  ///< handed to the sink
};

}  // namespace vnidx::source
