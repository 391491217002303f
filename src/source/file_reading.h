// What becomes of the file at hand: its documents go to the sink, and so does what is wrong with it; in the
// end there is a report. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "source/byte_stream.h"
#include "source/origin.h"
#include "source/sink.h"

namespace vnidx::source {

class FileReading {
 public:
  explicit FileReading(Sink& sink) : sink_(sink) {}

  /// What is read next is no file.
  void begin_stream();
  /// It is the regular file `fd` as `stamp` has it, read through `stream`; both outlive its reading.
  void begin_file(int fd, const FileStamp& stamp, const ByteStream& stream);
  /// The report of the file that was read; `hash` is that of its bytes, where they were read to the end.
  FileReport end(std::optional<std::uint64_t> hash);
  /// Rejects a file that could not be opened, and reports that.
  FileReport unopened(std::string place, std::string message);

  FileReport::Outcome outcome() const { return report_.outcome; }
  void set_outcome(FileReport::Outcome outcome) { report_.outcome = outcome; }
  /// Then the next update reads all of the file again, and nothing is to be had of the rest.
  bool has_failed() const { return report_.outcome == FileReport::Outcome::failed; }
  std::uint64_t documents() const { return report_.documents; }

  /// Whether the file is as it was when it was opened; rejects it where it is not.
  bool is_as_opened(const Origin& origin);

  /// A document of so many bytes is about to be read.
  void expect(std::size_t source_bytes);
  /// False when the sink ends the reading.
  bool hand_over(Document document, std::size_t source_bytes);

  void note(std::string place, std::string message);
  void repaired(std::string place, std::string message);
  // These are true, for the reading goes on.
  bool reject(std::string place, std::string message);
  /// No document comes of what is at hand, now and whenever it is read again.
  bool refuse(const Origin& origin, std::string message);
  bool pass_over(const Origin& origin, std::string_view why);
  /// It could not be read to its end; whether another time helps, `error` says.
  bool give_up(std::string place, const Error& error);
  /// It could not be read to its end this time.
  bool fail(std::string place, std::string message);

 private:
  void advance();

  Sink& sink_;
  int fd_ = -1;                         // of the file at hand; of a stream none
  const ByteStream* stream_ = nullptr;  // that file
  std::uint64_t advanced_ = 0;          // what the sink was told of it
  FileReport report_;
};

}  // namespace vnidx::source
