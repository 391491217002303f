#include "index/statistics.h"

#include <cstdint>
#include <utility>

#include "schema/term.h"

namespace vnidx::index {
namespace {

// From this many words on, a pair seen once says more about chance than about the language.
constexpr std::uint64_t kLargeCollection = 1'000'000;

// Whether a sentence or line ends between two words: `gap` is what stands between them.
bool ends_sentence(std::string_view gap) {
  if (gap.size() <= 1) return gap == "\n";
  return gap.find_first_of(".!?:;\n") != std::string_view::npos;
}

}  // namespace

void count_pairs(std::string_view text, std::span<const text::Word> words, stats::Tally& tally) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    tally.count_word(words[i].term);
    if (i == 0) continue;
    const std::string_view gap = text.substr(words[i - 1].end, words[i].begin - words[i - 1].end);
    if (!ends_sentence(gap)) tally.count_pair(words[i - 1].term, words[i].term);
  }
}

void DocumentTally::count(const Document& document) {
  for (const std::string* text : {&document.title, &document.abstract, &document.text, &document.caption}) {
    analyzer_.words(*text, words_);
    count_pairs(*text, words_, tally_);
    is_empty_ = is_empty_ && words_.empty();
  }
}

std::string DocumentTally::take_bytes() {
  std::vector<std::string> terms(analyzer_.size());
  const auto term_of = [&](std::uint32_t id) -> std::string_view {
    if (terms[id].empty()) terms[id] = schema::word_term(analyzer_.canonical(id), analyzer_.folded(id));
    return terms[id];
  };
  const bool is_empty = std::exchange(is_empty_, true);
  std::string bytes = tally_.take_table(term_of);
  return is_empty ? std::string() : bytes;
}

stats::Table DocumentTally::take() {
  auto table = stats::Table::from_bytes(take_bytes());
  return table ? std::move(*table) : stats::Table();
}

std::string summed_statistics(std::span<const stats::Source> sources) {
  std::uint64_t words = 0;
  for (const stats::Source& source : sources) words += source.table->word_count();
  return stats::merge(sources, words >= kLargeCollection ? 2 : 1);
}

std::vector<stats::Table> open_statistics(std::span<const std::filesystem::path> paths) {
  std::vector<stats::Table> tables;
  for (const auto& path : paths) {
    if (auto table = stats::Table::open(path)) tables.push_back(std::move(*table));
  }
  return tables;
}

std::vector<stats::Source> as_sources(std::span<const stats::Table> tables) {
  std::vector<stats::Source> sources;
  for (const stats::Table& table : tables) sources.push_back({&table, 1});
  return sources;
}

}  // namespace vnidx::index
