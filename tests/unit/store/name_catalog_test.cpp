#include "store/name_catalog.h"

#include <filesystem>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "store/append_log.h"
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

TEST_CASE("a short form keeps every name that some source gives it to") {
  const test::TemporaryFolder folder;
  std::vector<NameCatalog> sources;
  sources.push_back(written(folder, merged_catalog({}, {{"b", "B"}}, {{"(x)", {"b"}}})));
  sources.push_back(written(folder, merged_catalog({}, {{"a", "A"}}, {{"(x)", {"a", "b"}}, {"(y)", {"a"}}})));
  const auto merged = written(folder, merged_catalog(sources, {}, {{"(x)", {"c"}}}));
  REQUIRE(merged.find("(x)") != nullptr);
  CHECK(merged.find("(x)")->is_short_form());
  CHECK(merged.find("(x)")->meanings == "a\tb\tc");
  CHECK(merged.find("(y)")->meanings == "a");
  CHECK_FALSE(merged.find("a")->is_short_form());
  CHECK(merged.find("(z)") == nullptr);
  CHECK(merged.entries().size() == 4);
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

// Names that compress badly.
Names random_names(std::size_t count) {
  std::mt19937_64 random(3);
  Names names;
  for (std::size_t i = 0; i < count; ++i) names[std::to_string(random())] = std::to_string(random());
  return names;
}

TEST_CASE("a few names are added to a large catalogue without writing it anew, until there are many") {
  const test::TemporaryFolder folder;
  const std::filesystem::path path = folder.path("organizations");
  Names all = random_names(6000);
  REQUIRE(add_to_catalog(path, all).ok());
  const auto before = bytes_of(path);
  REQUIRE(before > (64 << 10));
  bool waited = false;
  for (int i = 0; i < 300; ++i) {
    // The first of them is known by another name, and keeps it.
    const Names more{{all.begin()->first, "khác"}, {"sở y tế " + std::to_string(i), "Sở Y tế"}};
    REQUIRE(add_to_catalog(path, more).ok());
    all.insert(more.begin(), more.end());
    waited = waited || bytes_of(changes_of(path)) > 0;
    CHECK(bytes_of(changes_of(path)) <= before / 8 + 100);
  }
  CHECK(waited);
  const auto check_all = [&] {
    const auto catalog = NameCatalog::open(path);
    REQUIRE(catalog.ok());
    CHECK(pairs_of(*catalog) == Pairs(all.begin(), all.end()));
  };
  check_all();
  REQUIRE(add_to_catalog(path, random_names(3000)).ok());
  check_all();
  REQUIRE(add_to_catalog(path, {{"z", "Z"}}).ok());
  all["z"] = "Z";
  check_all();
  CHECK(bytes_of(changes_of(path)) == 0);
}

}  // namespace
}  // namespace vnidx::store
