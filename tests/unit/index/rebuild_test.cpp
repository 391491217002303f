// Removed documents stay on disk until an index is built anew; nobody must see them meanwhile.
#include "index/rebuild.h"

#include <string>
#include <vector>

#include "store/seal.h"
#include "store/snapshot.h"
#include "unit/catch.h"
#include "unit/index/archive.h"

namespace vnidx {
namespace {

using test::Archive;
using test::article;
using test::articles;

std::size_t removed_in(const Archive& archive) {
  const auto snapshot = store::Snapshot::open(archive.path());
  REQUIRE(snapshot.ok());
  return snapshot->removed().size();
}

void set_metadata(const Archive& archive, const std::string& key, const std::string& value) {
  const std::string generation = archive.path() + "/" + archive.generation();
  REQUIRE(store::break_seal(generation).ok());
  Xapian::WritableDatabase database(generation, Xapian::DB_OPEN | Xapian::DB_NO_TERMLIST);
  database.set_metadata(key, value);
  database.commit();
}

TEST_CASE("few removed documents stay on disk, unseen") {
  Archive archive;
  archive.add(articles(0, 100));
  archive.add(articles(0, 50, "changed"));
  archive.remove({"bài-60"});
  CHECK(removed_in(archive) == 51);
  CHECK(archive.generation() == "g000001");
  auto snapshot = store::Snapshot::open(archive.path());
  REQUIRE(snapshot.ok());
  CHECK(snapshot->document_count() == 99);
  CHECK(snapshot->count_of("Qbài-1") == 1);
  CHECK(snapshot->count_of("Qbài-60") == 0);
  CHECK_FALSE(snapshot->find_id("bài-60"));
  CHECK(snapshot->document(*snapshot->find_id("bài-1"))->text.ends_with("changed"));
}

TEST_CASE("when many documents are removed the index is built anew, in small runs and in large ones") {
  for (const std::size_t changed : {250U, 1500U}) {
    Archive archive;
    archive.add(articles(0, changed + 100));
    const auto untouched = archive.stored();
    archive.add(articles(0, changed, "changed"));
    CHECK(removed_in(archive) == 0);
    Archive fresh;
    auto expected = articles(changed, changed + 100);
    for (Document& each : articles(0, changed, "changed")) expected.push_back(std::move(each));
    fresh.add(expected);
    CHECK(archive.stored() == fresh.stored());
    CHECK(archive.statistics() == fresh.statistics());
    CHECK(archive.entries() == std::vector<std::string>{"current", archive.generation(), "lock"});
  }
}

TEST_CASE("an index built anew holds the same documents and keeps metadata that is not about them") {
  Archive archive;
  archive.add(articles(0, 1200));
  set_metadata(archive, "other", "kept");
  archive.remove({"bài-3", "bài-1100"});
  const auto before = archive.stored();
  const auto statistics = archive.statistics();
  const auto text_bytes = archive.metadata().at("n-text-bytes");
  REQUIRE(index::rebuild(archive.path(), 2, 64 << 20).ok());
  CHECK(removed_in(archive) == 0);
  CHECK(archive.stored() == before);
  CHECK(archive.statistics() == statistics);
  CHECK(archive.metadata().at("other") == "kept");
  CHECK(archive.metadata().at("n-text-bytes") == text_bytes);
  CHECK_FALSE(archive.metadata().contains("removed"));
}

TEST_CASE("an index from which everything was removed is built anew as an empty one") {
  Archive archive;
  archive.add(articles(0, 300));
  set_metadata(archive, "other", "kept");
  std::vector<std::string> ids;
  for (const Document& each : articles(0, 300)) ids.push_back(each.id);
  archive.remove(ids);
  CHECK(removed_in(archive) == 0);
  CHECK(archive.ids().empty());
  CHECK(archive.metadata().at("other") == "kept");
  archive.add({article(7)});
  CHECK(archive.ids() == std::vector<std::string>{"bài-7"});
}

}  // namespace
}  // namespace vnidx
