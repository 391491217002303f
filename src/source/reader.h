// From files to documents: walks folders, opens plain and zstd-compressed files, decodes to UTF-8, cuts into
// documents. One bad input never ends the reading: it is reported and the next one is read. Not thread-safe;
// a sink is called from the thread that reads.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "source/decode.h"
#include "source/diagnostic.h"
#include "source/file_type.h"
#include "vnidx/document.h"

namespace vnidx::source {

class Sink {
 public:
  virtual ~Sink() = default;
  /// Takes a document and the bytes of source it came from, decompressed. False ends the reading early.
  virtual bool document(Document document, std::size_t source_bytes) = 0;
  virtual void diagnostic(Diagnostic diagnostic) = 0;
};

struct Options {
  Format format = Format::automatic;
  Encoding encoding = Encoding::automatic;
};

/// Reads one path: a file, or every file in a folder (see walk.h). A pipe is read as by read_stream(). A path
/// that cannot be read is a rejected diagnostic. False when the sink ended the reading.
bool read_path(const std::string& path, const Options& options, Sink& sink);

/// Reads a descriptor that the caller keeps (standard input): JSON Lines, or with Format::text one text.
/// `name` stands for it in places. False when the sink ended the reading.
bool read_stream(int fd, std::string_view name, const Options& options, Sink& sink);

}  // namespace vnidx::source
