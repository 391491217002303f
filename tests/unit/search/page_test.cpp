// Pages and totals over a collection too large to be counted whole for every query.
#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "text/analyzer.h"
#include "unit/catch.h"
#include "unit/index/archive.h"
#include "unit/search/requests.h"

namespace vnidx {
namespace {

using test::answer;
using test::asking;
using test::ids_of;

constexpr std::size_t kDocuments = 2500;

Searcher& searcher() {
  static test::Archive archive;
  static Searcher opened = [] {
    archive.add(test::articles(0, kDocuments));
    return test::open_searcher(archive.path());
  }();
  return opened;
}

// How many articles hold the words of `phrase` in a row, counted the plain way.
std::size_t count_phrase(std::string_view phrase) {
  text::Analyzer analyzer;
  std::vector<text::Word> words;
  const auto canonical_words = [&](std::string_view text) {
    analyzer.words(text, words);
    std::vector<std::string> all;
    for (const text::Word& word : words) all.emplace_back(analyzer.canonical(word.term));
    return all;
  };
  const auto wanted = canonical_words(phrase);
  std::size_t count = 0;
  for (const Document& article : test::articles(0, kDocuments)) {
    bool holds = false;
    for (const std::string* text : {&article.title, &article.text}) {
      const auto have = canonical_words(*text);
      holds |= std::search(have.begin(), have.end(), wanted.begin(), wanted.end()) != have.end();
    }
    count += holds;
  }
  return count;
}

TEST_CASE("pages side by side are one long page") {
  for (const std::string query :
       {"đảng ủy", "\"đảng ủy\"", "", "dang uy", "học -\"tập nghị\"", "+đảng title:khối"}) {
    for (const SortBy sort : {SortBy::relevance, SortBy::newest, SortBy::reads}) {
      SearchRequest request = asking(query);
      request.sort = sort;
      request.limit = 330;
      request.with_details = false;
      const auto whole = ids_of(answer(searcher(), request));
      std::vector<std::string> joined;
      request.limit = 30;
      for (request.offset = 0; request.offset < 330; request.offset += 30) {
        for (const Hit& hit : answer(searcher(), request).hits) {
          joined.push_back(hit.document.id);
          CHECK(hit.rank == joined.size());
        }
      }
      CAPTURE(query, static_cast<int>(sort));
      CHECK(joined == whole);
      CHECK(std::set<std::string>(whole.begin(), whole.end()).size() == whole.size());
    }
  }
}

TEST_CASE("a page behind the last hit is empty, and the total the same") {
  for (const std::string query : {"đảng ủy", "\"đảng ủy\"", ""}) {
    SearchRequest request = asking(query);
    request.exact_total = true;
    const auto first = answer(searcher(), request);
    for (const std::uint32_t offset : {static_cast<std::uint32_t>(first.total), 1000000U, 4294967295U}) {
      request.offset = offset;
      const auto behind = answer(searcher(), request);
      CAPTURE(query, offset);
      CHECK(behind.hits.empty());
      CHECK(behind.total == first.total);
    }
  }
}

TEST_CASE("exact totals are exact, and others say whether they are") {
  for (const std::string phrase :
       {"đảng ủy", "trung ương", "nghị quyết học", "tỉnh Quảng Nam", "bệnh viện tỉnh hội"}) {
    SearchRequest request = asking('"' + phrase + '"');
    const std::size_t expected = count_phrase(phrase);
    CAPTURE(phrase);
    request.exact_total = true;
    const auto exact = answer(searcher(), request);
    CHECK(exact.total_exact);
    CHECK(exact.total == expected);
    request.exact_total = false;
    const auto quick = answer(searcher(), request);
    if (quick.total_exact) CHECK(quick.total == expected);
    CHECK(quick.total >= quick.hits.size());
    CHECK(ids_of(quick) == ids_of(exact));
  }
}

TEST_CASE("a total of words is that of all pages") {
  for (const std::string query : {"lần", "97", "đảng AND bệnh", "đảng -bệnh", "hop"}) {
    SearchRequest request = asking(query);
    request.with_details = false;
    request.limit = kDocuments + 10;
    const auto all = answer(searcher(), request);
    request.limit = 5;
    request.exact_total = true;
    const auto counted = answer(searcher(), request);
    CAPTURE(query);
    CHECK(counted.total_exact);
    CHECK(counted.total == all.hits.size());
  }
}

TEST_CASE("only counting gives the total of what would be found") {
  for (const std::string query : {"đảng", "\"đảng ủy\"", "", "title:khối", "\"không có câu này\""}) {
    SearchRequest request = asking(query);
    request.exact_total = true;
    request.limit = 10;
    const auto usual = answer(searcher(), request);
    request.limit = 0;
    const auto counted = answer(searcher(), request);
    CAPTURE(query);
    CHECK(counted.hits.empty());
    CHECK(counted.total == usual.total);
    CHECK(counted.total_exact);
  }
}

TEST_CASE("the same question has the same answer every time") {
  for (const std::string query : {"đảng ủy khối", "dang uy", "\"học tập\""}) {
    const auto first = answer(searcher(), asking(query));
    Searcher another = std::move(searcher());
    const auto second = answer(another, asking(query));
    searcher() = std::move(another);
    REQUIRE(first.hits.size() == second.hits.size());
    for (std::size_t i = 0; i < first.hits.size(); ++i) {
      CHECK(first.hits[i].document == second.hits[i].document);
      CHECK(first.hits[i].score == second.hits[i].score);
      CHECK(first.hits[i].snippet == second.hits[i].snippet);
    }
  }
}

}  // namespace
}  // namespace vnidx
