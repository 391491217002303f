// Pair statistics of sentences, for tests of what reads them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "stats/table.h"

namespace vnidx::test {

/// The statistics of a collection in which each sentence stands so many times.
stats::Table statistics_of(const std::vector<std::pair<std::string, int>>& sentences);

}  // namespace vnidx::test
