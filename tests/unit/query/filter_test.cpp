// Filters as terms, over an index with many dates and names.
#include "query/filter.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "schema/fields.h"
#include "unit/catch.h"
#include "unit/index/archive.h"
#include "unit/query/small_collection.h"

namespace vnidx::query {
namespace {

using test::Ids;

Date day(int year, unsigned month, unsigned day_of_month) {
  return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day_of_month);
}

// An index whose only documents are of these two days, which bound every period.
Xapian::Database between(Date oldest, Date newest) {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  for (const Date date : {oldest, newest}) {
    char digits[16];
    std::snprintf(digits, sizeof digits, "%04d%02u%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    Xapian::Document document;
    document.add_value(static_cast<Xapian::valueno>(schema::Slot::date), digits);
    database.add_document(document);
  }
  return database;
}

std::set<std::string> terms_of(const Xapian::Query& query) {
  return {query.get_terms_begin(), query.get_terms_end()};
}

struct PeriodCase {
  Period period;
  std::set<std::string> terms;
};

TEST_CASE("a period is whole years, months and days") {
  const auto [period, terms] = GENERATE(values<PeriodCase>({
      {{day(2018, 7, 11), day(2018, 7, 11)}, {"D20180711"}},
      {{day(2018, 7, 1), day(2018, 7, 31)}, {"M201807"}},
      {{day(2018, 1, 1), day(2018, 12, 31)}, {"Y2018"}},
      {{day(2018, 7, 30), day(2018, 8, 2)}, {"D20180730", "D20180731", "D20180801", "D20180802"}},
      {{day(2018, 7, 31), day(2018, 10, 1)}, {"D20180731", "M201808", "M201809", "D20181001"}},
      {{day(2016, 2, 1), day(2016, 2, 28)},
       [] {
         std::set<std::string> days;
         for (int d = 1; d <= 28; ++d)
           days.insert("D201602" + std::string(d < 10 ? "0" : "") + std::to_string(d));
         return days;
       }()},
      {{day(2016, 2, 1), day(2016, 2, 29)}, {"M201602"}},
      {{day(2017, 12, 31), day(2020, 1, 1)}, {"D20171231", "Y2018", "Y2019", "D20200101"}},
      {{day(2017, 11, 1), day(2019, 2, 28)}, {"M201711", "M201712", "Y2018", "M201901", "M201902"}},
      // Open ends and ends beyond the collection reach to its oldest and newest document, 2010-03-05 and
      // 2021-06-30
      {{std::nullopt, day(2010, 3, 6)}, {"D20100305", "D20100306"}},
      {{day(2021, 6, 29), std::nullopt}, {"D20210629", "D20210630"}},
      {{day(2021, 6, 1), day(9999, 12, 31)}, {"M202106"}},
      {{day(1, 1, 1), day(2010, 3, 5)}, {"D20100305"}},
      {{day(2022, 1, 1), std::nullopt}, {}},
      {{std::nullopt, day(2009, 12, 31)}, {}},
  }));
  CHECK(terms_of(period_query(between(day(2010, 3, 5), day(2021, 6, 30)), period)) == terms);
}

TEST_CASE("a period of any length asks for few terms") {
  const auto query =
      period_query(between(day(1, 1, 2), day(9999, 12, 30)), {day(1, 1, 2), day(9999, 12, 30)});
  CHECK(terms_of(query).size() < 10100);
  const auto usual =
      period_query(between(day(1990, 1, 1), day(2030, 1, 1)), {day(1995, 6, 15), day(2020, 3, 20)});
  CHECK(terms_of(usual).size() <= 30 + 30 + 11 + 11 + 25);
}

TEST_CASE("without any dated document no period has one") {
  const Xapian::WritableDatabase empty(std::string(), Xapian::DB_BACKEND_INMEMORY);
  CHECK(terms_of(period_query(empty, {day(2018, 1, 1), std::nullopt})).empty());
}

TEST_CASE("a period finds exactly the documents of its days") {
  test::Archive archive;
  std::vector<Document> documents;
  for (std::size_t number = 0; number < 900; ++number) {
    Document each = test::document(std::to_string(number), "", "x");
    each.date = std::chrono::sys_days(day(2017, 11, 20)) + std::chrono::days(number);
    documents.push_back(each);
  }
  documents.push_back(test::document("undated", "", "x"));
  archive.add(documents);
  auto snapshot = store::Snapshot::open(archive.path());
  REQUIRE(snapshot.ok());
  std::uint64_t state = 1;
  for (int i = 0; i < 200; ++i) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    const std::size_t from = (state >> 33) % 950;
    const std::size_t to = std::min<std::size_t>(from + (state >> 50) % 800, 999);
    const Period period{Date(std::chrono::sys_days(day(2017, 11, 20)) + std::chrono::days(from)),
                        Date(std::chrono::sys_days(day(2017, 11, 20)) + std::chrono::days(to))};
    Xapian::Enquire enquire(snapshot->database());
    enquire.set_query(period_query(snapshot->database(), period));
    const std::size_t expected = from >= 900 ? 0 : std::min<std::size_t>(to, 899) - from + 1;
    CAPTURE(from, to);
    REQUIRE(enquire.get_mset(0, 1000).size() == expected);
  }
}

TEST_CASE("authors and sources are whole names, in any spelling with the marks typed at least") {
  const Xapian::Database& database = test::small_index().database();
  CHECK(test::documents_of(author_query(database, "Lê Diệu")) == Ids{"khoi", "ban", "y-te-2"});
  CHECK(test::documents_of(author_query(database, "le dieu")) == Ids{"khoi", "ban", "y-te-2", "y-te"});
  CHECK(test::documents_of(author_query(database, "Diệu")) == Ids{});
  CHECK(test::documents_of(author_query(database, "")) == Ids{});
  CHECK(test::documents_of(source_query(database, "bao quang nam")) == Ids{"khoi", "chay", "y-te-2"});
  CHECK(test::documents_of(source_query(database, "Báo Quang Nam")) == Ids{"khoi", "chay", "y-te-2"});
  CHECK(test::documents_of(source_query(database, "Bạo Quảng Nam")) == Ids{});
}

TEST_CASE("a source is a file or a folder too, absolute or from where one stands") {
  const Xapian::Database& database = test::small_index().database();
  for (const std::string path : {"/tin/2018", "/tin/2018/", "/tin/./2018", "/tin/2019/../2018"}) {
    CAPTURE(path);
    CHECK(test::documents_of(source_query(database, path)) == Ids{"khoi", "chay", "ban"});
  }
  CHECK(test::documents_of(source_query(database, "/tin/2018/ban.txt")) == Ids{"ban"});
  CHECK(test::documents_of(source_query(database, "/tin/20")) == Ids{});
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path("/");
  const Ids relative = test::documents_of(source_query(database, "tin/2017"));
  std::filesystem::current_path(before);
  CHECK(relative == Ids{"y-te"});
}

}  // namespace
}  // namespace vnidx::query
