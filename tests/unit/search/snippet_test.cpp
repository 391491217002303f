#include "search/snippet.h"

#include <string>
#include <vector>

#include "text/canonical.h"
#include "unit/catch.h"
#include "unit/search/code_points.h"

namespace vnidx::search {
namespace {

// A snippet of `text` for the words of a query, each worth the same.
Snippet snippet_for(const std::vector<std::string>& typed, std::string_view text, std::uint32_t length) {
  std::vector<query::QueryWord> words;
  for (const std::string& each : typed) {
    query::QueryWord word;
    word.canonical = word.reading = text::canonical(each);
    word.folded = text::folded(each);
    words.push_back(std::move(word));
  }
  text::Analyzer analyzer;
  query::TextMatcher matcher(analyzer, words);
  matcher.append(text);
  return make_snippet(text, matcher.occurrences(), std::vector<double>(words.size(), 1.0), length);
}

struct SnippetCase {
  std::string what;
  std::vector<std::string> words;
  std::string text;
  std::uint32_t length;
  std::string snippet;
};

TEST_CASE("a snippet shows why a text was found") {
  const auto [what, words, text, length, snippet] = GENERATE(values<SnippetCase>({
      {"all of a short text", {"cháy"}, "Rừng đang cháy.", 240, "Rừng đang cháy."},
      {"the start where no word is found", {"xyzzy"}, "Rừng đang cháy ở huyện", 10, "Rừng đang…"},
      {"nothing", {"cháy"}, "Rừng đang cháy.", 0, ""},
      {"no text", {"cháy"}, "", 240, ""},
      {"white space levelled", {"cháy"}, "  Rừng\u00a0 đang\n\n\tcháy\u3000. \n", 240, "Rừng đang cháy ."},
      {"the sentence with the word", {"lửa"}, "Một hai ba. Bốn năm. Dập lửa ngay.", 20, "…Dập lửa ngay."},
      {"the line with the word", {"lửa"}, "Một hai ba\nBốn năm\nDập lửa ngay.", 20, "…Dập lửa ngay."},
      {"no word cut in two", {"một"}, "một haibabốn", 9, "một…"},
      {"one word longer than asked for", {"xyz"}, "abcdefghijkl", 5, "abcde…"},
      {"the place with more of the words",
       {"rừng", "cháy"},
       "Rừng xanh. Một hai ba bốn năm sáu bảy tám chín mười. Rừng cháy to.",
       24,
       "…Rừng cháy to."},
  }));
  INFO(what);
  CHECK(snippet_for(words, text, length).text == snippet);
}

TEST_CASE("a snippet tells where the first word found stands, and so on which page") {
  const std::string text = "Rừng xanh.\fRừng đang cháy.\fNúi.";
  const Snippet snippet = snippet_for({"cháy"}, text, 240);
  REQUIRE(snippet.found.has_value());
  CHECK(page_at(text, *snippet.found) == 2);
  CHECK(snippet.text.find('\f') == std::string::npos);
  CHECK(page_at(text, 0) == 1);
  CHECK(page_at(text, text.size()) == 3);
  CHECK(page_at("Rừng xanh.", 3) == 0);
  CHECK(!snippet_for({"lửa"}, text, 240).found);
}

TEST_CASE("a word is worth its own weight in a query of more words than are looked for") {
  const std::string text = "Rừng xanh. Một hai ba bốn năm sáu bảy tám chín mười. Cháy to.";
  const auto fire = static_cast<std::uint32_t>(text.find("Cháy"));
  const std::vector<query::Occurrence> occurrences{{0, 0, 6, 1, 1}, {12, fire, fire + 5, 2, 2}};
  std::vector<double> weights(70);
  weights[0] = 1;
  weights[1] = 2;
  weights[64] = 100;
  CHECK(make_snippet(text, occurrences, weights, 12).text == "…Cháy to.");
}

TEST_CASE("every occurrence shown is highlighted, whatever is before it") {
  const std::string text = "Đầu\u00a0\u00a0 tiên…  \"cháy\"\n\ncháy (CHÁY) cha\u0301y không chay";
  const Snippet snippet = snippet_for({"cháy"}, text, 240);
  std::vector<std::string> parts;
  for (const CodePointRange& range : snippet.highlights) parts.push_back(test::part(snippet.text, range));
  CHECK(parts == std::vector<std::string>{"cháy", "cháy", "CHÁY", "cha\u0301y"});
}

TEST_CASE("a snippet of any length keeps within it, on whole code points, with whole highlights") {
  std::string text;
  for (int i = 0; i < 60; ++i)
    text += i % 7 == 3 ? "ngọn lửa 😀, " : i % 5 == 0 ? "rừng\u00a0\n" : "đươ\u0323\u0302ng. ";
  for (std::uint32_t length = 1; length < 300; ++length) {
    const Snippet snippet = snippet_for({"lửa", "rừng"}, text, length);
    CAPTURE(length, snippet.text);
    REQUIRE(test::code_points(snippet.text).size() <= length + 2);
    for (const CodePointRange& range : snippet.highlights) {
      const std::string part = test::part(snippet.text, range);
      REQUIRE((part == "lửa" || part == "rừng"));
    }
    // From here on there is room for a whole word of the query.
    if (length >= 8) REQUIRE_FALSE(snippet.highlights.empty());
  }
}

TEST_CASE("a long text with words everywhere takes little time") {
  std::string text;
  for (int i = 0; i < 300000; ++i) text += "cháy ";
  const Snippet snippet = snippet_for({"cháy"}, text, 240);
  CHECK(snippet.highlights.size() > 40);
  CHECK(snippet_for({"cháy"}, std::string(3000000, 'a') + " cháy", 240).highlights.size() == 1);
}

}  // namespace
}  // namespace vnidx::search
