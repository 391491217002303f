// Building an index anew: what is added, and what of the old index is taken over.
#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "index/ingest.h"
#include "schema/fields.h"
#include "store/directory.h"
#include "store/manifest.h"
#include "store/snapshot.h"
#include "unit/catch.h"
#include "unit/index/archive.h"
#include "vnidx/maintenance.h"

namespace vnidx {
namespace {

using test::Archive;
using test::article;
using test::articles;

IndexWriter open_anew(const Archive& archive, Unreadable unreadable = Unreadable::refuse) {
  auto writer = IndexWriter::open_anew(archive.path(), {}, unreadable);
  if (!writer) FAIL(writer.error().message);
  return std::move(*writer);
}

AddSummary build_anew(const Archive& archive, const std::vector<Document>& documents,
                      const std::vector<std::string>& removed = {}) {
  IndexWriter writer = open_anew(archive);
  for (const Document& document : documents) REQUIRE(writer.add(document, 0).ok());
  for (const std::string& id : removed) REQUIRE(writer.remove(id).ok());
  const auto summary = writer.finish();
  if (!summary) FAIL(summary.error().message);
  return *summary;
}

TEST_CASE("what is added comes first, the rest from its stored text, and what was removed not at all") {
  for (const std::size_t many : {10U, 1500U}) {
    Archive archive;
    archive.add(articles(0, many));
    archive.remove({"bài-9"});
    const AddSummary summary =
        build_anew(archive, {article(5), article(2, "changed"), article(many)}, {"bài-1"});
    CHECK(summary.unchanged == 1);
    CHECK(summary.replaced == 1);
    CHECK(summary.added == 1);
    CHECK(summary.kept == many - 4);

    std::vector<Document> expected{article(5), article(2, "changed"), article(many)};
    for (std::size_t i = 0; i < many; ++i) {
      if (i != 1 && i != 2 && i != 5 && i != 9) expected.push_back(article(i));
    }
    Archive fresh;
    fresh.add(expected);
    CHECK(archive.stored() == fresh.stored());
    CHECK(archive.statistics() == fresh.statistics());
    CHECK(archive.entries() == std::vector<std::string>{"current", archive.generation(), "lock"});
    const auto report = check_index(archive.path());
    REQUIRE(report.ok());
    CHECK(report->findings.empty());
  }
}

// Against a map: runs of every kind, each followed by one that builds anew from some of the documents.
TEST_CASE("whatever was done before, building anew loses nothing", "[property]") {
  std::mt19937 random(7);
  for (int history = 0; history < 4; ++history) {
    Archive archive;
    std::map<std::string, Document> model;
    for (int run = 0; run < 6; ++run) {
      std::vector<Document> put;
      for (int i = 0; i < 30; ++i) {
        put.push_back(article(random() % 40, "edition " + std::to_string(random() % 3)));
      }
      std::vector<std::string> removed;
      for (const auto& [id, document] : model) {
        if (random() % 8 == 0) removed.push_back(id);
      }
      if (run % 2 == 0) {
        if (!removed.empty()) archive.remove(removed);
        for (const std::string& id : removed) model.erase(id);
        archive.add(put);
      } else {
        std::erase_if(
            put, [&](const Document& each) { return std::ranges::find(removed, each.id) != removed.end(); });
        build_anew(archive, put, removed);
        for (const std::string& id : removed) model.erase(id);
      }
      for (const Document& each : put) model.insert_or_assign(each.id, each);
      std::map<std::string, Document> held;
      for (auto& stored : archive.stored()) held.emplace(stored.document.id, std::move(stored.document));
      CHECK(held == model);
    }
  }
}

TEST_CASE("an id that is added twice has its last version; one that is removed and added again is there") {
  Archive archive;
  archive.add(articles(0, 3));
  IndexWriter writer = open_anew(archive);
  REQUIRE(writer.add(article(0), 0).ok());
  REQUIRE(writer.add(article(0, "changed"), 0).ok());
  REQUIRE(writer.remove("bài-1").ok());
  REQUIRE(writer.add(article(1), 0).ok());
  REQUIRE(writer.finish().ok());
  Archive fresh;
  fresh.add({article(0, "changed"), article(1), article(2)});
  CHECK(archive.stored() == fresh.stored());
}

TEST_CASE("nothing changes when building anew is not finished") {
  Archive archive;
  archive.add(articles(0, 3));
  const auto before = archive.stored();
  {
    IndexWriter writer = open_anew(archive);
    for (const Document& each : articles(0, 1200, "changed")) REQUIRE(writer.add(each, 0).ok());
  }
  CHECK(archive.stored() == before);
  CHECK(archive.generation() == "g000001");
}

TEST_CASE("a reader of the old index goes on, and the old index goes with it") {
  Archive archive;
  archive.add(articles(0, 3));
  auto reader = store::Snapshot::open(archive.path());
  REQUIRE(reader.ok());
  build_anew(archive, articles(0, 2, "changed"));
  CHECK(reader->document(1)->text == article(0).text);
  CHECK(archive.entries() == std::vector<std::string>{"current", "g000001", "g000002", "lock"});
  REQUIRE(reader->refresh().ok());
  CHECK(reader->document(1)->text == article(0, "changed").text);
  build_anew(archive, {});
  CHECK(archive.entries() == std::vector<std::string>{"current", "g000002", "g000003", "lock"});
}

TEST_CASE("an index of other rules for words is built anew, with what it remembers of its sources") {
  Archive archive;
  archive.add(articles(0, 5));
  {
    IndexWriter writer = archive.open();
    (*writer.manifest())->sources.push_back({"/a", true, "auto", "auto"});
    REQUIRE(writer.finish().ok());
  }
  const auto before = archive.stored();
  archive.pretend_version(schema::kSchemaVersion, schema::kAnalyzerVersion - 1);
  CHECK(IndexWriter::open(archive.path(), {}).error().code == ErrorCode::no_index);
  build_anew(archive, {});
  CHECK(archive.stored() == before);
  CHECK(index::remembered_sources(archive.path())->sources.size() == 1);
}

TEST_CASE("an index whose documents cannot be read is built from its sources only when that is asked for") {
  Archive archive;
  archive.add(articles(0, 5));
  const auto pretend = [&] { archive.pretend_version(schema::kSchemaVersion + 1, schema::kAnalyzerVersion); };
  pretend();
  // It remembers no sources: nothing could be built.
  for (const Unreadable unreadable : {Unreadable::refuse, Unreadable::lose}) {
    CHECK(IndexWriter::open_anew(archive.path(), {}, unreadable).error().code == ErrorCode::no_index);
  }
  archive.pretend_version(schema::kSchemaVersion, schema::kAnalyzerVersion);
  {
    IndexWriter writer = archive.open();
    store::Manifest& manifest = **writer.manifest();
    manifest.sources.push_back({"/a", true, "auto", "auto"});
    manifest.files["/a/read"] = {{7, 1, 1, 1, 1}, 99, 1, ""};
    manifest.files["/a/holds nothing"] = {{7, 1, 1, 1, 1}, 99, 0, ""};
    REQUIRE(writer.finish().ok());
  }
  const auto before = archive.stored();
  pretend();
  const auto refused = IndexWriter::open_anew(archive.path(), {}, Unreadable::refuse);
  CHECK(refused.error().code == ErrorCode::no_index);
  CHECK(refused.error().hint.find("--force") != std::string::npos);
  archive.pretend_version(schema::kSchemaVersion, schema::kAnalyzerVersion);
  CHECK(archive.stored() == before);

  pretend();
  IndexWriter writer = open_anew(archive, Unreadable::lose);
  const store::Manifest& manifest = **writer.manifest();
  CHECK(manifest.files.at("/a/read").hash == 0);  // to be read again, now or by the next update
  CHECK(manifest.files.at("/a/holds nothing").hash == 99);
  REQUIRE(writer.add(article(8), 0).ok());
  REQUIRE(writer.finish().ok());
  CHECK(archive.ids() == std::vector<std::string>{"bài-8"});
  CHECK(index::remembered_sources(archive.path())->sources.size() == 1);
}

TEST_CASE("nothing is built anew where there is no index, and no folder is made") {
  const Archive archive;
  CHECK(IndexWriter::open_anew(archive.path(), {}, Unreadable::lose).error().code == ErrorCode::no_index);
  CHECK_FALSE(std::filesystem::exists(archive.path()));
}

}  // namespace
}  // namespace vnidx
