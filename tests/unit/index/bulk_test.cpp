// Many documents: built beside the live index, on several threads, into a new generation.
#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "entity/canonical_name.h"
#include "index/bulk_build.h"
#include "store/name_catalog.h"
#include "store/snapshot.h"
#include "unit/catch.h"
#include "unit/index/archive.h"

namespace vnidx {
namespace {

using test::Archive;
using test::article;
using test::articles;

WriteOptions with_jobs(unsigned jobs, std::uint64_t memory_bytes = 0) {
  return {jobs, memory_bytes, {}};
}

std::vector<std::string> ids_of(const std::vector<Document>& documents) {
  std::vector<std::string> ids;
  for (const Document& document : documents) ids.push_back(document.id);
  return ids;
}

TEST_CASE("few documents go into the live index, many into a new generation") {
  Archive archive;
  archive.add(articles(0, 2));
  const std::string first = archive.generation();
  {
    IndexWriter writer = archive.open();
    REQUIRE(writer.add(article(2), 0).ok());
    REQUIRE(writer.finish().ok());
    CHECK(writer.plan() == "in place: not more than 1000 documents and 8 MB of text");
  }
  CHECK(archive.generation() == first);
  IndexWriter writer = archive.open();
  for (const Document& each : articles(3, 1500)) REQUIRE(writer.add(each, 0).ok());
  REQUIRE(writer.finish().ok());
  CHECK(writer.plan() == "bulk: more than 1000 documents");
  CHECK(archive.generation() > first);
  CHECK(archive.ids() == ids_of(articles(0, 1500)));
}

TEST_CASE("a plan says why it was made") {
  Archive archive;
  const auto plan_of_adding = [&](const std::vector<Document>& documents) {
    IndexWriter writer = archive.open();
    for (const Document& each : documents) REQUIRE(writer.add(each, 0).ok());
    REQUIRE(writer.finish().ok());
    return writer.plan();
  };
  CHECK(plan_of_adding(articles(0, 900)) == "bulk: there is no index yet");
  CHECK(plan_of_adding(articles(0, 900)) == "nothing: all of it is there");
  CHECK(plan_of_adding(articles(0, 500, "changed")) ==
        "in place: not more than 1000 documents and 8 MB of text; then built anew: more than a fifth of the "
        "index was removed");
}

TEST_CASE("few documents of many bytes are many") {
  Archive archive;
  archive.add(articles(0, 2));
  IndexWriter writer = archive.open();
  for (int i = 0; i < 9; ++i) {
    Document each = article(10 + static_cast<std::size_t>(i));
    for (int n = 0; n < 100000; ++n) each.text += " hội nghị";
    REQUIRE(writer.add(std::move(each), 0).ok());
  }
  REQUIRE(writer.finish().ok());
  CHECK(writer.plan() == "bulk: more than 8 MB of text");
  CHECK(archive.ids().size() == 11);
}

TEST_CASE(
    "the result does not depend, to the byte, on how many threads made it or how much memory they had") {
  Archive one;
  one.add(articles(0, 2600), with_jobs(1));
  const auto [jobs, memory_bytes] = GENERATE(std::pair{3U, 0U}, std::pair{2U, 1U << 20}, std::pair{1U, 1U});
  Archive other;
  other.add(articles(0, 2600), with_jobs(jobs, memory_bytes));
  CHECK(one.ids() == ids_of(articles(0, 2600)));
  for (const char* file :
       {"docdata.glass", "postlist.glass", "iamglass", "pairs", "organizations", "spare", "seal"}) {
    CHECK(one.file(file) == other.file(file));
  }
}

TEST_CASE("an organisation is shown by the name it was first met under, whatever batch comes last") {
  std::vector<Document> documents{test::document("dau", "", "Họp tại Sở Y tế Quảng Nam sáng nay.")};
  for (const Document& each : articles(0, 1200)) documents.push_back(each);
  const std::string key = entity::organization_key("Sở Y tế Quảng Nam");
  REQUIRE(key == entity::organization_key("Sở Y tế tỉnh Quảng Nam"));  // as the articles have it
  for (const unsigned jobs : {1U, 3U}) {
    Archive archive;
    archive.add(documents, with_jobs(jobs, 1));  // so little memory makes many batches
    auto snapshot = store::Snapshot::open(archive.path());
    REQUIRE(snapshot.ok());
    const auto catalog = snapshot->organizations();
    REQUIRE(catalog.ok());
    const auto& entries = (*catalog)->entries();
    const auto entry = std::ranges::find(entries, key, &store::NameCatalog::Entry::key);
    REQUIRE(entry != entries.end());
    CHECK(entry->name == "Sở Y tế Quảng Nam");
  }
}

TEST_CASE(
    "the result does not depend on how it got there: at once, in small steps, with changes on the way") {
  Archive at_once;
  at_once.add(articles(0, 1300));
  Archive in_steps;
  in_steps.add(articles(0, 100, "another edition"));
  in_steps.add(articles(0, 40));
  in_steps.add(articles(40, 1250));
  in_steps.add(articles(1250, 1400));
  std::vector<std::string> further;
  for (const Document& document : articles(1300, 1400)) further.push_back(document.id);
  in_steps.remove(further);

  const auto by_id = [](const Archive& archive) {
    std::map<std::string, test::Stored> stored;
    for (auto& each : archive.stored()) stored.emplace(each.document.id, each);
    return stored;
  };
  CHECK(by_id(at_once) == by_id(in_steps));
  CHECK(at_once.metadata().at("n-text-bytes") == in_steps.metadata().at("n-text-bytes"));
  CHECK(at_once.statistics() == in_steps.statistics());
}

TEST_CASE("bulk upon a live index replaces in it, and keeps what it does not touch") {
  Archive archive;
  archive.add(articles(0, 1500));
  archive.add(articles(500, 2700, "changed"), with_jobs(2));
  const auto stored = archive.stored();
  REQUIRE(stored.size() == 2700);
  for (const auto& each : stored) {
    const std::size_t number = std::stoul(each.document.id.substr(each.document.id.find('-') + 1));
    REQUIRE(each.document == article(number, number < 500 ? "" : "changed"));
  }
  CHECK(archive.entries() == std::vector<std::string>{"current", archive.generation(), "lock"});
}

TEST_CASE("removing many and adding many in one run") {
  Archive archive;
  archive.add(articles(0, 300));
  IndexWriter writer = archive.open();
  for (const Document& each : articles(0, 250)) REQUIRE(writer.remove(each.id).ok());
  for (const Document& each : articles(200, 1600, "changed")) REQUIRE(writer.add(each, 0).ok());
  REQUIRE(writer.finish().ok());
  CHECK(archive.ids().size() == 1400);
}

TEST_CASE("a document of 30 MB beside small ones") {
  Archive archive;
  Document large = article(5);
  const std::string piece = large.text + "\n";
  large.text.reserve(30 << 20);
  while (large.text.size() < (30U << 20)) large.text += piece;
  archive.add({article(4), large, article(6)}, with_jobs(2, 64 << 20));
  const auto stored = archive.stored();
  REQUIRE(stored.size() == 3);
  CHECK(stored[1].document == large);
  const auto small = [&] {
    Archive other;
    other.add({article(5)});
    return other.stored().front().terms;
  }();
  std::vector<std::string> terms, expected;
  for (const auto& [term, count] : stored[1].terms) terms.push_back(term);
  for (const auto& [term, count] : small) expected.push_back(term);
  CHECK(terms == expected);
}

TEST_CASE("documents of rare strings only") {
  Archive archive;
  std::vector<Document> run;
  std::uint64_t state = 1;
  for (std::size_t number = 0; number < 40; ++number) {
    Document each = article(number);
    each.text.clear();
    for (int i = 0; i < 30000; ++i) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      each.text += "x" + std::to_string(state >> 20) + " ";
    }
    run.push_back(std::move(each));
  }
  // One thread sees more words than an analyzer is let to remember.
  archive.add(run, with_jobs(1));
  const auto stored = archive.stored();
  REQUIRE(stored.size() == run.size());
  for (std::size_t i = 0; i < run.size(); ++i) {
    CHECK(stored[i].document == run[i]);
    CHECK(stored[i].terms.size() > 30000);
  }
}

TEST_CASE("of a text with more different words than any has, the first are found and all is stored") {
  constexpr std::size_t kMaxWords = 1 << 18;
  constexpr std::size_t kWordsOfPiece = (1 << 20) / 8;
  Archive archive;
  Document dump = article(0);
  dump.title.clear();
  dump.text.clear();
  for (std::size_t i = 0; i < 5 * kWordsOfPiece; ++i)
    dump.text += "w" + std::to_string(1000000 + i).substr(1) + " ";
  archive.add({dump, article(1)});
  const auto stored = archive.stored();
  REQUIRE(stored.size() == 2);
  CHECK(stored[0].document == dump);
  const auto words =
      std::ranges::count_if(stored[0].terms, [](const auto& term) { return term.first.starts_with('w'); });
  CHECK(static_cast<std::size_t>(words) > kMaxWords);
  CHECK(static_cast<std::size_t>(words) <= kMaxWords + kWordsOfPiece);
  CHECK(stored[0].terms.contains("w000000"));
  CHECK_FALSE(stored[0].terms.contains("w" + std::to_string(5 * kWordsOfPiece - 1)));
  CHECK(stored[1].document == article(1));
}

TEST_CASE("an addition of more batches than are merged at once") {
  Archive archive;
  std::vector<Document> run;
  for (std::size_t number = 0; number < 1400; ++number) {
    Document each = article(number);
    while (each.text.size() < 3800) each.text += " " + article(number + each.text.size()).text;
    run.push_back(std::move(each));
  }
  // The least memory there is: 64 KiB a batch.
  archive.add(run, with_jobs(2, 1));
  CHECK(archive.ids() == ids_of(run));
}

TEST_CASE("a build that cannot write says why, and leaves nothing") {
  const test::TemporaryFolder folder;
  const std::string file = folder.write("file", "x");
  index::BulkBuild build({}, file + "/build", {}, 2, 1 << 20);
  Result<void> result;
  for (std::size_t number = 0; number < 3000 && result.ok(); ++number)
    result = build.add(index::prepare(article(number)));
  if (result.ok()) result = build.finish(folder.path("g000001"));
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().code == ErrorCode::io);
  CHECK_FALSE(std::filesystem::exists(folder.path("g000001")));
}

}  // namespace
}  // namespace vnidx
