// vnidx search: asks the index once, for every line of a file, or as a person types.
#include <memory>

#include "cli/batch.h"
#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/open_index.h"
#include "cli/output.h"
#include "cli/prompt.h"
#include "cli/search_options.h"
#include "cli/search_report.h"
#include "cli/terminal.h"
#include "entity/date.h"
#include "print/printer.h"

namespace vnidx::cli {
namespace {

std::unique_ptr<print::Printer> printer_for(const SearchOptions& options, const Globals& globals) {
  const print::LineEnd end = options.nul ? print::LineEnd::nul : print::LineEnd::line;
  switch (options.format) {
    case SearchFormat::text:
      return print::text_printer(output_style(globals.color), terminal_width());
    case SearchFormat::jsonl:
      return print::jsonl_printer();
    case SearchFormat::json:
      return print::json_printer();
    case SearchFormat::tsv:
      return print::tsv_printer();
    case SearchFormat::ids:
      return print::ids_printer(end);
    case SearchFormat::paths:
      return print::paths_printer(end);
    case SearchFormat::trec:
      return print::trec_printer();
    case SearchFormat::count:
      return print::count_printer();
  }
  return nullptr;
}

/// What goes to standard error; the JSON forms tell it in their summary.
void report(const SearchResult& result, const SearchOptions& options, const Globals& globals) {
  if (options.format == SearchFormat::json || options.format == SearchFormat::jsonl) return;
  if (options.explain) say_explanation(result);
  if (globals.quiet) return;
  if (options.format == SearchFormat::text) {
    say_summary(result);
  } else {
    say_notes(result);
  }
}

ExitStatus search(const SearchOptions& options, const Globals& globals) {
  const Result<SearchRequest> request = request_of(options, entity::today());
  if (!request) return fail(request.error());
  const bool batch = !options.batch.empty();
  const bool prompt = !batch && options.words.empty() && !asks(*request);
  if (prompt && !(stdin_is_terminal() && stdout_is_terminal())) {
    return fail({ErrorCode::usage, "a query or a filter is needed", "", "see 'vnidx search --help'"});
  }
  if (!batch && !prompt && !asks(*request)) {
    return fail({ErrorCode::usage, "the query is empty", "", "see 'vnidx search --help'"});
  }

  Result<Searcher> searcher = open_index(globals);
  if (!searcher) return fail(searcher.error());
  if (prompt) return run_prompt(*request, globals, *searcher);
  const std::unique_ptr<print::Printer> printer = printer_for(options, globals);
  if (batch) return run_batch({options.batch, options.timing, *request}, *printer, *searcher);

  const Result<SearchResult> result = searcher->search(*request);
  if (!result) return fail(result.error());
  Output output;
  printer->print(*result, {request->query, {}, request->explain}, output.buffer());
  const ExitStatus status = output.finish(result->total > 0 ? ExitStatus::done : ExitStatus::nothing_found);
  if (status != ExitStatus::io) report(*result, options, globals);
  return status;
}

}  // namespace

Action declare_search(OptionSet& set) {
  const auto options = std::make_shared<SearchOptions>();
  declare(set, *options);
  return [options](const Globals& globals) { return search(*options, globals); };
}

}  // namespace vnidx::cli
