// Searcher: one request through its stages. Read `run()` first.
#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>
#include <utility>

#include "query/bag_of_words.h"
#include "query/compiler.h"
#include "query/filter.h"
#include "query/lexicon.h"
#include "query/matcher.h"
#include "query/organization_filter.h"
#include "query/parser.h"
#include "query/suggestion.h"
#include "schema/fields.h"
#include "schema/term.h"
#include "search/checked_match.h"
#include "search/checker.h"
#include "search/facets.h"
#include "search/info.h"
#include "search/organization_tree.h"
#include "search/organizations.h"
#include "search/query_weights.h"
#include "search/ranking.h"
#include "search/snippet.h"
#include "store/snapshot.h"
#include "text/analyzer.h"
#include "vnidx/search.h"

namespace vnidx {
namespace {

using Xapian::Query;

// A collection this small is counted exactly whatever the query.
constexpr Xapian::doccount kAlwaysExact = 1000;

// Orders by a date or count, with documents that have none at the end either way.
class SlotOrder : public Xapian::KeyMaker {
 public:
  SlotOrder(schema::Slot slot, bool rising) : slot_(static_cast<Xapian::valueno>(slot)), rising_(rising) {}
  std::string operator()(const Xapian::Document& document) const override {
    std::string value = document.get_value(slot_);
    if (!value.empty() || !rising_) return value;
    return "\xff";
  }

 private:
  Xapian::valueno slot_;
  bool rising_;
};

// The words to highlight: not those that must be absent.
std::vector<query::QueryWord> shown_words(std::vector<query::QueryWord> words) {
  std::erase_if(words, [](const query::QueryWord& word) { return !word.is_wanted; });
  return words;
}

// Whether every match has to be seen, whatever the page asked for. Who asks for no hits asks how many there
// are.
bool sees_all(const SearchRequest& request) {
  return request.exact_total || request.limit == 0 || search::wants_counts(request);
}

bool is_plain(const SearchRequest& request) {
  return request.sort == SortBy::relevance && !request.query.empty();
}

}  // namespace

struct Searcher::State {
  explicit State(store::Snapshot opened) : snapshot(std::move(opened)) {}

  Result<SearchResult> run(const SearchRequest& request);
  Result<std::optional<Query>> filters(const SearchRequest& request, std::vector<std::string>& notes);
  Result<std::vector<search::Candidate>> find(const SearchRequest& request, const query::Compiled& compiled,
                                              const Query& query, search::Checker& checker,
                                              SearchResult& result);
  Result<Hit> describe(const SearchRequest& request, const search::Candidate& candidate,
                       query::TextMatcher& matcher, std::span<const double> weights);

  store::Snapshot snapshot;
  text::Analyzer analyzer;
  std::vector<std::unique_ptr<search::TextReader>> readers;
};

Searcher::Searcher(std::unique_ptr<State> state) : state_(std::move(state)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

Result<Searcher> Searcher::open(const std::string& index_path) {
  auto snapshot = store::Snapshot::open(index_path);
  if (!snapshot) return snapshot.error();
  return Searcher(std::make_unique<State>(std::move(*snapshot)));
}

Result<SearchResult> Searcher::search(const SearchRequest& request) {
  const auto start = std::chrono::steady_clock::now();
  auto result = state_->snapshot.run([&] { return state_->run(request); });
  if (result) {
    result->milliseconds =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  }
  return result;
}

// Parse → compile → filter → find (retrieve, check or re-rank) → describe the page asked for.
Result<SearchResult> Searcher::State::run(const SearchRequest& request) {
  auto parsed =
      query::parse(request.query, request.strict ? query::Punctuation::strict : query::Punctuation::forgiven);
  if (!parsed) return parsed.error();
  query::Lexicon lexicon(snapshot.database());
  auto compiled = query::compile(parsed->node, {request.marks, request.in}, lexicon, snapshot, analyzer);
  if (!compiled) return compiled.error();

  SearchResult result;
  result.words = std::move(compiled->readings);
  result.other_readings = std::move(compiled->other_readings);
  result.read_as = std::move(compiled->read_as);
  result.notes = std::move(parsed->notes);
  std::ranges::move(compiled->notes, std::back_inserter(result.notes));
  if (request.with_details && request.marks == Marks::smart) {
    result.did_you_mean =
        query::suggestion(request.query, compiled->words, compiled->writer, snapshot.statistics(), analyzer);
  }
  Query query = compiled->query;
  const auto filter = filters(request, result.notes);
  if (!filter) return filter.error();
  // An empty Xapian query matches nothing, so "no filter" must be told apart from it.
  if (*filter) query = Query(Query::OP_FILTER, query, **filter);
  if (request.explain) {
    result.lexemes = query::to_string(parsed->lexemes);
    result.syntax_tree = query::to_string(parsed->node);
    result.engine_query = query.get_description();
  }
  query = store::without_removed(query, snapshot.removed());

  search::Checker checker(snapshot, readers, compiled->words);
  auto found = find(request, *compiled, query, checker, result);
  if (!found) return found.error();

  const auto shown = shown_words(compiled->words);
  const std::vector<double> shown_weights = search::word_weights(snapshot.database(), shown);
  query::TextMatcher matcher(analyzer, shown);
  const std::size_t end = std::min<std::size_t>(found->size(), std::size_t{request.offset} + request.limit);
  std::vector<Xapian::docid> shown_documents;
  for (std::size_t i = request.offset; i < end; ++i) {
    auto hit = describe(request, (*found)[i], matcher, shown_weights);
    if (!hit) return hit.error();
    hit->rank = static_cast<std::uint32_t>(i + 1);
    shown_documents.push_back((*found)[i].document);
    result.hits.push_back(std::move(*hit));
  }
  if (snapshot.met_damaged_statistics()) {
    result.notes.emplace_back(
        "the pair statistics are damaged, so words may be read and ranked wrongly: run `vnidx check "
        "--repair`");
  }
  if (request.with_details && !result.hits.empty()) {
    if (auto named = search::name_organizations(snapshot, shown_documents, result.hits); !named)
      return named.error();
  }
  return result;
}

Result<std::optional<Query>> Searcher::State::filters(const SearchRequest& request,
                                                      std::vector<std::string>& notes) {
  const Xapian::Database& database = snapshot.database();
  for (const auto* names :
       {&request.organizations, &request.authors, &request.sources, &request.issuers, &request.numbers}) {
    for (const std::string& name : *names) {
      if (const auto checked = query::check_name(name); !checked) return checked.error();
    }
  }
  std::vector<Query> all;
  const auto add = [&](const std::vector<std::string>& names, Query::op op, auto&& query_of) {
    std::vector<Query> queries;
    for (const std::string& name : names) queries.push_back(query_of(name));
    if (!queries.empty()) all.emplace_back(op, queries.begin(), queries.end());
  };
  if (request.period) all.push_back(query::period_query(database, *request.period));
  if (request.undated) all.emplace_back(std::string(schema::prefix::kDay));
  if (!request.organizations.empty() || !request.issuers.empty()) {
    const auto names = snapshot.organizations();
    if (!names) return names.error();
    add(request.organizations, request.organizations_combine == Combine::every ? Query::OP_AND : Query::OP_OR,
        [&](const std::string& name) { return query::organization_query(snapshot, **names, name, notes); });
    add(request.issuers, Query::OP_OR,
        [&](const std::string& name) { return query::issuer_query(snapshot, **names, name, notes); });
  }
  add(request.numbers, Query::OP_OR,
      [&](const std::string& number) { return query::number_query(database, number, notes); });
  add(request.authors, Query::OP_OR,
      [&](const std::string& name) { return query::author_query(database, name); });
  add(request.sources, Query::OP_OR,
      [&](const std::string& name) { return query::source_query(database, name); });
  if (all.empty()) return std::optional<Query>();
  return std::optional(Query(Query::OP_AND, all.begin(), all.end()));
}

Result<std::vector<search::Candidate>> Searcher::State::find(const SearchRequest& request,
                                                             const query::Compiled& compiled,
                                                             const Query& query, search::Checker& checker,
                                                             SearchResult& result) {
  Xapian::Enquire enquire(snapshot.database());
  enquire.set_query(query);
  enquire.set_weighting_scheme(query::bm25());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  std::optional<SlotOrder> order;
  if (request.sort == SortBy::reads) {
    order.emplace(schema::Slot::reads, false);
    enquire.set_sort_by_key_then_relevance(&*order, true);
  } else if (!is_plain(request)) {
    order.emplace(schema::Slot::date, request.sort == SortBy::oldest);
    enquire.set_sort_by_key_then_relevance(&*order, request.sort != SortBy::oldest);
  }
  const Xapian::doccount documents = snapshot.database().get_doccount();
  const std::uint64_t wanted = std::uint64_t{request.offset} + request.limit;
  const bool exact = sees_all(request) || documents <= kAlwaysExact;
  const std::size_t most_reranked = search::max_reranked(compiled.words);
  const bool reorder = is_plain(request) && request.limit > 0 && request.offset < most_reranked;
  const auto with_reranked = std::max<std::uint64_t>(wanted, most_reranked);
  const auto rerank = [&](std::vector<search::Candidate>& candidates) -> Result<void> {
    if (candidates.size() < 2) return {};
    return search::rerank(checker, compiled.words, search::query_weights(snapshot, compiled.words),
                          candidates);
  };
  if (compiled.needs_check) {
    const bool reranks = reorder && compiled.ranks_by_text;
    auto matches =
        search::find_checked(snapshot, enquire, compiled, checker,
                             exact ? std::nullopt : std::optional(reranks ? with_reranked : wanted));
    if (!matches) return matches.error();
    if (reranks) {
      if (auto ranked = rerank(matches->found); !ranked) return ranked.error();
    }
    result.total = matches->total;
    result.total_exact = matches->is_exact;
    std::vector<Xapian::docid> matching;
    for (const search::Candidate& candidate : matches->found) matching.push_back(candidate.document);
    if (auto counted = search::count_matches(snapshot, request, std::move(matching), result); !counted)
      return counted.error();
    return std::move(matches->found);
  }

  const auto depth =
      static_cast<Xapian::doccount>(std::min<std::uint64_t>(documents, reorder ? with_reranked : wanted));
  search::MatchCollector collector;
  if (search::wants_counts(request)) enquire.add_matchspy(&collector);
  // Sorting sees all matches anyway.
  const Xapian::MSet matches = enquire.get_mset(0, depth, exact || order ? documents : 0);
  result.total = matches.get_matches_estimated();
  result.total_exact = matches.get_matches_lower_bound() == matches.get_matches_upper_bound();
  if (auto counted = search::count_matches(snapshot, request, std::move(collector.found), result); !counted)
    return counted.error();

  std::vector<search::Candidate> candidates;
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    candidates.push_back({*match, match.get_weight()});
  }
  if (!reorder) return candidates;
  if (auto ranked = rerank(candidates); !ranked) return ranked.error();
  return candidates;
}

Result<Hit> Searcher::State::describe(const SearchRequest& request, const search::Candidate& candidate,
                                      query::TextMatcher& matcher, std::span<const double> weights) {
  Hit hit;
  hit.score = candidate.score;
  auto document = snapshot.document(candidate.document);
  if (!document) return document.error();
  if (!request.with_details) {
    hit.document.id = std::move(document->id);
    return hit;
  }
  matcher.clear();
  matcher.append(document->title);
  hit.title_highlights = search::to_code_points(document->title, matcher.occurrences());
  if (request.snippet > 0) {
    const std::string body = document->body();
    matcher.clear();
    matcher.append(body);
    auto snippet = search::make_snippet(body, matcher.occurrences(), weights, request.snippet);
    hit.snippet = std::move(snippet.text);
    hit.highlights = std::move(snippet.highlights);
    if (snippet.found) hit.page = search::page_at(body, *snippet.found);
  }
  document->abstract.clear();
  document->text.clear();
  document->caption.clear();
  hit.document = std::move(*document);
  return hit;
}

Result<Document> Searcher::document(const std::string& id_or_path) {
  return state_->snapshot.run([&]() -> Result<Document> {
    const auto numbers = state_->snapshot.find(id_or_path);
    if (numbers.empty())
      return Error{ErrorCode::not_found, "no document has this id or path", id_or_path, {}};
    if (numbers.size() > 1) {
      return Error{ErrorCode::not_found, std::to_string(numbers.size()) + " documents come from this path",
                   id_or_path, "list their ids with `vnidx search --source PATH --format ids`"};
    }
    return state_->snapshot.document(numbers.front());
  });
}

Result<std::vector<CodePointRange>> Searcher::highlight(const std::string& query, Marks marks,
                                                        const std::string& text) {
  return state_->snapshot.run([&]() -> Result<std::vector<CodePointRange>> {
    auto parsed = query::parse(query);
    if (!parsed) return parsed.error();
    query::Lexicon lexicon(state_->snapshot.database());
    auto compiled =
        query::compile(parsed->node, {marks, SearchIn::all}, lexicon, state_->snapshot, state_->analyzer);
    if (!compiled) return compiled.error();
    const auto shown = shown_words(compiled->words);
    query::TextMatcher matcher(state_->analyzer, shown);
    matcher.append(text);
    return search::to_code_points(text, matcher.occurrences());
  });
}

Result<std::vector<OrganizationCount>> Searcher::organizations(const std::string& text, std::size_t limit) {
  if (const auto checked = query::check_name(text); !checked) return checked.error();
  return state_->snapshot.run([&]() -> Result<std::vector<OrganizationCount>> {
    const auto names = state_->snapshot.organizations();
    if (!names) return names.error();
    auto counts = query::organizations_named(state_->snapshot, **names, text);
    if (counts.size() > limit) counts.resize(limit);
    return counts;
  });
}

Result<std::vector<OrganizationNode>> Searcher::organization_tree(const std::string& text,
                                                                  std::size_t limit) {
  if (const auto checked = query::check_name(text); !checked) return checked.error();
  return state_->snapshot.run([&] { return search::organization_tree(state_->snapshot, text, limit); });
}

Result<void> Searcher::for_each_document(const std::function<bool(const Document&)>& visit) {
  // One of its own, for `visit` may ask this searcher.
  auto snapshot = store::Snapshot::open(state_->snapshot.index());
  if (!snapshot) return snapshot.error();
  return snapshot->for_each_document(visit);
}

Result<IndexInfo> Searcher::info() {
  return state_->snapshot.run([&] { return search::describe(state_->snapshot); });
}

}  // namespace vnidx
