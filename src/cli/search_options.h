// The options of `vnidx search`, and the request that they make.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/options.h"
#include "vnidx/result.h"
#include "vnidx/search.h"

namespace vnidx::cli {

enum class SearchFormat : std::uint8_t { text, jsonl, json, tsv, ids, paths, trec, count };

struct SearchOptions {
  std::vector<std::string> words;
  std::string from;
  std::string to;
  std::string date;
  std::vector<std::string> organizations;
  bool all_organizations = false;
  std::vector<std::string> authors;
  std::vector<std::string> sources;
  std::vector<std::string> issuers;
  std::vector<std::string> numbers;
  SearchIn in = SearchIn::all;
  SortBy sort = SortBy::relevance;
  Marks marks = Marks::smart;
  std::uint32_t limit = 10;
  std::uint32_t offset = 0;
  std::uint32_t snippet = 240;
  std::vector<FacetField> facets;
  std::uint32_t facet_limit = 10;
  enum class Histogram : std::uint8_t { none, year, month } histogram = Histogram::none;
  SearchFormat format = SearchFormat::text;
  bool nul = false;
  bool strict = false;
  bool explain = false;
  std::string batch;
  std::string timing;
};

void declare(OptionSet& set, SearchOptions& options);

/// The request that the options make; `today` is what relative dates count from. Errors: usage, for dates
/// that cannot be and options that do not go together.
Result<SearchRequest> request_of(const SearchOptions& options, Date today);

/// Whether the request asks for anything: words, or a filter.
bool asks(const SearchRequest& request);

}  // namespace vnidx::cli
