#include "store/compaction.h"

#include <filesystem>
#include <string>
#include <vector>

#include "unit/catch.h"
#include "unit/source/temporary_folder.h"
#include "unit/store/database_maker.h"

namespace vnidx::store {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> ids_of(const fs::path& path) {
  const Xapian::Database database(path.string());
  std::vector<std::string> ids;
  for (auto number = database.postlist_begin(""); number != database.postlist_end(""); ++number) {
    std::string record;
    REQUIRE(Decompressor(DecompressionDictionary({}))
                .decompress(database.get_document(*number).get_data(), record)
                .ok());
    ids.push_back(schema::read_record(record)->id);
  }
  return ids;
}

TEST_CASE("merged documents stand in the order of the sources") {
  const test::TemporaryFolder folder;
  std::vector<fs::path> sources;
  std::vector<std::string> all;
  for (int source = 0; source < 5; ++source) {
    std::vector<std::string> ids;
    for (int i = 0; i < source * 3; ++i) ids.push_back(std::to_string(source) + "-" + std::to_string(i));
    sources.emplace_back(folder.path("s" + std::to_string(source)));
    make_database(sources.back(), ids).close();
    all.insert(all.end(), ids.begin(), ids.end());
  }
  const fs::path destination = folder.path("merged");
  REQUIRE(merge(sources, destination).ok());
  CHECK(ids_of(destination) == all);
}

TEST_CASE("counts in metadata add up; of anything else the first source decides") {
  const test::TemporaryFolder folder;
  const std::vector<fs::path> sources{folder.path("one"), folder.path("two"), folder.path("three")};
  const std::string sum_key(schema::metadata::kTextBytes);
  const std::string dictionary_key(schema::metadata::kDictionary);
  const std::string name_key = std::string("other");
  {
    auto one = make_database(sources[0], {"a"});
    auto two = make_database(sources[1], {"b"});
    auto three = make_database(sources[2], {"c"});
    one.set_metadata(sum_key, "100");
    two.set_metadata(sum_key, "20");
    three.set_metadata(sum_key, "5000000000");
    one.set_metadata(dictionary_key, "first");
    two.set_metadata(dictionary_key, "second");
    two.set_metadata(name_key, "Sở Y tế");
    three.set_metadata(name_key, "SỞ Y TẾ");
    for (auto* database : {&one, &two, &three}) database->commit();
  }
  REQUIRE(merge(sources, folder.path("merged")).ok());
  const Xapian::Database merged(folder.path("merged"));
  CHECK(merged.get_metadata(sum_key) == "5000000120");
  CHECK(merged.get_metadata(dictionary_key) == "first");
  CHECK(merged.get_metadata(name_key) == "Sở Y tế");
}

TEST_CASE("a source that is not there, or is no database, is an error") {
  const test::TemporaryFolder folder;
  make_database(folder.path("one"), {"a"}).close();
  folder.write("garbage/iamglass", "this is no database");
  for (const std::string other : {"missing", "garbage"}) {
    const std::vector<fs::path> sources{folder.path("one"), folder.path(other)};
    const auto merged = merge(sources, folder.path("merged-" + other));
    REQUIRE_FALSE(merged.ok());
    CHECK(merged.error().code == ErrorCode::damaged);
  }
}

}  // namespace
}  // namespace vnidx::store
