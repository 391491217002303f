// Against the sum of all postings, added up document by document through Xapian.
#include "query/bag_scorer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "query/bag_of_words.h"
#include "unit/catch.h"
#include "unit/index/archive.h"

namespace vnidx::query {
namespace {

using Scores = std::map<Xapian::docid, double>;

store::Snapshot& index() {
  static const test::Archive& archive = *[] {
    static test::Archive made;
    made.add(test::articles(0, 3000));
    made.add(test::articles(3000, 3100));  // in place, through Xapian
    return &made;
  }();
  static store::Snapshot snapshot = std::move(*store::Snapshot::open(archive.path()));
  return snapshot;
}

// Words from the most frequent one to those of one document.
const std::vector<std::string>& terms() {
  static const std::vector<std::string> all = [] {
    const Xapian::Database& database = index().database();
    std::vector<std::string> made;
    for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
      const char first = (*term).front();
      if (first < 'A' || first > 'Z') made.push_back(*term);
    }
    std::ranges::sort(made, {}, [&](const auto& term) { return database.get_termfreq(term); });
    return made;
  }();
  return all;
}

double word_weight(double documents) {
  const double all = index().database().get_doccount();
  double odds = (all - documents + 0.5) / (documents + 0.5);
  if (odds < 2) odds = odds / 2 + 1;
  return 2.2 * std::log(odds);
}

void add(const BagWord& word, Scores& scores) {
  const Xapian::Database& database = index().database();
  std::map<Xapian::docid, double> counts;
  double without = 1;
  for (const std::string& term : word.terms) {
    without *= 1 - database.get_termfreq(term) / static_cast<double>(database.get_doccount());
    for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at)
      counts[*at] += std::max(1U, at.get_wdf());
  }
  const double weight = word.scale * word_weight(database.get_doccount() * (1 - without));
  for (const auto& [document, count] : counts) {
    const double share = std::max(0.5, database.get_doclength(document) / database.get_avlength());
    scores[document] += weight * count / (count + 1.2 * (0.25 + 0.75 * share));
  }
}

Scores full_sum(const std::vector<BagWord>& words) {
  Scores read;
  Scores others;
  for (const BagWord& word : words) add(word, word.is_other_reading ? others : read);
  for (const auto& [document, score] : others) read.emplace(document, score);
  return read;
}

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t end) { return engine_() % end; }
  bool one_in(std::size_t n) { return below(n) == 0; }
  // Frequent ones as often as rare ones.
  std::string term() {
    const std::size_t end = std::max<std::size_t>(1, terms().size() >> below(8));
    return terms()[terms().size() - 1 - below(end)];
  }
  std::vector<BagWord> bag() {
    std::vector<BagWord> words(1 + below(12));
    for (BagWord& word : words) {
      while (word.terms.empty() || one_in(4)) word.terms.push_back(term());
      std::ranges::sort(word.terms);
      word.terms.erase(std::unique(word.terms.begin(), word.terms.end()), word.terms.end());
      if (one_in(4)) word.scale = 0.05;
      word.is_other_reading = one_in(8);
    }
    return words;
  }

 private:
  std::mt19937 engine_;
};

// What stands at the border is let be either way: the scorer adds in single precision.
bool is_near(double score, double other) {
  return std::abs(score - other) < 1e-4 * (1 + std::abs(other));
}

TEST_CASE("documents above a least score are found, and score as if all postings had been added up") {
  Random random(1);
  for (int i = 0; i < 300; ++i) {
    const auto words = random.bag();
    const Scores expected = full_sum(words);
    std::vector<double> sorted;
    for (const auto& [document, score] : expected) sorted.push_back(score);
    std::ranges::sort(sorted);
    const double least = random.one_in(4) ? 0 : sorted[random.below(sorted.size())];
    BagScorer scorer(words, index());
    CHECK(scorer.most() * 1.0001 >= sorted.back());
    CHECK(scorer.least_documents() <= expected.size());
    CHECK(scorer.most_documents() >= expected.size());
    Scores found;
    for (auto next = scorer.find(1, least); !next.empty(); next = scorer.find(scorer.end(), least)) {
      for (const auto& each : next) {
        CHECK((found.empty() || found.rbegin()->first < each.document));
        found[each.document] = each.score;
      }
    }
    for (const auto& [document, score] : expected) {
      if (score < least || is_near(score, least)) continue;
      REQUIRE(found.contains(document));
    }
    for (const auto& [document, score] : found) {
      REQUIRE(expected.contains(document));
      REQUIRE(is_near(score, expected.at(document)));
    }
  }
}

TEST_CASE("documents may be passed over") {
  Random random(2);
  const Xapian::docid last = index().database().get_lastdocid();
  for (int i = 0; i < 100; ++i) {
    const auto words = random.bag();
    const Scores expected = full_sum(words);
    BagScorer scorer(words, index());
    for (Xapian::docid from = 1; from <= last;) {
      from = std::max(from, scorer.end()) + static_cast<Xapian::docid>(random.below(1 << random.below(12)));
      const auto found = scorer.find(from, 0);
      const auto next = expected.lower_bound(from);
      REQUIRE(found.empty() == (next == expected.end()));
      if (found.empty()) break;
      REQUIRE(found.front().document == next->first);
      REQUIRE(is_near(found.front().score, next->second));
      from = scorer.end();
    }
  }
}

std::vector<double> best_scores(const Xapian::Query& query, Xapian::doccount depth, Xapian::MSet& matches) {
  Xapian::Enquire enquire(index().database());
  enquire.set_query(query);
  enquire.set_weighting_scheme(bm25());
  matches = enquire.get_mset(0, depth);
  std::vector<double> scores;
  for (auto match = matches.begin(); match != matches.end(); ++match) scores.push_back(match.get_weight());
  return scores;
}

TEST_CASE("the best documents are the same whether all postings are read or only those that may decide") {
  Random random(3);
  for (int i = 0; i < 200; ++i) {
    const auto words = random.bag();
    Xapian::Query all = bag_of_words(words, index());
    Xapian::Query some = bag_of_words(words, index(), 0);
    if (random.one_in(2)) {
      const Xapian::Query other(random.term());
      const auto op = random.one_in(2) ? Xapian::Query::OP_FILTER : Xapian::Query::OP_AND_NOT;
      all = {op, all, other};
      some = {op, some, other};
    }
    Xapian::MSet exact;
    Xapian::MSet pruned;
    const auto depth = static_cast<Xapian::doccount>(1 + random.below(200));
    CHECK(best_scores(all, depth, exact) == best_scores(some, depth, pruned));
    CHECK(pruned.get_matches_lower_bound() <= exact.get_matches_upper_bound());
    CHECK(pruned.get_matches_upper_bound() >= exact.get_matches_lower_bound());
  }
}

TEST_CASE("all documents are counted where all are asked for") {
  Random random(4);
  for (int i = 0; i < 50; ++i) {
    const auto words = random.bag();
    Xapian::Enquire enquire(index().database());
    enquire.set_query(bag_of_words(words, index(), 0));
    enquire.set_weighting_scheme(bm25());
    const Xapian::MSet matches = enquire.get_mset(0, 10, index().database().get_doccount());
    const std::size_t expected = full_sum(words).size();
    CHECK(matches.get_matches_lower_bound() == expected);
    CHECK(matches.get_matches_upper_bound() == expected);
  }
}

}  // namespace
}  // namespace vnidx::query
