// Filters as Xapian queries: periods, organisations, authors, sources. May throw Xapian errors (store/guard.h).
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "store/name_catalog.h"
#include "store/snapshot.h"
#include "vnidx/document.h"
#include "vnidx/search.h"

namespace vnidx::query {

/// Documents dated within `period`: whole years, months and days as terms, so no document is looked at. An end
/// that is open reaches to the oldest or newest document.
Xapian::Query period_query(const Xapian::Database& database, const Period& period);

/// Documents that name the organisation `name` or one whose name begins with it, whatever the spelling; failing
/// these, one that has `name` as a part. Marks that are typed count. Appends to `notes` what was taken, where that
/// is not plain.
Xapian::Query organization_query(const store::Snapshot& snapshot, const store::NameCatalog& catalog,
                                 std::string_view name, std::vector<std::string>& notes);

/// Documents by the author of that name.
Xapian::Query author_query(const Xapian::Database& database, std::string_view name);

/// Documents of the source label `name`, or from the file or folder `name`.
Xapian::Query source_query(const Xapian::Database& database, std::string_view name);

/// Organisations whose name begins with or holds `name`, by documents; all of them for an empty name.
std::vector<OrganizationCount> organizations_named(const store::Snapshot& snapshot, const store::NameCatalog& catalog,
                                                   std::string_view name);

}  // namespace vnidx::query
