// A damaged table is refused, or read to some wrong counts: never a crash, a hang or a read beyond its bytes.
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "stats/format.h"
#include "stats/merge.h"
#include "stats/table.h"
#include "stats/table_writer.h"
#include "unit/catch.h"
#include "unit/source/temporary_folder.h"
#include "unit/stats/reference.h"

namespace vnidx::stats {
namespace {

// Everything that can be asked of a table; what comes out counts for nothing.
std::size_t ask_all(const Table& table, const Table& whole) {
  std::size_t sum = 0;
  for (const std::string& term :
       {std::string(), std::string("a"), std::string("da\x01\x20"), std::string("zzz")}) {
    sum += table.find(term).has_value();
    sum += table.markings(term).size();
  }
  std::vector<Follower> row;
  std::vector<std::uint64_t> counts;
  const std::vector<Number> seconds{0, 1, 5, 1000000};
  for (const Number first : {0U, 1U, 7U, 19U, 100U, 4294967295U}) {
    table.followers(first, row);
    for (const Follower& follower : row) sum += follower.term;
    table.pair_counts(first, seconds, counts);
    sum += counts.size();
    sum += table.pair_count(first, 3);
  }
  const std::vector<Source> sources{{&whole, 1}, {&table, 1}, {&table, -1}};
  return sum + merge(sources, 1).size();
}

std::string small_table() {
  std::mt19937_64 random(11);
  return reference::count_random_text(reference::vocabulary(40), 120, random).bytes;
}

TEST_CASE("a table with any one byte changed does no harm, and knows it") {
  const std::string bytes = small_table();
  const auto whole = *Table::from_bytes(bytes);
  std::size_t refused = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const unsigned flip : {0x01U, 0x10U, 0x80U, 0xffU}) {
      std::string damaged = bytes;
      damaged[i] = static_cast<char>(static_cast<unsigned char>(damaged[i]) ^ flip);
      const auto table = Table::from_bytes(damaged);
      if (table) {
        (void)ask_all(*table, whole);
        table->verify();
        CHECK(table->is_damaged());
      } else {
        ++refused;
        CHECK(table.error().code == ErrorCode::damaged);
      }
    }
  }
  // The magic and the sizes of the sections are all checked.
  CHECK(refused >= 4 * kMagic.size());
}

TEST_CASE("a table with runs of bytes overwritten does no harm") {
  const std::string bytes = small_table();
  const auto whole = *Table::from_bytes(bytes);
  std::mt19937_64 random(12);
  for (int i = 0; i < 4000; ++i) {
    std::string damaged = bytes;
    const std::size_t start = kMagic.size() + random() % (bytes.size() - kMagic.size());
    const std::size_t end = std::min(bytes.size(), start + 1 + random() % 16);
    const bool same = random() % 2 == 0;
    for (std::size_t at = start; at < end; ++at) damaged[at] = same ? '\xff' : static_cast<char>(random());
    if (const auto table = Table::from_bytes(damaged)) (void)ask_all(*table, whole);
  }
}

TEST_CASE("a table tells of damage that it met, and of no other") {
  std::mt19937_64 random(13);
  std::string bytes = reference::count_random_text(reference::vocabulary(4000), 60000, random).bytes;
  const auto whole = *Table::from_bytes(bytes);
  REQUIRE(bytes.size() > 20 * kChunkBytes);
  bytes[bytes.size() / 4 * 3] ^= 0x10;  // among the pairs
  const auto damaged = *Table::from_bytes(bytes);
  std::vector<Follower> row;
  damaged.followers(0, row);
  CHECK_FALSE(damaged.is_damaged());
  for (Number first = 0; first < damaged.size(); ++first) damaged.followers(first, row);
  CHECK(damaged.is_damaged());
  CHECK_FALSE(whole.is_damaged());
}

TEST_CASE("a table of before there were checksums is read") {
  std::string bytes = small_table();
  const std::uint64_t checksums = read_fixed(std::string_view(bytes).substr(kHeaderHashed - 8), 8);
  bytes.resize(bytes.size() - checksums);
  for (std::size_t i = kHeaderHashed - 8; i < kHeaderBytes; ++i) bytes[i] = '\0';
  const auto table = Table::from_bytes(bytes);
  REQUIRE(table.ok());
  table->verify();
  CHECK_FALSE(table->is_damaged());
  CHECK(table->size() == Table::from_bytes(small_table())->size());
}

TEST_CASE("counts too large for any collection do no harm") {
  const auto whole = *Table::from_bytes(small_table());
  TableWriter writer;
  const std::uint64_t most = ~std::uint64_t{0} >> 1;
  writer.add_term("a", most);
  writer.add_term("b", ~std::uint64_t{0});
  const std::vector<Follower> row{{0, most}, {1, ~std::uint64_t{0}}};
  writer.add_row(row);
  writer.add_row(row);
  const auto table = *Table::from_bytes(writer.finish());
  const std::vector<Source> twice{{&table, 1}, {&table, 1}, {&whole, 1}};
  CHECK(Table::from_bytes(merge(twice, 1)).ok());
}

TEST_CASE("a table cut short is refused") {
  const std::string bytes = small_table();
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    const auto table = Table::from_bytes(bytes.substr(0, length));
    REQUIRE_FALSE(table.ok());
    CHECK(table.error().code == ErrorCode::damaged);
  }
}

TEST_CASE("a header whose numbers overflow is refused") {
  for (const std::uint64_t terms : {~std::uint64_t{0}, ~std::uint64_t{0} - 15, std::uint64_t{1} << 63}) {
    std::string bytes(kMagic);
    append_fixed(bytes, terms, 8);
    bytes.resize(kHeaderBytes, '\0');
    CAPTURE(terms);
    CHECK_FALSE(Table::from_bytes(bytes).ok());
  }
}

TEST_CASE("a file that is no table is refused with its name") {
  const test::TemporaryFolder folder;
  for (const std::string& content : {std::string(), std::string("vnidxpr1"), std::string(200, 'x')}) {
    const std::string path = folder.write("pairs", content);
    const auto table = Table::open(path);
    REQUIRE_FALSE(table.ok());
    CHECK(table.error().code == ErrorCode::damaged);
    CHECK(table.error().place == path);
  }
}

}  // namespace
}  // namespace vnidx::stats
