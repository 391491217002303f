#include "store/append_log.h"

#include <string>
#include <vector>

#include "base/file.h"
#include "unit/catch.h"
#include "unit/source/temporary_folder.h"

namespace vnidx::store {
namespace {

using Records = std::vector<std::string>;

Records records_of(const std::filesystem::path& path) {
  const auto log = read_log(path);
  REQUIRE(log.ok());
  CHECK_FALSE(log->is_cut);
  return log->records;
}

TEST_CASE("records come back in the order they were appended") {
  const test::TemporaryFolder folder;
  const std::filesystem::path path = changes_of(folder.path("pairs"));
  CHECK(path.filename() == "pairs.changes");
  CHECK(records_of(path).empty());
  CHECK(bytes_of(path) == 0);
  const Records records{"một", "", std::string(100'000, 'x'), "bốn"};
  for (const std::string& record : records) REQUIRE(append_record(path, record).ok());
  CHECK(records_of(path) == records);
  CHECK(bytes_of(path) > 100'000);
}

TEST_CASE("a log with any byte changed, or cut short, gives no record that was not written") {
  const test::TemporaryFolder folder;
  const std::filesystem::path path = folder.path("log");
  const Records records{"Sở Y tế", "Sở Nội vụ"};
  for (const std::string& record : records) REQUIRE(append_record(path, record).ok());
  const auto bytes = read_file(path);
  REQUIRE(bytes.ok());
  for (std::size_t at = 0; at < bytes->size(); ++at) {
    std::string damaged = *bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x40);
    const auto log = read_log(folder.write("damaged", damaged));
    CAPTURE(at);
    if (log) {
      CHECK(log->is_cut);
    } else {
      CHECK(log.error().code == ErrorCode::damaged);
    }
    const auto cut = read_log(folder.write("cut", bytes->substr(0, at)));
    REQUIRE(cut.ok());
    const bool ends_with_a_record = at == 0 || at == bytes->size() / 2 - 1;
    if (!ends_with_a_record) CHECK((cut->is_cut || cut->records == Records{records.front()}));
    CHECK(cut->records.size() < 2);
  }
}

}  // namespace
}  // namespace vnidx::store
