// Organisations as a tree: a broader name above the narrower ones, each with how many documents name it or
// one below it. Not thread-safe, as the snapshot is not; may throw Xapian errors (store/guard.h).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "store/snapshot.h"
#include "vnidx/result.h"
#include "vnidx/search.h"

namespace vnidx::search {

/// The organisations meant by `name` (query::organizations_named), all for an empty name, under their broader
/// names (entity/hierarchy.h), parents first. Among siblings those with most documents come first, `limit` of
/// them at most. A broader name that no document gives and that has one narrower name only is left out. Error
/// damaged.
Result<std::vector<OrganizationNode>> organization_tree(store::Snapshot& snapshot, std::string_view name,
                                                        std::size_t limit);

}  // namespace vnidx::search
