#include "source/file_reading.h"

#include <sys/stat.h>

#include <utility>

#include "base/stop.h"

namespace vnidx::source {
namespace {

// The sink is told of a document this long before it is parsed.
constexpr std::size_t kLongDocument = 4 << 20;

}  // namespace

void FileReading::begin_stream() {
  report_ = {};
  report_.outcome = FileReport::Outcome::whole;
  fd_ = -1;
  stream_ = nullptr;
}

void FileReading::begin_file(int fd, const FileStamp& stamp, const ByteStream& stream) {
  report_ = {};
  report_.outcome = FileReport::Outcome::whole;
  report_.stamp = stamp;
  fd_ = fd;
  stream_ = &stream;
  advanced_ = 0;
}

FileReport FileReading::end(std::optional<std::uint64_t> hash) {
  report_.hash = hash.value_or(0);
  advance();
  stream_ = nullptr;
  fd_ = -1;
  if (stop_requested) report_.outcome = FileReport::Outcome::ended;
  report_.stamp = settled(report_.stamp, nanoseconds_now());
  return std::exchange(report_, {});
}

FileReport FileReading::unopened(std::string place, std::string message) {
  reject(std::move(place), std::move(message));
  return {};
}

bool FileReading::is_as_opened(const Origin& origin) {
  if (fd_ < 0) return true;
  struct stat info {};
  if (::fstat(fd_, &info) == 0 && is_unchanged(report_.stamp, stamp_of(info))) return true;
  fail(origin.place(), "changed while it was read; add it again");
  return false;
}

void FileReading::advance() {
  if (stream_ == nullptr) return;
  sink_.advance(stream_->taken() - std::exchange(advanced_, stream_->taken()));
}

void FileReading::expect(std::size_t source_bytes) {
  if (source_bytes >= kLongDocument) sink_.expect(source_bytes);
}

bool FileReading::hand_over(Document document, std::size_t source_bytes) {
  ++report_.documents;
  advance();
  return sink_.document(std::move(document), source_bytes);
}

void FileReading::note(std::string place, std::string message) {
  sink_.diagnostic({Diagnostic::Kind::note, std::move(place), std::move(message)});
}

void FileReading::repaired(std::string place, std::string message) {
  sink_.diagnostic({Diagnostic::Kind::repaired, std::move(place), std::move(message)});
}

bool FileReading::reject(std::string place, std::string message) {
  sink_.diagnostic({Diagnostic::Kind::rejected, std::move(place), std::move(message)});
  return true;
}

bool FileReading::refuse(const Origin& origin, std::string message) {
  report_.outcome = FileReport::Outcome::refused;
  return reject(origin.place(), std::move(message));
}

bool FileReading::pass_over(const Origin& origin, std::string_view why) {
  report_.outcome = FileReport::Outcome::refused;
  sink_.diagnostic({Diagnostic::Kind::passed_over, origin.place(), std::string(why)});
  return true;
}

bool FileReading::give_up(std::string place, const Error& error) {
  if (error.code != ErrorCode::damaged) return fail(std::move(place), error.message);
  report_.outcome = FileReport::Outcome::refused;
  return reject(std::move(place), error.message);
}

bool FileReading::fail(std::string place, std::string message) {
  report_.outcome = FileReport::Outcome::failed;
  return reject(std::move(place), std::move(message));
}

}  // namespace vnidx::source
