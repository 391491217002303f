// Many queries from a file, one answer after the other: for evaluation and for measuring.
#pragma once

#include <string>

#include "cli/exit_status.h"
#include "print/printer.h"
#include "vnidx/search.h"

namespace vnidx::cli {

struct Batch {
  std::string queries;    ///< file of `id<TAB>query` lines; `-` for standard input
  std::string timing;     ///< file for `id<TAB>microseconds` of the search alone; empty for none
  SearchRequest request;  ///< everything but the query
};

/// Answers every line. A line that cannot be answered is said with its number, and the next one is read; the
/// status is then usage. Else done where anything was found, nothing_found where nothing was.
ExitStatus run_batch(const Batch& batch, const print::Printer& printer, Searcher& searcher);

}  // namespace vnidx::cli
