// What a text is found to tell of a query, kind by kind, and that the best passage is what looking at every
// passage finds.
#include "search/evidence.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "query/matcher.h"
#include "text/analyzer.h"
#include "text/canonical.h"
#include "unit/catch.h"

namespace vnidx::search {
namespace {

// The words of one run, each read as it is typed; one that begins with a capital is a name.
std::vector<query::QueryWord> words_of(const std::vector<std::string>& typed) {
  std::vector<query::QueryWord> words;
  for (const std::string& one : typed) {
    query::QueryWord word;
    word.canonical = text::canonical(one);
    word.reading = word.canonical;
    word.folded = text::folded(one);
    word.match = query::MarkMatch::at_least;
    word.is_name = one != word.canonical;
    words.push_back(word);
  }
  return words;
}

// Every word weighs 2, every pair 3, every association 5, every word alone 7. Texts of average length 10.
QueryWeights weights_of(std::size_t words) {
  QueryWeights weights;
  weights.words.assign(words, 2);
  weights.pairs.assign(words, 3);
  weights.pairs.front() = 0;
  weights.associations.assign(words, 5);
  weights.associations.front() = 0;
  weights.alone.assign(words, 7);
  weights.average_length = 10;
  return weights;
}

Evidence evidence_of(const std::vector<std::string>& typed, const Document& document) {
  text::Analyzer analyzer;
  const auto words = words_of(typed);
  query::TextMatcher matcher(analyzer, words);
  matcher.read(document);
  return gather(matcher, words, weights_of(words.size()));
}

Document body(std::string text) {
  Document document;
  document.text = std::move(text);
  return document;
}

std::string repeated(const std::string& word, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += word + " ";
  return text;
}

TEST_CASE("a word counts where it stands") {
  Document in_title;
  in_title.title = "mưa lớn";
  in_title.text = "trời";
  CHECK(evidence_of({"mưa"}, in_title).title == Approx(2));
  CHECK(evidence_of({"mưa"}, in_title).opening == Approx(2));
  CHECK(evidence_of({"mưa"}, body("trời mưa")).title == 0);
  CHECK(evidence_of({"mưa"}, body("trời mưa")).opening == Approx(2));
  CHECK(evidence_of({"mưa"}, body(repeated("gió", 90) + "mưa")).opening == 0);
}

TEST_CASE("a word in other marks than it was read in counts a third") {
  CHECK(evidence_of({"mua"}, body("mua")).opening == Approx(2));
  CHECK(evidence_of({"mua"}, body("mưa")).opening == Approx(0.6));
}

TEST_CASE("a word counts by how often it is there, and less in a long text") {
  // Ten words, as the average text: saturated by k1 = 1.2.
  CHECK(evidence_of({"mưa"}, body(repeated("gió", 9) + "mưa")).words == Approx(7 / 2.2));
  CHECK(evidence_of({"mưa"}, body(repeated("gió", 8) + "mưa mưa")).words == Approx(7 * 2 / 3.2));
  CHECK(evidence_of({"mưa"}, body(repeated("gió", 60) + "mưa")).words < 7 / 2.2);
  CHECK(evidence_of({"mưa"}, body(repeated("gió", 60))).words == 0);
}

TEST_CASE("names count for being there too") {
  CHECK(evidence_of({"mưa"}, body(repeated("gió", 9) + "mưa")).names == 0);
  CHECK(evidence_of({"Huế"}, body(repeated("gió", 9) + "huế")).names == Approx(2 / 2.2 + 2));
  CHECK(evidence_of({"Huế"}, body("huế")).lead_names == Approx(2));
  CHECK(evidence_of({"Huế"}, body(repeated("gió", 50) + "huế")).lead_names == 0);
}

TEST_CASE("pairs count together, close and near, in order") {
  struct Case {
    std::string text;
    bool together;
    bool close;
    bool near;
  };
  const auto test_case = GENERATE(values<Case>({
      {"mưa lớn", true, false, true},
      {"mưa rất lớn", false, true, true},
      {"mưa rất là lớn", false, true, true},
      {"mưa to và gió lớn", false, false, true},
      {"mưa " + repeated("gió", 9) + "lớn", false, false, true},
      {"mưa " + repeated("gió", 10) + "lớn", false, false, false},
      {"lớn mưa", false, false, false},
      {"mưa", false, false, false},
  }));
  INFO(test_case.text);
  const Evidence evidence = evidence_of({"mưa", "lớn"}, body(test_case.text));
  CHECK((evidence.associations > 0) == test_case.together);
  CHECK(evidence.pair_share == Approx(test_case.together ? 10 : 0));
  CHECK((evidence.close_pairs > 0) == test_case.close);
  CHECK((evidence.near_pairs > 0) == test_case.near);
}

TEST_CASE("of three words in a row the first pair is half of all") {
  CHECK(evidence_of({"mưa", "lớn", "quá"}, body("mưa lớn thì quá mệt")).pair_share == Approx(5));
}

TEST_CASE("the best passage is the one that trying all of them finds") {
  std::mt19937 random(20181107);
  const std::vector<std::string> sought{"mưa", "lớn", "quá", "trời"};
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> text;
    for (int i = 0; i < 200; ++i)
      text.push_back(random() % 20 == 0 ? sought[random() % sought.size()] : "gió");
    std::size_t best = 0;
    for (std::size_t start = 0; start + 50 <= text.size(); ++start) {
      std::size_t met = 0;
      for (const std::string& word : sought) {
        const auto first = text.begin() + static_cast<std::ptrdiff_t>(start);
        if (std::find(first, first + 50, word) != first + 50) ++met;
      }
      best = std::max(best, met);
    }
    std::string joined;
    for (const std::string& word : text) joined += word + " ";
    CHECK(evidence_of(sought, body(joined)).passage == Approx(2.0 * static_cast<double>(best)));
  }
}

}  // namespace
}  // namespace vnidx::search
