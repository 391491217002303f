#include "stats/table.h"

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "stats/format.h"
#include "stats/table_writer.h"
#include "stats/tally.h"
#include "unit/catch.h"
#include "unit/source/temporary_folder.h"
#include "unit/stats/reference.h"

namespace vnidx::stats {
namespace {

TEST_CASE("numbers read back from their varints, and nothing else is taken") {
  for (const std::uint64_t value : {0ULL, 1ULL, 127ULL, 128ULL, 16383ULL, 16384ULL, 1ULL << 32, ~0ULL}) {
    std::string bytes;
    append_varint(bytes, value);
    bytes += "rest";
    std::string_view rest = bytes;
    CHECK(take_varint(rest) == value);
    CHECK(rest == "rest");
  }
}

TEST_CASE("a varint cut short or overlong gives 0 and ends the reading") {
  for (const std::string& bytes :
       {std::string(), std::string("\x80", 1), std::string("\xff\xff\xff", 3), std::string(20, '\xff')}) {
    std::string_view rest = bytes;
    CHECK(take_varint(rest) == 0);
    CHECK(rest.empty());
  }
}

TEST_CASE("fixed numbers are little-endian") {
  std::string bytes;
  append_fixed(bytes, 0x04030201U, 4);
  CHECK(bytes == "\x01\x02\x03\x04");
  CHECK(read_fixed(bytes, 4) == 0x04030201U);
  CHECK(read_fixed(bytes, 2) == 0x0201U);
}

TEST_CASE("a table holds what was tallied, for every size of vocabulary around a block") {
  std::mt19937_64 random(20180711);
  for (const std::size_t size : {1U, 2U, 15U, 16U, 17U, 31U, 32U, 33U, 100U, 3000U}) {
    const auto words = reference::vocabulary(size);
    const auto counted = reference::count_random_text(words, size * 20, random);
    auto table = Table::from_bytes(counted.bytes);
    REQUIRE(table.ok());
    CAPTURE(size);
    CHECK(reference::read(*table) == counted.counts);
    CHECK(table->size() == counted.counts.words.size());
    CHECK(table->word_count() == size * 20);
  }
}

// The table of `counts` by a writer for which few bytes are many already.
std::string wide_table(const reference::Counts& counts) {
  TableWriter writer(10);
  std::map<std::string, Number> numbers;
  for (const auto& [word, count] : counts.words) {
    numbers.emplace(word, static_cast<Number>(numbers.size()));
    writer.add_term(word, static_cast<std::uint64_t>(count));
  }
  for (const auto& [word, count] : counts.words) {
    std::vector<Follower> row;
    for (const auto& [pair, times] : counts.pairs) {
      if (pair.first == word) row.push_back({numbers.at(pair.second), static_cast<std::uint64_t>(times)});
    }
    writer.add_row(row);
  }
  return writer.finish();
}

TEST_CASE("a table of more than 4 GiB, with wide offsets, reads as any other") {
  std::mt19937_64 random(7);
  const auto counted = reference::count_random_text(reference::vocabulary(100), 2000, random);
  CHECK(counted.bytes.starts_with(kMagic));
  const std::string bytes = wide_table(counted.counts);
  REQUIRE(bytes.starts_with(kWideMagic));
  const auto table = Table::from_bytes(bytes);
  REQUIRE(table.ok());
  CHECK(reference::read(*table) == counted.counts);
  for (const auto& [word, count] : counted.counts.words)
    CHECK(table->find(word)->count == static_cast<std::uint64_t>(count));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto cut = Table::from_bytes(bytes.substr(0, size));
    if (cut) (void)reference::read(*cut);
  }
}

TEST_CASE("every word is found with its count, and what was never counted is not") {
  std::mt19937_64 random(1);
  const auto words = reference::vocabulary(400);
  const auto counted = reference::count_random_text(words, 5000, random);
  const auto table = Table::from_bytes(counted.bytes);
  REQUIRE(table.ok());
  Number next = 0;
  for (const auto& [word, count] : counted.counts.words) {
    const auto entry = table->find(word);
    REQUIRE(entry);
    CHECK(entry->term == word);
    CHECK(entry->number == next++);
    CHECK(entry->count == static_cast<std::uint64_t>(count));
    for (const std::string& other : {word + '\x04', word + "y", word.substr(0, word.size() - 1) + '\x02'}) {
      CHECK(table->find(other).has_value() == counted.counts.words.contains(other));
    }
  }
  CHECK_FALSE(table->find(""));
  CHECK_FALSE(table->find("\xff"));
}

TEST_CASE("every pair has its count, and every other two words have none") {
  std::mt19937_64 random(2);
  const auto words = reference::vocabulary(60);
  const auto counted = reference::count_random_text(words, 600, random);
  const auto table = Table::from_bytes(counted.bytes);
  REQUIRE(table.ok());
  std::vector<Follower> row;
  for (const auto& [first, first_count] : counted.counts.words) {
    const Number a = table->find(first)->number;
    table->followers(a, row);
    CHECK(std::is_sorted(row.begin(), row.end(),
                         [](const Follower& x, const Follower& y) { return x.term < y.term; }));
    for (const auto& [second, second_count] : counted.counts.words) {
      const auto pair = counted.counts.pairs.find({first, second});
      const std::uint64_t count =
          pair == counted.counts.pairs.end() ? 0 : static_cast<std::uint64_t>(pair->second);
      CHECK(table->pair_count(a, table->find(second)->number) == count);
    }
  }
}

TEST_CASE("pair counts asked for together are those asked for one by one") {
  std::mt19937_64 random(3);
  const auto counted = reference::count_random_text(reference::vocabulary(80), 900, random);
  const auto table = Table::from_bytes(counted.bytes);
  REQUIRE(table.ok());
  const auto terms = static_cast<Number>(table->size());
  for (Number first = 0; first < terms; ++first) {
    std::vector<Number> seconds;
    for (Number second = 0; second < terms; ++second) {
      if (random() % 3 == 0) seconds.push_back(second);
    }
    std::vector<std::uint64_t> counts;
    table->pair_counts(first, seconds, counts);
    REQUIRE(counts.size() == seconds.size());
    for (std::size_t i = 0; i < seconds.size(); ++i) CHECK(counts[i] == table->pair_count(first, seconds[i]));
  }
}

TEST_CASE("the markings of a folded word are it and its marked forms, not words that begin with it") {
  Tally tally;
  const std::vector<std::string> words{"da",
                                       std::string("da\x01\x20"),
                                       std::string("da\x01\x21\x22"),
                                       std::string("da\x02ж"),
                                       std::string("da\x03hash"),
                                       "dan",
                                       std::string("dan\x01\x20"),
                                       "d",
                                       "db",
                                       "dag"};
  for (std::uint32_t id = 0; id < words.size(); ++id) tally.count_word(id);
  const auto table =
      Table::from_bytes(tally.take_table([&](std::uint32_t id) -> std::string_view { return words[id]; }));
  REQUIRE(table.ok());
  const auto names = [&](std::string_view folded) {
    std::vector<std::string> found;
    for (const auto& entry : table->markings(folded)) found.push_back(entry.term);
    return found;
  };
  CHECK(names("da") == std::vector<std::string>(words.begin(), words.begin() + 5));
  CHECK(names("dan") == std::vector<std::string>(words.begin() + 5, words.begin() + 7));
  CHECK(names("d") == std::vector<std::string>{"d"});
  CHECK(names("x").empty());
  CHECK(names("dz").empty());
}

TEST_CASE("markings agree with the vocabulary, across blocks") {
  std::mt19937_64 random(4);
  const auto counted = reference::count_random_text(reference::vocabulary(1000), 20000, random);
  const auto table = Table::from_bytes(counted.bytes);
  REQUIRE(table.ok());
  std::map<std::string, std::size_t> markings;
  for (const auto& [word, count] : counted.counts.words) ++markings[word.substr(0, word.find('\x01'))];
  for (const auto& [folded, count] : markings) CHECK(table->markings(folded).size() == count);
}

TEST_CASE("a tally starts over after each table") {
  Tally tally;
  const auto name = [](std::uint32_t id) -> std::string_view { return id == 0 ? "a" : "b"; };
  tally.count_word(0);
  tally.count_word(1);
  tally.count_pair(0, 1);
  CHECK(reference::read(*Table::from_bytes(tally.take_table(name))).pairs.size() == 1);
  CHECK(reference::read(*Table::from_bytes(tally.take_table(name))) == reference::Counts{});
  tally.count_word(1);
  CHECK(reference::read(*Table::from_bytes(tally.take_table(name))) == reference::Counts{{{"b", 1}}, {}});
}

TEST_CASE("a tally counts pairs that come again long after") {
  constexpr std::uint32_t kWords = 600;
  std::vector<std::string> names;
  for (std::uint32_t id = 0; id < kWords; ++id) names.push_back(std::to_string(id));
  Tally tally;
  for (int round = 0; round < 3; ++round) {
    for (std::uint32_t a = 0; a < kWords; ++a) {
      tally.count_word(a);
      for (std::uint32_t b = 0; b < kWords; ++b) tally.count_pair(a, b);
    }
  }
  CHECK(tally.pair_count() < 2 * kWords * kWords);
  const auto counts = reference::read(
      *Table::from_bytes(tally.take_table([&](std::uint32_t id) -> std::string_view { return names[id]; })));
  CHECK(counts.pairs.size() == std::size_t{kWords} * kWords);
  CHECK(std::all_of(counts.pairs.begin(), counts.pairs.end(),
                    [](const auto& pair) { return pair.second == 3; }));
  CHECK(tally.pair_count() == 0);
}

TEST_CASE("no statistics know nothing") {
  const Table none;
  CHECK(none.size() == 0);
  CHECK(none.word_count() == 0);
  CHECK_FALSE(none.find("a"));
  CHECK(none.markings("a").empty());
  CHECK(none.pair_count(0, 0) == 0);
  std::vector<Follower> row{{1, 1}};
  none.followers(0, row);
  CHECK(row.empty());
}

TEST_CASE("a table is read from its file as from memory, and goes on after the file was replaced") {
  std::mt19937_64 random(5);
  const auto counted = reference::count_random_text(reference::vocabulary(100), 2000, random);
  const test::TemporaryFolder folder;
  const auto table = Table::open(folder.write("pairs", counted.bytes));
  REQUIRE(table.ok());
  std::filesystem::remove(folder.path("pairs"));
  CHECK(reference::read(*table) == counted.counts);
  CHECK(Table::open(folder.path("pairs")).error().code == ErrorCode::io);
}

}  // namespace
}  // namespace vnidx::stats
