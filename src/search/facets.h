// Counting all documents that match, by what they have in common: organisations, dates, authors, sources,
// document numbers. Every match is counted, none is estimated. Not thread-safe, as the snapshot is not; may
// throw Xapian errors (store/guard.h).
#pragma once

#include <xapian.h>

#include <vector>

#include "store/snapshot.h"
#include "vnidx/result.h"
#include "vnidx/search.h"

namespace vnidx::search {

/// Whether `request` asks for counts.
bool wants_counts(const SearchRequest& request);

/// Collects the numbers of documents while Xapian looks at them; in no order.
class MatchCollector : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& document, double) override {
    found.push_back(document.get_docid());
  }

  std::vector<Xapian::docid> found;
};

/// Sets the facets and the histogram of `result` as `request` asks: `matches` are all documents that match,
/// in any order. Error damaged.
Result<void> count_matches(store::Snapshot& snapshot, const SearchRequest& request,
                           std::vector<Xapian::docid> matches, SearchResult& result);

}  // namespace vnidx::search
