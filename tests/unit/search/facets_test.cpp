// Facets and histograms against counts made by hand from the documents that match.
#include <map>
#include <set>
#include <string>

#include "unit/catch.h"
#include "unit/index/archive.h"
#include "unit/query/small_collection.h"
#include "unit/search/requests.h"
#include "vnidx/search.h"

namespace vnidx {
namespace {

using test::answer;
using test::asking;
using Counts = std::map<std::string, std::uint64_t>;

Counts counts_of(const Facet& facet) {
  Counts counts;
  for (const auto& count : facet.counts) counts[count.value] = count.documents;
  return counts;
}

std::string text_of(Date date, bool with_month) {
  char text[16];
  std::snprintf(text, sizeof text, with_month ? "%04d-%02u" : "%04d", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()));
  return text;
}

// What the facet of `field` must be, from the hits themselves.
Counts recount(const std::vector<Hit>& hits, FacetField field) {
  Counts counts;
  for (const Hit& hit : hits) {
    const Document& document = hit.document;
    switch (field) {
      case FacetField::organization:
        for (const std::string& name : hit.organizations) ++counts[name];
        break;
      case FacetField::year:
      case FacetField::month:
        ++counts[document.date ? text_of(*document.date, field == FacetField::month) : "none"];
        break;
      case FacetField::author:
        if (!document.author.empty()) ++counts[document.author];
        break;
      case FacetField::source:
        if (!document.source.empty()) ++counts[document.source];
        break;
      case FacetField::number:
        break;
    }
  }
  return counts;
}

SearchRequest counting(std::string_view query, FacetField field) {
  SearchRequest request = asking(query);
  request.facets = {field};
  request.facet_limit = 0;
  return request;
}

TEST_CASE("facets count all matches, not those of the page") {
  test::Archive archive;
  archive.add(test::articles(0, 300));
  Searcher searcher = test::open_searcher(archive.path());
  const auto field = GENERATE(FacetField::organization, FacetField::year, FacetField::month,
                              FacetField::author, FacetField::source);
  for (const std::string query : {"", "hội nghị", "+\"hội nghị\"", "không-có-từ-này"}) {
    INFO(query);
    SearchRequest request = counting(query, field);
    request.limit = 1000;
    const auto all = answer(searcher, request);
    REQUIRE(all.facets.size() == 1);
    CHECK(all.total == all.hits.size());
    CHECK(counts_of(all.facets[0]) == recount(all.hits, field));
    CHECK(all.facets[0].distinct == all.facets[0].counts.size());

    request.limit = 0;
    const auto page = answer(searcher, request);
    CHECK(page.hits.empty());
    CHECK(page.total_exact);
    CHECK(counts_of(page.facets[0]) == counts_of(all.facets[0]));
  }
}

TEST_CASE("a facet shows its most frequent values and tells how many there are") {
  test::Archive archive;
  for (int i = 0; i < 3; ++i) {
    std::vector<Document> documents;
    for (int k = 0; k <= i; ++k) {
      documents.push_back(test::document(std::to_string(i) + "-" + std::to_string(k), "", "mía"));
      documents.back().author = "Tác giả " + std::to_string(i);
    }
    archive.add(documents);
  }
  Searcher searcher = test::open_searcher(archive.path());
  SearchRequest request = counting("mía", FacetField::author);
  request.facet_limit = 2;
  const auto facet = answer(searcher, request).facets.at(0);
  REQUIRE(facet.counts.size() == 2);
  CHECK(facet.counts[0].value == "Tác giả 2");
  CHECK(facet.counts[0].documents == 3);
  CHECK(facet.counts[1].value == "Tác giả 1");
  CHECK(facet.distinct == 3);
}

TEST_CASE("document numbers are counted by document, however they are written") {
  test::Archive archive;
  archive.add({test::document("a", "", "Chỉ thị 05-CT/TƯ và lại 05-CT/TW."),
               test::document("b", "", "theo 05 - CT/TW"),
               test::document("c", "", "Quyết định 1825/QĐ-UBND")});
  Searcher searcher = test::open_searcher(archive.path());
  const auto facet = answer(searcher, counting("", FacetField::number)).facets.at(0);
  CHECK(counts_of(facet) == Counts{{"05-CT/TW", 2}, {"1825/QĐ-UBND", 1}});
}

TEST_CASE("a histogram runs from the oldest to the newest without gaps, the undated behind") {
  Searcher searcher = test::open_searcher(test::small_index_path());
  SearchRequest request = asking("");
  request.histogram = FacetField::month;
  const auto months = answer(searcher, request).histogram;
  REQUIRE(months);
  REQUIRE(months->counts.size() == 16);
  CHECK(months->counts.front().value == "2017-12");
  CHECK(months->counts[1].value == "2018-01");
  CHECK(months->counts[1].documents == 0);
  CHECK(months->counts[14].value == "2019-02");
  CHECK(months->counts.back().value == "none");
  CHECK(months->counts.back().documents == 3);
  request.histogram = FacetField::year;
  CHECK(counts_of(*answer(searcher, request).histogram) ==
        Counts{{"2017", 1}, {"2018", 3}, {"2019", 2}, {"none", 3}});
}

TEST_CASE("one wrong date does not make a histogram of thousands of bars") {
  test::Archive archive;
  std::vector<Document> documents{test::document("a", "", "mía"), test::document("b", "", "mía")};
  documents[0].date = std::chrono::year(1) / 1 / 1;
  documents[1].date = std::chrono::year(9999) / 12 / 31;
  archive.add(documents);
  Searcher searcher = test::open_searcher(archive.path());
  SearchRequest request = asking("");
  request.histogram = FacetField::month;
  CHECK(counts_of(*answer(searcher, request).histogram) == Counts{{"0001-01", 1}, {"9999-12", 1}});
}

TEST_CASE("removed and replaced documents are not counted") {
  test::Archive archive;
  archive.add(test::articles(0, 20));
  archive.remove({test::articles(0, 1).front().id});
  archive.add(test::articles(1, 5, "second"));
  Searcher searcher = test::open_searcher(archive.path());
  SearchRequest request = counting("", FacetField::organization);
  request.limit = 100;
  const auto result = answer(searcher, request);
  CHECK(result.total == 19);
  CHECK(counts_of(result.facets[0]) == recount(result.hits, FacetField::organization));
}

}  // namespace
}  // namespace vnidx
