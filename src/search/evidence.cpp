#include "search/evidence.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "query/bag_of_words.h"

namespace vnidx::search {

using query::kLengthShare;
using query::kSaturation;

namespace {

constexpr std::uint32_t kOpeningWords = 80;
constexpr std::uint32_t kLeadWords = 40;
constexpr std::uint32_t kCloseWords = 3;
constexpr std::uint32_t kNearWords = 10;
constexpr std::uint32_t kPassageWords = 50;
// A word in another form than the one it was read as.
constexpr double kOtherForm = 0.3;

template <class Visit>
void each_bit(std::uint64_t bits, Visit&& visit) {
  for (; bits != 0; bits &= bits - 1) visit(static_cast<std::size_t>(std::countr_zero(bits)));
}

double form(std::uint64_t as_read, std::size_t word) {
  return (as_read >> word & 1) != 0 ? 1 : kOtherForm;
}

void raise(double& value, double to) {
  value = std::max(value, to);
}

// What was found of one query word, and of its pair with the word before it in the query.
struct Found {
  double count = 0;
  double present = 0;
  double title = 0;
  double opening = 0;
  double lead = 0;
  double pairs = 0;
  double close_pairs = 0;
  double near_pairs = 0;
};

// The words in a window that moves over a text, each counted once.
class Passage {
 public:
  explicit Passage(std::span<const double> weights) : weights_(weights), counts_(weights.size()) {}

  void enter(const query::Occurrence& occurrence) { change(occurrence, 1); }
  void leave(const query::Occurrence& occurrence) { change(occurrence, -1); }
  double weight() const { return weight_; }

 private:
  struct Counts {
    int as_read = 0;
    int other = 0;
    double worth() const { return as_read > 0 ? 1 : other > 0 ? kOtherForm : 0; }
  };

  void change(const query::Occurrence& occurrence, int by) {
    each_bit(occurrence.words, [&](std::size_t word) {
      Counts& counts = counts_[word];
      const double before = counts.worth();
      ((occurrence.as_read >> word & 1) != 0 ? counts.as_read : counts.other) += by;
      weight_ += weights_[word] * (counts.worth() - before);
    });
  }

  std::span<const double> weights_;
  std::vector<Counts> counts_;
  double weight_ = 0;
};

double best_passage(std::span<const query::Occurrence> occurrences, std::span<const double> weights) {
  Passage passage(weights);
  double best = 0;
  std::size_t first = 0;
  for (const query::Occurrence& last : occurrences) {
    passage.enter(last);
    while (last.position - occurrences[first].position >= kPassageWords) passage.leave(occurrences[first++]);
    raise(best, passage.weight());
  }
  return best;
}

std::vector<Found> look(const query::TextMatcher& matcher, std::size_t words) {
  std::vector<Found> found(words);
  const auto& occurrences = matcher.occurrences();
  const std::uint32_t title_end = matcher.title_word_count();
  for (std::size_t o = 0; o < occurrences.size(); ++o) {
    const query::Occurrence& here = occurrences[o];
    each_bit(here.words, [&](std::size_t word) {
      const double as = form(here.as_read, word);
      found[word].count += as;
      raise(found[word].present, as);
      if (here.position < title_end) raise(found[word].title, as);
      if (here.position < title_end + kOpeningWords) raise(found[word].opening, as);
      if (here.position < title_end + kLeadWords) raise(found[word].lead, as);
    });
    for (std::size_t b = o; b-- > 0 && here.position - occurrences[b].position <= kNearWords;) {
      const query::Occurrence& before = occurrences[b];
      const std::uint32_t distance = here.position - before.position;
      each_bit(before.words << 1 & here.words, [&](std::size_t word) {
        const double as = form(before.as_read << 1 & here.as_read, word);
        found[word].near_pairs += as;
        if (distance == 1)
          found[word].pairs += as;
        else if (distance <= kCloseWords)
          found[word].close_pairs += as;
      });
    }
  }
  return found;
}

}  // namespace

Evidence gather(const query::TextMatcher& matcher, std::span<const query::QueryWord> words,
                const QueryWeights& weights) {
  const std::size_t count = std::min(words.size(), query::kMaxMatchedWords);
  const std::vector<Found> found = look(matcher, count);
  const double length = 1 - kLengthShare + kLengthShare * matcher.word_count() / weights.average_length;
  const auto saturated = [&](double times) { return times / (times + kSaturation * length); };

  Evidence evidence;
  double all_pairs = 0;
  for (std::size_t word = 0; word < count; ++word) {
    const Found& of = found[word];
    evidence.words += weights.alone[word] * saturated(of.count);
    evidence.title += weights.words[word] * of.title;
    evidence.opening += weights.words[word] * of.opening;
    if (words[word].is_name) {
      evidence.names += weights.words[word] * (saturated(of.count) + of.present);
      evidence.lead_names += weights.words[word] * of.lead;
    }
    all_pairs += weights.pairs[word];
    if (of.pairs > 0) evidence.pair_share += weights.pairs[word];
    evidence.associations += weights.associations[word] * of.pairs / (of.pairs + length);
    evidence.close_pairs += weights.pairs[word] * of.close_pairs / (of.close_pairs + 1);
    evidence.near_pairs += weights.pairs[word] * of.near_pairs / (of.near_pairs + 1);
  }
  if (all_pairs > 0) evidence.pair_share *= 10 / all_pairs;
  evidence.passage = best_passage(matcher.occurrences(), std::span(weights.words).first(count));
  return evidence;
}

double score(const Evidence& evidence) {
  double sum = 0;
  for (const EvidenceKind& kind : kEvidence) sum += kind.weight * evidence.*kind.value;
  return sum;
}

}  // namespace vnidx::search
