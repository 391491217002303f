// Misspelt queries, put right by what stands next to what in a collection.
#include "query/suggestion.h"

#include <string>
#include <string_view>
#include <vector>

#include "query/compiler.h"
#include "query/lexicon.h"
#include "query/parser.h"
#include "text/analyzer.h"
#include "unit/catch.h"
#include "unit/query/counted.h"
#include "unit/query/small_collection.h"

namespace vnidx::query {
namespace {

const stats::Table& collection() {
  static const stats::Table table = test::statistics_of({{"đảng ủy khối các cơ quan", 50},
                                                         {"ủy ban nhân dân thành phố", 30},
                                                         {"hội nghị trung ương", 40},
                                                         {"lơ đãng", 4},
                                                         {"cái bàn gỗ", 25},
                                                         {"bán hàng rong", 25},
                                                         {"hàng cây", 2},
                                                         {"vá xe", 12},
                                                         {"gỗ và", 3},
                                                         {"sắp xếp", 20},
                                                         {"cây sưa", 2},
                                                         {"và các ông và các bà", 2000},
                                                         {"ông Bush", 2}});
  return table;
}

std::string suggested(std::string_view query) {
  store::Snapshot& snapshot = test::small_index();
  text::Analyzer analyzer;
  Lexicon lexicon(snapshot.database());
  const auto parsed = parse(query);
  REQUIRE(parsed);
  const auto compiled = compile(parsed->node, {}, lexicon, snapshot, analyzer);
  REQUIRE(compiled);
  return suggestion(query, compiled->words, compiled->writer, collection(), analyzer);
}

TEST_CASE("misspelt words are put right, the rest of the query stays as it is") {
  const auto [query, meant] = GENERATE(table<std::string, std::string>({
      {"đãng ủy", "đảng ủy"},
      {"Đãng Ủy Khối", "đảng Ủy Khối"},
      {"hõi nghị", "hội nghị"},
      {"hối nghị trung ương", "hội nghị trung ương"},
      {"ddaangr ủy", "đảng ủy"},
      {"ddangr uyr khoois", "đảng ủy khối"},
      {"hooij", "hội"},
      {"d9a3ng ủy", "đảng ủy"},
      {"hội nghị trugn ương", "hội nghị trung ương"},
      {"ủy ban nhânn dân", "ủy ban nhân dân"},
      {"ủy ban nhn dân", "ủy ban nhân dân"},
      {"ủy bsn nhân dân", "ủy ban nhân dân"},
      {"xắp xếp", "sắp xếp"},
      {"uy ban nhsn dan", "uy ban nhân dan"},
      // A word like any other, but for its neighbour
      {"bàn hàng", "bán hàng"},
      // Two at once, next to each other
      {"đãng ũy", "đảng ủy"},
      // Everything else is copied
      {"  “đãng ủy”  -bàn", "  “đảng ủy”  -bàn"},
      {"title:\"đãng ủy\" AND (hõi nghị OR date:2018)", "title:\"đảng ủy\" AND (hội nghị OR date:2018)"},
      {"org:\"đãng ủy\" đãng ủy", "org:\"đãng ủy\" đảng ủy"},
      {"đãng NEAR/3 ủy hõi nghị", "đãng NEAR/3 ủy hội nghị"},
  }));
  CAPTURE(query);
  CHECK(suggested(query) == meant);
}

TEST_CASE("what may be right is left alone") {
  const auto query = GENERATE(values<std::string>({
      "",
      "đảng ủy khối",
      "dang uy khoi",  // is read back
      "lơ đãng",
      "đãng",   // alone, a word like any other
      "gỗ vá",  // vá is no rare word, and gỗ và no more frequent than chance would have it
      "Bush",
      "xyzzy",    // nothing is like it
      "cây sửa",  // cây sưa is found too seldom to be better
      "hàng gỗ",
      "2018 30kg",
      "-đãng -ủy",  // meant as typed
      "đãng*",
      "UBND",
  }));
  CAPTURE(query);
  CHECK(suggested(query) == "");
}

TEST_CASE("without statistics nothing is suggested") {
  QueryWord word;
  word.canonical = word.folded = word.reading = "hooij";
  text::Analyzer analyzer;
  CHECK(suggestion("hooij", {&word, 1}, Writer::without_marks, stats::Table(), analyzer).empty());
}

}  // namespace
}  // namespace vnidx::query
