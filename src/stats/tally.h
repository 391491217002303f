// Counting words and pairs of documents. Not thread-safe: one Tally for each thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace vnidx::stats {

class Tally {
 public:
  /// Ids are the caller's, dense from 0.
  void count_word(std::uint32_t id);
  void count_pair(std::uint32_t first, std::uint32_t second) {
    recent_.push_back(std::uint64_t{first} << 32 | second);
    if (recent_.size() == kRecentPairs) fold();
  }

  /// How many pairs are held, of those counted long ago each once: what the tally's memory grows with.
  std::size_t pair_count() const { return pairs_.size() + recent_.size(); }

  /// What was counted since the last call as the bytes of a table (format.h); `term_of` names an id, with at
  /// most kMaxTermBytes bytes. Starts over.
  std::string take_table(const std::function<std::string_view(std::uint32_t)>& term_of);

 private:
  // Sorting so many at a time costs a fifth of looking each up in a table that does not fit the cache.
  static constexpr std::size_t kRecentPairs = 1 << 18;

  struct Pair {
    std::uint64_t ids;  // first << 32 | second
    std::uint32_t count;
  };
  void fold();

  std::vector<std::uint32_t> words_;    // by id
  std::vector<std::uint32_t> counted_;  // ids whose count is not 0
  std::vector<std::uint64_t> recent_;   // ids of pairs as they came
  std::vector<std::uint64_t> sorted_;   // room to sort them in
  std::vector<Pair> pairs_;             // of those before, by ids
};

}  // namespace vnidx::stats
