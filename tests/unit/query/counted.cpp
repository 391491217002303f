#include "unit/query/counted.h"

#include <string_view>

#include "schema/term.h"
#include "stats/tally.h"
#include "text/analyzer.h"

namespace vnidx::test {

stats::Table statistics_of(const std::vector<std::pair<std::string, int>>& sentences) {
  text::Analyzer analyzer;
  stats::Tally tally;
  std::vector<text::Word> words;
  for (const auto& [sentence, times] : sentences) {
    analyzer.words(sentence, words);
    for (int i = 0; i < times; ++i) {
      for (std::size_t at = 0; at < words.size(); ++at) {
        tally.count_word(words[at].term);
        if (at > 0) tally.count_pair(words[at - 1].term, words[at].term);
      }
    }
  }
  std::vector<std::string> terms;
  for (text::TermId id = 0; id < analyzer.size(); ++id)
    terms.push_back(schema::word_term(analyzer.canonical(id), analyzer.folded(id)));
  return *stats::Table::from_bytes(
      tally.take_table([&](std::uint32_t id) -> std::string_view { return terms[id]; }));
}

}  // namespace vnidx::test
