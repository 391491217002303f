// Queries for what a text may write in several ways: abbreviations, compounds, dates, document numbers, i and
// y.
#include "query/other_writings.h"

#include <string>

#include "query/compiler.h"
#include "query/parser.h"
#include "unit/catch.h"
#include "unit/index/archive.h"
#include "unit/query/small_collection.h"

namespace vnidx::query {
namespace {

using test::document;
using test::Ids;

// Each document holds one writing, in words that no other shares.
store::Snapshot& writings() {
  static const test::Archive& archive = *[] {
    static test::Archive made;
    made.add({
        document("short", "", "Lãnh đạo UBND dự."),
        document("full", "", "Lãnh đạo Ủy ban nhân dân dự."),
        document("dotted", "", "Gửi U.B.N.D phường."),
        document("scattered", "", "Dân ủy quyền cho ban quản lý, nhân viên vắng."),
        document("gd&dt", "", "Ngành GD&ĐT mới."),
        document("gd-dt", "Phòng GD-ĐT", "Trống."),
        document("gddt", "", "Ngành GDĐT khởi sắc."),
        document("union", "", "Công đoàn cơ sở; công đoàn cơ sở; tiếng Việt."),
        document("college", "", "Cao đẳng sư phạm; cao đẳng sư phạm; tường gạch."),
        document("cd", "", "CĐ."),
        document("hcm", "", "Về TP.HCM rồi."),
        document("tphcm", "", "Về TPHCM rồi."),
        document("ho-chi-minh", "", "Về thành phố Hồ Chí Minh rồi."),
        document("central", "", "Trung ương họp."),
        document("invest", "", "Vốn đầu tư tăng."),
        document("ky", "", "Kỹ thuật lạ."),
        document("ki", "", "Kĩ thuật lạ."),
        document("tai", "", "Đôi tai."),
        document("tay", "", "Đôi tay."),
        document("dots", "", "Vào 15.9.2018 ở đó."),
        document("slashes", "", "Vào 15/09/2018 ở đó."),
        document("spoken", "", "Vào ngày 15 tháng 9 năm 2018 ở đó."),
        document("other-day", "", "Ngày 9 năm 2018 có 15 xe."),
        document("tw", "", "Học Chỉ thị 05-CT/TW hôm kia."),
        document("tu", "", "Học Chỉ thị 05-CT/TƯ hôm kia."),
        document("spaced", "", "Học Chỉ thị 05 CT/TW hôm kia."),
        document("other-number", "", "Trang 05, CT số 7."),
        document("decision", "", "Theo Quyết định 45/2018/QĐ-TTg."),
    });
    return &made;
  }();
  static store::Snapshot snapshot = [] {
    auto opened = store::Snapshot::open(archive.path());
    REQUIRE(opened.ok());
    return std::move(*opened);
  }();
  return snapshot;
}

Ids ids_of(std::string_view query, Marks marks = Marks::smart, SearchIn in = SearchIn::all) {
  const auto ids = test::found_in(writings(), query, marks, in);
  REQUIRE(ids.ok());
  return *ids;
}

struct FoundCase {
  std::string query;
  Ids ids;
};

TEST_CASE("a query finds every writing of what it names") {
  const Ids committee{"short", "full", "dotted"};
  const Ids education{"gd&dt", "gd-dt", "gddt"};
  const Ids city{"hcm", "tphcm", "ho-chi-minh"};
  const Ids day{"dots", "slashes", "spoken"};
  const Ids directive{"tw", "tu", "spaced"};
  const auto [query, ids] = GENERATE_COPY(values<FoundCase>({
      // An abbreviation is its words, next to each other, and the other way round
      {"UBND", committee},
      {"ubnd", committee},
      {"+UBND", committee},
      {"U.B.N.D", committee},
      {"+U.B.N.D", committee},
      {"UBND AND dự", {"short", "full"}},
      {"lãnh +UBND", {"short", "full", "dotted"}},
      {"ủy ban nhân dân", {"short", "full", "dotted", "scattered"}},
      {"uy ban nhan dan", {"short", "full", "dotted", "scattered"}},
      {"dự -UBND", {"full"}},
      // In quotes it is what it is
      {"\"UBND\"", {"short"}},
      {"\"ủy ban nhân dân\"", {"full"}},
      // Joiners do not matter
      {"+GD&ĐT", education},
      {"+GD-ĐT", education},
      {"GDĐT", education},
      {"gdđt", education},
      {"+TP.HCM", city},
      {"+Tp.HCM", city},
      {"tphcm", city},
      // Nor does a space
      {"TP. HCM", city},
      {"tp hcm", city},
      {"Về TP. HCM", city},
      {"\"TP. HCM\"", {"hcm"}},
      // One that is ambiguous needs support from its neighbours and capitals, one that is a word needs
      // capitals
      {"CĐ", {"cd"}},
      {"CĐ sư phạm", {"cd", "college"}},
      {"CĐ cơ sở", {"cd", "union"}},
      {"cđ cơ sở", {"cd", "union"}},
      {"TƯ", {"central", "invest", "tu"}},
      {"tư", {"invest", "tu"}},
      {"trung ương", {"central", "tw", "spaced"}},
      // i and y
      {"kỹ", {"ky", "ki"}},
      {"kĩ", {"ky", "ki"}},
      {"+kĩ", {"ky", "ki"}},
      {"ki", {"ky", "ki"}},
      {"\"kỹ thuật\"", {"ky"}},
      {"thuật -kĩ", {"ky"}},
      {"tai", {"tai"}},
      // Dates and document numbers are words, and so are their parts
      {"15/9/2018", day},
      {"15.09.2018", day},
      {"+15/9/2018", day},
      {"đó NOT 15/9/2018", {}},
      {"ngày 15 tháng 9 năm 2018", day},
      {"16/9/2018", {}},
      {"+2018 +15", {"dots", "slashes", "spoken", "other-day"}},
      {"05-CT/TƯ", directive},
      {"05-CT/TW", directive},
      {"05 CT/TW", directive},
      {"+05-CT/TW", directive},
      {"\"05-CT/TW\"", {"tw", "spaced"}},
      {"45/2018/QĐ-TTg", {"decision"}},
      {"TTg", {"decision"}},
  }));
  CAPTURE(query);
  CHECK(ids_of(query) == ids);
}

TEST_CASE("marks that are exact or ignored find what was typed alone") {
  CHECK(ids_of("UBND", Marks::exact) == Ids{"short"});
  CHECK(ids_of("kỹ", Marks::exact) == Ids{"ky"});
  CHECK(ids_of("kỹ", Marks::ignore) == Ids{"ky"});
}

TEST_CASE("other writings are looked for where the words are") {
  CHECK(ids_of("GDĐT", Marks::smart, SearchIn::title) == Ids{"gd-dt"});
  CHECK(ids_of("GDĐT", Marks::smart, SearchIn::body) == Ids{"gd&dt", "gddt"});
  CHECK(ids_of("UBND", Marks::smart, SearchIn::body) == Ids{"short", "full", "dotted"});
}

TEST_CASE("what an abbreviation was taken for is told") {
  const auto parsed = parse("UBND xã");
  REQUIRE(parsed.ok());
  text::Analyzer analyzer;
  Lexicon lexicon(writings().database());
  const auto made = compile(parsed->node, {}, lexicon, writings(), analyzer);
  REQUIRE(made.ok());
  REQUIRE(made->other_readings.size() == 1);
  CHECK(made->other_readings[0].words == "ubnd");
  CHECK(made->other_readings[0].as == "ủy ban nhân dân");
}

}  // namespace
}  // namespace vnidx::query
