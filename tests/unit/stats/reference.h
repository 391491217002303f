// Pair statistics the plain way, in maps: what the tables of stats/ must agree with.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "stats/table.h"

namespace vnidx::stats::reference {

struct Counts {
  std::map<std::string, std::int64_t> words;
  std::map<std::pair<std::string, std::string>, std::int64_t> pairs;
  friend bool operator==(const Counts&, const Counts&) = default;
};

/// A collection of words with markings (schema/term.h), some of them rare, some that begin with another.
std::vector<std::string> vocabulary(std::size_t size);

/// Counts of a random text of `words` words, and the same through a Tally as the bytes of a table.
struct Counted {
  Counts counts;
  std::string bytes;
};
Counted count_random_text(std::span<const std::string> vocabulary, std::size_t words,
                          std::mt19937_64& random);

/// Everything a table holds.
Counts read(const Table& table);

/// The sum with signs, without what counts less than `least`, or than 1.
Counts sum(std::span<const std::pair<Counts, int>> sources, std::int64_t least);

}  // namespace vnidx::stats::reference
