#include "store/name_catalog.h"

#include <string>
#include <utility>
#include <vector>

#include "unit/catch.h"
#include "unit/source/temporary_folder.h"

namespace vnidx::store {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

Pairs pairs_of(const NameCatalog& catalog) {
  Pairs pairs;
  for (const auto& entry : catalog.entries()) pairs.emplace_back(entry.key, entry.name);
  return pairs;
}

NameCatalog written(const test::TemporaryFolder& folder, const std::string& bytes) {
  auto catalog = NameCatalog::open(folder.write("organizations", bytes));
  REQUIRE(catalog.ok());
  return std::move(*catalog);
}

TEST_CASE("names read back by rising key") {
  const test::TemporaryFolder folder;
  const Names names{{"sở y tế", "Sở Y tế"}, {"báo quảng nam", "Báo Quảng Nam"}, {"a", ""}};
  CHECK(pairs_of(written(folder, merged_catalog({}, names))) ==
        Pairs{{"a", ""}, {"báo quảng nam", "Báo Quảng Nam"}, {"sở y tế", "Sở Y tế"}});
  CHECK(pairs_of(written(folder, merged_catalog({}, {}))).empty());
}

TEST_CASE("of a key that several have, the first name stays") {
  const test::TemporaryFolder folder;
  std::vector<NameCatalog> sources;
  sources.push_back(written(folder, merged_catalog({}, {{"b", "first"}, {"c", "C"}})));
  sources.push_back(written(folder, merged_catalog({}, {{"b", "second"}, {"a", "A"}})));
  const auto merged = written(folder, merged_catalog(sources, {{"b", "third"}, {"a", "late"}, {"d", "D"}}));
  CHECK(pairs_of(merged) == Pairs{{"a", "A"}, {"b", "first"}, {"c", "C"}, {"d", "D"}});
}

TEST_CASE("entries stay valid when a catalogue moves") {
  const test::TemporaryFolder folder;
  NameCatalog one = written(folder, merged_catalog({}, {{"k", "n"}}));
  const NameCatalog two = std::move(one);
  CHECK(pairs_of(two) == Pairs{{"k", "n"}});
}

TEST_CASE("a catalogue of many names alike reads back") {
  const test::TemporaryFolder folder;
  Names names;
  for (int i = 0; i < 100000; ++i)
    names["trường tiểu học số " + std::to_string(i)] = "Trường Tiểu học số " + std::to_string(i);
  CHECK(written(folder, merged_catalog({}, names)).entries().size() == names.size());
}

TEST_CASE("a catalogue with any byte changed, or cut short, is refused or still the same") {
  const test::TemporaryFolder folder;
  const std::string bytes = merged_catalog({}, {{"sở y tế", "Sở Y tế"}, {"sở nội vụ", "Sở Nội vụ"}});
  const Pairs whole = pairs_of(written(folder, bytes));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const unsigned flip : {0x01U, 0x20U, 0xffU}) {
      std::string damaged = bytes;
      damaged[i] = static_cast<char>(static_cast<unsigned char>(damaged[i]) ^ flip);
      const auto catalog = NameCatalog::open(folder.write("damaged", damaged));
      if (catalog)
        CHECK(pairs_of(*catalog) == whole);
      else
        CHECK(catalog.error().code == ErrorCode::damaged);
    }
    CHECK(NameCatalog::open(folder.write("short", bytes.substr(0, i))).error().code == ErrorCode::damaged);
  }
  CHECK(NameCatalog::open(folder.path("missing")).error().code == ErrorCode::io);
}

}  // namespace
}  // namespace vnidx::store
