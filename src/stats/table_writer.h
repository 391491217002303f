// Writes a table of pair statistics (format.h), terms in rising order. Not thread-safe.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stats/table.h"

namespace vnidx::stats {

class TableWriter {
 public:
  /// Offsets beyond `widest_narrow` make the table a wide one.
  explicit TableWriter(std::uint64_t widest_narrow = std::numeric_limits<std::uint32_t>::max())
      : widest_narrow_(widest_narrow) {}

  /// Terms come in rising byte order, each at most kMaxTermBytes, and are numbered from 0.
  void add_term(std::string_view term, std::uint64_t count);
  /// The followers of each term, in the order of the terms, by rising number.
  void add_row(std::span<const Follower> followers);
  /// The bytes of the table; every term has its row.
  std::string finish();

 private:
  std::uint64_t widest_narrow_;
  std::vector<std::uint64_t> blocks_;  // offsets into terms_
  std::string terms_;
  std::vector<std::uint64_t> rows_;  // offsets into pairs_
  std::string pairs_;
  std::string last_term_;
  std::uint64_t term_count_ = 0;
  std::uint64_t word_count_ = 0;
};

}  // namespace vnidx::stats
