// Pair statistics of a generation as small changes come: each is written to a file of changes
// (store/append_log.h) and costs what it counts, until so many wait there that all are added up. Who builds
// upon a generation adds them up, too. Readers see the statistics as last added up: they lag by a twentieth
// at most, which ranking does not mind.
//
//   record   size varint and bytes of the table of what came, then the table of what went (stats/format.h)
//
// Free functions; thread-safe on different generations.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "stats/merge.h"
#include "stats/table.h"
#include "vnidx/result.h"

namespace vnidx::index {

/// What a change adds to the pair statistics and takes from them.
struct PairChange {
  std::string came;  ///< the bytes of a table; empty: nothing
  std::string went;
};

/// Tables that add up to the statistics of a generation.
class StatisticsParts {
 public:
  /// Those of the generation at `path`; what is not there or cannot be read is left out.
  static StatisticsParts of(const std::filesystem::path& path);
  void add(stats::Table table, int sign) { parts_.push_back({std::move(table), sign}); }
  std::vector<stats::Source> sources() const;

 private:
  struct Part {
    stats::Table table;
    int sign;
  };
  std::vector<Part> parts_;
};

/// Whether the next update_statistics() adds up all there is: what it reads must be intact.
bool is_adding_up_due(const std::filesystem::path& path);

/// Applies `change` to the statistics of the generation at `path`. They follow the commit: after a power cut
/// between the two they are a little old. Error io.
Result<void> update_statistics(const std::filesystem::path& path, const PairChange& change);

}  // namespace vnidx::index
