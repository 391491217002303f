#include "base/exceptions.h"

#include <filesystem>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>

#include "base/file.h"

namespace vnidx {

Error error_of(const std::exception& exception) {
  if (const auto* refused = dynamic_cast<const std::filesystem::filesystem_error*>(&exception))
    return io_error("read", refused->path1(), refused->code().value());
  // All that the library starts of the system's is threads.
  if (const auto* refused = dynamic_cast<const std::system_error*>(&exception)) {
    return {ErrorCode::io, "cannot start a thread: " + refused->code().message(), {}, "use fewer --jobs"};
  }
  // What is longer than a string may be does not fit any memory either.
  if (dynamic_cast<const std::bad_alloc*>(&exception) != nullptr ||
      dynamic_cast<const std::length_error*>(&exception) != nullptr)
    return {ErrorCode::io, "out of memory", {}, {}};
  return {ErrorCode::io, std::string("failed: ") + exception.what(), {}, {}};
}

}  // namespace vnidx
