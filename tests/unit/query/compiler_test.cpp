// Queries against a small index: which documents they find, and how their words were read.
#include "query/compiler.h"

#include <string>
#include <vector>

#include "query/parser.h"
#include "unit/catch.h"
#include "unit/query/small_collection.h"

namespace vnidx::query {
namespace {

using test::Ids;

const Ids kAll{"khoi", "chay", "ban", "y-te", "y-te-2", "lao-dong", "duong", "hoa", "dang"};

Ids ids_of(std::string_view query, Marks marks = Marks::smart, SearchIn in = SearchIn::all) {
  const auto ids = test::found(query, marks, in);
  if (!ids) return {"error: " + ids.error().place + ": " + ids.error().message};
  return *ids;
}

struct FoundCase {
  std::string query;
  Ids ids;
};

TEST_CASE("a query finds the documents it asks for") {
  const auto [query, ids] = GENERATE(values<FoundCase>({
      {"", kAll},
      // Plain words rank: any of them will do
      {"cháy bệnh", {"chay", "y-te"}},
      {"xyzzy", {}},
      {"xyzzy cháy", {"chay"}},
      {"...", {}},
      // Spelling does not matter
      {"HÒA", {"duong", "hoa"}},
      {"hoà", {"duong", "hoa"}},
      {"ho\u0300a", {"duong", "hoa"}},
      // Phrases
      {"\"học tập\"", {"khoi"}},
      {"\"tập học\"", {}},
      {"\"Đảng ủy Khối\"", {"khoi"}},
      {"\"đảng ủy sở y tế\"", {"y-te-2"}},
      {"\"y tế\"", {"y-te", "y-te-2"}},
      {"\"dang uy\"", {"khoi", "y-te-2", "dang"}},
      {"\"đang uy\"", {}},
      {"\"cháy\"", {"chay"}},
      {"\"\"", {}},
      {"\"xã hội tỉnh\"", {"lao-dong"}},
      // However frequent, a word of a phrase must be there
      {"\"thương binh và xã hội\"", {"lao-dong"}},
      {"\"thương binh xã hội\"", {}},
      {"\"thương binh của xã hội\"", {}},
      {"\"động thương\"", {"lao-dong"}},
      // Must and must not
      {"+đảng +tế", {"y-te-2"}},
      {"đảng +tế", {"y-te", "y-te-2"}},
      {"đảng -tế", {"khoi"}},
      {"-đảng", {"chay", "ban", "y-te", "lao-dong", "duong", "hoa", "dang"}},
      {"sở -\"y tế\"", {"lao-dong"}},
      {"quảng -\"y tế\" -\"lao động\"", {}},
      {"+\"y tế\" khám", {"y-te", "y-te-2"}},
      {"+TP.HCM", {"y-te-2"}},
      {"+thành.phố", {"y-te-2"}},
      {"+phố.thành", {}},
      {"họp +phố.thành", {}},
      {"+nghi* +quyet", {"khoi"}},
      {"đảng -nghi*", {"y-te-2"}},
      // Operators
      {"đảng AND tế", {"y-te-2"}},
      {"cháy OR bệnh", {"chay", "y-te"}},
      {"đảng NOT tế", {"khoi"}},
      {"đảng AND NOT tế", {"khoi"}},
      {"NOT đảng", {"chay", "ban", "y-te", "lao-dong", "duong", "hoa", "dang"}},
      {"(cháy OR bệnh) AND khám", {"y-te"}},
      {"sở y tế AND đảng ủy", {"y-te-2"}},
      {"NOT \"y tế\"", {"khoi", "chay", "ban", "lao-dong", "duong", "hoa", "dang"}},
      {"sở NOT (\"y tế\" OR \"lao động\")", {}},
      {"(NOT sở) AND hoa", {"duong", "hoa"}},
      // Nearness
      {"rừng NEAR/1 đang", {"chay"}},
      {"rừng NEAR/1 dập", {}},
      {"rừng NEAR/2 cháy", {"chay"}},
      {"cháy NEAR/2 rừng", {"chay"}},
      {"\"khám bệnh\" NEAR/3 dân", {"y-te"}},
      {"kiểm NEAR/3 lửa", {}},
      {"kiểm NEAR/4 lửa", {"chay"}},
      {"cháy NEAR cháy", {"chay"}},
      {"lửa NEAR lửa", {}},
      // Prefixes
      {"nghi*", {"khoi"}},
      {"đươ*", {"duong", "khoi"}},
      {"dương*", {"duong"}},
      {"xyzzy*", {}},
      // Titles
      {"title:cháy", {"chay"}},
      {"title:bạn", {}},
      {"title:\"Đảng ủy\"", {"khoi", "y-te-2"}},
      {"title:\"ủy sở\"", {"y-te-2"}},
      {"title:(khám OR việc)", {"y-te", "lao-dong"}},
      {"title:chá*", {"chay"}},
      {"title:(rừng NEAR/2 cháy)", {"chay"}},
      {"cháy -title:cháy", {}},
      {"đảng -title:khối", {"y-te-2"}},
      // Filters
      {"author:\"Lê Diệu\"", {"khoi", "ban", "y-te-2"}},
      {"author:\"le dieu\"", {"khoi", "ban", "y-te-2", "y-te"}},
      {"source:\"Báo Quảng Nam\"", {"khoi", "chay", "y-te-2"}},
      {"source:/tin/2018", {"khoi", "chay", "ban"}},
      {"source:/tin/2018/ban.txt", {"ban"}},
      {"date:2018", {"khoi", "chay", "ban"}},
      {"date:2018-07..2018-08", {"khoi", "chay"}},
      {"date:..2017", {"y-te"}},
      {"date:2019..", {"y-te-2", "lao-dong"}},
      {"date:11.07.2018", {"khoi"}},
      {"org:\"Sở Y tế\"", {"y-te", "y-te-2"}},
      {"org:\"so y te\"", {"y-te", "y-te-2"}},
      {"cháy date:2018", {"chay"}},
      {"cháy date:2017", {}},
      {"cháy bệnh date:2017..2018", {"chay", "y-te"}},
      {"-date:2018", {"y-te", "y-te-2", "lao-dong", "duong", "hoa", "dang"}},
      {"đảng -author:\"Lê Diệu\"", {}},
      {"\"đảng ủy\" -date:2018", {"y-te-2"}},
      {"\"đảng ủy\" OR author:\"Hà Nguyên\"", {"khoi", "y-te-2", "chay", "lao-dong"}},
      {"NOT (\"đảng ủy\" OR date:2018)", {"y-te", "lao-dong", "duong", "hoa", "dang"}},
      // What finds nothing restricts all the same
      {"org:xyzzy", {}},
      {"cháy org:xyzzy", {}},
      {"org:xyzzy -cháy", {}},
      {"date:1990", {}},
      {"date:1990 -cháy", {}},
      {"xyzzy* -cháy", {}},
      {"xyzzy* date:2018", {}},
      {"xyzzy date:2018", {}},
      {"rừng -xyzzy*", {"chay"}},
      {"rừng -org:xyzzy", {"chay"}},
      {"+rừng xyzzy*", {"chay"}},
      {"+xyzzy* rừng", {}},
      // Dates and numbers, however written
      {"15.9.2017 +họp", {"y-te-2"}},
      {"\"05-CT/TƯ\"", {"khoi"}},
  }));
  CAPTURE(query);
  CHECK(ids_of(query) == ids);
}

TEST_CASE("a document is one text, from its title to its caption") {
  CHECK(ids_of("\"nghị quyết sáng\"") == Ids{"khoi"});
  CHECK(ids_of("\"cháy rừng\"") == Ids{"chay"});
  CHECK(ids_of("rừng NEAR/1 cháy") == Ids{"chay"});
  CHECK(ids_of("\"cháy rừng\"", Marks::smart, SearchIn::title) == Ids{});
  CHECK(ids_of("\"cháy rừng\"", Marks::smart, SearchIn::body) == Ids{});
}

struct MarksCase {
  std::string word;
  Ids smart;
  Ids exact;
  Ids ignore;
};

TEST_CASE("marks typed are respected, as far as asked for") {
  const Ids dang{"khoi", "chay", "y-te-2", "dang"};
  const auto [word, smart, exact, ignore] = GENERATE_COPY(values<MarksCase>({
      {"dang", dang, {"dang"}, dang},
      {"đảng", {"khoi", "y-te-2"}, {"khoi", "y-te-2"}, dang},
      {"đang", {"khoi", "chay", "y-te-2"}, {"chay"}, dang},
      {"dàng", {}, {}, dang},
      {"uy", {"khoi", "y-te-2", "dang"}, {"dang"}, {"khoi", "y-te-2", "dang"}},
      {"dương", {"duong"}, {"duong"}, {"duong"}},
      {"đương", {"duong"}, {"duong"}, {"duong"}},
      {"hoa", {"hoa", "duong"}, {"hoa"}, {"hoa", "duong"}},
      {"hòa", {"hoa", "duong"}, {"hoa", "duong"}, {"hoa", "duong"}},
      {"bàn", {"ban"}, {"ban"}, {"ban"}},
  }));
  CAPTURE(word);
  CHECK(ids_of(word) == smart);
  CHECK(ids_of(word, Marks::exact) == exact);
  CHECK(ids_of(word, Marks::ignore) == ignore);
}

struct InCase {
  std::string query;
  Ids title;
  Ids body;
};

TEST_CASE("words are looked for where asked for") {
  const auto [query, title, body] = GENERATE(values<InCase>({
      {"cháy", {"chay"}, {"chay"}},
      {"khám", {"y-te"}, {"y-te"}},
      {"việc", {"lao-dong"}, {"lao-dong"}},
      {"rose", {}, {}},
      {"khong", {"dang"}, {"dang"}},
      {"lửa", {}, {"chay"}},
      {"con", {"duong"}, {"duong"}},
      {"bán", {"ban"}, {"ban"}},
      {"hàng", {"ban"}, {"ban"}},
      {"\"bán hàng\"", {"ban"}, {}},
      {"\"hoa hồng\"", {"hoa"}, {"hoa"}},
      {"\"đảng ủy\"", {"khoi", "y-te-2"}, {"khoi", "y-te-2"}},
      {"\"nghị quyết sáng\"", {}, {}},
      {"rừng NEAR/2 cháy", {"chay"}, {"chay"}},
      {"phước NEAR/3 rừng", {}, {}},
      {"chá*", {"chay"}, {"chay"}},
      {"+dau -viet", {"dang"}, {}},
      {"sở -họp", {"y-te-2"}, {"y-te", "lao-dong"}},
  }));
  CAPTURE(query);
  CHECK(ids_of(query, Marks::smart, SearchIn::title) == title);
  CHECK(ids_of(query, Marks::smart, SearchIn::body) == body);
}

struct BadFilterCase {
  std::string query;
  std::string place;
};

TEST_CASE("a date that does not exist or a reversed range is an error that points at it") {
  const auto [query, place] = GENERATE(values<BadFilterCase>({
      {"date:2018-13", "column 1"},
      {"đảng date:30.02.2018", "column 6"},
      {"đảng ủy date:2018..2017", "column 9"},
      {"date:2018-07-12..2018-07-11", "column 1"},
      {"date:x..2018", "column 1"},
      {"date:2018..x", "column 1"},
      {"ế date:2020-13-45..", "column 3"},
  }));
  CAPTURE(query);
  const auto ids = test::found(query);
  REQUIRE_FALSE(ids.ok());
  CHECK(ids.error().code == ErrorCode::usage);
  CHECK(ids.error().place == place);
}

TEST_CASE("a query of too many words is an error") {
  std::string words;
  for (int i = 0; i < 1001; ++i) words += "w" + std::to_string(i) + " ";
  CHECK(test::found(words).error().code == ErrorCode::usage);
  std::string parts = "a";
  for (int i = 0; i < 1001; ++i) parts += " OR a";
  CHECK(test::found(parts).error().code == ErrorCode::usage);
}

TEST_CASE("what costs more than a word is limited to fewer") {
  const auto [part, column] = GENERATE(table<std::string, std::string>({{"zz* ", "column 129"},
                                                                        {"org:zz ", "column 225"},
                                                                        {"date:2018 ", "column 321"},
                                                                        {"title:zz* ", "column 327"}}));
  CAPTURE(part);
  std::string query;
  for (int i = 0; i < 32; ++i) query += part;
  CHECK(test::found(query).ok());
  const auto more = test::found(query + part);
  REQUIRE_FALSE(more.ok());
  CHECK(more.error().code == ErrorCode::usage);
  CHECK(more.error().place == column);
}

TEST_CASE("near takes so many words or phrases, and no more") {
  std::string query = "cháy";
  for (int i = 1; i < 8; ++i) query += " NEAR/5 rừng";
  CHECK(test::found(query).ok());
  const auto more = test::found("hoa " + query + " NEAR/5 rừng");
  REQUIRE_FALSE(more.ok());
  CHECK(more.error().code == ErrorCode::usage);
  CHECK(more.error().place == "column 101");
  CHECK(more.error().message == "a query has at most 8 words or phrases near each other");
}

TEST_CASE("words beyond those looked for in texts find what they should all the same") {
  std::string words;
  for (int i = 0; i < 100; ++i) words += "w" + std::to_string(i) + " ";
  CHECK(ids_of(words + "cháy") == Ids{"chay"});
  CHECK(ids_of(words + "+cháy") == Ids{"chay"});
  CHECK(ids_of(words + "+\"đang cháy\"") == Ids{"chay"});
  CHECK(ids_of(words + "-cháy rừng lửa hoa").contains("hoa"));
  CHECK_FALSE(ids_of(words + "-cháy rừng lửa hoa").contains("chay"));
}

TEST_CASE("a chain of operators as long as a command line does no harm") {
  std::string query = "a";
  while (query.size() < (100U << 10)) query += " NOT b";
  const auto ids = test::found(query);
  if (!ids) CHECK(ids.error().code == ErrorCode::usage);
}

Compiled compiled(std::string_view query, Marks marks = Marks::smart) {
  text::Analyzer analyzer;
  Lexicon lexicon(test::small_index().database());
  const auto parsed = parse(query);
  REQUIRE(parsed.ok());
  auto made = compile(parsed->node, {marks, SearchIn::all}, lexicon, test::small_index(), analyzer);
  REQUIRE(made.ok());
  return std::move(*made);
}

TEST_CASE("every word is explained by the forms it matches, most frequent first") {
  const auto readings = compiled("dang đảng cháy xyzzy").readings;
  REQUIRE(readings.size() == 4);
  CHECK(readings[0].word == "dang");
  CHECK(readings[0].form_count == 3);
  CHECK(readings[0].forms.front() == "đảng");
  CHECK(readings[1].word == "đảng");
  CHECK(readings[1].forms == std::vector<std::string>{"đảng"});
  CHECK(readings[2].form_count == 1);
  CHECK(readings[3].word == "xyzzy");
}

TEST_CASE("a query without marks is read back, one with marks is left as typed") {
  CHECK(compiled("y te").read_as == "y tế");
  CHECK(compiled("hoc tap nghi quyet").read_as == "học tập nghị quyết");
  CHECK(compiled("học tập nghị quyết").read_as.empty());
  CHECK(compiled("xyzzy").read_as.empty());
  CHECK(compiled("hoc tap", Marks::exact).read_as.empty());
  CHECK(compiled("hoc tap", Marks::ignore).read_as.empty());
}

TEST_CASE("only what depends on order must be checked against the text") {
  for (const std::string plain :
       {"", "a", "a b", "+a -b", "a AND b", "a OR b NOT c", "a*", "title:a", "\"a\"", "org:x", "date:2018"}) {
    CAPTURE(plain);
    CHECK_FALSE(compiled(plain).needs_check);
  }
  for (const std::string ordered :
       {"\"a b\"", "a NEAR b", "a -\"b c\"", "title:\"a b\"", "NOT \"a b\"", "+a.b"}) {
    CAPTURE(ordered);
    CHECK(compiled(ordered).needs_check);
  }
}

TEST_CASE("words that must not be there are not shown") {
  for (const std::string query : {"đảng -tế", "đảng NOT tế", "đảng -(tế)", "đảng -\"tế\""}) {
    const auto words = compiled(query).words;
    REQUIRE(words.size() == 2);
    CHECK(words[0].is_wanted);
    CHECK_FALSE(words[1].is_wanted);
  }
}

TEST_CASE("what is checked against a text agrees with what the index finds") {
  for (const std::string query :
       {"cháy bệnh", "+đảng +tế", "đảng -tế", "NOT đảng", "(cháy OR bệnh) AND khám", "nghi*", "dang",
        "title:cháy", "title:(khám OR việc)", "\"cháy\"", "đang AND rừng", "hoa OR uy"}) {
    const Compiled made = compiled(query);
    REQUIRE_FALSE(made.needs_check);
    text::Analyzer analyzer;
    TextMatcher matcher(analyzer, made.words);
    Ids satisfied;
    for (const Document& document : test::small_collection()) {
      matcher.read(document);
      if (matcher.satisfies(made.condition, 0)) satisfied.insert(document.id);
    }
    CAPTURE(query);
    CHECK(satisfied == test::documents_of(made.query));
  }
}

}  // namespace
}  // namespace vnidx::query
