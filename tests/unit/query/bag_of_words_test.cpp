#include "query/bag_of_words.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "schema/term.h"
#include "text/canonical.h"
#include "unit/catch.h"
#include "unit/query/small_collection.h"

namespace vnidx::query {
namespace {

using Query = Xapian::Query;
using Scores = std::map<Xapian::docid, double>;

std::string term(std::string_view word) {
  return schema::word_term(word, text::folded(word));
}

Query bag(std::vector<BagWord> words) {
  return bag_of_words(std::move(words), test::small_index());
}

Scores scores_of(const Query& query) {
  Xapian::Enquire enquire(test::small_index().database());
  enquire.set_query(query);
  enquire.set_weighting_scheme(bm25());
  const Xapian::MSet matches = enquire.get_mset(0, 1000);
  Scores scores;
  for (auto match = matches.begin(); match != matches.end(); ++match) scores[*match] = match.get_weight();
  return scores;
}

void check_same(const Scores& scores, const Scores& expected) {
  REQUIRE(scores.size() == expected.size());
  for (const auto& [document, score] : expected) {
    REQUIRE(scores.contains(document));
    CHECK(std::abs(scores.at(document) - score) < 1e-4);
  }
}

const std::vector<std::vector<std::string>> kBags{
    {"đảng"},
    {"đảng", "ủy", "khối"},
    {"của", "cháy", "rừng", "xyzzy"},
    {"xyzzy"},
    {"đảng", "đảng", "tế"},
    {"ở", "hoa", "đường", "quảng", "nam", "sở", "y", "tế", "việc", "làm", "bán", "hàng"},
};

TEST_CASE("a bag of single terms scores as Xapian's OR does") {
  for (const auto& words : kBags) {
    std::vector<BagWord> bagged;
    std::vector<Query> queries;
    for (const std::string& word : words) {
      bagged.push_back({{term(word)}});
      queries.emplace_back(term(word));
    }
    CAPTURE(words);
    check_same(scores_of(bag(bagged)), scores_of(Query(Query::OP_OR, queries.begin(), queries.end())));
  }
}

// The formula, written down once more, one document at a time.
TEST_CASE("terms of one word count together, and no more than their scale") {
  const Xapian::Database& database = test::small_index().database();
  const double scale = 0.25;
  const BagWord word{{term("đảng"), term("đang"), term("dang")}, scale};
  std::map<Xapian::docid, double> counts;
  for (const std::string& each : word.terms) {
    for (auto posting = database.postlist_begin(each); posting != database.postlist_end(each); ++posting) {
      counts[*posting] += posting.get_wdf();
    }
  }
  REQUIRE(counts.size() == 4);
  const double documents = database.get_doccount();
  // How many documents hold any of them is reckoned as if the terms were independent.
  double without = 1;
  for (const std::string& each : word.terms) without *= 1 - database.get_termfreq(each) / documents;
  const double holders = documents * (1 - without);
  double odds = (documents - holders + 0.5) / (holders + 0.5);
  if (odds < 2) odds = odds / 2 + 1;
  Scores expected;
  for (const auto& [document, count] : counts) {
    const double length = std::max(0.5, database.get_doclength(document) / database.get_avlength());
    expected[document] = scale * std::log(odds) * 2.2 * count / (count + 1.2 * (0.25 + 0.75 * length));
  }
  check_same(scores_of(bag({word})), expected);

  Scores with_another = scores_of(Query(term("cháy")));
  for (const auto& [document, score] : expected) with_another[document] += score;
  check_same(scores_of(bag({word, {{term("cháy")}}})), with_another);
}

TEST_CASE("a bag may stand wherever a query may") {
  const Query bagged = bag({{{term("đảng")}}, {{term("quảng")}}, {{term("hoa")}}});
  const std::vector<Query> words{Query(term("đảng")), Query(term("quảng")), Query(term("hoa"))};
  const Query tree(Query::OP_OR, words.begin(), words.end());
  const Query other(term("tế"));
  for (const Query::op op :
       {Query::OP_AND, Query::OP_OR, Query::OP_FILTER, Query::OP_AND_MAYBE, Query::OP_AND_NOT}) {
    CAPTURE(op);
    check_same(scores_of(Query(op, bagged, other)), scores_of(Query(op, tree, other)));
    check_same(scores_of(Query(op, other, bagged)), scores_of(Query(op, other, tree)));
  }
  check_same(scores_of(Query(Query::OP_SCALE_WEIGHT, bagged, 0)),
             scores_of(Query(Query::OP_SCALE_WEIGHT, tree, 0)));
}

TEST_CASE("a page of a bag is the same whether the pages before were asked for or not, and so is the total") {
  Xapian::Enquire enquire(test::small_index().database());
  enquire.set_query(bag({{{term("nam")}}, {{term("tế")}}, {{term("cháy")}}}));
  enquire.set_weighting_scheme(bm25());
  const Xapian::MSet all = enquire.get_mset(0, 100);
  REQUIRE(all.size() >= 4);
  for (Xapian::doccount first = 0; first < all.size(); ++first) {
    const Xapian::MSet page = enquire.get_mset(first, 1);
    REQUIRE(page.size() == 1);
    CHECK(*page[0] == *all[first]);
    CHECK(page.get_matches_lower_bound() == all.size());
    CHECK(page.get_matches_upper_bound() == all.size());
  }
}

TEST_CASE("what is there without a count is there once; an empty bag finds nothing") {
  CHECK(scores_of(bag({})).empty());
  CHECK(scores_of(bag({{{"Y2018"}}})).size() == test::documents_of(Query("Y2018")).size());
}

}  // namespace
}  // namespace vnidx::query
