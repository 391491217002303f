#include "format/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

#include "format/junk.h"

namespace vnidx::format {
namespace {

using Kind = Unpacking::Piece::Kind;
using Length = std::uint32_t;

constexpr std::size_t kPieceHead = 1 + sizeof(Length);

/// A file that is read at places of its own, for its position is shared with the parent.
class PlacedFile {
 public:
  PlacedFile(int fd, off_t size) : fd_(fd), size_(size), buffer_(std::size_t{256} << 10) {}

  static la_ssize_t read(archive*, void* self, const void** block) {
    auto& file = *static_cast<PlacedFile*>(self);
    ssize_t count = -1;
    do {
      count = ::pread(file.fd_, file.buffer_.data(), file.buffer_.size(), file.at_);
    } while (count < 0 && errno == EINTR);
    *block = file.buffer_.data();
    if (count > 0) file.at_ += count;
    return count;
  }

  static la_int64_t skip(archive*, void* self, la_int64_t request) {
    auto& file = *static_cast<PlacedFile*>(self);
    const off_t step = std::clamp<off_t>(request, 0, std::max<off_t>(file.size_ - file.at_, 0));
    file.at_ += step;
    return step;
  }

  static la_int64_t seek(archive*, void* self, la_int64_t offset, int whence) {
    auto& file = *static_cast<PlacedFile*>(self);
    const off_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? file.at_ : file.size_;
    if (offset < -base) return ARCHIVE_FATAL;
    return file.at_ = base + offset;
  }

 private:
  int fd_;
  off_t size_;
  std::vector<char> buffer_;
  off_t at_ = 0;
};

/// Pieces, many in a frame.
class PieceWriter {
 public:
  explicit PieceWriter(const FrameSink& out) : out_(out) {}
  ~PieceWriter() { flush(); }
  PieceWriter(const PieceWriter&) = delete;
  PieceWriter& operator=(const PieceWriter&) = delete;

  void write(Kind kind, std::string_view bytes) {
    constexpr std::size_t kFrame = std::size_t{128} << 10;
    const auto length = static_cast<Length>(bytes.size());
    frame_ += static_cast<char>(kind);
    frame_.append(reinterpret_cast<const char*>(&length), sizeof length).append(bytes);
    if (frame_.size() >= kFrame) flush();
  }

 private:
  void flush() {
    if (!frame_.empty()) out_(frame_);
    frame_.clear();
  }

  const FrameSink& out_;
  std::string frame_;
};

struct FreeArchive {
  void operator()(archive* handle) const { archive_read_free(handle); }
};
using Archive = std::unique_ptr<archive, FreeArchive>;

bool goes_on(int status) {
  return status == ARCHIVE_OK || status == ARCHIVE_WARN;
}

Archive open(PlacedFile& file, Packing packing) {
  Archive handle(archive_read_new());
  if (handle == nullptr) throw std::bad_alloc();
  archive_read_support_filter_gzip(handle.get());
  archive_read_support_filter_bzip2(handle.get());
  archive_read_support_filter_xz(handle.get());
  archive_read_support_filter_zstd(handle.get());
  if (packing == Packing::archive) {
    archive_read_support_format_zip(handle.get());
    archive_read_support_format_7zip(handle.get());
    archive_read_support_format_tar(handle.get());
  } else {
    archive_read_support_format_raw(handle.get());
    archive_read_support_format_empty(handle.get());
  }
  archive_read_set_read_callback(handle.get(), PlacedFile::read);
  archive_read_set_skip_callback(handle.get(), PlacedFile::skip);
  archive_read_set_seek_callback(handle.get(), PlacedFile::seek);
  archive_read_set_callback_data(handle.get(), &file);
  return goes_on(archive_read_open1(handle.get())) ? std::move(handle) : nullptr;
}

/// Some programs write `\` between folders.
std::string name_of(archive_entry* entry) {
  const char* name = archive_entry_pathname_utf8(entry);
  if (name == nullptr) name = archive_entry_pathname(entry);
  std::string text(name == nullptr ? "" : name);
  std::replace(text.begin(), text.end(), '\\', '/');
  return text;
}

/// Whether all of it was sound; a wrong checksum is only a warning of libarchive.
bool write_content(archive* handle, PieceWriter& pieces) {
  while (true) {
    const void* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int status = archive_read_data_block(handle, &block, &size, &offset);
    if (status != ARCHIVE_OK) return status == ARCHIVE_EOF;
    if (size > 0) pieces.write(Kind::bytes, {static_cast<const char*>(block), size});
  }
}

bool is_wanted(archive_entry* entry, const std::string& name) {
  return archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == nullptr &&
         !name.empty() && !is_hidden(name);
}

void write_members(archive* handle, PieceWriter& pieces) {
  while (true) {
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(handle, &entry);
    if (status == ARCHIVE_EOF) return;
    if (!goes_on(status)) {
      const bool is_locked = archive_read_has_encrypted_entries(handle) > 0;
      return pieces.write(Kind::damage, is_locked ? "is protected by a password" : "is damaged");
    }
    const std::string name = name_of(entry);
    if (!is_wanted(entry, name)) continue;
    if (archive_entry_is_encrypted(entry) != 0) {
      pieces.write(Kind::encrypted, name);
      continue;
    }
    pieces.write(Kind::member, name);
    if (!junk_by_name(name).empty()) continue;
    if (!write_content(handle, pieces)) pieces.write(Kind::cut, {});
  }
}

void unpack_in_child(const ConfinedInput& input, const FrameSink& out) {
  PieceWriter pieces(out);
  // The size comes along, for the child may not ask for it.
  off_t size = 0;
  std::memcpy(&size, input.request.data() + 1, sizeof size);
  PlacedFile file(input.fd, size);
  const auto packing = static_cast<Packing>(input.request[0]);
  const Archive handle = open(file, packing);
  if (handle == nullptr) return pieces.write(Kind::damage, "is damaged");
  if (packing == Packing::archive) return write_members(handle.get(), pieces);
  archive_entry* entry = nullptr;
  const int status = archive_read_next_header(handle.get(), &entry);
  if (status == ARCHIVE_EOF) return;
  if (!goes_on(status) || !write_content(handle.get(), pieces)) pieces.write(Kind::damage, "is damaged");
}

/// Much more time than any sound file takes.
ConfinedLimits limits_for(off_t size, std::uint64_t room) {
  constexpr off_t kBytesPerSecond = 64 << 10;
  ConfinedLimits limits;
  limits.processor = std::chrono::seconds(60 + size / kBytesPerSecond);
  limits.silence = limits.processor;
  limits.output_bytes = room;
  return limits;
}

}  // namespace

Result<Unpacking> Unpacking::start(int fd, Packing packing, std::uint64_t room) {
  struct stat info {};
  if (::fstat(fd, &info) != 0) return io_error("read", "archive", errno);
  const ConfinedLimits limits = limits_for(info.st_size, room);
  std::string request(1, static_cast<char>(packing));
  request.append(reinterpret_cast<const char*>(&info.st_size), sizeof info.st_size);
  Result<ConfinedRun> run = ConfinedRun::start(unpack_in_child, fd, request, limits);
  if (!run) return run.error();
  return Unpacking(*std::move(run), limits);
}

std::optional<Unpacking::Piece> Unpacking::piece() {
  while (at_ == frame_.size()) {
    std::optional<std::string> frame = run_.next();
    if (!frame) return std::nullopt;
    produced_ += frame->size();
    frame_ = *std::move(frame);
    at_ = 0;
  }
  Length length = 0;
  const std::size_t left = frame_.size() - at_;
  if (left >= kPieceHead) std::memcpy(&length, frame_.data() + at_ + 1, sizeof length);
  if (left < kPieceHead || length > left - kPieceHead) {  // no child that is sound writes such a frame
    at_ = frame_.size();
    return Piece{Kind::damage, "is damaged"};
  }
  return Piece{static_cast<Kind>(frame_[at_]), {frame_.data() + at_ + kPieceHead, length}};
}

void Unpacking::take() {
  if (at_ == frame_.size()) return;
  Length length = 0;
  std::memcpy(&length, frame_.data() + at_ + 1, sizeof length);
  at_ += kPieceHead + length;
}

std::string Unpacking::failure() const {
  if (run_.end() == ConfinedEnd::too_much_output)
    return "holds far more than its size lets expect: a decompression bomb";
  return describe(run_.end(), limits_, "the reader of archives");
}

}  // namespace vnidx::format
