// Which organisations a person means by a name: the filter of `--org` and the listing of `orgs`.
// May throw Xapian errors (store/guard.h).
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "store/name_catalog.h"
#include "store/snapshot.h"
#include "vnidx/search.h"

namespace vnidx::query {

/// Documents that name the organisation `name`, whatever the spelling. Taken are, of these the first that
/// there are: names that are it or begin with it (a broader name finds the narrower), names that hold it,
/// names that hold its words in order. Marks that are typed count. Appends to `notes` what was taken, where
/// that is not plain, and what comes nearest, where there is nothing.
Xapian::Query organization_query(const store::Snapshot& snapshot, const store::NameCatalog& catalog,
                                 std::string_view name, std::vector<std::string>& notes);

/// The same for the organisation that issued a document.
Xapian::Query issuer_query(const store::Snapshot& snapshot, const store::NameCatalog& catalog,
                           std::string_view name, std::vector<std::string>& notes);

/// The organisations that organization_query() takes, by documents; all of them for an empty name.
std::vector<OrganizationCount> organizations_named(const store::Snapshot& snapshot,
                                                   const store::NameCatalog& catalog, std::string_view name);

/// Names that come nearest to one that is not there, as a person would note: `did you mean`. The nearest
/// first.
std::vector<std::string> nearest_organizations(const store::Snapshot& snapshot,
                                               const store::NameCatalog& catalog, std::string_view name);

}  // namespace vnidx::query
