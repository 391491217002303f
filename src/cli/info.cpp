// vnidx info: what an index holds and how it was made.
#include <memory>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/open_index.h"
#include "cli/output.h"
#include "print/listing.h"
#include "vnidx/search.h"

namespace vnidx::cli {
namespace {

enum class InfoFormat { text, json };

struct InfoOptions {
  InfoFormat format = InfoFormat::text;
};

ExitStatus info(const InfoOptions& options, const Globals& globals) {
  Result<Searcher> searcher = open_index(globals);
  if (!searcher) return fail(searcher.error());
  const Result<IndexInfo> info = searcher->info();
  if (!info) return fail(info.error());
  return print_all(options.format == InfoFormat::json ? print::info_json(*info) : print::info_text(*info));
}

}  // namespace

Action declare_info(OptionSet& set) {
  const auto options = std::make_shared<InfoOptions>();
  set.choice<InfoFormat>("--format", options->format,
                         {{"text", InfoFormat::text}, {"json", InfoFormat::json}}, "how to print it (text)");
  return [options](const Globals& globals) { return info(*options, globals); };
}

}  // namespace vnidx::cli
