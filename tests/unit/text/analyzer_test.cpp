#include "text/analyzer.h"

#include "text/canonical.h"
#include "unit/catch.h"

namespace vnidx::text {
namespace {

std::vector<Word> words_of(Analyzer& analyzer, std::string_view text) {
  std::vector<Word> words;
  analyzer.words(text, words);
  return words;
}

}  // namespace

TEST_CASE("shape of a word") {
  const auto [text, shape] = GENERATE(table<std::string, Shape>({
      {"ủy", Shape::lower},
      {"đ", Shape::lower},
      {"Ủy", Shape::capitalized},
      {"Ư", Shape::capitalized},
      {"U\u031B", Shape::capitalized},
      {"Ðảng", Shape::capitalized},
      {"UBND", Shape::upper},
      {"ĐẢNG", Shape::upper},
      {"TƯ", Shape::upper},
      {"QH15", Shape::upper},
      {"B52", Shape::upper},
      {"4G", Shape::upper},
      {"iPhone", Shape::mixed},
      {"TTg", Shape::mixed},
      {"30kg", Shape::mixed},
      {"Q1a", Shape::mixed},
      {"McDonald", Shape::mixed},
      {"15", Shape::number},
      {"½", Shape::number},
      {"1\u200B5", Shape::number},
      {"東京", Shape::lower},
      {"\u041D\u0421", Shape::upper},
      {"\u01C5", Shape::capitalized},
  }));
  CAPTURE(text);
  Analyzer analyzer;
  const auto words = words_of(analyzer, text);
  REQUIRE(words.size() == 1);
  CHECK(words[0].shape == shape);
}

TEST_CASE("spellings of one word share its term, not their shape") {
  Analyzer analyzer;
  const auto words = words_of(analyzer, "Hoà hòa HÒA ho\u0300a ho\u200Bà hóa");
  REQUIRE(words.size() == 6);
  for (int i = 0; i < 5; ++i) CHECK(words[i].term == words[0].term);
  CHECK(words[5].term != words[0].term);
  CHECK(words[0].shape == Shape::capitalized);
  CHECK(words[1].shape == Shape::lower);
  CHECK(words[2].shape == Shape::upper);
  CHECK(analyzer.canonical(words[0].term) == "hòa");
  CHECK(analyzer.folded(words[0].term) == "hoa");
  CHECK(analyzer.intern("hòa") == words[0].term);
  CHECK(analyzer.size() == 2);
}

TEST_CASE("offsets are bytes of the text as read") {
  Analyzer analyzer;
  const std::string_view text = " “Uỷ\u00A0ban” nhân\u200B dân.";
  std::vector<std::string> found;
  for (const Word& word : words_of(analyzer, text)) {
    found.emplace_back(text.substr(word.begin, word.end - word.begin));
  }
  CHECK(found == std::vector<std::string>{"Uỷ", "ban", "nhân", "dân"});
}

// Known words are taken by the chunk, the others letter by letter: both must cut alike, wherever the words
// stand.
TEST_CASE("a text has the same words when its words are known") {
  const std::string text =
      "Đảng ủy Khối các cơ quan tỉnh – Chi\u00A0cục “Quản lý” thị\u00ADtrường…đảng, 05-CT/TƯ; a_b x\u0301 "
      "nghiêngnghiêngng nghiêngnghiêngngh e\u0302\u0301 \u0301ban \xFF"
      "ban ban\xFF khốicáccơquantỉnh ½ ba";
  for (std::size_t from = 0; from < text.size(); ++from) {
    const std::string_view part = std::string_view(text).substr(from);
    Analyzer cold;
    Analyzer warm;
    words_of(warm, text);
    words_of(warm, part);
    const auto want = words_of(cold, part);
    const auto got = words_of(warm, part);
    REQUIRE(got.size() == want.size());
    for (std::size_t i = 0; i < want.size(); ++i) {
      REQUIRE(got[i].begin == want[i].begin);
      REQUIRE(got[i].end == want[i].end);
      REQUIRE(got[i].shape == want[i].shape);
      REQUIRE(warm.canonical(got[i].term) == cold.canonical(want[i].term));
    }
  }
}

TEST_CASE("giant words are words") {
  std::string giant;
  for (int i = 0; i < 100'000; ++i) giant += "Hoà";
  Analyzer analyzer;
  for (int round = 0; round < 2; ++round) {
    const auto words = words_of(analyzer, "a " + giant + " b");
    REQUIRE(words.size() == 3);
    CHECK(words[1].end - words[1].begin == giant.size());
    CHECK((analyzer.canonical(words[1].term) == canonical(giant)));
    CHECK(analyzer.canonical(words[2].term) == "b");
  }
  CHECK(analyzer.size() == 3);
}

TEST_CASE("views stay while the vocabulary grows") {
  Analyzer analyzer;
  const auto first = analyzer.canonical(analyzer.intern("đảng"));
  for (int i = 0; i < 50'000; ++i) analyzer.intern(std::to_string(i));
  CHECK(first == "đảng");
  CHECK(analyzer.size() == 50'001);
}

}  // namespace vnidx::text
