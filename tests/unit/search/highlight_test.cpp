// Highlights: exactly the words that the query asks for, to the character.
#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "schema/term.h"
#include "text/analyzer.h"
#include "text/canonical.h"
#include "unit/catch.h"
#include "unit/index/archive.h"
#include "unit/search/code_points.h"
#include "unit/search/requests.h"

namespace vnidx {
namespace {

using test::answer;
using test::asking;

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t bound) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return (state_ >> 33) % bound;
  }

 private:
  std::uint64_t state_;
};

// Text as it comes: every Unicode form, every kind of space, signs, emoji, soft hyphens, no UTF-8.
std::string odd_text(Random& random, std::size_t words) {
  static const std::vector<std::string> kWords{"đảng",
                                               "ĐẢNG",
                                               "đa\u0309ng",
                                               "Ðảng",
                                               "đang",
                                               "dang",
                                               "đáng",
                                               "ủy",
                                               "uỷ",
                                               "Ủy",
                                               "u\u0309y",
                                               "uy",
                                               "hòa",
                                               "hoà",
                                               "ho\u0300a",
                                               "khối",
                                               "khô\u0301i",
                                               "kho\u0302\u0301i",
                                               "việt",
                                               "vi\u1EC7t",
                                               "vie\u0323\u0302t",
                                               "TP.HCM",
                                               "05-CT/TƯ",
                                               "15/9/2018",
                                               "😀",
                                               "👨\u200D👩",
                                               "con\u00ADđường",
                                               "zero\u200Bwidth",
                                               "東京",
                                               "москва",
                                               "a\u0301\u0301\u0301",
                                               "x",
                                               "…",
                                               "—",
                                               "\"",
                                               "(",
                                               "nghiêng"};
  static const std::vector<std::string> kSpaces{" ",  " ",  " ",  "\n", "\u00a0", "\u3000",
                                                "\t", ", ", ". ", "  ", "\u2003", "-"};
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    text += kWords[random.below(kWords.size())];
    text += kSpaces[random.below(kSpaces.size())];
  }
  return text;
}

bool asks_for(std::string_view typed, std::string_view form, Marks marks) {
  if (text::folded(typed) != text::folded(form)) return false;
  switch (marks) {
    case Marks::exact:
      return typed == form;
    case Marks::smart:
      return typed == text::folded(typed) || schema::has_marks_of(form, typed);
    case Marks::ignore:
      return true;
  }
  return false;
}

void check_ranges(std::string_view text, const std::vector<CodePointRange>& ranges,
                  const std::vector<std::string>& typed, Marks marks) {
  std::uint32_t last = 0;
  for (const CodePointRange& range : ranges) {
    REQUIRE(range.start >= last);
    last = range.end;
    const std::string form = text::canonical(test::part(text, range));
    CAPTURE(form);
    REQUIRE(std::any_of(typed.begin(), typed.end(),
                        [&](const std::string& word) { return asks_for(word, form, marks); }));
  }
}

// The ranges of all words of `text` that are, mark for mark, one of `typed`.
std::vector<CodePointRange> exact_ranges(std::string_view text, const std::vector<std::string>& typed) {
  text::Analyzer analyzer;
  std::vector<text::Word> words;
  analyzer.words(text, words);
  std::vector<CodePointRange> ranges;
  for (const text::Word& word : words) {
    if (std::find(typed.begin(), typed.end(), analyzer.canonical(word.term)) == typed.end()) continue;
    const auto start = static_cast<std::uint32_t>(test::code_points(text.substr(0, word.begin)).size());
    const auto length =
        static_cast<std::uint32_t>(test::code_points(text.substr(word.begin, word.end - word.begin)).size());
    ranges.push_back({start, start + length});
  }
  return ranges;
}

// White space as a snippet shows it.
std::string levelled(std::string_view text) {
  static const std::set<std::string> kSpaces{" ", "\n", "\t", "\r", "\u00a0", "\u3000", "\u2003"};
  std::string out;
  for (const std::string& point : test::code_points(text)) {
    if (!kSpaces.contains(point))
      out += point;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string without_dots(std::string_view snippet, std::string_view body) {
  constexpr std::string_view kMore = "…";
  for (const bool front : {false, true}) {
    for (const bool back : {false, true}) {
      std::string_view rest = snippet;
      if (front && rest.starts_with(kMore)) rest.remove_prefix(kMore.size());
      if (back && rest.ends_with(kMore)) rest.remove_suffix(kMore.size());
      if (body.find(rest) != std::string_view::npos) return std::string(rest);
    }
  }
  return {};
}

TEST_CASE("highlights of random queries over odd documents are exactly words that were asked for") {
  Random random(20180711);
  test::Archive archive;
  std::vector<Document> documents;
  for (int i = 0; i < 60; ++i) {
    Document made =
        test::document(std::to_string(i), odd_text(random, 8), odd_text(random, 10 + random.below(300)));
    made.abstract = odd_text(random, random.below(5));
    documents.push_back(std::move(made));
  }
  archive.add(documents);
  Searcher searcher = test::open_searcher(archive.path());
  text::Analyzer analyzer;
  std::vector<text::Word> words;
  std::size_t highlights = 0;
  for (int i = 0; i < 150; ++i) {
    const Document& from = documents[random.below(documents.size())];
    const std::string text = from.title + " " + from.body();
    analyzer.words(text, words);
    std::vector<std::string> typed;
    for (std::size_t n = 1 + random.below(3); n > 0; --n) {
      const text::TermId term = words[random.below(words.size())].term;
      typed.emplace_back(random.below(3) == 0 ? analyzer.folded(term) : analyzer.canonical(term));
    }
    SearchRequest request;
    for (const std::string& word : typed) request.query += (request.query.empty() ? "" : " ") + word;
    if (random.below(4) == 0) request.query = '"' + request.query + '"';
    request.marks = std::array{Marks::smart, Marks::exact, Marks::ignore}[random.below(3)];
    request.snippet = std::array{1U, 5U, 20U, 100U, 240U, 100000U}[random.below(6)];
    request.limit = 20;
    CAPTURE(request.query, static_cast<int>(request.marks), request.snippet);
    const auto result = answer(searcher, request);
    for (const Hit& hit : result.hits) {
      const Document& document = documents[std::stoul(hit.document.id)];
      REQUIRE(hit.document.title == document.title);
      check_ranges(hit.document.title, hit.title_highlights, typed, request.marks);
      check_ranges(hit.snippet, hit.highlights, typed, request.marks);
      highlights += hit.highlights.size() + hit.title_highlights.size();
      // Nothing that is the word itself is left out.
      for (const CodePointRange& range : exact_ranges(hit.document.title, typed)) {
        REQUIRE(std::find(hit.title_highlights.begin(), hit.title_highlights.end(), range) !=
                hit.title_highlights.end());
      }
      REQUIRE(test::code_points(hit.snippet).size() <= request.snippet + 2);
      const std::string body = levelled(document.body());
      CAPTURE(hit.snippet, body);
      REQUIRE((hit.snippet == "…" || hit.snippet == "……" || !without_dots(hit.snippet, body).empty()));
    }
  }
  CHECK(highlights > 2000);
}

struct HighlightCase {
  std::string query;
  std::string text;
  Marks marks;
  std::vector<std::string> parts;
};

TEST_CASE("words of a query are found in any text, in any spelling") {
  constexpr auto smart = Marks::smart;
  const auto [query, text, marks, parts] = GENERATE_COPY(values<HighlightCase>({
      {"dang", "Đảng đang đáng dang.", smart, {"Đảng", "đang", "đáng", "dang"}},
      {"dang", "Đảng đang đáng dang.", Marks::exact, {"dang"}},
      {"đáng", "Đảng đang đáng dang.", Marks::ignore, {"Đảng", "đang", "đáng", "dang"}},
      {"hòa", "HOÀ, ho\u0300a; hòa", smart, {"HOÀ", "ho\u0300a", "hòa"}},
      {"nghi*", "nghị nghiêm ngh nghi", smart, {"nghị", "nghiêm", "nghi"}},
      {"a -b", "a b", smart, {"a"}},
      {"a NOT b", "a b", smart, {"a"}},
      {"\"a b\" org:c", "a b c", smart, {"a", "b"}},
      {"", "a b c", smart, {}},
      {"a", "", smart, {}},
      {"xyzzy", "a b c", smart, {}},
      {"tp.hcm", "ở TP.HCM nay", smart, {"TP", "HCM"}},
  }));
  CAPTURE(query, text);
  test::Archive archive;
  archive.add({test::document("x", "", "Đảng đang đáng dang hòa nghị nghiêm nghi a b c tp hcm ế")});
  Searcher searcher = test::open_searcher(archive.path());
  const auto ranges = searcher.highlight(query, marks, text);
  REQUIRE(ranges.ok());
  std::vector<std::string> found;
  std::uint32_t last = 0;
  for (const CodePointRange& range : *ranges) {
    CHECK(range.start >= last);
    last = range.end;
    found.push_back(test::part(text, range));
  }
  CHECK(found == parts);
}

TEST_CASE("a query that cannot be read cannot be highlighted") {
  test::Archive archive;
  archive.add({test::document("x", "", "a")});
  Searcher searcher = test::open_searcher(archive.path());
  CHECK(searcher.highlight("a AND", Marks::smart, "a").error().code == ErrorCode::usage);
}

}  // namespace
}  // namespace vnidx
