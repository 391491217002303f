// How fast text becomes words, and words become names: megabytes a second of Analyzer::words, and of it
// together with Recognizer::recognize, on one core, over the lines of a file.
//
//     analyzer_bench FILE
//
// Prints the median of five warm runs (each line is one call, as a document is), of five with a fresh
// Analyzer, where every spelling is new once, of making an Analyzer, of warm runs with the recogniser, and of
// making that, tables read. CPU time, so that a busy machine changes little.
#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entity/recognizer.h"
#include "text/analyzer.h"

namespace {

using vnidx::text::Analyzer;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

template <typename Run>
double median_seconds(Run run) {
  std::array<double, 5> seconds{};
  for (double& took : seconds) {
    const std::clock_t start = std::clock();
    run();
    took = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  }
  std::ranges::nth_element(seconds, seconds.begin() + 2);
  return seconds[2];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: analyzer_bench FILE\n");
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (text.empty()) {
    std::fprintf(stderr, "analyzer_bench: %s: cannot be read, or is empty\n", argv[1]);
    return 7;
  }

  const std::vector<std::string_view> lines = lines_of(text);
  std::vector<vnidx::text::Word> words;
  std::size_t word_count = 0;
  const auto analyze = [&](Analyzer& analyzer) {
    word_count = 0;
    for (const std::string_view line : lines) {
      analyzer.words(line, words);
      word_count += words.size();
    }
  };
  Analyzer warm;
  analyze(warm);
  const double warm_seconds = median_seconds([&] { analyze(warm); });
  const double cold_seconds = median_seconds([&] {
    Analyzer cold;
    analyze(cold);
  });
  constexpr int kStarts = 100;
  const double start_seconds = median_seconds([] {
    for (int i = 0; i < kStarts; ++i) const Analyzer analyzer;
  });

  vnidx::entity::Recognizer recognizer(warm);
  vnidx::entity::Entities entities;
  std::size_t organization_count = 0;
  const double recognizer_seconds = median_seconds([&] {
    organization_count = 0;
    for (const std::string_view line : lines) {
      warm.words(line, words);
      recognizer.recognize(line, words, std::nullopt, entities);
      organization_count += entities.organizations.size();
    }
  });
  const double tables_seconds = median_seconds([&] {
    Analyzer analyzer;
    vnidx::entity::Recognizer fresh(analyzer);
    fresh.recognize({}, {}, std::nullopt, entities);
  });

  const double megabytes = static_cast<double>(text.size()) / 1e6;
  std::printf("%.1f MB, %zu words, %zu terms\n", megabytes, word_count, warm.size());
  std::printf("warm  %7.1f MB/s\n", megabytes / warm_seconds);
  std::printf("cold  %7.1f MB/s (%.2f ms)\n", megabytes / cold_seconds, cold_seconds * 1e3);
  std::printf("start %7.1f us\n", start_seconds * 1e6 / kStarts);
  std::printf("names %7.1f MB/s with words, %.1f MB/s by themselves (%zu organisations)\n",
              megabytes / recognizer_seconds, megabytes / (recognizer_seconds - warm_seconds),
              organization_count);
  std::printf("start %7.1f us, of the recogniser\n", tables_seconds * 1e6);
}
