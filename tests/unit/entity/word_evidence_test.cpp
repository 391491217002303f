// Evidence of a collection: compounds and what comes behind names. The tables are made by
// scripts/word-evidence.
#include "entity/word_evidence.h"

#include <string>
#include <string_view>

#include "entity/tables.h"
#include "text/canonical.h"
#include "unit/catch.h"

namespace vnidx::entity {
namespace {

TEST_CASE("syllables of one word are told from neighbours by chance") {
  CHECK(is_compound("nhịp", "cầu"));
  CHECK(is_compound("vận", "chuyển"));
  CHECK_FALSE(is_compound("phát", "cho"));
  CHECK_FALSE(is_compound("minh", "đã"));
  CHECK_FALSE(is_compound("không-có", "gì"));
  CHECK_FALSE(is_compound("", ""));
}

TEST_CASE("a compound comes behind names as a whole, or not") {
  CHECK(is_sequel("đã", "họp"));
  CHECK(is_sequel("cho", "biết"));
  CHECK(is_sequel("đã", ""));
  CHECK_FALSE(is_sequel("ô", "nhiễm"));
}

TEST_CASE("the tables of evidence hold words in canonical form") {
  for (const std::string_view table : {tables::kCompounds, tables::kSequels}) {
    std::size_t rows = 0;
    tables::for_each_row(table, [&](tables::Row row) {
      ++rows;
      for (const std::string_view cell : {row[0], row[1]}) {
        CAPTURE(std::string(cell));
        CHECK(text::canonical(cell) == cell);
      }
    });
    CHECK(rows > 100);
  }
}

}  // namespace
}  // namespace vnidx::entity
