#include "store/block_sums.h"

#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>

#include "base/file.h"
#include "store/glass_format.h"

namespace vnidx::store {
namespace {

constexpr std::size_t kSumBytes = 4;
constexpr std::size_t kPieceBytes = 32 * glass::kBlockBytes;

// Reads until `piece` is full or the file ends; how many bytes it holds then. Error io.
Result<std::size_t> fill(int fd, std::vector<char>& piece, const std::filesystem::path& path) {
  std::size_t held = 0;
  while (held < piece.size()) {
    const ssize_t count = ::read(fd, piece.data() + held, piece.size() - held);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return io_error("read", path, errno);
    if (count == 0) break;
    held += static_cast<std::size_t>(count);
  }
  return held;
}

}  // namespace

std::uint32_t BlockSums::sum_of(std::string_view table, std::size_t block) {
  const std::string_view bytes = table.substr(block * glass::kBlockBytes).substr(0, glass::kBlockBytes);
  return static_cast<std::uint32_t>(XXH3_64bits(bytes.data(), bytes.size()));
}

BlockSums BlockSums::of(std::string_view table) {
  BlockSums sums;
  sums.extend(table);
  return sums;
}

Result<BlockSums> BlockSums::of_file(const std::filesystem::path& path) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) return io_error("open", path, errno);
  std::vector<char> piece(kPieceBytes);
  BlockSums sums;
  while (true) {
    const auto held = fill(fd.get(), piece, path);
    if (!held) return held.error();
    const std::string_view bytes(piece.data(), *held);
    for (std::size_t block = 0; block * glass::kBlockBytes < bytes.size(); ++block)
      sums.sums_.push_back(sum_of(bytes, block));
    if (*held < piece.size()) return sums;
  }
}

std::optional<BlockSums> BlockSums::from_bytes(std::string_view bytes) {
  if (bytes.size() % kSumBytes != 0) return std::nullopt;
  BlockSums sums;
  sums.sums_.reserve(bytes.size() / kSumBytes);
  for (; !bytes.empty(); bytes.remove_prefix(kSumBytes)) {
    std::uint32_t sum = 0;
    for (std::size_t i = kSumBytes; i-- > 0;) sum = sum << 8U | static_cast<unsigned char>(bytes[i]);
    sums.sums_.push_back(sum);
  }
  return sums;
}

std::string BlockSums::bytes() const {
  std::string bytes;
  bytes.reserve(sums_.size() * kSumBytes);
  for (const std::uint32_t sum : sums_) {
    for (std::size_t i = 0; i < kSumBytes; ++i) bytes += static_cast<char>(sum >> (8 * i));
  }
  return bytes;
}

bool BlockSums::fits(std::string_view table, std::size_t block) const {
  return block < sums_.size() && block * glass::kBlockBytes < table.size() &&
         sums_[block] == sum_of(table, block);
}

void BlockSums::extend(std::string_view table) {
  const std::size_t blocks = (table.size() + glass::kBlockBytes - 1) / glass::kBlockBytes;
  sums_.reserve(blocks);
  for (std::size_t block = sums_.size(); block < blocks; ++block) sums_.push_back(sum_of(table, block));
}

}  // namespace vnidx::store
