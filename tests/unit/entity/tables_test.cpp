// The tables are edited by hand: every line must be well formed, and stand once.
#include "entity/tables.h"

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "entity/letter_case.h"
#include "text/canonical.h"
#include "unit/catch.h"

namespace vnidx::entity {
namespace {

/// The words of a phrase without signs and `và`: what the recogniser tells phrases apart by.
std::string phrase_key(std::string_view phrase) {
  std::string spaced = lower_case(phrase);
  for (char& c : spaced) {
    if (std::string_view("-,/&.'").find(c) != std::string_view::npos) c = ' ';
  }
  std::string key;
  tables::for_each_part(spaced, ' ', [&](std::string_view word) {
    if (word == "và" && !key.empty()) return;
    if (!key.empty()) key += ' ';
    key += word;
  });
  return key;
}

struct Table {
  const char* name;
  std::string_view text;
  std::set<std::string_view> kinds;
};

TEST_CASE("every line of a table of names is well formed") {
  const Table table = GENERATE(values<Table>({
      {"heads", tables::kHeads, {"one", "located", "sector", "field", "name", "not"}},
      {"fields", tables::kFields, {"", "sector", "verb"}},
      {"places",
       tables::kPlaces,
       {"level", "small", "wide", "province", "city", "district", "short", "country"}},
      {"bodies", tables::kBodies, {"body", "firm", "media", "team", "title"}},
  }));
  CAPTURE(table.name);
  std::map<std::string, std::string> seen;
  std::size_t rows = 0;
  tables::for_each_row(table.text, [&](tables::Row row) {
    ++rows;
    const std::string name(row[0]);
    CAPTURE(name);
    CHECK_FALSE(name.empty());
    CHECK(name.find_first_of(" ") != 0);
    CHECK(name.back() != ' ');
    CHECK(table.kinds.contains(row[1]));
    CHECK(text::canonical(name) == lower_case(name));
    const auto [other, fresh] = seen.emplace(phrase_key(name), name);
    INFO("already there as " << other->second);
    CHECK(fresh);
  });
  CHECK(rows > 100);
}

TEST_CASE("levels and usual spellings of places are known ones") {
  std::set<std::string> names;
  tables::for_each_row(tables::kPlaces, [&](tables::Row row) { names.emplace(row[0]); });
  tables::for_each_row(tables::kPlaces, [&](tables::Row row) {
    CAPTURE(std::string(row[0]));
    CHECK((row[2].empty() || row[2] == "tỉnh" || row[2] == "thành phố"));
    CHECK((row[3].empty() || names.contains(std::string(row[3]))));
  });
}

TEST_CASE("heads carry a rank and known options") {
  tables::for_each_row(tables::kHeads, [](tables::Row row) {
    const std::string name(row[0]);
    CAPTURE(name);
    REQUIRE(row[2].size() == 1);
    CHECK((row[1] == "not") == (row[2] == "0"));
    CHECK(row[3].find_first_not_of("abcdfgjklmnopqstuwx") == std::string_view::npos);
  });
}

TEST_CASE("columns are read by number, missing ones as empty") {
  const tables::Row row("a\tb\t\td");
  CHECK(row[0] == "a");
  CHECK(row[1] == "b");
  CHECK(row[2].empty());
  CHECK(row[3] == "d");
  CHECK(row[4].empty());
}

TEST_CASE("comments and empty lines are no rows") {
  std::string rows;
  tables::for_each_row("# x\n\none\ntwo\tx\n#\nthree",
                       [&](tables::Row row) { rows.append(row[0]).append(";"); });
  CHECK(rows == "one;two;three;");
}

}  // namespace
}  // namespace vnidx::entity
