#include "source/content_hash.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <new>

#include "base/file.h"

namespace vnidx::source {

void HashedStream::FreeState::operator()(XXH3_state_s* state) const {
  XXH3_freeState(state);
}

HashedStream::HashedStream(ByteStream& source) : source_(source), state_(XXH3_createState()) {
  if (!state_) throw std::bad_alloc();
  XXH3_64bits_reset(state_.get());
}

HashedStream::~HashedStream() = default;

Result<std::size_t> HashedStream::read(std::span<char> buffer) {
  Result<std::size_t> count = source_.read(buffer);
  if (count) XXH3_64bits_update(state_.get(), buffer.data(), *count);
  return count;
}

Result<std::uint64_t> HashedStream::hash_of_all() {
  std::array<char, std::size_t{64} << 10> buffer;  // not filled: most files have no more bytes
  while (true) {
    const Result<std::size_t> count = read(buffer);
    if (!count) return count.error();
    if (*count == 0) break;
  }
  return std::max<std::uint64_t>(XXH3_64bits_digest(state_.get()), 1);
}

Result<std::uint64_t> content_hash(const std::string& path) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat info {};
  if (!fd || ::fstat(fd.get(), &info) != 0) return io_error("open", path, errno);
  if (!S_ISREG(info.st_mode)) return Error{ErrorCode::io, "is no regular file", path, {}};
  FileStream bytes(fd.get());
  return HashedStream(bytes).hash_of_all();
}

}  // namespace vnidx::source
