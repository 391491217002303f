// Counts of all matches, as bars for a person and as JSON. Pure functions; thread-safe.
#pragma once

#include <cstddef>
#include <string>

#include "print/json.h"
#include "print/style.h"
#include "vnidx/search.h"

namespace vnidx::print {

/// The name of a facet in options and JSON: `org`, `year`.
const char* facet_name(FacetField field);

/// Appends a heading and a line a value: name, count and a bar, in columns of together at most `width`.
void append_bars(std::string& out, const Facet& facet, const Style& style, std::size_t width);

/// Value → documents, in order.
Json counts_of(const Facet& facet);

}  // namespace vnidx::print
