// How well queries typed without marks are read back, and how fast:
//   reading_check INDEX QUERIES.tsv      (a query a line, with its marks: id, tab, text)
// Takes the marks off, reads the words back by the index's pair statistics and compares. Prints the share of
// words read right, the time of a query, how long the statistics took to be ready in this process, and what
// share of the index they are. `-v` as a third argument lists the words read wrongly.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "query/reading.h"
#include "schema/fields.h"
#include "store/snapshot.h"
#include "text/analyzer.h"

namespace {

using namespace vnidx;
using Clock = std::chrono::steady_clock;

double microseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

struct Counts {
  std::size_t queries = 0;
  std::size_t words = 0;
  std::size_t right = 0;
  double microseconds = 0;
};

// A word that no marks can be added to, such as a number, is nothing to be read.
bool is_readable(std::string_view folded) {
  for (const char c : folded) {
    if (c >= 'a' && c <= 'z') return true;
  }
  return false;
}

void read_query(const std::string& text, const stats::Table& statistics, text::Analyzer& analyzer,
                bool lists_errors, Counts& counts) {
  std::vector<text::Word> words;
  analyzer.words(text, words);
  std::vector<query::QueryWord> typed;
  for (const text::Word& word : words) {
    query::QueryWord& added = typed.emplace_back();
    added.folded = analyzer.folded(word.term);
    added.canonical = added.folded;
    added.match = query::MarkMatch::any;
  }
  const auto start = Clock::now();
  const auto readings = query::read_back(typed, query::Writer::without_marks, statistics);
  counts.microseconds += microseconds_since(start);
  ++counts.queries;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!is_readable(typed[i].folded)) continue;
    const std::string_view meant = analyzer.canonical(words[i].term);
    ++counts.words;
    counts.right += readings[i] == meant;
    if (lists_errors && readings[i] != meant) {
      std::printf("%s\t%.*s\t%s\n", readings[i].c_str(), static_cast<int>(meant.size()), meant.data(),
                  text.c_str());
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const bool lists_errors = argc == 4 && std::string_view(argv[3]) == "-v";
  if (argc != 3 && !lists_errors) {
    std::fprintf(stderr, "usage: reading_check INDEX QUERIES.tsv [-v]\n");
    return 2;
  }
  auto snapshot = store::Snapshot::open(argv[1]);
  if (!snapshot) {
    std::fprintf(stderr, "%s\n", snapshot.error().message.c_str());
    return 4;
  }
  const auto start = Clock::now();
  const stats::Table& statistics = snapshot->statistics();
  const double ready = microseconds_since(start);

  text::Analyzer analyzer;
  Counts counts;
  std::ifstream queries(argv[2]);
  for (std::string line; std::getline(queries, line);) {
    if (const std::size_t tab = line.find('\t'); tab != std::string::npos) {
      read_query(line.substr(tab + 1), statistics, analyzer, lists_errors, counts);
    }
  }
  if (counts.words == 0) {
    std::fprintf(stderr, "%s: no words\n", argv[2]);
    return 1;
  }
  const auto generation = snapshot->index() / snapshot->current().generation;
  const auto statistics_bytes =
      static_cast<double>(std::filesystem::file_size(generation / schema::kStatisticsFile));
  std::printf("%zu of %zu words read right: %.4f\n", counts.right, counts.words,
              static_cast<double>(counts.right) / static_cast<double>(counts.words));
  std::printf("%.1f us a query\n", counts.microseconds / static_cast<double>(counts.queries));
  std::printf("statistics ready in %.1f us, %.0f bytes, %.4f of the index\n", ready, statistics_bytes,
              statistics_bytes / static_cast<double>(bytes_below(generation)));
}
