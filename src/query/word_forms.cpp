#include "query/word_forms.h"

#include <utility>

#include "schema/term.h"
#include "text/word_form.h"

namespace vnidx::query {
namespace {

constexpr std::size_t kMaxForms = 64;  // of one word; the most frequent ones
constexpr std::size_t kMaxPrefixForms = 256;
constexpr std::size_t kFormsShown = 5;
// What the other forms of a word count beside the one it was read as.
constexpr double kOtherForms = 0.05;
// What i for y counts, of a word's whole weight. Both spellings are one word, so it is weighed by the
// frequency of both together: a rare spelling alone would seem to be a rare word.
constexpr double kTwin = 0.05;

void add(WordReading& reading, const std::string& form) {
  if (++reading.form_count <= kFormsShown) reading.forms.push_back(form);
}

}  // namespace

MarkMatch WordForms::match(std::string_view canonical, std::string_view folded, Setting setting) const {
  if (marks_ == Marks::exact) return MarkMatch::exact;
  if (marks_ == Marks::ignore || canonical == folded) return MarkMatch::any;
  if (setting == Setting::quoted) return MarkMatch::exact;
  const bool complete =
      schema::has_tone(canonical) && lexicon_.database().term_exists(schema::word_term(canonical, folded));
  return complete ? MarkMatch::exact : MarkMatch::at_least;
}

std::string WordForms::twin(const QueryWord& word) const {
  std::string twin = text::spelt_with_i_or_y(word.reading);
  const bool is_there =
      !twin.empty() && lexicon_.database().term_exists(schema::word_term(twin, text::fold(twin)));
  return is_there ? twin : std::string();
}

std::vector<BagWord> WordForms::terms(const QueryWord& word, std::string_view prefix, WordReading& reading) {
  const auto term = [&](const std::string& name) { return std::string(prefix) + name; };
  BagWord likely{{term(schema::word_term(word.reading, word.folded))}};
  BagWord others;
  bool likely_is_there = word.match == MarkMatch::exact;
  if (word.match == MarkMatch::exact) {
    add(reading, word.canonical);
  } else {
    for (const Form& form : lexicon_.forms(word.folded)) {
      if (!matches(word, form.canonical, word.folded)) continue;
      add(reading, form.canonical);
      if (form.canonical == word.reading)
        likely_is_there = true;
      else if (others.terms.size() < kMaxForms)
        others.terms.push_back(term(form.term));
    }
  }
  std::vector<BagWord> bag;
  if (!word.twin.empty()) {
    add(reading, word.twin);
    bag.push_back({{likely.terms.front(), term(schema::word_term(word.twin, text::fold(word.twin)))}, kTwin});
    likely.scale = 1 - kTwin;
  }
  if (others.terms.empty() || likely_is_there) {
    // With no statistics to tell them apart (`--marks ignore`), all forms count alike.
    if (marks_ == Marks::smart || others.terms.empty())
      bag.push_back(std::move(likely));
    else
      others.terms.push_back(std::move(likely.terms.front()));
  }
  if (others.terms.empty()) return bag;
  if (marks_ == Marks::smart && likely_is_there) {
    others.scale = kOtherForms;
    others.is_other_reading = true;
  }
  bag.push_back(std::move(others));
  return bag;
}

BagWord WordForms::beginning_with(const QueryWord& word, std::string_view prefix, WordReading& reading,
                                  bool& cut) {
  BagWord made;
  for (const Form& form : lexicon_.starting_with(word.canonical, word.folded, kMaxPrefixForms, cut)) {
    add(reading, form.canonical);
    made.terms.push_back(std::string(prefix) + form.term);
  }
  return made;
}

}  // namespace vnidx::query
