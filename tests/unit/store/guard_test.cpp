#include "store/guard.h"

#include <cerrno>
#include <functional>
#include <new>
#include <string>
#include <system_error>
#include <vector>

#include "unit/catch.h"

namespace vnidx::store {
namespace {

struct ErrorCase {
  std::function<void()> thrown;
  ErrorCode code;
};

TEST_CASE("every kind of Xapian error becomes the error a person can act upon") {
  const std::vector<ErrorCase> cases{
      {[] { throw Xapian::DatabaseCorruptError("bad block"); }, ErrorCode::damaged},
      {[] { throw Xapian::DatabaseVersionError("from the future"); }, ErrorCode::damaged},
      {[] { throw Xapian::RangeError("beyond"); }, ErrorCode::damaged},
      {[] { throw Xapian::SerialisationError("bad data"); }, ErrorCode::damaged},
      {[] { throw Xapian::DatabaseLockError("Unable to get write lock on /i: already locked"); },
       ErrorCode::locked},
      {[] { throw Xapian::DatabaseLockError("Unable to get write lock on /i: too many open files"); },
       ErrorCode::io},
      {[] { throw Xapian::DatabaseLockError("Unable to get write lock on /i"); }, ErrorCode::io},
      {[] { throw Xapian::DatabaseOpeningError("cannot"); }, ErrorCode::damaged},
      {[] { throw Xapian::DatabaseNotFoundError("none"); }, ErrorCode::damaged},
      {[] { throw Xapian::DatabaseOpeningError("no table", ENOENT); }, ErrorCode::damaged},
      {[] { throw Xapian::DatabaseOpeningError("no right", EACCES); }, ErrorCode::io},
      {[] { throw Xapian::DatabaseOpeningError("no descriptor", EMFILE); }, ErrorCode::io},
      {[] { throw std::bad_alloc(); }, ErrorCode::io},
      {[] { throw std::system_error(EAGAIN, std::generic_category()); }, ErrorCode::io},
      {[] { throw Xapian::DatabaseError("read failed", EIO); }, ErrorCode::io},
      {[] { throw Xapian::InternalError("?"); }, ErrorCode::io},
  };
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto result = guarded("/an/index", [&]() -> Result<int> {
      cases[i].thrown();
      return 1;
    });
    CAPTURE(i);
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().code == cases[i].code);
    CHECK(result.error().place == "/an/index");
    CHECK_FALSE(result.error().message.empty());
    CHECK(result.error().message.find('\n') == std::string::npos);
  }
}

TEST_CASE("a full disk is said so, with what to do") {
  const auto result =
      guarded("/i", []() -> Result<void> { throw Xapian::DatabaseError("Error writing block", ENOSPC); });
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().code == ErrorCode::io);
  CHECK(result.error().message.find("No space left on device") != std::string::npos);
  CHECK_FALSE(result.error().hint.empty());
}

TEST_CASE("what is no exception passes through; a state taken away is an error") {
  CHECK(*guarded("/i", []() -> Result<int> { return 7; }) == 7);
  CHECK(guarded("/i",
                []() -> Result<int> {
                  return Error{ErrorCode::usage, "m", "p", "h"};
                })
            .error()
            .place == "p");
  CHECK_FALSE(guarded("/i", []() -> Result<int> { throw Xapian::DatabaseModifiedError("again"); }).ok());
}

}  // namespace
}  // namespace vnidx::store
