// Filters as Xapian queries: periods, authors, sources; organisations have a file of their own. May throw
// Xapian errors (store/guard.h).
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "vnidx/document.h"
#include "vnidx/result.h"

namespace vnidx::query {

/// Error usage where `name`, of an organisation, author or source, is longer than any name or path: it is not
/// looked up, which would take long.
Result<void> check_name(std::string_view name);

/// Documents dated within `period`: whole years, months and days as terms, so no document is looked at. An
/// end that is open reaches to the oldest or newest document.
Xapian::Query period_query(const Xapian::Database& database, const Period& period);

/// Documents by the author of that name.
Xapian::Query author_query(const Xapian::Database& database, std::string_view name);

/// Documents that bear the number `number`, in whatever writing, or one that begins with its parts: `991`,
/// `991/QĐ-UBND`. Appends to `notes` what was taken where that are several, and what comes nearest where
/// there is nothing.
Xapian::Query number_query(const Xapian::Database& database, std::string_view number,
                           std::vector<std::string>& notes);

/// Documents of the source label `name`, or from the file or folder `name`.
Xapian::Query source_query(const Xapian::Database& database, std::string_view name);

}  // namespace vnidx::query
