#include "vnidx/result.h"

#include <memory>
#include <string>

#include "unit/catch.h"

namespace vnidx {
namespace {

Result<std::string> name(bool known) {
  if (known) return std::string("Sở Y tế");
  return Error{ErrorCode::not_found, "no such name", "line 3", "spell it out"};
}

TEST_CASE("a Result holds a value or an Error, and throws where the other is asked for") {
  const auto good = name(true);
  REQUIRE(good.ok());
  REQUIRE(static_cast<bool>(good));
  REQUIRE(*good == "Sở Y tế");
  REQUIRE_THROWS_AS(good.error(), std::bad_variant_access);

  const auto bad = name(false);
  REQUIRE_FALSE(bad.ok());
  REQUIRE_FALSE(static_cast<bool>(bad));
  REQUIRE(bad.error().code == ErrorCode::not_found);
  REQUIRE(bad.error().place == "line 3");
  REQUIRE_THROWS_AS(bad.value(), std::bad_variant_access);
}

TEST_CASE("a value that reads as false is a value all the same") {
  const Result<int> zero = 0;
  REQUIRE(zero.ok());
  REQUIRE(*zero == 0);
}

TEST_CASE("values that cannot be copied move through a Result") {
  Result<std::unique_ptr<int>> made = std::make_unique<int>(7);
  const std::unique_ptr<int> taken = std::move(made).value();
  REQUIRE(*taken == 7);
}

TEST_CASE("a Result without a value is done, or says why not") {
  const Result<void> done;
  REQUIRE(done.ok());
  const Result<void> failed = Error{ErrorCode::locked, "in use", {}, {}};
  REQUIRE_FALSE(failed.ok());
  REQUIRE(failed.error().code == ErrorCode::locked);
}

}  // namespace
}  // namespace vnidx
