#include "base/frames.h"

#include <unistd.h>

#include <cerrno>

namespace vnidx {

bool write_fully(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool write_frame(int fd, std::string_view bytes) {
  if (bytes.size() > kMaxFrame) {
    errno = EMSGSIZE;
    return false;
  }
  const auto length = static_cast<FrameLength>(bytes.size());
  return write_fully(fd, {reinterpret_cast<const char*>(&length), sizeof length}) && write_fully(fd, bytes);
}

}  // namespace vnidx
