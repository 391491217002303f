// vnidx orgs: the organisations that the documents name.
#include <limits>
#include <memory>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/open_index.h"
#include "cli/output.h"
#include "print/listing.h"
#include "vnidx/search.h"

namespace vnidx::cli {
namespace {

enum class OrgsFormat { text, jsonl, tsv };

struct OrgsOptions {
  std::vector<std::string> words;
  std::uint32_t limit = 20;
  bool tree = false;
  OrgsFormat format = OrgsFormat::text;
};

std::string listing(OrgsFormat format, const std::vector<OrganizationCount>& organizations) {
  switch (format) {
    case OrgsFormat::text:
      return print::organizations_text(organizations);
    case OrgsFormat::jsonl:
      return print::organizations_jsonl(organizations);
    case OrgsFormat::tsv:
      return print::organizations_tsv(organizations);
  }
  return "";
}

ExitStatus print_tree(const OrgsOptions& options, Searcher& searcher, std::size_t limit) {
  if (options.format == OrgsFormat::tsv) {
    return fail({ErrorCode::usage, "--tree goes with --format text or jsonl", "", "see 'vnidx orgs --help'"});
  }
  const auto nodes = searcher.organization_tree(joined(options.words), limit);
  if (!nodes) return fail(nodes.error());
  return print_all(options.format == OrgsFormat::text ? print::organization_tree_text(*nodes)
                                                      : print::organization_tree_jsonl(*nodes),
                   nodes->empty() ? ExitStatus::nothing_found : ExitStatus::done);
}

ExitStatus orgs(const OrgsOptions& options, const Globals& globals) {
  Result<Searcher> searcher = open_index(globals);
  if (!searcher) return fail(searcher.error());

  const std::size_t limit = options.limit == 0 ? std::numeric_limits<std::size_t>::max() : options.limit;
  if (options.tree) return print_tree(options, *searcher, limit);
  const auto organizations = searcher->organizations(joined(options.words), limit);
  if (!organizations) return fail(organizations.error());
  return print_all(listing(options.format, *organizations),
                   organizations->empty() ? ExitStatus::nothing_found : ExitStatus::done);
}

}  // namespace

Action declare_orgs(OptionSet& set) {
  const auto options = std::make_shared<OrgsOptions>();
  set.positionals("TEXT", options->words, OptionSet::Need::optional, "part of the name, in any spelling");
  set.number("-n,--limit", "N", options->limit, "at most N organisations; 0: all (20)");
  set.flag("--tree", options->tree, "below their broader names; N counts for the narrower names of each");
  set.choice<OrgsFormat>("--format", options->format,
                         {{"text", OrgsFormat::text}, {"jsonl", OrgsFormat::jsonl}, {"tsv", OrgsFormat::tsv}},
                         "how to print them (text)");
  return [options](const Globals& globals) { return orgs(*options, globals); };
}

}  // namespace vnidx::cli
