// From files to documents: walks folders, opens plain and .zst files, decodes to UTF-8, cuts into documents.
// One bad input never ends the reading: it is reported and the next one is read.
// Not thread-safe; a sink is called from the thread that reads.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "source/decode.h"
#include "vnidx/document.h"
#include "vnidx/result.h"

namespace vnidx::source {

enum class Format : std::uint8_t {
  automatic,  ///< by the file's name, then by its first bytes
  text,       ///< one document a file: the article layout, or plain text
  jsonl,      ///< one JSON object a line
};

/// Something a reader has to say about an input.
struct Diagnostic {
  enum class Kind : std::uint8_t {
    repaired,  ///< the document was kept; bytes that could not be read became U+FFFD, a bad date was dropped …
    rejected,  ///< no document came of it
  };
  Kind kind;
  std::string place;    ///< `path` or `path:line`
  std::string message;  ///< one line: what is wrong and, where that helps, what to do
};

class Sink {
 public:
  virtual ~Sink() = default;
  /// Takes a document and the bytes of source it came from. False ends the reading early.
  virtual bool document(Document document, std::size_t source_bytes) = 0;
  virtual void diagnostic(Diagnostic diagnostic) = 0;
};

struct Options {
  Format format = Format::automatic;
  Encoding encoding = Encoding::automatic;
};

/// Reads one path: a file, or a folder recursively in byte order of names (links to folders are followed once;
/// hidden entries are passed over inside folders). A path that cannot be read is a rejected diagnostic.
/// False when the sink ended the reading.
bool read_path(const std::string& path, const Options& options, Sink& sink);

/// Reads JSON Lines from a descriptor that the caller keeps (standard input). `name` stands for it in places.
bool read_stream(int fd, std::string_view name, const Options& options, Sink& sink);

/// The paths listed in `file` (`-` for standard input), separated by `separator` ('\n' or NUL); empty ones passed over.
Result<std::vector<std::string>> read_path_list(const std::string& file, char separator);

}  // namespace vnidx::source
