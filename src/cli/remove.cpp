// vnidx remove: takes documents out of the index.
#include <memory>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/messages.h"
#include "cli/open_index.h"
#include "cli/wait_option.h"
#include "vnidx/index.h"

namespace vnidx::cli {
namespace {

struct RemoveOptions {
  std::vector<std::string> ids;
  WriteOptions write;
};

ExitStatus remove(const RemoveOptions& options, const Globals& globals) {
  const Result<std::string> path = index_path(globals);
  if (!path) return fail(path.error());
  // A writer makes the index where there is none; whoever removes meant one that is there.
  if (const Result<Searcher> existing = open_index(globals); !existing) return fail(existing.error());

  Result<IndexWriter> writer = IndexWriter::open(*path, options.write);
  if (!writer) return fail(writer.error());
  watch_interrupts();
  std::size_t removed = 0;
  std::size_t found = 0;
  for (const std::string& id : options.ids) {
    if (interrupted()) return fail({ErrorCode::interrupted, "interrupted: nothing was removed", "", ""});
    const Result<std::size_t> result = writer->remove(id);
    if (result) {
      removed += *result;
      ++found;
      continue;
    }
    const ExitStatus status = fail(result.error());
    if (result.error().code != ErrorCode::not_found) return status;
  }
  if (const Result<AddSummary> summary = writer->finish(); !summary) return fail(summary.error());
  if (!globals.quiet) say("removed " + std::to_string(removed));
  if (found == options.ids.size()) return ExitStatus::done;
  return found == 0 ? ExitStatus::nothing_found : ExitStatus::some_rejected;
}

}  // namespace

Action declare_remove(OptionSet& set) {
  const auto options = std::make_shared<RemoveOptions>();
  set.positionals("ID", options->ids, OptionSet::Need::required, "ids of documents, or paths of their files");
  declare_wait(set, options->write.wait);
  return [options](const Globals& globals) { return remove(*options, globals); };
}

}  // namespace vnidx::cli
