// The commands of vnidx. Each has one file that declares its options and carries it out.
#pragma once

#include <functional>

#include "cli/exit_status.h"
#include "cli/globals.h"
#include "cli/options.h"

namespace vnidx::cli {

/// Carries a command out, once its options are set.
using Action = std::function<ExitStatus(const Globals&)>;

Action declare_add(OptionSet& set);
Action declare_analyze(OptionSet& set);
Action declare_check(OptionSet& set);
Action declare_compact(OptionSet& set);
Action declare_completion(OptionSet& set);
Action declare_decode(OptionSet& set);
Action declare_export(OptionSet& set);
Action declare_info(OptionSet& set);
Action declare_orgs(OptionSet& set);
Action declare_reindex(OptionSet& set);
Action declare_remove(OptionSet& set);
Action declare_search(OptionSet& set);
Action declare_show(OptionSet& set);
Action declare_update(OptionSet& set);

}  // namespace vnidx::cli
