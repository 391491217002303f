// Figures about an index, for `vnidx info`. May throw Xapian errors (store/guard.h).
#pragma once

#include "store/snapshot.h"
#include "vnidx/search.h"

namespace vnidx::search {

/// Error damaged.
Result<IndexInfo> describe(store::Snapshot& snapshot);

}  // namespace vnidx::search
