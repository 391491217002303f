// Conditions over small texts, and where words stand in them.
#include "query/matcher.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "text/canonical.h"
#include "unit/catch.h"

namespace vnidx::query {
namespace {

QueryWord word(std::string_view typed, MarkMatch match = MarkMatch::exact, bool is_prefix = false) {
  QueryWord made;
  made.canonical = text::canonical(typed);
  made.folded = text::folded(typed);
  made.reading = made.canonical;
  made.match = match;
  made.is_prefix = is_prefix;
  return made;
}

struct WordCase {
  std::string typed;
  MarkMatch match;
  bool is_prefix;
  std::string form;
  bool matches;
};

TEST_CASE("a form is what a word asks for") {
  constexpr auto exact = MarkMatch::exact;
  constexpr auto at_least = MarkMatch::at_least;
  constexpr auto any = MarkMatch::any;
  const auto [typed, match, is_prefix, form, expected] = GENERATE_COPY(values<WordCase>({
      {"đảng", exact, false, "đảng", true},
      {"đảng", exact, false, "đang", false},
      {"đang", exact, false, "đảng", false},
      {"đang", at_least, false, "đảng", true},
      {"đảng", at_least, false, "đang", false},
      {"dang", any, false, "đảng", true},
      {"đảng", any, false, "dang", true},
      {"đảng", any, false, "đảngs", false},
      {"ban", any, false, "bang", false},
      {"nghi", any, true, "nghị", true},
      {"nghi", any, true, "nghiêm", true},
      {"nghi", any, true, "ngh", false},
      {"nghị", at_least, true, "nghị", true},
      {"nghị", at_least, true, "nghĩa", false},
      {"nghê", at_least, true, "nghệ", true},
      {"nghê", at_least, true, "nghe", false},
      {"đ", at_least, true, "đảng", true},
      {"đ", at_least, true, "dang", false},
  }));
  CAPTURE(typed, form);
  CHECK(matches(word(typed, match, is_prefix), form, text::folded(form)) == expected);
}

class Text {
 public:
  Text(std::vector<QueryWord> words, const Document& document)
      : words_(std::move(words)), matcher_(analyzer_, words_) {
    matcher_.read(document);
  }
  Text(std::vector<QueryWord> words, std::string_view body) : Text(std::move(words), with_text(body)) {}
  Text(const Text&) = delete;

  static Document with_text(std::string_view body) {
    Document document;
    document.text = body;
    return document;
  }

  TextMatcher& matcher() { return matcher_; }
  bool satisfies(const Condition& condition, Xapian::docid document = 1) {
    return matcher_.satisfies(condition, document);
  }

 private:
  text::Analyzer analyzer_;
  std::vector<QueryWord> words_;
  TextMatcher matcher_;
};

Condition phrase(std::vector<std::uint32_t> words, Where where = Where::anywhere) {
  Condition made;
  made.kind = Condition::Kind::phrase;
  made.where = where;
  made.words = std::move(words);
  return made;
}

Condition any_word(std::vector<std::uint32_t> words, Where where = Where::anywhere) {
  Condition made = phrase(std::move(words), where);
  made.kind = Condition::Kind::any_word;
  return made;
}

Condition joined(Condition::Kind kind, std::vector<Condition> children, unsigned distance = 0) {
  Condition made;
  made.kind = kind;
  made.distance = distance;
  made.children = std::move(children);
  return made;
}

struct PhraseCase {
  std::string text;
  bool holds;
};

TEST_CASE("a phrase is its words next to each other, in order") {
  const auto [text, holds] = GENERATE(values<PhraseCase>({
      {"đảng ủy khối", true},
      {"Đảng Uỷ KHỐI", true},
      {"đảng, ủy - (khối)", true},
      {"đảng\nủy\nkhối", true},
      {"đảng đảng ủy khối", true},
      {"đảng ủy đảng ủy khối", true},
      {"đảng ủy của khối", false},
      {"ủy đảng khối", false},
      {"khối đảng ủy", false},
      {"đảng ủy", false},
      {"đáng ủy khối", false},
      {"đảng ủy khối1", false},
      {"", false},
  }));
  CAPTURE(text);
  CHECK(Text({word("đảng"), word("ủy"), word("khối")}, text).satisfies(phrase({0, 1, 2})) == holds);
}

TEST_CASE("a phrase may name a word twice") {
  CHECK(Text({word("xanh"), word("xanh")}, "xanh xanh").satisfies(phrase({0, 1})));
  CHECK_FALSE(Text({word("xanh"), word("xanh")}, "xanh").satisfies(phrase({0, 1})));
  CHECK_FALSE(Text({word("xanh"), word("xanh")}, "xanh và xanh").satisfies(phrase({0, 1})));
}

struct NearCase {
  std::string text;
  unsigned distance;
  bool holds;
};

TEST_CASE("near is within so many words of each other, in any order") {
  const auto [text, distance, holds] = GENERATE(values<NearCase>({
      {"a b c", 2, true},
      {"c b a", 2, true},
      {"a c", 1, true},
      {"a x c", 1, false},
      {"a x c", 2, true},
      {"a x x x x c", 4, false},
      {"a x x x x c", 5, true},
      {"c x x x x a", 5, true},
      {"a a a x x x c", 4, true},
      {"a x x x x x c a", 1, true},
      {"a", 10, false},
      {"c c c", 10, false},
      {"", 10, false},
  }));
  CAPTURE(text, distance);
  CHECK(Text({word("a"), word("c")}, text)
            .satisfies(joined(Condition::Kind::near, {phrase({0}), phrase({1})}, distance)) == holds);
}

TEST_CASE("near over three operands and phrases") {
  const std::vector<QueryWord> words{word("a"), word("b"), word("c"), word("d")};
  const auto three = joined(Condition::Kind::near, {phrase({0}), phrase({1}), phrase({2})}, 2);
  CHECK(Text(words, "a x b x c").satisfies(three));
  CHECK(Text(words, "c x a x b").satisfies(three));
  CHECK_FALSE(Text(words, "a x b x x c").satisfies(three));
  CHECK_FALSE(Text(words, "a x b").satisfies(three));
  const auto phrases = joined(Condition::Kind::near, {phrase({0, 1}), phrase({2, 3})}, 2);
  CHECK(Text(words, "a b c d").satisfies(phrases));
  CHECK(Text(words, "c d x a b").satisfies(phrases));
  CHECK_FALSE(Text(words, "c d x x a b").satisfies(phrases));
  CHECK_FALSE(Text(words, "a x b c d").satisfies(phrases));
}

TEST_CASE("near takes the word of an operand that reaches the others, not the first") {
  const std::vector<QueryWord> words{word("a"), word("b"), word("c")};
  const auto three = joined(Condition::Kind::near, {phrase({0}), phrase({1}), phrase({2})}, 3);
  CHECK(Text(words, "a b x b x c").satisfies(three));
  CHECK(Text(words, "c x b x b a").satisfies(three));
  CHECK(Text(words, "a x a b x x c").satisfies(three));
  CHECK_FALSE(Text(words, "a b x x b x x c").satisfies(three));
}

// Every choice of one span an operand.
bool near_by_trial(const std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>>& operands,
                   std::uint32_t distance, std::vector<std::pair<std::uint32_t, std::uint32_t>>& chosen) {
  if (chosen.size() < operands.size()) {
    return std::ranges::any_of(operands[chosen.size()], [&](const auto& span) {
      chosen.push_back(span);
      const bool holds = near_by_trial(operands, distance, chosen);
      chosen.pop_back();
      return holds;
    });
  }
  auto spans = chosen;
  std::ranges::sort(spans);
  std::uint32_t last = spans.front().second;
  for (std::size_t i = 1; i < spans.size(); ++i) {
    if (spans[i].first == spans[i - 1].first || spans[i].first > last + distance) return false;
    last = std::max(last, spans[i].second);
  }
  return true;
}

TEST_CASE("near agrees with trying every choice of words", "[property]") {
  const std::vector<QueryWord> words{word("a"), word("b"), word("c"), word("b")};
  const std::vector<std::vector<std::uint32_t>> kOperands{{0}, {1}, {2}, {3}, {0, 1}, {1, 2}};
  std::uint64_t state = 3;
  const auto below = [&](std::uint64_t end) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (state >> 33) % end;
  };
  int found = 0;
  for (int round = 0; round < 3000; ++round) {
    std::vector<char> letters(4 + below(10));
    for (char& letter : letters) letter = "abcxx"[below(5)];
    std::string text;
    for (const char letter : letters) text.append(1, letter).append(1, ' ');
    const auto distance = static_cast<std::uint32_t>(1 + below(3));
    std::vector<Condition> children;
    std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> spans;
    for (std::size_t i = 2 + below(3); i > 0; --i) {
      const auto& operand = kOperands[below(kOperands.size())];
      children.push_back(phrase(operand));
      auto& found_here = spans.emplace_back();
      for (std::uint32_t at = 0; at + operand.size() <= letters.size(); ++at) {
        std::size_t same = 0;
        while (same < operand.size() && letters[at + same] == "abcb"[operand[same]]) ++same;
        if (same == operand.size()) found_here.emplace_back(at, at + operand.size() - 1);
      }
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> chosen;
    const bool expected = near_by_trial(spans, distance, chosen);
    found += expected ? 1 : 0;
    CAPTURE(text, distance, children.size());
    REQUIRE(Text(words, text).satisfies(joined(Condition::Kind::near, children, distance)) == expected);
  }
  CHECK(found > 300);
}

// A long text is read in pieces of a megabyte, each a little longer, up to the end of a word.
TEST_CASE("what reaches from one piece of a long text into the next is found") {
  constexpr std::size_t kPiece = 1 << 20;
  const std::string across = "ủy ban nhân dân tỉnh";
  std::vector<QueryWord> words{word("ubnd"), word("ủy"), word("ban"), word("nhân"), word("dân")};
  words[0].alternatives = {{"ủybannhândân", 1}};
  for (std::size_t before = 0; before <= across.size() + 2; ++before) {
    std::string text;
    while (text.size() + 20 < kPiece - before) text += "lúa mới ";
    text.append(kPiece - before - text.size() - 1, 'x').append(" ").append(across).append(" họp");
    CAPTURE(before);
    Text read(words, text);
    CHECK(read.satisfies(phrase({1, 2, 3, 4})));
    CHECK_FALSE(read.satisfies(phrase({1, 2, 3, 4, 4})));
    const auto& found = read.matcher().occurrences();
    REQUIRE(found.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
      CHECK((found[i].words & 1) == 1);  // stands for ubnd
      CHECK((found[i].words >> (i + 1) & 1) == 1);
      CHECK(found[i].position == found[0].position + i);
    }
    CHECK(text.substr(found[0].begin, found[3].end - found[0].begin) == "ủy ban nhân dân");
  }
}

TEST_CASE("near needs a word for each operand, also where they are alike") {
  const std::vector<QueryWord> words{word("a"), word("a")};
  const auto twice = joined(Condition::Kind::near, {phrase({0}), phrase({1})}, 5);
  CHECK(Text(words, "a x a").satisfies(twice));
  CHECK_FALSE(Text(words, "a").satisfies(twice));
  // dang stands for đang and đảng: one word cannot be both operands
  const std::vector<QueryWord> loose{word("dang", MarkMatch::any), word("đảng")};
  CHECK(Text(loose, "đang đảng").satisfies(twice));
  CHECK(Text(loose, "đảng đang").satisfies(twice));
  CHECK_FALSE(Text(loose, "đảng ủy").satisfies(twice));
}

TEST_CASE("conditions join as they say") {
  Text text({word("a"), word("b"), word("z")}, "a b");
  const auto a = any_word({0});
  const auto b = any_word({1});
  const auto z = any_word({2});
  using Kind = Condition::Kind;
  CHECK(text.satisfies({}));
  CHECK(text.satisfies(any_word({2, 1})));
  CHECK_FALSE(text.satisfies(z));
  CHECK_FALSE(text.satisfies(any_word({})));
  CHECK(text.satisfies(joined(Kind::all_of, {a, b})));
  CHECK_FALSE(text.satisfies(joined(Kind::all_of, {a, z})));
  CHECK(text.satisfies(joined(Kind::any_of, {z, b})));
  CHECK_FALSE(text.satisfies(joined(Kind::any_of, {z, z})));
  CHECK(text.satisfies(joined(Kind::but_not, {a, z})));
  CHECK_FALSE(text.satisfies(joined(Kind::but_not, {a, b})));
  CHECK_FALSE(text.satisfies(joined(Kind::but_not, {z, z})));
  CHECK(text.satisfies(joined(Kind::but_not, {{}, phrase({1, 0})})));
}

TEST_CASE("a condition over documents is answered by their numbers") {
  Text text({word("a")}, "a");
  Condition made;
  made.kind = Condition::Kind::documents;
  made.documents = {2, 5, 9};
  for (const Xapian::docid number : {2U, 5U, 9U}) CHECK(text.satisfies(made, number));
  for (const Xapian::docid number : {1U, 3U, 10U}) CHECK_FALSE(text.satisfies(made, number));
}

TEST_CASE("title and body are told apart") {
  Document document;
  document.title = "a b";
  document.abstract = "c";
  document.text = "d b";
  document.caption = "e";
  Text text({word("a"), word("b"), word("c"), word("d"), word("e")}, document);
  CHECK(text.matcher().title_word_count() == 2);
  CHECK(text.matcher().word_count() >= 6);
  const std::vector<bool> in_title{true, true, false, false, false};
  const std::vector<bool> in_body{false, true, true, true, true};
  for (std::uint32_t i = 0; i < 5; ++i) {
    CHECK(text.satisfies(any_word({i})));
    CHECK(text.satisfies(any_word({i}, Where::title)) == in_title[i]);
    CHECK(text.satisfies(any_word({i}, Where::body)) == in_body[i]);
  }
  CHECK(text.satisfies(phrase({0, 1}, Where::title)));
  CHECK_FALSE(text.satisfies(phrase({0, 1}, Where::body)));
  CHECK_FALSE(text.satisfies(phrase({1, 2}, Where::title)));
  CHECK_FALSE(text.satisfies(phrase({1, 2}, Where::body)));
  CHECK(text.satisfies(phrase({3, 1}, Where::body)));
  // From one part into the next
  CHECK(text.satisfies(phrase({0, 1, 2, 3, 1, 4})));
  CHECK(text.satisfies(phrase({2, 3, 1, 4}, Where::body)));
  // but not from where a part was cut
  text.matcher().read(document, 1);
  CHECK(text.satisfies(phrase({0, 1, 2, 3})));
  CHECK_FALSE(text.satisfies(phrase({3, 4})));
}

TEST_CASE("occurrences are the byte ranges of words, rising, with the words they are") {
  text::Analyzer analyzer;
  const std::vector<QueryWord> words{word("dang", MarkMatch::any), word("đảng"), word("tế")};
  TextMatcher matcher(analyzer, words);
  const std::string text = "«Ðảng» và đa\u0309ng, \xff y TẾ đang";
  matcher.append(text);
  std::vector<std::pair<std::string, std::uint64_t>> found;
  for (const Occurrence& each : matcher.occurrences())
    found.emplace_back(text.substr(each.begin, each.end - each.begin), each.words);
  CHECK(found == std::vector<std::pair<std::string, std::uint64_t>>{
                     {"Ðảng", 3}, {"đa\u0309ng", 3}, {"TẾ", 4}, {"đang", 1}});
  CHECK(matcher.word_count() == 6);

  matcher.clear();
  CHECK(matcher.occurrences().empty());
  CHECK(matcher.word_count() == 0);
  matcher.append("tế");
  CHECK(matcher.occurrences().size() == 1);
}

TEST_CASE("the form a word was read as is told from its other forms") {
  text::Analyzer analyzer;
  std::vector<QueryWord> words{word("dang", MarkMatch::any)};
  words[0].reading = "đảng";
  TextMatcher matcher(analyzer, words);
  matcher.append("đang đảng");
  REQUIRE(matcher.occurrences().size() == 2);
  CHECK(matcher.occurrences()[0].as_read == 0);
  CHECK(matcher.occurrences()[1].as_read == 1);
}

TEST_CASE("a matcher that looks for other words knows nothing of those before") {
  text::Analyzer analyzer;
  const std::vector<QueryWord> first{word("đảng"), word("tế")};
  const std::vector<QueryWord> second{word("sở"), word("te", MarkMatch::any)};
  TextMatcher matcher(analyzer, first);
  matcher.append("sở y tế, đảng");
  matcher.look_for(second);
  CHECK(matcher.occurrences().empty());
  matcher.append("sở y tế, đảng");
  REQUIRE(matcher.occurrences().size() == 2);
  CHECK(matcher.occurrences()[0].words == 1);
  CHECK(matcher.occurrences()[1].words == 2);
  analyzer.forget();
  matcher.look_for(first);
  matcher.append("đảng sở y tế");
  REQUIRE(matcher.occurrences().size() == 2);
  CHECK(matcher.occurrences()[0].words == 1);
  CHECK(matcher.occurrences()[1].words == 2);
}

TEST_CASE("words that stand for query words are occurrences of these") {
  std::vector<QueryWord> words{word("ubnd"), word("tỉnh"), word("giáo"), word("dục")};
  words[0].alternatives = {{"ủybannhândân", 1}, {"ubnd", 1}};
  words[2].alternatives = {{"gd", 2}};
  const auto found = [&](std::string_view text) {
    text::Analyzer analyzer;
    TextMatcher matcher(analyzer, words);
    matcher.append(text);
    std::string out;
    for (const Occurrence& each : matcher.occurrences()) {
      CHECK((each.as_read & each.words) == each.as_read);
      out += (out.empty() ? "" : " ") + std::string(text.substr(each.begin, each.end - each.begin)) + ":" +
             std::to_string(each.words);
    }
    return out;
  };
  CHECK(found("Ủy ban nhân dân tỉnh") == "Ủy:1 ban:1 nhân:1 dân:1 tỉnh:2");
  CHECK(found("Ủy ban, nhân dân") == "Ủy:1 ban:1 nhân:1 dân:1");
  CHECK(found("ủy ban của nhân dân") == "");
  CHECK(found("ủy ban ủy ban nhân dân") == "ủy:1 ban:1 nhân:1 dân:1");
  CHECK(found("U.B.N.D tỉnh") == "U:1 B:1 N:1 D:1 tỉnh:2");
  CHECK(found("UBND") == "UBND:1");
  CHECK(found("U.B.N") == "");
  CHECK(found("GD giáo") == "GD:12 giáo:4");
}

TEST_CASE("a text is read as far as asked for, and never over its end") {
  text::Analyzer analyzer;
  const std::vector<QueryWord> words{word("ế")};
  TextMatcher matcher(analyzer, words);
  std::string text;
  for (int i = 0; i < 100; ++i) text += "ế ";
  for (std::size_t bytes = 0; bytes <= text.size() + 3; ++bytes) {
    matcher.clear();
    matcher.append(text, bytes);
    // A word cut in two by the bound is none of the text's.
    REQUIRE(matcher.occurrences().size() == std::min<std::size_t>((bytes + 1) / 4, 100));
  }
}

TEST_CASE("no more words than a mask holds are looked for") {
  text::Analyzer analyzer;
  std::vector<QueryWord> words;
  for (int i = 0; i < 200; ++i) words.push_back(word("w" + std::to_string(i)));
  TextMatcher matcher(analyzer, words);
  matcher.append("w0 w63 w64 w199");
  CHECK(matcher.occurrences().size() == 2);
}

}  // namespace
}  // namespace vnidx::query
