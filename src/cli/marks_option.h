// The option `--marks`, which several commands have.
#pragma once

#include "cli/options.h"
#include "vnidx/search.h"

namespace vnidx::cli {

inline void declare_marks(OptionSet& set, Marks& marks) {
  set.choice<Marks>("--marks", marks,
                    {{"smart", Marks::smart}, {"exact", Marks::exact}, {"ignore", Marks::ignore}},
                    "how marks typed in the query count (smart)");
}

}  // namespace vnidx::cli
