// The index that the global options name.
#pragma once

#include "cli/globals.h"
#include "vnidx/search.h"

namespace vnidx::cli {

/// Opens it for reading. Errors: those of index_path() and of Searcher::open().
inline Result<Searcher> open_index(const Globals& globals) {
  const Result<std::string> path = index_path(globals);
  if (!path) return path.error();
  return Searcher::open(*path);
}

}  // namespace vnidx::cli
