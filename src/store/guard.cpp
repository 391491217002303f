#include "store/guard.h"

#include <cerrno>
#include <string>
#include <string_view>

namespace vnidx::store {

Error error_of(const Xapian::Error& error, const std::filesystem::path& place) {
  const std::string_view type = error.get_type();
  std::string message = error.get_msg();
  if (const char* detail = error.get_error_string()) message.append(" (").append(detail).append(")");
  Error result{ErrorCode::io, {}, place.string(), {}};
  if (type == "DatabaseCorruptError" || type == "DatabaseVersionError" || type == "RangeError" ||
      type == "SerialisationError") {
    result.code = ErrorCode::damaged;
    result.message = "the index is damaged: " + message;
    result.hint = "run `vnidx check --repair`";
  } else if (type == "DatabaseLockError") {
    result.code = ErrorCode::locked;
    result.message = "another program is writing to the index";
    result.hint = "wait for it to finish, or use --wait";
  } else if (type == "DatabaseNotFoundError" || type == "DatabaseOpeningError") {
    result.code = ErrorCode::damaged;
    result.message = "the index cannot be opened: " + message;
    result.hint = "run `vnidx check --repair`";
  } else {
    result.message = "the index cannot be read or written: " + message;
    if (message.find("No space left") != std::string::npos)
      result.hint = "free some disk space and run it again";
  }
  return result;
}

}  // namespace vnidx::store
