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
#include "format/confined_extract.h"
#include "format/file_format.h"
#include "format/junk.h"
#include "format/packing.h"
#include "format/unpack.h"
#include "source/byte_stream.h"
#include "source/content_hash.h"
#include "source/file_reading.h"
#include "source/origin.h"
#include "source/packed.h"
#include "source/record_feed.h"
#include "source/walk.h"
#include "source/warc.h"
#include "source/zstd_stream.h"

namespace vnidx::source {
namespace {

using encoding::Encoding;
using format::Format;

// A file may unpack to so many bytes, and to so many for each of its own: as is_bomb() has it.
constexpr std::uint64_t kHarmlessBytes = std::uint64_t{256} << 20;
constexpr std::uint64_t kMaxRatio = 1000;
constexpr unsigned kMaxDepth = 3;
constexpr std::uint64_t kMaxMembers = 1'000'000;

/// Reads files one after another.
class Reader {
 public:
  Reader(const Options& options, Sink& sink)
      : options_(options),
        sink_(sink),
        exclusions_(options.exclude),
        reading_(sink),
        records_(options_.fields, reading_),
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

  Options options_;
  Sink& sink_;
  Exclusions exclusions_;
  FileReading reading_;
  RecordFeed records_;
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
  if (::stat(path.c_str(), &info) != 0) return reading_.reject(path, system_message("cannot open", errno));
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
  if (!S_ISFIFO(info.st_mode)) return reading_.reject(path, "is neither a file nor a folder");
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) return reading_.reject(path, system_message("cannot open", errno));
  return stream(fd.get(), Origin::stream(path));
}

bool Reader::stream(int fd, const Origin& origin) {
  FileStream stream(fd);
  reading_.begin_stream();
  return content(stream, -1, origin, options_.format == Format::automatic ? Format::jsonl : options_.format);
}

FileReport Reader::file(const std::string& path, const std::string& named_after) {
  // Opening must not block: the file may have become a pipe since the folder was listed.
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat info {};
  if (!fd || ::fstat(fd.get(), &info) != 0)
    return reading_.unopened(path, system_message("cannot open", errno));
  // What was listed as a file may be a device by now, which has no end.
  if (!S_ISREG(info.st_mode)) return reading_.unopened(path, "is no regular file");
  if (wait_to_settle(stamp_of(info))) ::fstat(fd.get(), &info);
  FileStream bytes(fd.get());
  HashedStream stream(bytes);
  reading_.begin_file(fd.get(), stamp_of(info), bytes);
  room_ = kHarmlessBytes + kMaxRatio * bytes.expected();
  members_ = 0;
  const Origin origin = Origin::file(path, named_after);
  const FileFilter* filter = filter_for(options_.filters, path);
  encoding_ = options_.encoding;
  if (!(filter != nullptr ? filtered(*filter, path, origin)
                          : content(stream, fd.get(), origin, options_.format))) {
    reading_.set_outcome(FileReport::Outcome::ended);
  }
  const bool is_done = reading_.outcome() == FileReport::Outcome::whole ||
                       (reading_.outcome() == FileReport::Outcome::refused && reading_.documents() > 0);
  if (!is_done) return reading_.end({});
  const Result<std::uint64_t> hash = stream.hash_of_all();
  return reading_.end(hash ? std::optional(*hash) : std::nullopt);
}

bool Reader::content(ByteStream& bytes, int fd, const Origin& origin, Format format) {
  const bool passes_over = options_.passes_over_junk || depth_ > 0;
  if (const std::string_view junk = passes_over ? format::junk_by_name(origin.path()) : ""; !junk.empty())
    return reading_.pass_over(origin, junk);
  Result<Head> head = read_head(bytes);
  if (!head) return reading_.give_up(origin.place(), head.error());
  if (is_zstd(head->bytes)) {
    ZstdStream stream(bytes, std::move(head->bytes));
    head = read_head(stream);
    if (!head) return reading_.give_up(origin.place(), head.error());
    return unpacked(stream, *std::move(head), fd, origin, format);
  }
  if (origin.path().ends_with(".zst")) return reading_.refuse(origin, "is not zstd data, as its name says");
  if (format::packing_of(head->bytes) == format::Packing::compressed)
    return compressed(bytes, *std::move(head), fd, origin, format);
  return unpacked(bytes, *std::move(head), fd, origin, format);
}

bool Reader::compressed(ByteStream& stream, Head head, int fd, const Origin& origin, Format format) {
  const Result<UniqueFd> memory = fd < 0 ? in_memory(stream, std::move(head)) : UniqueFd();
  if (!memory) return reading_.give_up(origin.place(), memory.error());
  if (fd < 0) fd = memory->get();
  auto unpacking = format::Unpacking::start(fd, format::Packing::compressed, room_);
  if (!unpacking) return reading_.give_up(origin.place(), unpacking.error());
  UnpackedStream bytes(*unpacking);
  Result<Head> begin = read_head(bytes);
  if (!begin) return reading_.give_up(origin.place(), begin.error());
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
      return reading_.pass_over(origin, junk);
  }
  if (format == Format::automatic) {
    const Result<Format> recognized = format::recognize_format(
        origin.path(), head.bytes, head.whole ? format::Extent::whole : format::Extent::beginning);
    if (!recognized) return reading_.refuse(origin, recognized.error().message);
    format = *recognized;
  }
  return in_format(stream, std::move(head), origin, format);
}

bool Reader::filtered(const FileFilter& filter, const std::string& path, const Origin& origin) {
  // A kind that is passed over as a rule, such as images, is wanted where it has a filter.
  if (const std::string_view leftover = options_.passes_over_junk ? format::leftover_by_name(path) : "";
      !leftover.empty())
    return reading_.pass_over(origin, leftover);
  const Result<std::string> printed = run_filter(filter, path);
  if (!printed) return reading_.give_up(origin.place(), printed.error());
  MemoryStream stream(*printed);
  Result<Head> head = read_head(stream);
  if (!head) return reading_.give_up(origin.place(), head.error());
  const Result<Format> recognized = format::recognize_format({}, head->bytes);
  if (!recognized) {
    return reading_.refuse(origin,
                           "what the filter '" + filter.words[0] + "' printed " + recognized.error().message);
  }
  encoding_ = Encoding::automatic;
  return in_format(stream, std::move(*head), origin, *recognized);
}

bool Reader::in_format(ByteStream& stream, Head head, const Origin& origin, Format format) {
  const format::FileFormat& entry = format::file_format(format);
  return entry.extract != nullptr ? whole(stream, std::move(head), origin, entry)
                                  : records_.read(stream, std::move(head), origin, entry, encoding_);
}

bool Reader::archive(ByteStream& stream, Head head, int fd, const Origin& origin) {
  if (depth_ == kMaxDepth) return reading_.refuse(origin, "is an archive within three others");
  const Result<UniqueFd> memory = fd < 0 ? in_memory(stream, std::move(head)) : UniqueFd();
  if (!memory) return reading_.give_up(origin.place(), memory.error());
  if (fd < 0) fd = memory->get();
  auto unpacking = format::Unpacking::start(fd, format::Packing::archive, room_);
  if (!unpacking) return reading_.give_up(origin.place(), unpacking.error());
  bool too_many = false;
  const MembersRead read = read_members(
      *unpacking, {[&](const std::string& name, ByteStream& bytes) {
                     if (exclusions_.cover(name)) return true;
                     too_many = ++members_ > kMaxMembers;
                     return !too_many && member(bytes, Origin::member(origin, name)) &&
                            !reading_.has_failed();
                   },
                   [&](const std::string& name) {
                     reading_.reject(Origin::member(origin, name).place(), "is protected by a password");
                   }});
  room_ -= std::min(room_, unpacking->produced());
  if (too_many) return reading_.refuse(origin, "has more than a million members: the others were not read");
  if (reading_.has_failed()) return true;
  if (read.ended) return false;
  if (read.interrupted) return reading_.fail(origin.place(), read.damage);
  if (reading_.is_as_opened(origin) && !read.damage.empty())
    return reading_.refuse(origin, read.damage + ": what follows was not read");
  return true;
}

bool Reader::pages(ByteStream& stream, Head head, const Origin& origin) {
  if (depth_ == kMaxDepth) return reading_.refuse(origin, "is an archive within three others");
  WarcReader reader(stream, std::move(head.bytes));
  const Encoding outer = encoding_;
  WebPage page;
  while (true) {
    const Result<bool> more = reader.next(page);
    if (!more) return reading_.give_up(origin.place(), more.error());
    if (!*more) break;
    if (outer == Encoding::automatic) encoding_ = encoding_of(page);
    MemoryStream bytes(page.body);
    const bool goes_on = member(bytes, Origin::member(origin, page.address));
    encoding_ = outer;
    if (!goes_on) return false;
    if (reading_.has_failed()) return true;
  }
  reading_.is_as_opened(origin);
  return true;
}

// A member that gives nothing is no reason to refuse the archive.
bool Reader::member(ByteStream& bytes, const Origin& origin) {
  const FileReport::Outcome before = reading_.outcome();
  ++depth_;
  const bool goes_on = content(bytes, -1, origin, options_.format);
  --depth_;
  if (reading_.outcome() == FileReport::Outcome::refused) reading_.set_outcome(before);
  return goes_on;
}

bool Reader::whole(ByteStream& stream, Head head, const Origin& origin, const format::FileFormat& format) {
  Result<std::string> bytes = read_whole(stream, std::move(head));
  if (!bytes) return reading_.give_up(origin.place(), bytes.error());
  if (!reading_.is_as_opened(origin)) return true;
  const std::size_t source_bytes = bytes->size();
  reading_.expect(source_bytes);
  std::string id = origin.document_id(*bytes);
  const format::Hints hints{origin.stem(), encoding_, options_.list_pages, options_.recognizes_images};
  Result<format::Extraction> extraction = format::extract_document(format, std::move(*bytes), hints);
  if (!extraction) return reading_.fail(origin.place(), extraction.error().message);
  if (!extraction->document) {
    return extraction->unwanted ? reading_.reject(origin.place(), std::move(extraction->rejection))
                                : reading_.refuse(origin, std::move(extraction->rejection));
  }
  for (std::string& repair : extraction->repairs) reading_.repaired(origin.place(), std::move(repair));
  Document document = *std::move(extraction->document);
  if (document.id.empty()) document.id = std::move(id);
  document.path = origin.path();
  return reading_.hand_over(std::move(document), source_bytes);
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
