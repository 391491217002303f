#include "query/lexer.h"

#include <string>
#include <vector>

#include "unit/catch.h"

namespace vnidx::query {
namespace {

struct LexCase {
  std::string query;
  std::string lexemes;
};

std::string lexed(std::string_view query, Punctuation punctuation = Punctuation::strict) {
  const auto made = lex(query, punctuation);
  if (!made) return made.error().place + ": " + made.error().message;
  return to_string(made->lexemes);
}

TEST_CASE("queries fall into lexemes") {
  const auto [query, lexemes] = GENERATE(values<LexCase>({
      {"", ""},
      {" \t\n\r\u00a0\u3000 ", ""},
      {"đảng ủy khối", "text:đảng text:ủy text:khối"},
      {"đảng\u00a0ủy\u3000khối", "text:đảng text:ủy text:khối"},
      {"TP.HCM GD&ĐT 05-CT/TƯ 15/9/2018 COVID-19 a,b",
       "text:TP.HCM text:GD&ĐT text:05-CT/TƯ text:15/9/2018 text:COVID-19 text:a,b"},
      // Phrases, in any double quotes
      {"\"đảng ủy\"", "phrase:\"đảng ủy\""},
      {"“đảng ủy”", "phrase:\"đảng ủy\""},
      {"„đảng ủy“", "phrase:\"đảng ủy\""},
      {"”đảng ủy“", "phrase:\"đảng ủy\""},
      {"“đảng ủy\"", "phrase:\"đảng ủy\""},
      {"a\"b\"c", "text:a phrase:\"b\" text:c"},
      {"\"a\"\"b\"", "phrase:\"a\" phrase:\"b\""},
      {"\"a AND (b)\"", "phrase:\"a AND (b)\""},
      {"\"a\nb\"", "phrase:\"a\nb\""},
      {"'a'", "text:'a'"},
      // Quotes of pasted text that have no partner
      {"đảng ủy\"", "text:đảng text:ủy"},
      {"đảng ủy\"  ", "text:đảng text:ủy"},
      {"“đảng ủy", "text:đảng text:ủy"},
      {"đảng ” ủy", "text:đảng text:ủy"},
      {"\"", ""},
      {"“", ""},
      // Signs
      {"+a -b", "plus text:a minus text:b"},
      {"+\"a b\" -\"c\"", "plus phrase:\"a b\" minus phrase:\"c\""},
      {"+(a) -(b)", "plus open text:a close minus open text:b close"},
      {"-đảng +ủy", "minus text:đảng plus text:ủy"},
      {"a-b a+b a- a+", "text:a-b text:a+b text:a- text:a+"},
      {"- a", "text:a"},
      {"+ a", "text:a"},
      {"-", ""},
      {"+", ""},
      {"Su -22 -5", "text:Su text:-22 text:-5"},
      {"+84", "plus text:84"},
      {"--a", "text:--a"},
      {"-org:x", "minus field:org text:x"},
      {"-\u00a0a", "text:a"},
      // What holds no word says nothing, and no sign before it says more
      {"“đèo Lò Xo” – “Phước Sơn” …", "phrase:\"đèo Lò Xo\" phrase:\"Phước Sơn\""},
      {"\"\" \"…\" a", "text:a"},
      {"+… a -“–” b", "text:a text:b"},
      {"org:- a", "field:org text:- text:a"},
      {"org:\"\" a", "field:org phrase text:a"},
      // Operators are capitals, and whole words
      {"a AND b OR c NOT d", "text:a and text:b or text:c not text:d"},
      {"and or not near And ANDY (AND)",
       "text:and text:or text:not text:near text:And text:ANDY open and close"},
      {"a NEAR b NEAR/5 c NEAR/ d NEAR/x e",
       "text:a near text:b near:5 text:c text:NEAR/ text:d text:NEAR/x text:e"},
      {"NEAR/99999999999999999999", "near:99999999999999999999"},
      // Brackets
      {"(a (b))c", "open text:a open text:b close close text:c"},
      {"()", "open close"},
      {"hàm(x)", "text:hàm open text:x close"},
      // Prefixes
      {"nghi* a*b ** * *a a**", "prefix:nghi text:a*b text:*a text:a**"},
      // Fields
      {"org:\"Sở Y tế\" title:(a b) author:Diệu date:2018..2019",
       "field:org phrase:\"Sở Y tế\" field:title open text:a text:b close field:author text:Diệu field:date "
       "text:2018..2019"},
      {"org:Sở Y tế", "field:org text:Sở text:Y text:tế"},
      {"nosuch:x", "field:nosuch text:x"},
      {"org: x", "text:org: text:x"},
      {"org:", "text:org:"},
      {"7:30 Org:x giờ:phút", "text:7:30 text:Org:x text:giờ:phút"},
      {"https://baoquangnam.vn", "text:https://baoquangnam.vn"},
      {"source:/tin/2018", "field:source text:/tin/2018"},
      {"title:org:x", "field:title field:org text:x"},
      {":x", "text::x"},
      // Bytes that are no UTF-8 are kept for the analyser
      {"a\xff\xfe b\x80", "text:a\xff\xfe text:b\x80"},
  }));
  CAPTURE(query);
  CHECK(lexed(query) == lexemes);
}

struct ColumnCase {
  std::string query;
  std::string error;
};

TEST_CASE("a quote that is not closed is pointed at, in code points") {
  const auto [query, error] = GENERATE(values<ColumnCase>({
      {"\"đảng", "column 1: the quote is not closed"},
      {"đảng ủy \"khối", "column 9: the quote is not closed"},
      {"“ủy” \"khối", "column 6: the quote is not closed"},
      {"“ủy” “khối” ế\"x", "column 14: the quote is not closed"},
      {"da\u0309ng \"x", "column 7: the quote is not closed"},
  }));
  CAPTURE(query);
  CHECK(lexed(query) == error);
}

struct ForgivenCase {
  std::string query;
  std::string lexemes;
  std::vector<std::string> notes;
};

TEST_CASE("signs that make no query are punctuation, which is told once of each kind") {
  const auto [query, lexemes, notes] = GENERATE(values<ForgivenCase>({
      // Quotes
      {"\"mía đường",
       "text:mía text:đường",
       {"column 1: the quote is not closed and was read as punctuation"}},
      {"a \"b\" \"c",
       "text:a phrase:\"b\" text:c",
       {"column 7: the quote is not closed and was read as punctuation"}},
      {"đường 5\"", "text:đường text:5", {}},
      {"“mía", "text:mía", {}},
      // Brackets
      {"(mía", "text:mía", {"column 1: this ( is not closed and was read as punctuation"}},
      {"mía)", "text:mía", {"column 4: this ) closes nothing and was read as punctuation"}},
      {":) mía :(",
       "text:mía",
       {"column 2: this ) closes nothing and was read as punctuation",
        "column 9: this ( is not closed and was read as punctuation"}},
      {"((a) (b", "open text:a close text:b", {"column 1: this ( is not closed and was read as punctuation"}},
      {"a) b) (c)",
       "text:a text:b open text:c close",
       {"column 2: this ) closes nothing and was read as punctuation"}},
      {"f() (( )) a", "text:f text:a", {}},
      {"a -() +( ", "text:a", {"column 8: this ( is not closed and was read as punctuation"}},
      {"a AND (b OR c) -(d)", "text:a and open text:b or text:c close minus open text:d close", {}},
      // Colons
      {"trường phái:Sunni",
       "text:trường text:phái:Sunni",
       {"column 8: the colon behind 'phái' makes no field of title, org, author, source, date, issuer, "
        "number and was read "
        "as punctuation"}},
      {"mausac:đỏ a:b:c Org:x",
       "text:mausac:đỏ text:a:b:c text:Org:x",
       {"column 1: the colon behind 'mausac' makes no field of title, org, author, source, date, issuer, "
        "number and was read "
        "as punctuation"}},
      {"màu: đỏ 15:20 https://a.vn/b?c=d http://localhost:8080/x",
       "text:màu: text:đỏ text:15:20 text:https://a.vn/b?c=d text:http://localhost:8080/x",
       {}},
      {"-x:y +x:\"a b\" x:(c)",
       "minus text:x:y plus text:x: phrase:\"a b\" text:x: open text:c close",
       {"column 2: the colon behind 'x' makes no field of title, org, author, source, date, issuer, number "
        "and was read as "
        "punctuation"}},
      {"x:y*",
       "text:x: prefix:y",
       {"column 1: the colon behind 'x' makes no field of title, org, author, source, date, issuer, number "
        "and was read as "
        "punctuation"}},
      // Fields that there are
      {"org:a:b source:c:/d title:org:x date:",
       "field:org text:a:b field:source text:c:/d field:title field:org text:x text:date:",
       {"column 5: the colon behind 'a' makes no field of title, org, author, source, date, issuer, number "
        "and was read as "
        "punctuation"}},
      {"title:()", "field:title open close", {}},
  }));
  CAPTURE(query);
  const auto made = lex(query);
  REQUIRE(made.ok());
  CHECK(to_string(made->lexemes) == lexemes);
  CHECK(made->notes == notes);
}

TEST_CASE("every lexeme knows its column, in code points") {
  const auto lexemes = lex("  đảng +ủy\u00a0“y tế” org:sở AND (ế)");
  REQUIRE(lexemes.ok());
  std::vector<std::size_t> columns;
  for (const Lexeme& lexeme : lexemes->lexemes) columns.push_back(lexeme.column);
  CHECK(columns == std::vector<std::size_t>{3, 8, 9, 12, 19, 23, 26, 30, 31, 32});
}

TEST_CASE("a long query is lexed in time that grows with its length") {
  std::string query;
  for (int i = 0; i < 100000; ++i) query += "“a ";
  CHECK(lex(query).ok());
  CHECK(lex(std::string(1000000, '"')).ok());
  CHECK(lex(std::string(1000000, 'a') + ":").ok());
  CHECK(lex(std::string(100000, '(')).ok());
}

}  // namespace
}  // namespace vnidx::query
