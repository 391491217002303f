// Reads candidates' texts on all cores. What is done with each is the caller's.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "query/matcher.h"
#include "store/snapshot.h"
#include "text/analyzer.h"
#include "vnidx/result.h"

namespace vnidx::search {

/// What one thread needs to read texts, kept from query to query: its analyzer knows the words of those
/// before.
struct TextReader {
  text::Analyzer analyzer;
  query::TextMatcher matcher{analyzer, {}};
  std::string record;
};

/// A Checker belongs to one thread and one query; it makes its own helpers for each call.
class Checker {
 public:
  /// All must outlive the checker. `readers` grows by what is needed.
  Checker(store::Snapshot& snapshot, std::vector<std::unique_ptr<TextReader>>& readers,
          std::span<const query::QueryWord> words);

  /// Reads each document (at most `max_body_bytes` of each part of its body) and calls visit(index, matcher)
  /// with its place in `documents`; calls may come from several threads at once, for different indexes. Error
  /// damaged.
  Result<void> for_each(std::span<const Xapian::docid> documents, std::size_t max_body_bytes,
                        const std::function<void(std::size_t, query::TextMatcher&)>& visit);

 private:
  struct Task;
  struct Worker {
    TextReader* reader;
    store::Decompressor decompressor;
  };

  /// What one thread does of a task; an exception ends the task.
  void read_all(Worker& worker, Task& task);
  void read_some(Worker& worker, Task& task);

  store::Snapshot& snapshot_;
  std::vector<std::unique_ptr<TextReader>>& readers_;
  std::span<const query::QueryWord> words_;
  std::vector<Worker> workers_;
};

}  // namespace vnidx::search
