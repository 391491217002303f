// vnidx compact: makes the files of an index as small as they can be.
#include <memory>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/wait_option.h"
#include "print/listing.h"
#include "vnidx/maintenance.h"

namespace vnidx::cli {
namespace {

ExitStatus compact(const WriteOptions& options, const Globals& globals) {
  const Result<std::string> path = index_path(globals);
  if (!path) return fail(path.error());
  const Result<CompactSummary> summary = compact_index(*path, options);
  if (!summary) return fail(summary.error());
  if (!globals.quiet) {
    say("compacted " + std::to_string(summary->documents) + " documents: " +
        print::human_bytes(summary->bytes_before) + " to " + print::human_bytes(summary->bytes_after));
  }
  return ExitStatus::done;
}

}  // namespace

Action declare_compact(OptionSet& set) {
  const auto options = std::make_shared<WriteOptions>();
  declare_wait(set, options->wait);
  return [options](const Globals& globals) { return compact(*options, globals); };
}

}  // namespace vnidx::cli
