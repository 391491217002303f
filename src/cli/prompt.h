// Searching with questions and answers at a terminal.
#pragma once

#include "cli/exit_status.h"
#include "cli/globals.h"
#include "vnidx/search.h"

namespace vnidx::cli {

/// Reads queries until the end of input or `:q`. `:n` shows the next page, a number shows the hit of that
/// rank whole. Everything but the query is as `request` has it.
ExitStatus run_prompt(SearchRequest request, const Globals& globals, Searcher& searcher);

}  // namespace vnidx::cli
