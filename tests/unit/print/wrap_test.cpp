#include "print/wrap.h"

#include <vector>

#include "unit/catch.h"

using vnidx::CodePointRange;
using namespace vnidx::print;

namespace {

constexpr Paint kNone{};
constexpr Paint kMarked{"<", "[", ">"};

struct Case {
  const char* what;
  std::string text;
  std::vector<CodePointRange> highlights;
  Paint paint;
  Columns columns;
  std::string out;
};

const Case kCases[] = {
    {"fits", "một hai ba", {}, kNone, {10, 0}, "một hai ba"},
    {"breaks at the width", "một hai ba", {}, kNone, {9, 0}, "một hai\nba"},
    {"indents what follows", "một hai ba", {}, kNone, {9, 4}, "một\n    hai\n    ba"},
    {"combining marks take no column",
     "e\u0302\u0301 e\u0323\u0302 e",
     {},
     kNone,
     {5, 0},
     "e\u0302\u0301 e\u0323\u0302 e"},
    {"wide characters take two", "中 中 a", {}, kNone, {5, 0}, "中 中\na"},
    {"a longer word stays whole", "a nghiêng-ngả b", {}, kNone, {5, 0}, "a\nnghiêng-ngả\nb"},
    {"white space is levelled", "  a \n\n b\t c\u2028d ", {}, kNone, {80, 0}, "a b c d"},
    {"no text", "", {}, kMarked, {80, 0}, ""},
    {"a highlighted word", "một hai ba", {{4, 7}}, kMarked, {80, 0}, "<một >[hai>< ba>"},
    {"part of a word", "thanh", {{1, 3}}, kMarked, {80, 0}, "<t>[ha><nh>"},
    {"a phrase, its space too", "a b c", {{0, 3}}, kMarked, {80, 0}, "[a b>< c>"},
    {"two words that touch only by a space", "a b", {{0, 1}, {2, 3}}, kMarked, {80, 0}, "[a b>"},
    {"a phrase over a line end", "aa bb", {{0, 5}}, kMarked, {4, 1}, "[aa>\n [bb>"},
    {"what is left out counts as read", "a\u200Bb c", {{4, 5}}, kMarked, {80, 0}, "<ab >[c>"},
    {"control characters", "a\x1b[m", {}, kNone, {80, 0}, "a\uFFFD[m"},
};

}  // namespace

TEST_CASE("wrapped text") {
  for (const Case& each : kCases) {
    INFO(each.what);
    std::string out;
    append_wrapped(out, each.text, each.highlights, each.paint, each.columns);
    CHECK(out == each.out);
  }
}

TEST_CASE("text with its own lines") {
  std::string out;
  append_highlighted(out, "một\r\n\thai\x1b\n", std::vector<CodePointRange>{{6, 9}}, {"", "[", "]"});
  CHECK(out == "một\n\t[hai]\uFFFD\n");
}
