// An open Searcher and a writer: every answer is of one committed state.
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "unit/catch.h"
#include "unit/index/archive.h"
#include "unit/search/requests.h"

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

}  // namespace
}  // namespace vnidx
