// Adding up tables of pair statistics. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "stats/table.h"

namespace vnidx::stats {

struct Source {
  const Table* table;
  int sign = 1;  ///< −1 takes its counts away again; a count never falls below 0
};

/// The sum of `sources` as the bytes of a table, without words and pairs counted less than `least` times.
std::string merge(std::span<const Source> sources, std::uint64_t least);

}  // namespace vnidx::stats
