#include "source/reader.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

#include "base/confined.h"
#include "base/file.h"
#include "base/stop.h"
#include "format/confined_extract.h"
#include "format/file_format.h"
#include "format/jsonl.h"
#include "format/junk.h"
#include "format/packing.h"
#include "format/record_reader.h"
#include "format/repairs.h"
#include "format/unpack.h"
#include "source/byte_stream.h"
#include "source/content_hash.h"
#include "source/lines.h"
#include "source/origin.h"
#include "source/packed.h"
#include "source/walk.h"
#include "source/warc.h"
#include "source/zstd_stream.h"

namespace vnidx::source {
namespace {

using encoding::Encoding;
using format::Format;

// Of one this long the sink is told before it is parsed.
constexpr std::size_t kLongDocument = 4 << 20;

// A file may unpack to so many bytes, and to so many for each of its own: as is_bomb() has it.
constexpr std::uint64_t kHarmlessBytes = std::uint64_t{256} << 20;
constexpr std::uint64_t kMaxRatio = 1000;
constexpr unsigned kMaxDepth = 3;
constexpr std::uint64_t kMaxMembers = 1'000'000;

/// Reads files one after another; keeps the JSON parser and its memory between them.
class Reader {
 public:
  Reader(const Options& options, Sink& sink)
      : options_(options),
        sink_(sink),
        exclusions_(options.exclude),
        parser_(options.fields),
        encoding_(options.encoding) {}

  bool path(const std::string& path);
  bool stream(int fd, const Origin& origin);
  FileReport file(const std::string& path, const std::string& named_after = {});

 private:
  /// What `bytes` hold, packed or not, in `format`; automatic asks the name and the first bytes. `fd` is the
  /// regular file that they are all of; -1 where they are none.
  bool content(ByteStream& bytes, int fd, const Origin& origin, Format format);
  /// What they hold that were compressed, or never were.
  bool unpacked(ByteStream& stream, Head head, int fd, const Origin& origin, Format format);
  bool compressed(ByteStream& stream, Head head, int fd, const Origin& origin, Format format);
  bool archive(ByteStream& stream, Head head, int fd, const Origin& origin);
  bool pages(ByteStream& stream, Head head, const Origin& origin);
  bool member(ByteStream& bytes, const Origin& origin);
  /// What `filter` makes of the file, in the format that its content shows.
  bool filtered(const FileFilter& filter, const std::string& path, const Origin& origin);
  bool in_format(ByteStream& stream, Head head, const Origin& origin, Format format);
  bool whole(ByteStream& stream, Head head, const Origin& origin, const format::FileFormat& format);
  bool many(ByteStream& stream, Head head, const Origin& origin, const format::FileFormat& format);
  bool utf8(ByteStream& stream, std::string_view head, const Origin& origin,
            const format::FileFormat& format);
  bool decoded_lines(ByteStream& stream, std::string_view head, const Origin& origin);
  bool decoded_records(ByteStream& stream, std::string_view head, const Origin& origin,
                       const format::FileFormat& format);
  /// Hands over the document of the record `content` at `line`, or tells why there is none.
  bool take(format::Extraction made, const Origin& origin, std::uint64_t line, std::string_view content,
            std::size_t source_bytes);
  bool record(std::string_view line, std::size_t source_bytes, const Origin& origin, std::uint64_t number);

  /// Whether the file at hand is as it was when it was opened; rejects it where it is not.
  bool is_as_opened(const Origin& origin);
  /// Then the next update reads all of the file again, and nothing is to be had of the rest.
  bool has_failed() const { return report_.outcome == FileReport::Outcome::failed; }
  bool hand_over(Document document, std::size_t source_bytes);
  void advance();

  /// True: the reading goes on.
  bool reject(std::string place, std::string message);
  /// No document comes of what is at hand, now and whenever it is read again.
  bool refuse(const Origin& origin, std::string message);
  bool pass_over(const Origin& origin, std::string_view why);
  /// It could not be read to its end; whether another time helps, `error` says.
  bool give_up(std::string place, const Error& error);
  /// It could not be read to its end this time.
  bool fail(std::string place, std::string message);
  void repaired(std::string place, std::string message);

  Options options_;
  Sink& sink_;
  Exclusions exclusions_;
  format::JsonlParser parser_;
  int fd_ = -1;                         // of the file at hand; of a stream none
  const ByteStream* stream_ = nullptr;  // that file
  std::uint64_t advanced_ = 0;          // what the sink was told of it
  FileReport report_;
  Encoding encoding_ = Encoding::automatic;  // of what is at hand, as somebody said
  unsigned depth_ = 0;                       // how many archives are around it
  std::uint64_t room_ = kHarmlessBytes;      // what the file at hand may still unpack to
  std::uint64_t members_ = 0;                // that it had so far
};

/// A descriptor of all that the stream has.
Result<UniqueFd> in_memory(ByteStream& stream, Head head) {
  const Result<std::string> bytes = read_whole(stream, std::move(head));
  if (!bytes) return bytes.error();
  return memory_file(*bytes);
}

std::string system_message(std::string_view what, int error_number) {
  return std::string(what) + ": " + std::generic_category().message(error_number);
}

bool Reader::path(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return reject(path, system_message("cannot open", errno));
  if (S_ISDIR(info.st_mode)) {
    options_.passes_over_junk = true;
    const auto read_found = [this](const std::string& found) {
      return file(found).outcome != FileReport::Outcome::ended;
    };
    return walk(path, options_.links, exclusions_, {read_found, [this](Obstacle, Diagnostic diagnostic) {
                                                      sink_.diagnostic(std::move(diagnostic));
                                                    }});
  }
  if (S_ISREG(info.st_mode)) return file(path).outcome != FileReport::Outcome::ended;
  if (!S_ISFIFO(info.st_mode)) return reject(path, "is neither a file nor a folder");
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) return reject(path, system_message("cannot open", errno));
  return stream(fd.get(), Origin::stream(path));
}

bool Reader::stream(int fd, const Origin& origin) {
  FileStream stream(fd);
  report_ = {};
  report_.outcome = FileReport::Outcome::whole;
  return content(stream, -1, origin, options_.format == Format::automatic ? Format::jsonl : options_.format);
}

FileReport Reader::file(const std::string& path, const std::string& named_after) {
  report_ = {};
  // Not blocking, for a file may have become a pipe since the folder was listed.
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat info {};
  if (!fd || ::fstat(fd.get(), &info) != 0) {
    fail(path, system_message("cannot open", errno));
    return report_;
  }
  // What was listed as a file may be a device by now, which has no end.
  if (!S_ISREG(info.st_mode)) {
    fail(path, "is no regular file");
    return report_;
  }
  if (wait_to_settle(stamp_of(info))) ::fstat(fd.get(), &info);
  fd_ = fd.get();
  report_.outcome = FileReport::Outcome::whole;
  report_.stamp = stamp_of(info);
  FileStream bytes(fd_);
  HashedStream stream(bytes);
  stream_ = &bytes;
  advanced_ = 0;
  room_ = kHarmlessBytes + kMaxRatio * bytes.expected();
  members_ = 0;
  const Origin origin = Origin::file(path, named_after);
  const FileFilter* filter = filter_for(options_.filters, path);
  encoding_ = options_.encoding;
  if (!(filter != nullptr ? filtered(*filter, path, origin)
                          : content(stream, fd_, origin, options_.format))) {
    report_.outcome = FileReport::Outcome::ended;
  }
  const bool is_done = report_.outcome == FileReport::Outcome::whole ||
                       (report_.outcome == FileReport::Outcome::refused && report_.documents > 0);
  if (is_done) {
    if (const Result<std::uint64_t> hash = stream.hash_of_all()) report_.hash = *hash;
  }
  advance();
  stream_ = nullptr;
  if (stop_requested) report_.outcome = FileReport::Outcome::ended;
  report_.stamp = settled(report_.stamp, nanoseconds_now());
  return std::exchange(report_, {});
}

bool Reader::is_as_opened(const Origin& origin) {
  if (fd_ < 0) return true;
  struct stat info {};
  if (::fstat(fd_, &info) == 0 && is_unchanged(report_.stamp, stamp_of(info))) return true;
  fail(origin.place(), "changed while it was read; add it again");
  return false;
}

bool Reader::content(ByteStream& bytes, int fd, const Origin& origin, Format format) {
  const bool passes_over = options_.passes_over_junk || depth_ > 0;
  if (const std::string_view junk = passes_over ? format::junk_by_name(origin.path()) : ""; !junk.empty())
    return pass_over(origin, junk);
  Result<Head> head = read_head(bytes);
  if (!head) return give_up(origin.place(), head.error());
  if (is_zstd(head->bytes)) {
    ZstdStream stream(bytes, std::move(head->bytes));
    head = read_head(stream);
    if (!head) return give_up(origin.place(), head.error());
    return unpacked(stream, *std::move(head), fd, origin, format);
  }
  if (origin.path().ends_with(".zst")) return refuse(origin, "is not zstd data, as its name says");
  if (format::packing_of(head->bytes) == format::Packing::compressed)
    return compressed(bytes, *std::move(head), fd, origin, format);
  return unpacked(bytes, *std::move(head), fd, origin, format);
}

bool Reader::compressed(ByteStream& stream, Head head, int fd, const Origin& origin, Format format) {
  const Result<UniqueFd> memory = fd < 0 ? in_memory(stream, std::move(head)) : UniqueFd();
  if (!memory) return give_up(origin.place(), memory.error());
  if (fd < 0) fd = memory->get();
  auto unpacking = format::Unpacking::start(fd, format::Packing::compressed, room_);
  if (!unpacking) return give_up(origin.place(), unpacking.error());
  UnpackedStream bytes(*unpacking);
  Result<Head> begin = read_head(bytes);
  if (!begin) return give_up(origin.place(), begin.error());
  const bool goes_on = unpacked(bytes, *std::move(begin), fd, origin, format);
  room_ -= std::min(room_, unpacking->produced());
  return goes_on;
}

bool Reader::unpacked(ByteStream& stream, Head head, int fd, const Origin& origin, Format format) {
  switch (format::packing_of(head.bytes)) {
    case format::Packing::archive:
      return archive(stream, std::move(head), fd, origin);
    case format::Packing::warc:
      return pages(stream, std::move(head), origin);
    case format::Packing::compressed:
    case format::Packing::none:
      break;
  }
  if (options_.passes_over_junk || depth_ > 0) {
    if (const std::string_view junk = format::junk_by_content(origin.path(), head.bytes); !junk.empty())
      return pass_over(origin, junk);
  }
  if (format == Format::automatic) {
    const Result<Format> recognized = format::recognize_format(
        origin.path(), head.bytes, head.whole ? format::Extent::whole : format::Extent::beginning);
    if (!recognized) return refuse(origin, recognized.error().message);
    format = *recognized;
  }
  return in_format(stream, std::move(head), origin, format);
}

bool Reader::filtered(const FileFilter& filter, const std::string& path, const Origin& origin) {
  const Result<std::string> printed = run_filter(filter, path);
  if (!printed) return give_up(origin.place(), printed.error());
  MemoryStream stream(*printed);
  Result<Head> head = read_head(stream);
  if (!head) return give_up(origin.place(), head.error());
  const Result<Format> recognized = format::recognize_format({}, head->bytes);
  if (!recognized) {
    return refuse(origin, "what the filter '" + filter.words[0] + "' printed " + recognized.error().message);
  }
  encoding_ = Encoding::automatic;
  return in_format(stream, std::move(*head), origin, *recognized);
}

bool Reader::in_format(ByteStream& stream, Head head, const Origin& origin, Format format) {
  const format::FileFormat& entry = format::file_format(format);
  return entry.extract != nullptr ? whole(stream, std::move(head), origin, entry)
                                  : many(stream, std::move(head), origin, entry);
}

bool Reader::archive(ByteStream& stream, Head head, int fd, const Origin& origin) {
  if (depth_ == kMaxDepth) return refuse(origin, "is an archive within three others");
  const Result<UniqueFd> memory = fd < 0 ? in_memory(stream, std::move(head)) : UniqueFd();
  if (!memory) return give_up(origin.place(), memory.error());
  if (fd < 0) fd = memory->get();
  auto unpacking = format::Unpacking::start(fd, format::Packing::archive, room_);
  if (!unpacking) return give_up(origin.place(), unpacking.error());
  bool too_many = false;
  const MembersRead read = read_members(
      *unpacking, {[&](const std::string& name, ByteStream& bytes) {
                     if (exclusions_.cover(name)) return true;
                     too_many = ++members_ > kMaxMembers;
                     return !too_many && member(bytes, Origin::member(origin, name)) && !has_failed();
                   },
                   [&](const std::string& name) {
                     reject(Origin::member(origin, name).place(), "is protected by a password");
                   }});
  room_ -= std::min(room_, unpacking->produced());
  if (too_many) return refuse(origin, "has more than a million members: the others were not read");
  if (has_failed()) return true;
  if (read.ended) return false;
  if (read.interrupted) return fail(origin.place(), read.damage);
  if (is_as_opened(origin) && !read.damage.empty())
    return refuse(origin, read.damage + ": what follows was not read");
  return true;
}

bool Reader::pages(ByteStream& stream, Head head, const Origin& origin) {
  if (depth_ == kMaxDepth) return refuse(origin, "is an archive within three others");
  WarcReader reader(stream, std::move(head.bytes));
  const Encoding outer = encoding_;
  WebPage page;
  while (true) {
    const Result<bool> more = reader.next(page);
    if (!more) return give_up(origin.place(), more.error());
    if (!*more) break;
    if (outer == Encoding::automatic) encoding_ = encoding_of(page);
    MemoryStream bytes(page.body);
    const bool goes_on = member(bytes, Origin::member(origin, page.address));
    encoding_ = outer;
    if (!goes_on) return false;
    if (has_failed()) return true;
  }
  is_as_opened(origin);
  return true;
}

// A member that gives nothing is no reason to refuse the archive.
bool Reader::member(ByteStream& bytes, const Origin& origin) {
  const FileReport::Outcome before = report_.outcome;
  ++depth_;
  const bool goes_on = content(bytes, -1, origin, options_.format);
  --depth_;
  if (report_.outcome == FileReport::Outcome::refused) report_.outcome = before;
  return goes_on;
}

bool Reader::whole(ByteStream& stream, Head head, const Origin& origin, const format::FileFormat& format) {
  Result<std::string> bytes = read_whole(stream, std::move(head));
  if (!bytes) return give_up(origin.place(), bytes.error());
  if (!is_as_opened(origin)) return true;
  const std::size_t source_bytes = bytes->size();
  if (source_bytes >= kLongDocument) sink_.expect(source_bytes);
  std::string id = origin.document_id(*bytes);
  Result<format::Extraction> extraction =
      format::extract_document(format, std::move(*bytes), {origin.stem(), encoding_, options_.list_pages});
  if (!extraction) return fail(origin.place(), extraction.error().message);
  if (!extraction->document) {
    return extraction->unwanted ? reject(origin.place(), std::move(extraction->rejection))
                                : refuse(origin, std::move(extraction->rejection));
  }
  for (std::string& repair : extraction->repairs) repaired(origin.place(), std::move(repair));
  Document document = *std::move(extraction->document);
  if (document.id.empty()) document.id = std::move(id);
  document.path = origin.path();
  return hand_over(std::move(document), source_bytes);
}

bool Reader::take(format::Extraction made, const Origin& origin, std::uint64_t line, std::string_view content,
                  std::size_t source_bytes) {
  if (!made.document) return reject(origin.place(line), std::move(made.rejection));
  for (std::string& repair : made.repairs) repaired(origin.place(line), std::move(repair));
  Document document = *std::move(made.document);
  if (document.id.empty()) document.id = origin.record_id(content);
  document.path = origin.path();
  return hand_over(std::move(document), source_bytes);
}

bool Reader::many(ByteStream& stream, Head head, const Origin& origin, const format::FileFormat& format) {
  const encoding::Encoding encoding =
      encoding_ == Encoding::automatic ? encoding::detect_encoding(head.bytes) : encoding_;
  if (encoding == Encoding::utf8) {
    std::string_view bytes = head.bytes;
    bytes.remove_prefix(encoding::byte_order_mark(bytes, encoding).size());
    return utf8(stream, bytes, origin, format);
  }
  // Rare enough to be decoded as a whole; then lines end where they should.
  Result<std::string> bytes = read_whole(stream, std::move(head));
  if (!bytes) return give_up(origin.place(), bytes.error());
  const encoding::Decoded decoded = encoding::decode(std::move(*bytes), encoding);
  if (decoded.replaced > 0) repaired(origin.place(), format::bad_bytes(decoded));
  MemoryStream memory(decoded.text);
  return utf8(memory, {}, origin, format);
}

bool Reader::utf8(ByteStream& stream, std::string_view head, const Origin& origin,
                  const format::FileFormat& format) {
  return format.records != nullptr ? decoded_records(stream, head, origin, format)
                                   : decoded_lines(stream, head, origin);
}

bool Reader::decoded_records(ByteStream& stream, std::string_view head, const Origin& origin,
                             const format::FileFormat& format) {
  format::TextWindow window(head, [&stream](std::span<char> buffer, std::size_t held) -> Result<std::size_t> {
    if (held > kMaxDocumentBytes || is_bomb(stream, held))
      return Error{ErrorCode::damaged, "holds a record of more than 1 GiB, or a decompression bomb", {}, {}};
    return stream.read(buffer);
  });
  const std::unique_ptr<format::RecordReader> reader = format.records(window, options_.fields);
  while (true) {
    format::Record record = reader->next();
    switch (record.kind) {
      case format::Record::Kind::document:
        if (!take(std::move(record.extraction), origin, record.line, record.content, record.bytes))
          return false;
        break;
      case format::Record::Kind::note:
        sink_.diagnostic({Diagnostic::Kind::note, origin.place(), std::move(record.message)});
        break;
      case format::Record::Kind::lost:
        reject(origin.place(record.line), std::move(record.message));
        break;
      case format::Record::Kind::end:
        if (window.error() != nullptr) return give_up(origin.place(window.line()), *window.error());
        if (is_as_opened(origin) && !record.message.empty()) refuse(origin, std::move(record.message));
        return true;
    }
  }
}

bool Reader::decoded_lines(ByteStream& stream, std::string_view head, const Origin& origin) {
  LineReader reader(stream, head);
  while (true) {
    switch (reader.next()) {
      case LineReader::Step::line:
        if (!record(reader.line(), reader.line().size() + 1, origin, reader.number())) return false;
        break;
      case LineReader::Step::too_long:
        reject(origin.place(reader.number()), "is a line of more than 1 GiB, or a decompression bomb");
        break;
      case LineReader::Step::failed:
        return give_up(origin.place(reader.number()), reader.error());
      case LineReader::Step::end:
        is_as_opened(origin);
        return true;
    }
  }
}

bool Reader::record(std::string_view line, std::size_t source_bytes, const Origin& origin,
                    std::uint64_t number) {
  constexpr std::string_view kSpace = " \t\r";
  const std::size_t begin = line.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return true;
  line = line.substr(begin, line.find_last_not_of(kSpace) + 1 - begin);

  if (line.size() >= kLongDocument) sink_.expect(line.size());
  format::Extraction parsed = parser_.parse(line);
  if (std::string note = parser_.take_field_note(); !note.empty())
    sink_.diagnostic({Diagnostic::Kind::note, origin.place(), std::move(note)});
  return take(std::move(parsed), origin, number, line, source_bytes);
}

void Reader::advance() {
  if (stream_ == nullptr) return;
  sink_.advance(stream_->taken() - std::exchange(advanced_, stream_->taken()));
}

bool Reader::hand_over(Document document, std::size_t source_bytes) {
  ++report_.documents;
  advance();
  return sink_.document(std::move(document), source_bytes);
}

bool Reader::reject(std::string place, std::string message) {
  sink_.diagnostic({Diagnostic::Kind::rejected, std::move(place), std::move(message)});
  return true;
}

bool Reader::refuse(const Origin& origin, std::string message) {
  report_.outcome = FileReport::Outcome::refused;
  return reject(origin.place(), std::move(message));
}

bool Reader::pass_over(const Origin& origin, std::string_view why) {
  report_.outcome = FileReport::Outcome::refused;
  sink_.diagnostic({Diagnostic::Kind::passed_over, origin.place(), std::string(why)});
  return true;
}

bool Reader::give_up(std::string place, const Error& error) {
  if (error.code != ErrorCode::damaged) return fail(std::move(place), error.message);
  report_.outcome = FileReport::Outcome::refused;
  return reject(std::move(place), error.message);
}

bool Reader::fail(std::string place, std::string message) {
  report_.outcome = FileReport::Outcome::failed;
  return reject(std::move(place), std::move(message));
}

void Reader::repaired(std::string place, std::string message) {
  sink_.diagnostic({Diagnostic::Kind::repaired, std::move(place), std::move(message)});
}

}  // namespace

FileReport read_file(const std::string& path, const std::string& named_after, const Options& options,
                     Sink& sink) {
  return Reader(options, sink).file(path, named_after);
}

bool read_path(const std::string& path, const Options& options, Sink& sink) {
  return Reader(options, sink).path(path);
}

bool read_stream(int fd, std::string_view name, const Options& options, Sink& sink) {
  return Reader(options, sink).stream(fd, Origin::stream(name));
}

}  // namespace vnidx::source
