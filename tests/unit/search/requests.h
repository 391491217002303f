// Asking a Searcher as a test does: what fails, fails the test.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "vnidx/search.h"

namespace vnidx::test {

inline Searcher open_searcher(const std::string& path) {
  auto searcher = Searcher::open(path);
  if (!searcher) FAIL(searcher.error().message);
  return std::move(*searcher);
}

inline SearchRequest asking(std::string_view query) {
  SearchRequest request;
  request.query = query;
  return request;
}

inline SearchResult answer(Searcher& searcher, const SearchRequest& request) {
  auto result = searcher.search(request);
  if (!result) FAIL(request.query << ": " << result.error().place << ": " << result.error().message);
  return std::move(*result);
}

inline std::vector<std::string> ids_of(const SearchResult& result) {
  std::vector<std::string> ids;
  for (const Hit& hit : result.hits) ids.push_back(hit.document.id);
  return ids;
}

}  // namespace vnidx::test
