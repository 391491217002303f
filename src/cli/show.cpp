// vnidx show: one document as it was read.
#include <memory>

#include "cli/commands.h"
#include "cli/document_view.h"
#include "cli/marks_option.h"
#include "cli/messages.h"
#include "cli/open_index.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "print/document.h"
#include "vnidx/search.h"

namespace vnidx::cli {
namespace {

enum class ShowFormat { text, jsonl };

struct ShowOptions {
  std::string id;
  std::string query;
  Marks marks = Marks::smart;
  ShowFormat format = ShowFormat::text;
};

ExitStatus show(const ShowOptions& options, const Globals& globals) {
  Result<Searcher> searcher = open_index(globals);
  if (!searcher) return fail(searcher.error());
  const Result<Document> document = searcher->document(options.id);
  if (!document) return fail(document.error());

  if (options.format == ShowFormat::jsonl) {
    std::string out;
    print::append_json(out, *document, print::PathOf::shown);
    return print_all(out);
  }
  const Result<std::string> view =
      document_view(*searcher, *document, options.query, options.marks, output_style(globals.color));
  return view ? print_all(*view) : fail(view.error());
}

}  // namespace

Action declare_show(OptionSet& set) {
  const auto options = std::make_shared<ShowOptions>();
  set.positional("ID", options->id, OptionSet::Need::required, "id of the document, or the path of its file");
  set.text("--query", "QUERY", options->query, "highlight the words of this query");
  declare_marks(set, options->marks);
  set.choice<ShowFormat>("--format", options->format,
                         {{"text", ShowFormat::text}, {"jsonl", ShowFormat::jsonl}},
                         "how to print it (text)");
  return [options](const Globals& globals) { return show(*options, globals); };
}

}  // namespace vnidx::cli
