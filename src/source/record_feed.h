// Files that hold many documents: their records, and their lines of JSON, one after another to the sink.
// Keeps the JSON parser and its memory from file to file. Not thread-safe.
#pragma once

#include <cstdint>
#include <string_view>

#include "encoding/decode.h"
#include "format/field_map.h"
#include "format/file_format.h"
#include "format/jsonl.h"
#include "source/byte_stream.h"
#include "source/file_reading.h"
#include "source/origin.h"

namespace vnidx::source {

class RecordFeed {
 public:
  /// `fields` is what the user says of the fields of records; both outlive the feed.
  RecordFeed(const format::FieldMap& fields, FileReading& reading)
      : fields_(fields), reading_(reading), parser_(fields) {}

  /// Reads the records of `head` and what follows it in `stream`. False when the sink ended the reading.
  bool read(ByteStream& stream, Head head, const Origin& origin, const format::FileFormat& format,
            encoding::Encoding encoding);

 private:
  bool utf8(ByteStream& stream, std::string_view head, const Origin& origin,
            const format::FileFormat& format);
  bool lines(ByteStream& stream, std::string_view head, const Origin& origin);
  bool records(ByteStream& stream, std::string_view head, const Origin& origin,
               const format::FileFormat& format);
  bool line(std::string_view line, std::uint64_t number, const Origin& origin);
  /// Hands over the document of the record `content` at `line`, or tells why there is none.
  bool take(format::Extraction made, const Origin& origin, std::uint64_t line, std::string_view content,
            std::size_t source_bytes);

  const format::FieldMap& fields_;
  FileReading& reading_;
  format::JsonlParser parser_;
};

}  // namespace vnidx::source
