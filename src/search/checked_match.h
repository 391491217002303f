// What a query finds whose candidates must be looked for in their texts (query::Compiled::needs_check):
// phrases, NEAR. Texts are read best first, and only as far as the page asked for needs. For the use of one
// thread; may throw Xapian errors (store/guard.h).
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "query/compiler.h"
#include "search/checker.h"
#include "search/ranking.h"
#include "store/snapshot.h"
#include "vnidx/result.h"

namespace vnidx::search {

struct CheckedMatches {
  std::vector<Candidate> found;  ///< in the order of the enquiry
  std::uint64_t total = 0;       ///< how many there are
  bool is_exact = true;          ///< else the total is an estimate, by a sample of the candidates
};

/// At least the first `wanted` of the candidates of `enquire` that satisfy the condition of `compiled`, where
/// there are so many; all of them for nothing. Error damaged.
Result<CheckedMatches> find_checked(store::Snapshot& snapshot, Xapian::Enquire& enquire,
                                    const query::Compiled& compiled, Checker& checker,
                                    std::optional<std::uint64_t> wanted);

}  // namespace vnidx::search
