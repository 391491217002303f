#include "store/spare.h"

#include <string>

#include "base/file.h"
#include "unit/catch.h"
#include "unit/source/temporary_folder.h"
#include "unit/store/database_maker.h"

namespace vnidx::store {
namespace {

TEST_CASE("metadata comes out of its packed form, and no changed byte passes") {
  const Metadata metadata{
      {"a", std::string("\0\xff\n", 3)}, {"removed", ""}, {"zstd-dictionary", std::string(1000, 'd')}};
  const std::string bytes = pack(metadata);
  CHECK(unpack(bytes) == metadata);
  CHECK(unpack(pack({})) == Metadata());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x40);
    CAPTURE(at);
    CHECK_FALSE(unpack(damaged).has_value());
    CHECK_FALSE(unpack(bytes.substr(0, at)).has_value());
  }
}

TEST_CASE("the spare copy follows the database, without what counts") {
  const test::TemporaryFolder folder;
  const std::filesystem::path path = folder.path("database");
  auto database = make_database(path, {"one"});
  CHECK_FALSE(read_spare(path).has_value());
  database.set_metadata("removed", "1");
  database.set_metadata("n-words", "17");
  database.commit();
  REQUIRE(write_spare(path).ok());
  CHECK(read_spare(path) == Metadata{{"last-number", "1"}, {"removed", "1"}});
  database.set_metadata("removed", "2");
  database.commit();
  REQUIRE(write_spare(path).ok());
  CHECK(read_spare(path) == Metadata{{"last-number", "1"}, {"removed", "2"}});
}

}  // namespace
}  // namespace vnidx::store
