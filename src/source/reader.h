// From files to documents: walks folders, opens files, compressed ones and archives, decodes to UTF-8, cuts
// into documents. One bad input never ends the reading: it is reported and the next one is read. Not
// thread-safe; a sink is called from the thread that reads.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "encoding/decode.h"
#include "format/field_map.h"
#include "format/file_format.h"
#include "source/file_filter.h"
#include "source/sink.h"
#include "source/walk.h"

namespace vnidx::source {

struct Options {
  format::Format format = format::Format::automatic;
  encoding::Encoding encoding = encoding::Encoding::automatic;
  Links links = Links::within;
  /// What lies beside documents and is none (format/junk.h) is passed over, not rejected: where the user
  /// named the folder and not the file. It always is within archives.
  bool passes_over_junk = false;
  std::vector<FileFilter> filters{};  ///< of files, not of streams
  format::ListPages list_pages = format::ListPages::keep;
  bool recognizes_images = false;  ///< of pages of PDF files (format/recognition.h)
  /// Globs of what is passed over in folders and archives without a word (exclusions.h).
  std::vector<std::string> exclude = {};
  format::FieldMap fields = {};  ///< what the user says of the fields of records
  friend bool operator==(const Options&, const Options&) = default;
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
