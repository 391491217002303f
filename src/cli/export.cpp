// vnidx export: every document, in the form that `add` reads.
#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/open_index.h"
#include "cli/output.h"
#include "print/document.h"
#include "vnidx/search.h"

namespace vnidx::cli {
namespace {

ExitStatus export_all(const Globals& globals) {
  Result<Searcher> searcher = open_index(globals);
  if (!searcher) return fail(searcher.error());

  Output output;
  const Result<void> result = searcher->for_each_document([&output](const Document& document) {
    print::append_json(output.buffer(), document, print::PathOf::left_out);
    return output.flush_if_large();
  });
  return output.finish(result ? ExitStatus::done : fail(result.error()));
}

}  // namespace

Action declare_export(OptionSet&) {
  return export_all;
}

}  // namespace vnidx::cli
