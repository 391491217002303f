#include "query/suggestion.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <tuple>
#include <utility>
#include <vector>

#include "entity/abbreviations.h"
#include "query/language_model.h"
#include "query/misspelling.h"
#include "schema/term.h"
#include "text/keystrokes.h"
#include "text/utf8.h"
#include "text/word_form.h"

namespace vnidx::query {
namespace {

// Fewer pairs are chance, or the same mistake made in a text.
constexpr std::uint64_t kFew = 3;
constexpr std::uint64_t kClearlyMore = 10;
// A word that occurs this often is no mistake only because it has new neighbours: these must attract the
// other one.
constexpr std::uint64_t kSeldom = 10;
constexpr double kByChance = 4;
// Marks other than those typed, as a cost (misspelling.h).
constexpr double kOtherMarks = 7;
// The most words of a query that are doubted. Each costs up to half a millisecond, and a query with more
// doubtful words is in another language.
constexpr std::size_t kMaxDoubted = 6;
constexpr std::size_t kMaxRespelt = 100;  // of one word; the likeliest ones

// The words of one run.
class Run {
 public:
  Run(std::span<const QueryWord> words, Writer writer, const stats::Table& statistics)
      : words_(words), writer_(writer), statistics_(statistics) {
    for (const QueryWord& word : words) read_.push_back(known(word.reading));
  }

  // The form that should stand in place of each word; empty: its own. Doubts no more than `doubts` words, and
  // takes those it doubts from that.
  std::vector<std::string> replacements(std::size_t& doubts) const {
    std::vector<std::string> replaced(words_.size());
    const std::vector<bool> doubted = doubted_words(doubts);
    if (std::ranges::find(doubted, true) == doubted.end()) return replaced;
    std::vector<std::vector<Candidate>> places;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      // That a word was typed with these marks is no evidence for it where it is doubted.
      const bool has_marks = words_[i].canonical != words_[i].folded;
      places.push_back(
          readings_of(words_[i], doubted[i] && has_marks ? Writer::without_marks : writer_, statistics_));
      if (doubted[i]) add_respelt(words_[i], places.back());
    }
    const auto chosen = likeliest(places, statistics_);
    std::vector<Candidate> sequence;
    for (std::size_t i = 0; i < words_.size(); ++i) sequence.push_back(std::move(places[i][chosen[i]]));
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (doubted[i] && occurs_clearly_more(sequence, i)) replaced[i] = std::move(sequence[i].form);
    }
    return replaced;
  }

 private:
  Candidate known(const std::string& form) const {
    const auto entry = statistics_.find(schema::word_term(form, text::fold(form)));
    return entry ? Candidate{form, entry->number, entry->count} : Candidate{form};
  }

  // How often the word at `at` stands beside its neighbours; alone, how often it occurs.
  std::uint64_t occurrences(std::span<const Candidate> sequence, std::size_t at) const {
    if (sequence.size() == 1) return sequence[0].count;
    std::uint64_t count = 0;
    if (at > 0) count += statistics_.pair_count(sequence[at - 1].number, sequence[at].number);
    if (at + 1 < sequence.size())
      count += statistics_.pair_count(sequence[at].number, sequence[at + 1].number);
    return count;
  }

  // The same, if words stood in any order.
  double occurrences_by_chance(std::span<const Candidate> sequence, std::size_t at) const {
    if (sequence.size() == 1) return 0;
    std::uint64_t neighbours = at > 0 ? sequence[at - 1].count : 0;
    if (at + 1 < sequence.size()) neighbours += sequence[at + 1].count;
    return static_cast<double>(neighbours) * static_cast<double>(sequence[at].count) /
           static_cast<double>(statistics_.word_count());
  }

  std::vector<bool> doubted_words(std::size_t& doubts) const {
    std::vector<bool> doubted(words_.size());
    for (std::size_t i = 0; i < words_.size() && doubts > 0; ++i) {
      const QueryWord& word = words_[i];
      if (!word.alternatives.empty() || !entity::expansions_of(word.canonical).empty()) continue;
      doubted[i] = occurrences(read_, i) < kFew;
      if (doubted[i]) --doubts;
    }
    return doubted;
  }

  // Whether the word of `sequence` at `at` is another one than was typed, and better.
  bool occurs_clearly_more(std::span<const Candidate> sequence, std::size_t at) const {
    const QueryWord& word = words_[at];
    const std::string& form = sequence[at].form;
    const std::string folded = text::fold(form);
    if (form == word.canonical || matches(word, form, folded)) return false;
    // Keys that write a word are that word, whatever stands beside it, unless they are one themselves.
    if (read_[at].count == 0 && text::fold(text::written_by_keys(word.canonical)) == folded) return true;
    const std::uint64_t count = occurrences(sequence, at);
    if (count < kFew || count < kClearlyMore * occurrences(read_, at)) return false;
    return read_[at].count < kSeldom ||
           static_cast<double>(count) >= kByChance * occurrences_by_chance(sequence, at);
  }

  // Adds what `word` may be a misspelling of; `candidates` are in order of their numbers before and behind
  // it.
  void add_respelt(const QueryWord& word, std::vector<Candidate>& candidates) const {
    std::vector<Candidate> respelt;
    const auto add = [&](const Respelling& of) {
      for (const auto& entry : statistics_.markings(text::fold(of.word))) {
        std::string form = schema::term_word(entry.term);
        const bool has_marks = schema::has_marks_of(form, of.word);
        if (!has_marks && of.marks == Respelling::Marks::right) continue;
        respelt.push_back(
            {std::move(form), entry.number, entry.count, -of.cost - (has_marks ? 0 : kOtherMarks)});
      }
    };
    std::ranges::for_each(respellings(word.canonical), add);
    const auto likelier = [](const Candidate& a, const Candidate& b) {
      return std::exp(a.prior) * static_cast<double>(a.count) >
             std::exp(b.prior) * static_cast<double>(b.count);
    };
    if (respelt.size() > kMaxRespelt) {
      std::ranges::nth_element(respelt, respelt.begin() + kMaxRespelt, likelier);
      respelt.resize(kMaxRespelt);
    }
    std::ranges::move(respelt, std::back_inserter(candidates));
    // For each form, the cheapest way to it comes first.
    std::ranges::sort(candidates, [](const Candidate& a, const Candidate& b) {
      return std::tie(a.number, b.prior) < std::tie(b.number, a.prior);
    });
    const auto repeated = std::ranges::unique(candidates, {}, &Candidate::number);
    candidates.erase(repeated.begin(), repeated.end());
  }

  std::span<const QueryWord> words_;
  Writer writer_;
  const stats::Table& statistics_;
  std::vector<Candidate> read_;  // the words as they were read
};

// The byte at which column `column`, from 1, of `text` begins.
std::size_t offset_of(std::size_t column, std::string_view text) {
  std::size_t at = 0;
  for (; column > 1 && at < text.size(); --column) at += text::decode(text.substr(at)).bytes;
  return at;
}

}  // namespace

std::string suggestion(std::string_view query, std::span<const QueryWord> words, Writer writer,
                       const stats::Table& statistics, text::Analyzer& analyzer) {
  std::string better;
  std::size_t copied = 0;  // bytes of the query
  std::vector<text::Word> typed;
  std::size_t doubts = kMaxDoubted;
  words = words.first(std::min(words.size(), kMaxMatchedWords));
  for (std::size_t first = 0, end = 0; first < words.size(); first = end) {
    while (end < words.size() && words[end].run == words[first].run) ++end;
    const auto run = words.subspan(first, end - first);
    if (run.front().is_prefix || !run.front().is_wanted) continue;
    const auto replacements = Run(run, writer, statistics).replacements(doubts);
    const std::size_t start = offset_of(run.front().column, query);
    analyzer.words(query.substr(start), typed);
    for (std::size_t i = 0; i < std::min(run.size(), typed.size()); ++i) {
      if (replacements[i].empty()) continue;
      better.append(query.substr(copied, start + typed[i].begin - copied)).append(replacements[i]);
      copied = start + typed[i].end;
    }
  }
  return copied == 0 ? std::string() : better.append(query.substr(copied));
}

}  // namespace vnidx::query
