#include "store/guard.h"

#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>

namespace vnidx::store {

namespace {

// Whether the system refused, so that what lies on disk may well be whole: all it can say but that a file is
// not there.
bool is_refusal(const char* reason) {
  return reason != nullptr && reason != std::generic_category().message(ENOENT);
}

// Whether what was read cannot be as it was written. Of its own accord Xapian says no more than DatabaseError
// where a file is too short or a sum is wrong. Work that it says was overtaken has been done again many times
// (Snapshot::run) before the error comes here. A commit that failed tells the reason in words alone.
bool is_damage(const Xapian::Error& error) {
  const std::string_view type = error.get_type();
  return type == "DatabaseCorruptError" || type == "DatabaseVersionError" || type == "RangeError" ||
         type == "SerialisationError" || type == "DatabaseModifiedError" ||
         (type == "DatabaseError" && error.get_error_string() == nullptr &&
          !error.get_msg().starts_with("Modifications failed"));
}

}  // namespace

Error error_of(const Xapian::Error& error, const std::filesystem::path& place) {
  const std::string_view type = error.get_type();
  std::string message = error.get_msg();
  if (const char* detail = error.get_error_string()) message.append(" (").append(detail).append(")");
  Error result{ErrorCode::io, {}, place.string(), {}};
  if (is_damage(error)) {
    result.code = ErrorCode::damaged;
    result.message = "the index is damaged: " + message;
    result.hint = "run `vnidx check --repair`";
  } else if (type == "DatabaseLockError" && message.ends_with("already locked")) {
    result.code = ErrorCode::locked;
    result.message = "another program is writing to the index";
    result.hint = "wait for it to finish, or use --wait";
  } else if ((type == "DatabaseNotFoundError" || type == "DatabaseOpeningError") &&
             !is_refusal(error.get_error_string())) {
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
