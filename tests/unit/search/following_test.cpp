// An open Searcher and a writer: every answer is of one committed state.
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "unit/catch.h"
#include "unit/index/archive.h"
#include "unit/search/requests.h"
#include "vnidx/maintenance.h"

namespace vnidx {
namespace {

using test::answer;
using test::asking;
using test::document;

TEST_CASE("an open searcher answers while documents come and go, from one state at a time") {
  test::Archive archive;
  std::vector<Document> documents;
  for (int i = 0; i < 300; ++i)
    documents.push_back(document(std::to_string(i), "", "chung mốc0 lần " + std::to_string(i)));
  archive.add(documents);
  std::atomic<bool> done = false;
  // Each run changes every document: a mixture of two states would show.
  std::jthread writer([&] {
    for (int run = 1; run <= 12; ++run) {
      std::vector<Document> changed = documents;
      for (Document& each : changed)
        each.text.replace(each.text.find("mốc0"), std::string("mốc0").size(), "mốc" + std::to_string(run));
      auto opened = IndexWriter::open(archive.path(), {});
      if (!opened) break;
      for (Document& each : changed) (void)opened->add(std::move(each), 0);
      if (!opened->finish()) break;
    }
    done = true;
  });
  Searcher searcher = test::open_searcher(archive.path());
  std::size_t asked = 0;
  while (!done) {
    SearchRequest request = asking(asked % 2 == 0 ? "chung" : "+lần -\"lần chung\"");
    request.limit = 300;
    request.exact_total = true;
    const auto result = searcher.search(request);
    REQUIRE(result.ok());
    REQUIRE(result->total == 300);
    REQUIRE(result->hits.size() == 300);
    const std::string first = result->hits[0].snippet.substr(0, result->hits[0].snippet.find(" lần"));
    for (const Hit& hit : result->hits) REQUIRE(hit.snippet.starts_with(first + " "));
    ++asked;
  }
  CHECK(asked > 0);
}

TEST_CASE("an open searcher sees what was committed since, in place and in bulk") {
  test::Archive archive;
  archive.add({document("a", "", "cháy")});
  Searcher searcher = test::open_searcher(archive.path());
  CHECK(answer(searcher, asking("cháy")).total == 1);
  archive.add({document("b", "", "cháy")});
  CHECK(answer(searcher, asking("cháy")).total == 2);
  std::vector<Document> many;
  for (int i = 0; i < 1500; ++i) many.push_back(document("many-" + std::to_string(i), "", "cháy"));
  archive.add(many);
  SearchRequest request = asking("cháy");
  request.exact_total = true;
  CHECK(answer(searcher, request).total == 1502);
  archive.remove({"a", "b"});
  CHECK(answer(searcher, request).total == 1500);
}

TEST_CASE("all documents of the beginning are visited once, whatever is written between two visits") {
  test::Archive archive;
  const std::vector<Document> before = test::articles(0, 300);
  archive.add(before);
  Searcher searcher = test::open_searcher(archive.path());
  std::vector<Document> visited;
  const auto visits = searcher.for_each_document([&](const Document& each) {
    const std::size_t number = visited.size();
    visited.push_back(each);
    // Before, at and behind the place that is reached: changed, removed, added.
    const std::size_t place = number * 7 % 300;
    if (number % 3 == 0) archive.add({test::article(place, "khác " + std::to_string(number))});
    if (number % 10 == 1) archive.remove({archive.ids().front()});
    if (number % 10 == 2) archive.add(test::articles(1000 + number * 3, 1000 + number * 3 + 30));
    if (number == 100) REQUIRE(compact_index(archive.path(), {}).ok());
    if (number == 150) archive.add(test::articles(10'000, 11'200));  // a new generation
    return true;
  });
  if (!visits) FAIL(visits.error().message);
  CHECK(visited == before);
  // The searcher itself is in the newest state.
  CHECK(searcher.info()->documents == archive.ids().size());
}

TEST_CASE("a query that writers overtake time and again is answered from one state") {
  test::Archive archive;
  archive.add(test::articles(0, 200));
  Searcher searcher = test::open_searcher(archive.path());
  std::size_t visits = 0;
  // Each visit is between two commits, and asks the searcher that is visiting.
  REQUIRE(searcher
              .for_each_document([&](const Document&) {
                archive.add({test::article(500 + visits)});
                SearchRequest request = asking("");
                request.facets = {FacetField::year};
                request.limit = 0;
                CHECK(answer(searcher, request).total == 201 + visits);
                return ++visits < 40;
              })
              .ok());
  CHECK(visits == 40);
}

}  // namespace
}  // namespace vnidx
