#include "stats/merge.h"

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "stats/table_writer.h"
#include "unit/catch.h"
#include "unit/stats/reference.h"

namespace vnidx::stats {
namespace {

struct MergeCase {
  std::vector<int> signs;
  std::uint64_t least;
};

TEST_CASE("a merge is the sum with signs, without what is rarer than asked for") {
  const auto [signs, least] = GENERATE(values<MergeCase>({
      {{}, 1},
      {{1}, 1},
      {{1}, 2},
      {{1, 1}, 1},
      {{1, 1}, 2},
      {{1, -1}, 1},
      {{1, -1}, 2},
      {{-1}, 1},
      {{1, 1, 1, -1, 1, -1}, 1},
      {{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, 3},
  }));
  std::mt19937_64 random(signs.size() * 10 + least);
  const auto words = reference::vocabulary(150);
  std::vector<Table> tables;
  std::vector<std::pair<reference::Counts, int>> expected;
  for (const int sign : signs) {
    auto counted = reference::count_random_text(words, 300, random);
    tables.push_back(*Table::from_bytes(std::move(counted.bytes)));
    expected.emplace_back(std::move(counted.counts), sign);
  }
  std::vector<Source> sources;
  for (std::size_t i = 0; i < signs.size(); ++i) sources.push_back({&tables[i], signs[i]});
  const auto merged = Table::from_bytes(merge(sources, least));
  REQUIRE(merged.ok());
  const auto sum = reference::sum(expected, static_cast<std::int64_t>(least));
  CHECK(reference::read(*merged) == sum);
  std::int64_t total = 0;
  for (const auto& [word, count] : sum.words) total += count;
  CHECK(merged->word_count() == static_cast<std::uint64_t>(total));
}

TEST_CASE("taking away what was added gives back the same bytes") {
  std::mt19937_64 random(9);
  const auto words = reference::vocabulary(200);
  const auto before = *Table::from_bytes(reference::count_random_text(words, 2000, random).bytes);
  const auto more = *Table::from_bytes(reference::count_random_text(words, 500, random).bytes);
  const std::vector<Source> alone{{&before, 1}};
  const std::vector<Source> both{{&before, 1}, {&more, 1}};
  const auto sum = *Table::from_bytes(merge(both, 1));
  const std::vector<Source> less{{&sum, 1}, {&more, -1}};
  CHECK(merge(less, 1) == merge(alone, 1));
  CHECK(reference::read(sum) != reference::read(before));
}

TEST_CASE("the order of the sources does not matter") {
  std::mt19937_64 random(10);
  const auto words = reference::vocabulary(100);
  const auto one = *Table::from_bytes(reference::count_random_text(words, 300, random).bytes);
  const auto two = *Table::from_bytes(reference::count_random_text(words, 700, random).bytes);
  const std::vector<Source> forth{{&one, 1}, {&two, 1}};
  const std::vector<Source> back{{&two, 1}, {&one, 1}};
  CHECK(merge(forth, 1) == merge(back, 1));
}

TEST_CASE("an empty table adds nothing") {
  const Table none;
  const auto empty = *Table::from_bytes(TableWriter().finish());
  const std::vector<Source> sources{{&none, 1}, {&empty, -1}};
  const auto merged = Table::from_bytes(merge(sources, 1));
  REQUIRE(merged.ok());
  CHECK(reference::read(*merged) == reference::Counts{});
}

}  // namespace
}  // namespace vnidx::stats
