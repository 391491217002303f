// From files to documents: walks folders, opens files, compressed ones and archives, decodes to UTF-8, cuts
// into documents. One bad input never ends the reading: it is reported and the next one is read. Not
// thread-safe; a sink is called from the thread that reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_stamp.h"
#include "encoding/decode.h"
#include "format/field_map.h"
#include "format/file_format.h"
#include "source/diagnostic.h"
#include "source/file_filter.h"
#include "source/walk.h"
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
  /// So many more bytes were taken from a file on disk, which may hold more when decompressed.
  virtual void advance(std::uint64_t /*file_bytes*/) {}
};

struct Options {
  format::Format format = format::Format::automatic;
  encoding::Encoding encoding = encoding::Encoding::automatic;
  Links links = Links::within;
  /// What lies beside documents and is none (format/junk.h) is passed over, not rejected: where the user
  /// named the folder and not the file. It always is within archives.
  bool passes_over_junk = false;
  std::vector<FileFilter> filters{};  ///< of files, not of streams
  format::ListPages list_pages = format::ListPages::keep;
  /// Globs of what is passed over in folders and archives without a word (exclusions.h).
  std::vector<std::string> exclude = {};
  format::FieldMap fields = {};  ///< what the user says of the fields of records
  friend bool operator==(const Options&, const Options&) = default;
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

/// Reads one file, whose ids are those of the file `named_after` (see origin.h); of a text that changes while
/// it is read no document comes.
FileReport read_file(const std::string& path, const std::string& named_after, const Options& options,
                     Sink& sink);

/// Reads one path: a file, or every file in a folder (see walk.h). A pipe is read as by read_stream(). A path
/// that cannot be read is a rejected diagnostic. False when the sink ended the reading.
bool read_path(const std::string& path, const Options& options, Sink& sink);

/// Reads a descriptor that the caller keeps (standard input): JSON Lines, or what the options say.
/// `name` stands for it in places. False when the sink ended the reading.
bool read_stream(int fd, std::string_view name, const Options& options, Sink& sink);

}  // namespace vnidx::source
