#include "store/removed_set.h"

#include <set>
#include <string>
#include <vector>

#include "unit/catch.h"
#include "unit/source/temporary_folder.h"
#include "unit/store/database_maker.h"

namespace vnidx::store {
namespace {

std::vector<Xapian::docid> numbers_in(const RemovedSet& set) {
  std::vector<Xapian::docid> numbers;
  for (Xapian::docid number = set.next(0); number != 0; number = set.next(number + 1))
    numbers.push_back(number);
  return numbers;
}

Xapian::WritableDatabase database_of(const test::TemporaryFolder& folder, int documents) {
  std::vector<std::string> ids;
  for (int i = 1; i <= documents; ++i) ids.push_back(std::to_string(i));
  return make_database(folder.path("database"), ids);
}

TEST_CASE("what was put into a set is in it, once, and comes out rising") {
  RemovedSet set;
  CHECK(set.size() == 0);
  CHECK(set.next(1) == 0);
  std::set<Xapian::docid> expected;
  std::uint64_t state = 1;
  for (int i = 0; i < 500; ++i) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    const auto number = static_cast<Xapian::docid>(state >> 52) + 1;
    set.insert(number);
    expected.insert(number);
  }
  CHECK(set.size() == expected.size());
  CHECK(numbers_in(set) == std::vector<Xapian::docid>(expected.begin(), expected.end()));
  for (Xapian::docid number = 0; number < 5000; ++number) {
    REQUIRE(set.contains(number) == expected.contains(number));
    const auto next = expected.lower_bound(number);
    REQUIRE(set.next(number) == (next == expected.end() ? 0 : *next));
  }
}

TEST_CASE("a set is kept in the metadata of its database") {
  const test::TemporaryFolder folder;
  auto database = database_of(folder, 300);
  CHECK(RemovedSet::read(database)->size() == 0);
  RemovedSet set;
  for (const Xapian::docid number : {300U, 1U, 63U, 64U, 65U, 128U}) set.insert(number);
  set.write(database);
  database.commit();
  const auto read = RemovedSet::read(Xapian::Database(folder.path("database")));
  REQUIRE(read.ok());
  CHECK(numbers_in(*read) == std::vector<Xapian::docid>{1, 63, 64, 65, 128, 300});
}

TEST_CASE("a set that names documents that are not there is damage") {
  const test::TemporaryFolder folder;
  auto database = database_of(folder, 5);
  for (const std::string& bytes :
       {std::string("\x06"), std::string("\x01\x00", 2), std::string("\xff\xff\xff\xff\x7f"),
        std::string("\xff"), std::string("\x05\x01")}) {
    database.set_metadata(std::string(schema::metadata::kRemoved), bytes);
    const auto read = RemovedSet::read(database);
    REQUIRE_FALSE(read.ok());
    CHECK(read.error().code == ErrorCode::damaged);
  }
}

TEST_CASE("a query leaves out what is in the set") {
  const test::TemporaryFolder folder;
  auto database = database_of(folder, 200);
  const auto matches_of = [&](const Xapian::Query& query) {
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    std::vector<Xapian::docid> matches;
    const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
    for (auto match = found.begin(); match != found.end(); ++match) matches.push_back(*match);
    return matches;
  };
  RemovedSet set;
  CHECK(matches_of(without_removed(Xapian::Query::MatchAll, set)).size() == 200);
  for (Xapian::docid number = 1; number <= 200; ++number) {
    if (number % 7 != 0 && number != 100) set.insert(number);
  }
  std::vector<Xapian::docid> left;
  for (Xapian::docid number = 1; number <= 200; ++number) {
    if (number % 7 == 0 || number == 100) left.push_back(number);
  }
  CHECK(matches_of(without_removed(Xapian::Query::MatchAll, set)) == left);
  CHECK(matches_of(without_removed(Xapian::Query("Q100"), set)) == std::vector<Xapian::docid>{100});
  CHECK(matches_of(without_removed(Xapian::Query("Q101"), set)).empty());
}

}  // namespace
}  // namespace vnidx::store
