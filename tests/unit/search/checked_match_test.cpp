// Totals of what is found by reading texts: exact where all are read, fair estimates where they are not.
#include <random>
#include <string>
#include <vector>

#include "unit/catch.h"
#include "unit/index/archive.h"
#include "unit/search/requests.h"

namespace vnidx {
namespace {

using test::answer;
using test::asking;

TEST_CASE("a total that is not counted is estimated by all candidates, not by the best") {
  // One document in four has the words side by side, and has them thrice: it is among the best.
  std::mt19937 random(3);
  test::Archive archive;
  std::vector<Document> documents;
  std::uint64_t side_by_side = 0;
  for (int i = 0; i < 3000; ++i) {
    const bool holds = random() % 4 == 0;
    side_by_side += holds ? 1 : 0;
    documents.push_back(test::document(std::to_string(i), "",
                                       holds ? "nước sạch, nước sạch, nước sạch" : "nước trong và sạch"));
  }
  archive.add(documents);
  Searcher searcher = test::open_searcher(archive.path());
  for (const char* query : {"\"nước sạch\"", "nước NEAR/1 sạch", "\"nuoc sach\""}) {
    CAPTURE(query);
    const SearchResult page = answer(searcher, asking(query));
    CHECK(page.hits.size() == 10);
    CHECK_FALSE(page.total_exact);
    CHECK(page.total > side_by_side * 2 / 3);
    CHECK(page.total < side_by_side * 3 / 2);
    SearchRequest request = asking(query);
    request.exact_total = true;
    CHECK(answer(searcher, request).total == side_by_side);
    CHECK(answer(searcher, request).total_exact);
    request.exact_total = false;
    request.limit = 0;
    CHECK(answer(searcher, request).total == side_by_side);
    request.offset = 5000;
    request.limit = 10;
    CHECK(answer(searcher, request).total == side_by_side);
    CHECK(answer(searcher, request).hits.empty());
  }
}

TEST_CASE("an estimate is no less than what is shown") {
  // The few that hold are so few that a sample misses them.
  test::Archive archive;
  std::vector<Document> documents;
  for (int i = 0; i < 3000; ++i) {
    documents.push_back(
        test::document(std::to_string(i), "", i % 300 == 7 ? "nước sạch nước sạch" : "nước trong và sạch"));
  }
  archive.add(documents);
  Searcher searcher = test::open_searcher(archive.path());
  SearchRequest request = asking("nước NEAR/1 sạch");
  request.limit = 8;
  const SearchResult page = answer(searcher, request);
  CHECK(page.hits.size() == 8);
  CHECK_FALSE(page.total_exact);
  CHECK(page.total >= 8);
}

}  // namespace
}  // namespace vnidx
