#include "query/other_writings.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "entity/abbreviations.h"
#include "entity/date_mention.h"
#include "entity/document_number.h"
#include "schema/fields.h"
#include "schema/record.h"
#include "schema/term.h"
#include "text/canonical.h"
#include "text/word_form.h"

namespace vnidx::query {
namespace {

using Kind = OtherWriting::Kind;

// A meaning is supported by a neighbour that stands beside it so many times more often than by chance.
constexpr double kSupport = 5;
constexpr std::uint64_t kMinPairs = 2;

class Finder {
 public:
  Finder(std::string_view text, std::span<const text::Word> words, std::span<const QueryWord> run,
         text::Analyzer& analyzer, const stats::Table& statistics)
      : text_(text), words_(words), run_(run), analyzer_(analyzer), statistics_(statistics) {}

  std::vector<OtherWriting> find() {
    add_codes();
    add_abbreviations();
    add_entities();
    return std::move(found_);
  }

 private:
  void add(Kind kind, std::size_t first, std::size_t count, std::vector<std::string> words,
           std::string term = {}) {
    found_.push_back({kind, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(count),
                      std::move(words), std::move(term)});
  }

  // Compounds, and words that may be written as compounds: without joiners, with them, and what they stand
  // for.
  void add_codes() {
    std::vector<text::Compound> compounds;
    analyzer_.compounds(text_, words_, compounds);
    std::vector<bool> is_part(words_.size());
    for (const text::Compound& compound : compounds) {
      std::fill_n(is_part.begin() + compound.first, compound.count, true);
      if (words_[compound.first].shape == text::Shape::number) continue;  // as in the index
      std::string letters;
      for (std::size_t i = 0; i < compound.count; ++i) letters += run_[compound.first + i].canonical;
      add(Kind::spelling, compound.first, compound.count, {letters},
          schema::value_term(schema::prefix::kCompound, letters));
      add(Kind::spelling, compound.first, compound.count, {letters});
      add_meaning(compound.first, compound.count, letters);
    }
    for (std::size_t i = 0; i < run_.size(); ++i) {
      if (is_part[i]) continue;
      const std::string& letters = run_[i].reading;
      if (words_[i].shape == text::Shape::upper || !entity::expansions_of(letters).empty()) {
        add(Kind::spelling, i, 1, {letters}, schema::value_term(schema::prefix::kCompound, letters));
      }
      add_meaning(i, 1, letters);
      if (i + 1 < run_.size() && !is_part[i + 1]) add_joined(i);
    }
  }

  // An abbreviation typed with a space in it: `TP. HCM`.
  void add_joined(std::size_t first) {
    const std::string letters = run_[first].canonical + run_[first + 1].canonical;
    if (entity::expansions_of(letters).empty()) return;
    add(Kind::spelling, first, 2, {letters}, schema::value_term(schema::prefix::kCompound, letters));
    add(Kind::spelling, first, 2, {letters});
    add_meaning(first, 2, letters);
  }

  void add_meaning(std::size_t first, std::size_t count, std::string_view key) {
    const entity::Expansion* meaning = nullptr;
    double best = kSupport;
    const bool in_capitals =
        std::all_of(words_.begin() + static_cast<std::ptrdiff_t>(first),
                    words_.begin() + static_cast<std::ptrdiff_t>(first + count),
                    [](const text::Word& word) { return word.shape == text::Shape::upper; });
    for (const entity::Expansion& expansion : entity::expansions_of(key)) {
      if (expansion.sense != entity::AbbreviationSense::sole && !in_capitals) continue;
      if (expansion.sense != entity::AbbreviationSense::ambiguous) {
        meaning = &expansion;
        break;
      }
      const double found = support(first, count, expansion.words.front(), expansion.words.back());
      if (found < best) continue;
      best = found;
      meaning = &expansion;
    }
    if (meaning != nullptr) add(Kind::meaning, first, count, {meaning->words.begin(), meaning->words.end()});
  }

  // The longest runs of words that have an abbreviation, from the left.
  void add_abbreviations() {
    for (std::size_t first = 0; first < run_.size();) {
      std::size_t count = std::min(entity::longest_expansion(), run_.size() - first);
      while (count > 1 && !add_abbreviation(first, count)) --count;
      first += count;
    }
  }

  bool add_abbreviation(std::size_t first, std::size_t count) {
    std::vector<std::string_view> words;
    for (const QueryWord& word : run_.subspan(first, count)) words.push_back(word.reading);
    bool has_one = false;
    for (const entity::Expansion& expansion : entity::abbreviations_of(words)) {
      // An abbreviation that is a word as well would find that word everywhere.
      if (expansion.sense == entity::AbbreviationSense::capitals) continue;
      if (expansion.sense == entity::AbbreviationSense::ambiguous &&
          support(first, count, expansion.key, expansion.key) < kSupport) {
        continue;
      }
      const std::string key(expansion.key);
      add(Kind::meaning, first, count, {key});
      add(Kind::meaning, first, count, {key}, schema::value_term(schema::prefix::kCompound, key));
      has_one = true;
    }
    return has_one;
  }

  // How much more often than by chance words that begin and end so stand between the neighbours of the run's
  // words [first, first + count).
  double support(std::size_t first, std::size_t count, std::string_view begin, std::string_view end) const {
    const double before = first > 0 ? attraction(run_[first - 1].reading, begin) : 0;
    const double after = first + count < run_.size() ? attraction(end, run_[first + count].reading) : 0;
    return std::max(before, after);
  }

  double attraction(std::string_view left, std::string_view right) const {
    const auto a = statistics_.find(schema::word_term(left, text::fold(left)));
    const auto b = statistics_.find(schema::word_term(right, text::fold(right)));
    if (!a || !b) return 0;
    const std::uint64_t pairs = statistics_.pair_count(a->number, b->number);
    if (pairs < kMinPairs) return 0;
    return static_cast<double>(pairs) * static_cast<double>(statistics_.word_count()) /
           (static_cast<double>(a->count) * static_cast<double>(b->count));
  }

  void add_entities() {
    if (std::none_of(text_.begin(), text_.end(), [](char c) { return c >= '0' && c <= '9'; })) return;
    std::vector<entity::NumberMention> numbers;
    std::vector<entity::DateMention> dates;
    entity::find_document_numbers(text_, words_, numbers);
    entity::DateFinder(analyzer_).find(text_, words_, std::nullopt, dates);
    for (const auto& number : numbers) {
      const auto [first, count] = words_between(number.begin, number.end);
      add(Kind::entity, first, count, words_of(number.canonical),
          schema::value_term(schema::prefix::kNumber, text::canonical(number.canonical)));
    }
    for (const auto& named : dates) {
      const auto [first, count] = words_between(named.begin, named.end);
      const std::string year = std::to_string(static_cast<int>(named.date.year()));
      const std::string month = std::to_string(static_cast<unsigned>(named.date.month()));
      const std::string day = std::to_string(static_cast<unsigned>(named.date.day()));
      const auto padded = [](const std::string& number) { return number.size() < 2 ? "0" + number : number; };
      const std::string term = std::string(schema::prefix::kNamedDay) + schema::compact_date(named.date);
      add(Kind::entity, first, count, {day, "tháng", month, "năm", year}, term);
      add(Kind::entity, first, count, {day, month, year}, term);
      add(Kind::entity, first, count, {padded(day), padded(month), year}, term);
    }
  }

  std::pair<std::size_t, std::size_t> words_between(std::uint32_t begin, std::uint32_t end) const {
    const auto first = std::find_if(words_.begin(), words_.end(),
                                    [&](const text::Word& word) { return word.begin >= begin; });
    const auto last =
        std::find_if(first, words_.end(), [&](const text::Word& word) { return word.begin >= end; });
    return {static_cast<std::size_t>(first - words_.begin()), static_cast<std::size_t>(last - first)};
  }

  std::vector<std::string> words_of(std::string_view text) {
    std::vector<text::Word> words;
    analyzer_.words(text, words);
    std::vector<std::string> forms;
    for (const text::Word& word : words) forms.emplace_back(analyzer_.canonical(word.term));
    return forms;
  }

  std::string_view text_;
  std::span<const text::Word> words_;
  std::span<const QueryWord> run_;
  text::Analyzer& analyzer_;
  const stats::Table& statistics_;
  std::vector<OtherWriting> found_;
};

}  // namespace

std::vector<OtherWriting> other_writings(std::string_view text, std::span<const text::Word> words,
                                         std::span<const QueryWord> run, text::Analyzer& analyzer,
                                         const stats::Table& statistics) {
  return Finder(text, words, run, analyzer, statistics).find();
}

}  // namespace vnidx::query
