#include "store/document_scan.h"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>

#include "store/glass_format.h"
#include "store/glass_keys.h"

namespace vnidx::store {

namespace fs = std::filesystem;
namespace {

using namespace glass;

constexpr std::size_t kMaxCopies = 8;

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

// Xapian deflates what becomes smaller by it, which few zstd frames do.
std::optional<std::string> inflated(std::string& bytes) {
  constexpr std::size_t kMost = 1 << 28;
  z_stream stream{};
  if (::inflateInit2(&stream, -MAX_WBITS) != Z_OK) return std::nullopt;
  stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  int status = Z_OK;
  while (status == Z_OK && out.size() < kMost) {
    const std::size_t before = out.size();
    out.resize(before + kBlockBytes);
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + before);
    stream.avail_out = kBlockBytes;
    status = ::inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
    if (out.size() == before && status == Z_OK) break;
  }
  ::inflateEnd(&stream);
  if (status != Z_STREAM_END) return std::nullopt;
  return out;
}

// Fills `bytes` from `offset` on and cuts it where the file ends.
Result<void> read_at(int fd, std::uint64_t offset, std::string& bytes, const fs::path& path) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count =
        ::pread(fd, bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return io_error("read", path, errno);
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  bytes.resize(done);
  return {};
}

}  // namespace

Result<DocumentScan> DocumentScan::open(const fs::path& path) {
  UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) return io_error("open", path, errno);
  DocumentScan scan(path, std::move(fd));
  if (auto read = scan.read_blocks(); !read) return read.error();
  return scan;
}

Result<void> DocumentScan::read_blocks() {
  std::string block;
  for (std::uint64_t offset = 0;; offset += kBlockBytes) {
    block.resize(kBlockBytes);
    if (auto read = read_at(fd_.get(), offset, block, path_); !read) return read;
    if (block.empty()) break;
    take_block(block, offset);
  }
  std::sort(parts_.begin(), parts_.end(), [](const Part& a, const Part& b) {
    return std::tie(a.document, a.part, b.revision) < std::tie(b.document, b.part, a.revision);
  });
  for (const Part& part : parts_) {
    if (numbers_.empty() || numbers_.back() != part.document) numbers_.push_back(part.document);
  }
  return {};
}

void DocumentScan::take_block(std::string_view block, std::uint64_t offset) {
  if (block.size() < kDirectory) return;
  const auto revision = static_cast<std::uint32_t>(big_endian(block.substr(0, 4)));
  // The directory ends where it says or, should that be wrong, not before the first of the items, which lie
  // behind it.
  const std::size_t said = std::min<std::size_t>(big_endian(block.substr(9, 2)), block.size());
  std::size_t first_item = block.size();
  for (std::size_t entry = kDirectory; entry + 2 <= std::max(first_item, said); entry += 2) {
    const std::size_t begin = big_endian(block.substr(entry, 2));
    if (begin < entry + 2 || begin + 3 > block.size()) continue;
    const std::uint64_t head = big_endian(block.substr(begin, 2));
    const std::string_view item = block.substr(begin, (head & (kFirst - 1)) + 3);
    if (item.size() != (head & (kFirst - 1)) + 3) continue;
    const std::string_view key = item.substr(3).substr(0, static_cast<unsigned char>(item[2]));
    const auto number = document_number(key);
    if (!number) continue;
    std::size_t data = 3 + key.size();
    std::uint64_t part = 1;
    if ((head & kFirst) == 0) {
      if (item.size() < data + 2) continue;
      part = big_endian(item.substr(data, 2));
      data += 2;
    }
    first_item = std::min(first_item, begin);
    parts_.push_back({*number, static_cast<std::uint16_t>(part),
                      static_cast<std::uint16_t>(item.size() - data), revision, (head & kLast) != 0,
                      (head & kCompressed) != 0, offset + begin + data});
  }
}

Result<std::vector<std::string>> DocumentScan::candidates(std::uint32_t number) const {
  const auto range = std::ranges::equal_range(parts_, number, {}, &Part::document);
  std::vector<std::string> found;
  // The first time the newest copy of each part, then the second newest of each, as far as there is one.
  for (std::size_t copy = 0; copy < kMaxCopies; ++copy) {
    bool has_other = false;
    std::string data;
    const Part* chosen = nullptr;
    std::uint16_t next = 1;
    for (auto rest = range; !rest.empty() && rest.front().part == next && !(chosen && chosen->is_last);
         ++next) {
      const auto copies = std::ranges::equal_range(rest, next, {}, &Part::part);
      has_other = has_other || copies.size() > copy + 1;
      chosen = &copies[std::min(copy, copies.size() - 1)];
      std::string bytes(chosen->bytes, '\0');
      if (auto read = read_at(fd_.get(), chosen->offset, bytes, path_); !read) return read.error();
      data += bytes;
      rest = {copies.end(), range.end()};
    }
    if (chosen && chosen->is_last) {
      std::optional<std::string> whole =
          chosen->is_compressed ? inflated(data) : std::optional(std::move(data));
      if (whole && std::ranges::find(found, *whole) == found.end()) found.push_back(std::move(*whole));
    }
    if (!has_other) break;
  }
  return found;
}

}  // namespace vnidx::store
