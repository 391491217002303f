// Which organisations documents name: their slots tell the codes, the catalogue what these stand for.
// Not thread-safe, as the snapshot is not; may throw Xapian errors (store/guard.h).
#pragma once

#include <xapian.h>

#include <span>
#include <vector>

#include "store/snapshot.h"
#include "vnidx/result.h"
#include "vnidx/search.h"

namespace vnidx::search {

/// Sets the organisations of `hits`, which are `documents` one for one; in order of first mention. Error
/// damaged.
Result<void> name_organizations(store::Snapshot& snapshot, std::span<const Xapian::docid> documents,
                                std::span<Hit> hits);

/// Every organisation that one of `documents` (sorted) names, with how many of them do; in no order. Error
/// damaged.
Result<std::vector<Facet::Count>> count_organizations(store::Snapshot& snapshot,
                                                      std::span<const Xapian::docid> documents);

}  // namespace vnidx::search
