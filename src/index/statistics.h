// Pair statistics at ingest: what counts as a pair, and keeping the file of a generation in step with its
// documents. Free functions; thread-safe on different files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stats/merge.h"
#include "stats/table.h"
#include "stats/tally.h"
#include "text/analyzer.h"
#include "vnidx/document.h"
#include "vnidx/result.h"

namespace vnidx::index {

/// Counts the words of `text` and those next to each other in one sentence.
void count_pairs(std::string_view text, std::span<const text::Word> words, stats::Tally& tally);

/// Counts whole documents on their way out of an index. Not thread-safe.
class DocumentTally {
 public:
  void count(const Document& document);
  /// What was counted, as a table; starts over.
  stats::Table take();
  /// The same as the bytes of a table; empty where nothing was counted.
  std::string take_bytes();

 private:
  text::Analyzer analyzer_;
  stats::Tally tally_;
  std::vector<text::Word> words_;
  bool is_empty_ = true;
};

/// The sum of `sources` as the bytes of a table. In a large collection pairs seen once are left out: they are
/// most of the bytes and the least of the evidence.
std::string summed_statistics(std::span<const stats::Source> sources);

/// Opens tables; those that are not there or cannot be read are left out.
std::vector<stats::Table> open_statistics(std::span<const std::filesystem::path> paths);

/// Each of `tables` as something to add.
std::vector<stats::Source> as_sources(std::span<const stats::Table> tables);

}  // namespace vnidx::index
