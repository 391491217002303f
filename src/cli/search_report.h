// What is said of a search on standard error, beside its hits.
#pragma once

#include "vnidx/search.h"

namespace vnidx::cli {

/// How many documents in what time, how the query was read, and notes.
void say_summary(const SearchResult& result);

/// The notes alone.
void say_notes(const SearchResult& result);

/// How each word was read, and the engine's query.
void say_explanation(const SearchResult& result);

}  // namespace vnidx::cli
