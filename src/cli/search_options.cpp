#include "cli/search_options.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "cli/marks_option.h"
#include "cli/units.h"
#include "entity/date.h"
#include "print/facets.h"
#include "text/canonical.h"

namespace vnidx::cli {
namespace {

constexpr const char* kQueryLanguage =
    "QUERY: words, the more of them and the rarer the better. \"a b\" phrase; +a must; -a must not;\n"
    "a AND b, a OR b, NOT a, ( ); a* beginning; a NEAR/5 b at most 5 words apart; and in a field:\n"
    "title:a org:a author:a source:a issuer:a number:a date:2018-07..2018-09.\n"
    "Write -- before words that begin with -.\n"
    "A word without marks finds every marking; with marks, what has at least these. Quotes, brackets and\n"
    "colons that make no sense are read as punctuation.\n\n";

Error usage(std::string message, std::string place = "") {
  return {ErrorCode::usage, std::move(message), std::move(place), ""};
}

/// `30d`, `6m`, `2y`: names the day so long ago, where other dates name all their days.
bool is_relative(const std::string& text) {
  return text.find_first_not_of("0123456789") == text.size() - 1;
}

Result<Period> period_of(const std::string& text, const char* option, Date today) {
  Result<Period> period = entity::parse_period(text, today);
  if (period) return period;
  Error error = period.error();
  error.place = option;
  return error;
}

/// The days that --from, --to and --date leave.
Result<void> set_period(const SearchOptions& options, Date today, SearchRequest& request) {
  if (!options.date.empty()) {
    if (!options.from.empty() || !options.to.empty()) {
      return usage("--date goes without --from and --to");
    }
    if (options.date == "none") {
      request.undated = true;
      return {};
    }
    const Result<Period> period = period_of(options.date, "--date", today);
    if (!period) return period.error();
    request.period = *period;
    return {};
  }
  Period whole;
  if (!options.from.empty()) {
    const Result<Period> from = period_of(options.from, "--from", today);
    if (!from) return from.error();
    whole.from = from->from;
  }
  if (!options.to.empty()) {
    const Result<Period> to = period_of(options.to, "--to", today);
    if (!to) return to.error();
    whole.to = is_relative(options.to) ? to->from : to->to;
  }
  if (whole.from && whole.to && *whole.from > *whole.to) {
    return usage(options.from + " is after " + options.to, "--from");
  }
  if (whole.from || whole.to) request.period = whole;
  return {};
}

/// `org,year`: what to count by.
Result<std::vector<FacetField>> parse_facets(const std::string& text) {
  constexpr FacetField kFields[] = {FacetField::organization, FacetField::year,   FacetField::month,
                                    FacetField::author,       FacetField::source, FacetField::number};
  std::vector<FacetField> facets;
  std::string known;
  for (const FacetField field : kFields)
    known.append(known.empty() ? "" : ", ").append(print::facet_name(field));
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(',', start), text.size());
    const std::string name = text.substr(start, end - start);
    const auto named = std::find_if(std::begin(kFields), std::end(kFields),
                                    [&](FacetField field) { return name == print::facet_name(field); });
    if (named == std::end(kFields)) return usage("no facet is called '" + name + "': there are " + known);
    if (std::find(facets.begin(), facets.end(), *named) == facets.end()) facets.push_back(*named);
    start = end + 1;
  }
  return facets;
}

/// Options that need one another.
Result<void> check(const SearchOptions& options) {
  const bool counts = !options.facets.empty() || options.histogram != SearchOptions::Histogram::none;
  const bool has_place = options.format == SearchFormat::text || options.format == SearchFormat::jsonl ||
                         options.format == SearchFormat::json;
  if (counts && !has_place) return usage("--facets and --histogram go with --format text, jsonl or json");
  if (options.nul && options.format != SearchFormat::ids && options.format != SearchFormat::paths) {
    return usage("-0 goes with --format ids or paths only");
  }
  if (options.all_organizations && options.organizations.empty()) return usage("--all-orgs needs --org");
  if (options.batch.empty()) {
    return options.timing.empty() ? Result<void>() : usage("--timing goes with --batch only");
  }
  if (options.format != SearchFormat::trec && options.format != SearchFormat::jsonl) {
    return usage("--batch needs --format trec or jsonl");
  }
  return options.words.empty() ? Result<void>() : usage("--batch takes its queries from the file only");
}

/// Leaves out the work that the format does not show.
void suit(SearchRequest& request, SearchFormat format) {
  switch (format) {
    case SearchFormat::text:
    case SearchFormat::jsonl:
    case SearchFormat::json:
      return;
    case SearchFormat::tsv:
    case SearchFormat::paths:
      request.snippet = 0;
      return;
    case SearchFormat::ids:
    case SearchFormat::trec:
      request.snippet = 0;
      request.with_details = false;
      return;
    case SearchFormat::count:
      request.limit = 0;
      request.offset = 0;
      request.exact_total = true;
      return;
  }
}

}  // namespace

Result<SearchRequest> request_of(const SearchOptions& options, Date today) {
  if (const Result<void> checked = check(options); !checked) return checked.error();
  SearchRequest request;
  request.query = joined(options.words);
  request.strict = options.strict;
  request.explain = options.explain;
  if (const Result<void> dated = set_period(options, today, request); !dated) return dated.error();
  request.organizations = options.organizations;
  request.organizations_combine = options.all_organizations ? Combine::every : Combine::any;
  request.authors = options.authors;
  request.sources = options.sources;
  request.issuers = options.issuers;
  request.numbers = options.numbers;
  request.in = options.in;
  request.sort = options.sort;
  request.marks = options.marks;
  request.limit = options.limit;
  request.offset = options.offset;
  request.snippet = options.snippet;
  request.facets = options.facets;
  request.facet_limit = options.facet_limit;
  if (options.histogram == SearchOptions::Histogram::year) request.histogram = FacetField::year;
  if (options.histogram == SearchOptions::Histogram::month) request.histogram = FacetField::month;
  suit(request, options.format);
  return request;
}

bool asks(const SearchRequest& request) {
  // In canonical form all spaces are plain ones.
  const bool has_query = text::canonical(request.query).find_first_not_of(" \t\r\n") != std::string::npos;
  return has_query || request.period || request.undated || !request.organizations.empty() ||
         !request.authors.empty() || !request.sources.empty() || !request.issuers.empty() ||
         !request.numbers.empty();
}

void declare(OptionSet& set, SearchOptions& options) {
  set.positionals("QUERY", options.words, OptionSet::Need::optional, "what to search for, as told below");
  set.text("--from", "DATE", options.from,
           "documents of DATE (day, month, year, or 30d 6m 2y back) and later");
  set.text("--to", "DATE", options.to, "documents of DATE and earlier");
  set.text("--date", "DATE", options.date,
           "documents of that day, month or year; none: those without a date");
  set.list("--org", "NAME", options.organizations,
           "documents that name this organisation; repeated: any of them");
  set.flag("--all-orgs", options.all_organizations, "documents that name every --org");
  set.list("--author", "NAME", options.authors, "documents by this author");
  set.list("--source", "NAME", options.sources, "documents of this source label, file or folder");
  set.list("--issuer", "NAME", options.issuers, "documents that this organisation issued");
  set.list("--number", "N", options.numbers, "documents that bear this number, such as 05-CT/TW");
  set.choice<SearchIn>("--in", options.in,
                       {{"all", SearchIn::all}, {"title", SearchIn::title}, {"body", SearchIn::body}},
                       "where to look for the words (all)");
  set.choice<SortBy>("--sort", options.sort,
                     {{"relevance", SortBy::relevance},
                      {"newest", SortBy::newest},
                      {"oldest", SortBy::oldest},
                      {"reads", SortBy::reads}},
                     "order (relevance; without words newest)");
  set.number("-n,--limit", "N", options.limit, "print at most N hits (10)");
  set.number("--offset", "N", options.offset, "pass over the first N hits");
  set.parsed(
      "--facets", "LIST",
      [&options](const std::string& text) -> Result<void> {
        auto facets = parse_facets(text);
        if (!facets) return facets.error();
        options.facets = std::move(*facets);
        return {};
      },
      "count all matches by these: org,year,month,author,source,number");
  set.number("--facet-limit", "N", options.facet_limit, "at most N values of a facet; 0: all (10)");
  set.choice<SearchOptions::Histogram>(
      "--histogram", options.histogram,
      {{"year", SearchOptions::Histogram::year}, {"month", SearchOptions::Histogram::month}},
      "count all matches along time");
  declare_marks(set, options.marks);
  set.choice<SearchFormat>("--format", options.format,
                           {{"text", SearchFormat::text},
                            {"jsonl", SearchFormat::jsonl},
                            {"json", SearchFormat::json},
                            {"tsv", SearchFormat::tsv},
                            {"ids", SearchFormat::ids},
                            {"paths", SearchFormat::paths},
                            {"trec", SearchFormat::trec},
                            {"count", SearchFormat::count}},
                           "how to print them (text)");
  set.flag("-0,--null", options.nul, "end ids or paths with NUL");
  set.parsed(
      "--snippet", "N",
      [&options](const std::string& text) -> Result<void> {
        const Result<std::uint32_t> size = text == "none" ? Result<std::uint32_t>(0) : parse_number(text);
        if (!size) return size.error();
        options.snippet = *size;
        return {};
      },
      "characters of text to show with each hit, or none (240)");
  set.flag("--strict", options.strict, "refuse a query whose quotes, brackets or colons make no sense");
  set.flag("--explain", options.explain, "tell what the stages make of the query");
  set.text("--batch", "FILE", options.batch, "answer each line `id<TAB>query` of FILE, as trec or jsonl");
  set.text("--timing", "FILE", options.timing,
           "write `id<TAB>microseconds` of each search of the batch to FILE");
  set.footer(kQueryLanguage);
}

}  // namespace vnidx::cli
