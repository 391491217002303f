// Prints what the second stage of ranking knows of each candidate of each query, for scripts/tune-ranking:
//   ranking_evidence INDEX QUERIES.tsv      (a query a line: id, tab, text)
// A line a candidate: query id, document id, then the evidence in the order of search::kEvidence, which a
// first line names.
#include <xapian.h>

#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "query/bag_of_words.h"
#include "query/compiler.h"
#include "query/lexicon.h"
#include "query/parser.h"
#include "search/checker.h"
#include "search/evidence.h"
#include "search/query_weights.h"
#include "search/ranking.h"
#include "store/snapshot.h"
#include "text/analyzer.h"

namespace {

using namespace vnidx;

Result<void> print_evidence(store::Snapshot& snapshot, text::Analyzer& analyzer,
                            std::vector<std::unique_ptr<search::TextReader>>& readers, const std::string& id,
                            const std::string& text) {
  const auto parsed = query::parse(text);
  if (!parsed) return parsed.error();
  query::Lexicon lexicon(snapshot.database());
  const auto compiled = query::compile(parsed->node, {}, lexicon, snapshot, analyzer);
  if (!compiled) return compiled.error();
  Xapian::Enquire enquire(snapshot.database());
  enquire.set_query(compiled->query);
  enquire.set_weighting_scheme(query::bm25());
  const Xapian::MSet matches =
      enquire.get_mset(0, static_cast<Xapian::doccount>(search::max_reranked(compiled->words)));
  std::vector<Xapian::docid> documents;
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    documents.push_back(*match);
  }
  const auto weights = search::query_weights(snapshot, compiled->words);
  std::vector<search::Evidence> evidence(documents.size());
  search::Checker checker(snapshot, readers, compiled->words);
  auto read =
      checker.for_each(documents, search::kMaxRankedBytes, [&](std::size_t i, query::TextMatcher& matcher) {
        evidence[i] = search::gather(matcher, compiled->words, weights);
      });
  if (!read) return read;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const auto document = snapshot.document(documents[i]);
    if (!document) return document.error();
    std::printf("%s\t%s", id.c_str(), document->id.c_str());
    for (const search::EvidenceKind& kind : search::kEvidence) std::printf("\t%.4f", evidence[i].*kind.value);
    std::printf("\n");
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: ranking_evidence INDEX QUERIES.tsv\n");
    return 2;
  }
  auto snapshot = store::Snapshot::open(argv[1]);
  if (!snapshot) {
    std::fprintf(stderr, "%s\n", snapshot.error().message.c_str());
    return 4;
  }
  text::Analyzer analyzer;
  std::vector<std::unique_ptr<search::TextReader>> readers;
  std::printf("query\tdocument");
  for (const search::EvidenceKind& kind : search::kEvidence)
    std::printf("\t%s", std::string(kind.name).c_str());
  std::printf("\n");
  std::ifstream queries(argv[2]);
  for (std::string line; std::getline(queries, line);) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    auto printed = snapshot->run([&] {
      return print_evidence(*snapshot, analyzer, readers, line.substr(0, tab), line.substr(tab + 1));
    });
    if (!printed)
      std::fprintf(stderr, "%s: %s\n", line.substr(0, tab).c_str(), printed.error().message.c_str());
  }
}
