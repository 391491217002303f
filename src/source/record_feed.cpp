#include "source/record_feed.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "format/record_reader.h"
#include "format/repairs.h"
#include "source/lines.h"

namespace vnidx::source {

using encoding::Encoding;

bool RecordFeed::read(ByteStream& stream, Head head, const Origin& origin, const format::FileFormat& format,
                      Encoding encoding) {
  if (encoding == Encoding::automatic) encoding = encoding::detect_encoding(head.bytes);
  if (encoding == Encoding::utf8) {
    std::string_view bytes = head.bytes;
    bytes.remove_prefix(encoding::byte_order_mark(bytes, encoding).size());
    return utf8(stream, bytes, origin, format);
  }
  // Rare enough to be decoded as a whole; then lines end where they should.
  Result<std::string> bytes = read_whole(stream, std::move(head));
  if (!bytes) return reading_.give_up(origin.place(), bytes.error());
  const encoding::Decoded decoded = encoding::decode(std::move(*bytes), encoding);
  if (decoded.replaced > 0) reading_.repaired(origin.place(), format::bad_bytes(decoded));
  MemoryStream memory(decoded.text);
  return utf8(memory, {}, origin, format);
}

bool RecordFeed::utf8(ByteStream& stream, std::string_view head, const Origin& origin,
                      const format::FileFormat& format) {
  return format.records != nullptr ? records(stream, head, origin, format) : lines(stream, head, origin);
}

bool RecordFeed::records(ByteStream& stream, std::string_view head, const Origin& origin,
                         const format::FileFormat& format) {
  format::TextWindow window(head, [&stream](std::span<char> buffer, std::size_t held) -> Result<std::size_t> {
    if (held > kMaxDocumentBytes || is_bomb(stream, held))
      return Error{ErrorCode::damaged, "holds a record of more than 1 GiB, or a decompression bomb", {}, {}};
    return stream.read(buffer);
  });
  const std::unique_ptr<format::RecordReader> reader = format.records(window, fields_);
  while (true) {
    format::Record record = reader->next();
    switch (record.kind) {
      case format::Record::Kind::document:
        if (!take(std::move(record.extraction), origin, record.line, record.content, record.bytes))
          return false;
        break;
      case format::Record::Kind::note:
        reading_.note(origin.place(), std::move(record.message));
        break;
      case format::Record::Kind::lost:
        reading_.reject(origin.place(record.line), std::move(record.message));
        break;
      case format::Record::Kind::end:
        if (window.error() != nullptr) return reading_.give_up(origin.place(window.line()), *window.error());
        if (reading_.is_as_opened(origin) && !record.message.empty())
          reading_.refuse(origin, std::move(record.message));
        return true;
    }
  }
}

bool RecordFeed::lines(ByteStream& stream, std::string_view head, const Origin& origin) {
  LineReader reader(stream, head);
  while (true) {
    switch (reader.next()) {
      case LineReader::Step::line:
        if (!line(reader.line(), reader.number(), origin)) return false;
        break;
      case LineReader::Step::too_long:
        reading_.reject(origin.place(reader.number()),
                        "is a line of more than 1 GiB, or a decompression bomb");
        break;
      case LineReader::Step::failed:
        return reading_.give_up(origin.place(reader.number()), reader.error());
      case LineReader::Step::end:
        reading_.is_as_opened(origin);
        return true;
    }
  }
}

bool RecordFeed::line(std::string_view line, std::uint64_t number, const Origin& origin) {
  const std::size_t source_bytes = line.size() + 1;
  constexpr std::string_view kSpace = " \t\r";
  const std::size_t begin = line.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return true;
  line = line.substr(begin, line.find_last_not_of(kSpace) + 1 - begin);

  reading_.expect(line.size());
  format::Extraction parsed = parser_.parse(line);
  if (std::string note = parser_.take_field_note(); !note.empty())
    reading_.note(origin.place(), std::move(note));
  return take(std::move(parsed), origin, number, line, source_bytes);
}

bool RecordFeed::take(format::Extraction made, const Origin& origin, std::uint64_t line,
                      std::string_view content, std::size_t source_bytes) {
  if (!made.document) return reading_.reject(origin.place(line), std::move(made.rejection));
  for (std::string& repair : made.repairs) reading_.repaired(origin.place(line), std::move(repair));
  Document document = *std::move(made.document);
  if (document.id.empty()) document.id = origin.record_id(content);
  document.path = origin.path();
  return reading_.hand_over(std::move(document), source_bytes);
}

}  // namespace vnidx::source
