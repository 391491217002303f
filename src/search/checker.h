// Reads candidates' texts on all cores. What is done with each is the caller's.
// A Checker belongs to one thread; it makes its own helpers for each call.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "query/matcher.h"
#include "store/snapshot.h"
#include "vnidx/result.h"

namespace vnidx::search {

class Checker {
 public:
  /// `words` and `snapshot` must outlive the checker.
  Checker(store::Snapshot& snapshot, std::span<const query::QueryWord> words);

  /// Reads each document (at most `max_body_bytes` of each part of its body) and calls visit(index, matcher) with
  /// its place in `documents`; calls may come from several threads at once, for different indexes. Error damaged.
  Result<void> for_each(std::span<const Xapian::docid> documents, std::size_t max_body_bytes,
                        const std::function<void(std::size_t, query::TextMatcher&)>& visit);

 private:
  struct Worker {
    query::TextMatcher matcher;
    store::Decompressor decompressor;
    std::string record;
  };

  store::Snapshot& snapshot_;
  std::span<const query::QueryWord> words_;
  std::vector<Worker> workers_;  // their tables of known words are kept from call to call
};

}  // namespace vnidx::search
