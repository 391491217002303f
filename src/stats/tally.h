// Counting words and pairs of a batch of documents. Not thread-safe: one Tally for each thread.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace vnidx::stats {

class Tally {
 public:
  Tally();

  /// Ids are the caller's, dense from 0.
  void count_word(std::uint32_t id);
  void count_pair(std::uint32_t first, std::uint32_t second);

  /// What was counted since the last call as the bytes of a table (format.h); `term_of` names an id, with at most
  /// kMaxTermBytes bytes. Starts over.
  std::string take_table(const std::function<std::string_view(std::uint32_t)>& term_of);

 private:
  struct Pair {
    std::uint64_t ids;  // first << 32 | second
    std::uint32_t count;
  };
  void grow();

  std::vector<std::uint32_t> words_;    // by id
  std::vector<std::uint32_t> counted_;  // ids whose count is not 0
  std::vector<Pair> pairs_;             // open addressing; count 0: free
  std::size_t pair_count_ = 0;
};

}  // namespace vnidx::stats
