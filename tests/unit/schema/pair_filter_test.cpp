// Filters of pairs over made-up documents, against the pairs themselves.
#include "schema/pair_filter.h"

#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "unit/catch.h"

namespace vnidx::schema {
namespace {

WordHash hash_of(unsigned word) {
  return word_hash("w" + std::to_string(word));
}

std::string filter_of(PairFilterBuilder& builder, const std::vector<unsigned>& words) {
  for (const unsigned word : words) builder.add(hash_of(word));
  return builder.take();
}

std::string filter_of(const std::vector<unsigned>& words) {
  PairFilterBuilder builder;
  return filter_of(builder, words);
}

TEST_CASE("every pair of a document is found, and few others") {
  constexpr unsigned kWords = 60;
  std::mt19937 random(7);
  PairFilterBuilder builder;
  std::size_t absent = 0;
  std::size_t taken_for_present = 0;
  for (int round = 0; round < 200; ++round) {
    std::vector<unsigned> words(random() % 700);
    for (unsigned& word : words) word = static_cast<unsigned>(random() % kWords);
    const std::string value = filter_of(builder, words);
    const PairFilter filter(value);
    std::set<std::pair<unsigned, unsigned>> pairs;
    for (std::size_t i = 1; i < words.size(); ++i) pairs.emplace(words[i - 1], words[i]);
    CHECK(value.size() == (pairs.empty() ? 0 : 2 + (pairs.size() * 6 + 7) / 8));
    for (unsigned first = 0; first < kWords; ++first) {
      for (unsigned second = 0; second < kWords; ++second) {
        const bool found = filter.may_hold(hash_of(first), hash_of(second));
        if (pairs.empty() || pairs.contains({first, second})) {
          REQUIRE(found);
        } else {
          ++absent;
          taken_for_present += found ? 1 : 0;
        }
      }
    }
  }
  const double share = static_cast<double>(taken_for_present) / static_cast<double>(absent);
  CHECK(share > .05);
  CHECK(share < .075);
}

TEST_CASE("a document is known by its own words alone") {
  PairFilterBuilder builder;
  filter_of(builder, {1, 2, 3});
  // Not 3 before 4, which are of two documents
  CHECK(filter_of(builder, {4, 5, 6}) == filter_of({4, 5, 6}));
  CHECK(filter_of(builder, {}).empty());
  CHECK(filter_of(builder, {7}).empty());
  CHECK(filter_of(builder, {8}).empty());
}

TEST_CASE("a document without a filter, or with one that is not whole, may hold any pair") {
  const auto holds_all = [](std::string_view value) {
    const PairFilter filter(value);
    for (unsigned i = 0; i < 100; ++i) {
      if (!filter.may_hold(hash_of(i), hash_of(i + 1))) return false;
    }
    return true;
  };
  const std::string whole = filter_of({200, 201, 202, 203, 204, 205, 206, 207, 208, 209, 210});
  CHECK_FALSE(holds_all(whole));
  for (std::size_t bytes = 0; bytes < whole.size(); ++bytes) CHECK(holds_all(whole.substr(0, bytes)));
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    std::string damaged = whole;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ 1 << bit % 8);
    CHECK(holds_all(damaged));
  }
}

TEST_CASE("a document of too many pairs has no filter, and the next one has") {
  PairFilterBuilder builder;
  constexpr WordHash kMany = 300'000;
  for (WordHash word = 1; word <= kMany; ++word) builder.add(word);
  CHECK(builder.take().empty());
  CHECK(filter_of(builder, {1, 2, 3}) == filter_of({1, 2, 3}));
}

}  // namespace
}  // namespace vnidx::schema
