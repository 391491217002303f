#include "query/parser.h"

#include <cstdint>
#include <string>
#include <vector>

#include "unit/catch.h"

namespace vnidx::query {
namespace {

std::string parsed(std::string_view query, Punctuation punctuation = Punctuation::strict) {
  const auto made = parse(query, punctuation);
  if (!made) return made.error().place + ": " + made.error().message;
  return to_string(made->node);
}

struct ParseCase {
  std::string query;
  std::string tree;
};

TEST_CASE("queries say what they say") {
  const auto [query, tree] = GENERATE(values<ParseCase>({
      {"", "(everything)"},
      {"  ", "(everything)"},
      {" \u3000\u00a0", "(everything)"},
      {"\"", "(text)"},
      {"…", "(text)"},
      {"đảng", "(text \"đảng\")"},
      {"đảng ủy  khối", "(text \"đảng ủy khối\")"},
      {"\"đảng ủy\"", "(phrase \"đảng ủy\")"},
      {"\"\"", "(text)"},
      {"nghi*", "(prefix \"nghi\")"},
      // Side by side
      {"đảng ủy \"y tế\" sở", "(sequence (text \"đảng ủy\") (phrase \"y tế\") (text \"sở\"))"},
      {"a +b -c d", "(sequence (text \"a\") (must (text \"b\")) (must-not (text \"c\")) (text \"d\"))"},
      {"+a", "(sequence (must (text \"a\")))"},
      {"-a", "(sequence (must-not (text \"a\")))"},
      {"-a b", "(sequence (must-not (text \"a\")) (text \"b\"))"},
      {"a nghi* b", "(sequence (text \"a\") (prefix \"nghi\") (text \"b\"))"},
      {"a (b c) d", "(text \"a b c d\")"},
      {"a +(b c) -(d e)",
       "(sequence (text \"a\") (must (sequence (text \"b c\"))) (must-not (sequence (text \"d e\"))))"},
      {"+TP.HCM", "(sequence (must (text \"TP.HCM\")))"},
      // Operators: a sequence binds closest, then AND and NOT, then OR
      {"a AND b", "(and (text \"a\") (text \"b\"))"},
      {"đảng ủy AND y tế", "(and (text \"đảng ủy\") (text \"y tế\"))"},
      {"a AND b AND c", "(and (text \"a\") (text \"b\") (text \"c\"))"},
      {"a OR b", "(or (text \"a\") (text \"b\"))"},
      {"a OR b OR c", "(or (text \"a\") (text \"b\") (text \"c\"))"},
      {"a AND b OR c AND d", "(or (and (text \"a\") (text \"b\")) (and (text \"c\") (text \"d\")))"},
      {"a NOT b", "(not (text \"a\") (text \"b\"))"},
      {"a AND NOT b", "(not (text \"a\") (text \"b\"))"},
      {"a NOT b NOT c", "(not (not (text \"a\") (text \"b\")) (text \"c\"))"},
      {"a AND b NOT c", "(not (and (text \"a\") (text \"b\")) (text \"c\"))"},
      {"a NOT b AND c", "(and (not (text \"a\") (text \"b\")) (text \"c\"))"},
      {"NOT a", "(not (everything) (text \"a\"))"},
      {"NOT a OR b", "(or (not (everything) (text \"a\")) (text \"b\"))"},
      {"a OR NOT b", "(or (text \"a\") (not (everything) (text \"b\")))"},
      {"(a OR b) AND c", "(and (or (text \"a\") (text \"b\")) (text \"c\"))"},
      {"a AND (b OR c)", "(and (text \"a\") (or (text \"b\") (text \"c\")))"},
      {"((((a))))", "(text \"a\")"},
      {"a -(b OR c)", "(sequence (text \"a\") (must-not (or (text \"b\") (text \"c\"))))"},
      // Nearness
      {"a NEAR b", "(near 10 (text \"a\") (text \"b\"))"},
      {"a NEAR/5 b", "(near 5 (text \"a\") (text \"b\"))"},
      {"a NEAR/5 b NEAR/7 c", "(near 7 (text \"a\") (text \"b\") (text \"c\"))"},
      {"\"a b\" NEAR/3 c", "(near 3 (phrase \"a b\") (text \"c\"))"},
      {"a b NEAR/5 c d", "(sequence (text \"a\") (near 5 (text \"b\") (text \"c\")) (text \"d\"))"},
      {"a NEAR/1000 b", "(near 1000 (text \"a\") (text \"b\"))"},
      {"+a NEAR b", "(near 10 (text \"a\") (text \"b\"))"},
      // Titles
      {"title:a", "(title-text \"a\")"},
      {"title:a b", "(sequence (title-text \"a\") (text \"b\"))"},
      {"a title:b", "(sequence (text \"a\") (title-text \"b\"))"},
      {"title:\"a b\"", "(title-phrase \"a b\")"},
      {"title:(a OR \"b c\")", "(title-or (title-text \"a\") (title-phrase \"b c\"))"},
      {"title:nghi*", "(title-prefix \"nghi\")"},
      {"title:a title:b", "(sequence (title-text \"a\") (title-text \"b\"))"},
      {"title:(a NEAR b)", "(title-near 10 (title-text \"a\") (title-text \"b\"))"},
      // Filters
      {"org:\"Sở Y tế\"", "(filter org \"Sở Y tế\")"},
      {"org:Sở Y tế", "(sequence (filter org \"Sở\") (text \"Y tế\"))"},
      {"a author:Diệu source:báo date:2018-07..2018-09",
       "(sequence (text \"a\") (filter author \"Diệu\") (filter source \"báo\") (filter date "
       "\"2018-07..2018-09\"))"},
      {"-org:x", "(sequence (must-not (filter org \"x\")))"},
      {"org:a OR org:b", "(or (filter org \"a\") (filter org \"b\"))"},
      {"org:a AND NOT author:b", "(not (filter org \"a\") (filter author \"b\"))"},
      {"date:32/13/2018", "(filter date \"32/13/2018\")"},
  }));
  CAPTURE(query);
  CHECK(parsed(query) == tree);
}

struct ErrorCase {
  std::string query;
  std::string error;
};

TEST_CASE("a query that cannot be read is pointed at, in code points") {
  const auto [query, error] = GENERATE(values<ErrorCase>({
      {"(", "column 2: a word is missing here"},
      {"(đảng", "column 1: this ( is not closed"},
      {"đảng (ủy (khối)", "column 6: this ( is not closed"},
      {"()", "column 2: a word is missing here"},
      {"đảng ()", "column 7: a word is missing here"},
      {")", "column 1: a word is missing here"},
      {"đảng)", "column 5: there is no ( for this )"},
      {"(đảng))", "column 7: there is no ( for this )"},
      {"AND", "column 1: a word is missing here"},
      {"đảng AND", "column 9: a word is missing here"},
      {"AND đảng", "column 1: a word is missing here"},
      {"đảng OR", "column 8: a word is missing here"},
      {"OR đảng", "column 1: a word is missing here"},
      {"ế AND OR b", "column 7: a word is missing here"},
      {"ế AND AND b", "column 7: a word is missing here"},
      {"NOT", "column 4: a word is missing here"},
      {"a NOT NOT b", "column 7: a word is missing here"},
      {"ế AND NOT", "column 10: a word is missing here"},
      {"NEAR b", "column 1: a word is missing here"},
      {"a NEAR", "column 7: a word is missing here"},
      {"a NEAR NEAR b", "column 8: a word is missing here"},
      {"ế NEAR/0 b", "column 3: NEAR takes a distance from 1 to 1000"},
      {"ế NEAR/1001 b", "column 3: NEAR takes a distance from 1 to 1000"},
      {"ế NEAR/99999999999999999999 b", "column 3: NEAR takes a distance from 1 to 1000"},
      {"ế NEAR (b OR c)", "column 9: NEAR stands between words or phrases"},
      {"ế NEAR org:b", "column 8: NEAR stands between words or phrases"},
      {"ế NEAR b*", "column 8: NEAR stands between words or phrases"},
      {"đảng tittle:x", "column 6: there is no field 'tittle'"},
      {"date:", "(text \"date:\")"},
      {"org:(a)", "column 5: a value is missing behind org:"},
      {"ế org:a*", "column 7: a value is missing behind org:"},
      {"org:title:x", "column 5: a value is missing behind org:"},
      {"title:org:x", "column 7: title: takes words, a phrase or brackets"},
      {"ế title:)", "column 9: a word is missing here"},
      {"đảng \"ủy", "column 6: the quote is not closed"},
  }));
  CAPTURE(query);
  CHECK(parsed(query) == error);
}

TEST_CASE("punctuation is no reason to refuse a query; a sign that asks for something is") {
  const auto [query, tree] = GENERATE(values<ParseCase>({
      {"(mía", "(text \"mía\")"},
      {"mía)", "(text \"mía\")"},
      {"()", "(text)"},
      {"a -(", "(text \"a\")"},
      {"\"mía ngọt", "(text \"mía ngọt\")"},
      {"trường phái:Sunni", "(text \"trường phái:Sunni\")"},
      {"giờ 15:20 (a:b:c", "(text \"giờ 15:20 a:b:c\")"},
      {"org:(a)", "column 5: a value is missing behind org:"},
      {"title:()", "column 8: a word is missing here"},
      {"title:org:x", "column 7: title: takes words, a phrase or brackets"},
      {"mía AND", "column 8: a word is missing here"},
      {"mía AND \"", "column 10: a word is missing here"},
      {"ế NEAR/0 b", "column 3: NEAR takes a distance from 1 to 1000"},
  }));
  CAPTURE(query);
  CHECK(parsed(query, Punctuation::forgiven) == tree);
}

TEST_CASE("a query without a word says so") {
  for (const std::string query : {"\"", "…", "()", "- + *", "“”"}) {
    CAPTURE(query);
    CHECK(parse(query)->notes == std::vector<std::string>{"the query holds no word to search for"});
  }
  CHECK(parse(" ")->notes.empty());
}

TEST_CASE("the error of an unknown field says which there are") {
  const auto node = parse("tittle:x", Punctuation::strict);
  REQUIRE_FALSE(node.ok());
  CHECK(node.error().code == ErrorCode::usage);
  for (const std::string field : {"title", "org", "author", "source", "date"}) {
    CHECK(node.error().hint.find(field) != std::string::npos);
  }
}

TEST_CASE("brackets as deep as a person writes are read; deeper ones are an error, however many") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '(') + "a" + std::string(depth, ')');
  };
  CHECK(parsed(nested(20)) == "(text \"a\")");
  for (const std::size_t depth : {10000U, 1000000U}) {
    CHECK(parse(nested(depth)).error().code == ErrorCode::usage);
    CHECK(parse(std::string(depth, '('), Punctuation::strict).error().code == ErrorCode::usage);
    CHECK(parse(std::string(depth, ')'), Punctuation::strict).error().code == ErrorCode::usage);
    CHECK(parse(std::string(depth, '(')).ok());
    CHECK(parse(std::string(depth, ')')).ok());
  }
  std::string fields;
  for (int i = 0; i < 10000; ++i) fields += "title:(";
  CHECK(parse(fields, Punctuation::strict).error().code == ErrorCode::usage);
}

TEST_CASE("brackets side by side are not deep") {
  std::string query = "(a)";
  for (int i = 0; i < 10000; ++i) query += " OR (b)";
  const auto node = parse(query);
  REQUIRE(node.ok());
  CHECK(node->node.children.size() == 10001);
}

TEST_CASE("a chain of operators of any length is read and printed") {
  std::string query = "a";
  for (int i = 0; i < 10000; ++i) query += " AND b";
  CHECK(parse(query)->node.children.size() == 10001);
  std::string signs;
  for (int i = 0; i < 10000; ++i) signs += "+a -b ";
  CHECK(parse(signs)->node.children.size() == 20000);
}

TEST_CASE("a chain of NOT of any length does no harm") {
  std::string query = "a";
  for (int i = 0; i < 100000; ++i) query += " NOT b";
  (void)parse(query);
}

TEST_CASE("no sequence of signs does harm") {
  const std::vector<std::string> pieces{"a",      "b ",   " ",     "(",    ")",     "\"",     "“",
                                        "+",      "-",    " AND ", " OR ", " NOT ", " NEAR ", " NEAR/3 ",
                                        "title:", "org:", "date:", "x:",   "*",     "ế",      "\xff"};
  std::uint64_t state = 1;
  for (int i = 0; i < 20000; ++i) {
    std::string query;
    for (int n = 0; n < 12; ++n) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      query += pieces[(state >> 33) % pieces.size()];
    }
    CAPTURE(query);
    const auto node = parse(query, i % 2 == 0 ? Punctuation::strict : Punctuation::forgiven);
    if (node) continue;
    REQUIRE(node.error().code == ErrorCode::usage);
    REQUIRE(node.error().place.starts_with("column "));
  }
}

}  // namespace
}  // namespace vnidx::query
