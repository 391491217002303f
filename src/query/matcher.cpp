#include "query/matcher.h"

#include <algorithm>
#include <bit>

#include "schema/term.h"

namespace vnidx::query {
namespace {

std::string_view letters_of(std::string_view text, std::string_view model) {
  std::size_t end = 0;
  const auto starts_letter = [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80; };
  auto letters = std::count_if(model.begin(), model.end(), starts_letter);
  while (end < text.size() && (letters > 0 || !starts_letter(text[end])))
    letters -= starts_letter(text[end++]);
  return text.substr(0, end);
}

}  // namespace

bool matches(const QueryWord& word, std::string_view canonical, std::string_view folded) {
  if (!word.twin.empty() && canonical == word.twin) return true;
  if (word.is_prefix) {
    if (!folded.starts_with(word.folded)) return false;
    canonical = letters_of(canonical, word.canonical);
  } else if (folded != word.folded) {
    return false;
  }
  switch (word.match) {
    case MarkMatch::exact:
      return canonical == word.canonical;
    case MarkMatch::at_least:
      return schema::has_marks_of(canonical, word.canonical);
    case MarkMatch::any:
      return true;
  }
  return false;
}

TextMatcher::TextMatcher(text::Analyzer& analyzer, std::span<const QueryWord> words) : analyzer_(&analyzer) {
  look_for(words);
}

void TextMatcher::look_for(std::span<const QueryWord> words) {
  query_words_ = words.subspan(0, std::min(words.size(), kMaxMatchedWords));
  if (++words_number_ == 0) {  // once around: numbers of old would be taken for new ones
    known_.clear();
    words_number_ = 1;
  }
  found_.assign(1, {0, 0, 0});
  starting_with_.fill(0);
  for (std::size_t i = 0; i < query_words_.size(); ++i) {
    const std::string& folded = query_words_[i].folded;
    if (!folded.empty()) starting_with_[static_cast<unsigned char>(folded.front())] |= std::uint64_t{1} << i;
  }
  alternatives_.clear();
  for (std::size_t i = 0; i < query_words_.size(); ++i) {
    for (const Alternative& alternative : query_words_[i].alternatives) {
      if (i + alternative.words > query_words_.size() || alternatives_.size() == kMaxMatchedWords) continue;
      alternatives_.push_back({alternative.letters, ~std::uint64_t{0} >> (64 - alternative.words) << i});
    }
  }
  clear();
}

void TextMatcher::clear() {
  occurrences_.clear();
  word_count_ = 0;
  title_word_count_ = 0;
}

// Asks which query words `term` is; the place of the answer in found_.
std::uint32_t TextMatcher::match(text::TermId term) {
  const std::string_view canonical = analyzer_->canonical(term);
  const std::string_view folded = analyzer_->folded(term);
  Matching matching{0, 0, 0};
  if (!folded.empty()) {
    for (std::uint64_t rest = starting_with_[static_cast<unsigned char>(folded.front())]; rest != 0;
         rest &= rest - 1) {
      const auto i = static_cast<std::size_t>(std::countr_zero(rest));
      const QueryWord& word = query_words_[i];
      if (!matches(word, canonical, folded)) continue;
      matching.words |= std::uint64_t{1} << i;
      if (word.is_prefix || canonical == word.reading) matching.as_read |= std::uint64_t{1} << i;
    }
  }
  for (std::size_t i = 0; i < alternatives_.size(); ++i) {
    if (alternatives_[i].letters.starts_with(canonical)) matching.begins |= std::uint64_t{1} << i;
  }
  Known& known = known_[term];
  known = {words_number_, 0};
  if ((matching.words | matching.begins) != 0) {
    known.found = static_cast<std::uint32_t>(found_.size());
    found_.push_back(matching);
  }
  return known.found;
}

const TextMatcher::Matching& TextMatcher::matching(text::TermId term) {
  const Known known = known_[term];
  return found_[known.words_number == words_number_ ? known.found : match(term)];
}

void TextMatcher::mark_alternatives() {
  marked_.assign(words_.size(), 0);
  for (std::size_t first = 0; first < words_.size(); ++first) {
    for (std::uint64_t rest = matching(words_[first].term).begins; rest != 0; rest &= rest - 1) {
      const SoughtAlternative& sought = alternatives_[static_cast<std::size_t>(std::countr_zero(rest))];
      std::string_view letters = sought.letters;
      std::size_t end = first;
      while (!letters.empty() && end < words_.size() &&
             letters.starts_with(analyzer_->canonical(words_[end].term))) {
        letters.remove_prefix(analyzer_->canonical(words_[end++].term).size());
      }
      if (!letters.empty()) continue;
      for (std::size_t i = first; i < end; ++i) marked_[i] |= sought.words;
    }
  }
}

void TextMatcher::append(std::string_view text, std::size_t max_bytes) {
  analyzer_->words(text.substr(0, max_bytes), words_);
  if (known_.size() < analyzer_->size()) known_.resize(analyzer_->size());
  if (!alternatives_.empty()) mark_alternatives();
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const text::Word& word = words_[i];
    const Matching& found = matching(word.term);
    const std::uint64_t is = found.words | (alternatives_.empty() ? 0 : marked_[i]);
    if (is != 0) occurrences_.push_back({word_count_, word.begin, word.end, is, found.as_read});
    ++word_count_;
  }
}

void TextMatcher::read(const Document& document, std::size_t max_body_bytes) {
  clear();
  append(document.title);
  title_word_count_ = word_count_;
  for (const std::string* part : {&document.abstract, &document.text, &document.caption}) {
    append(*part, max_body_bytes);
    if (part->size() > max_body_bytes)
      ++word_count_;  // a number that no word has: what comes next does not follow
  }
}

bool TextMatcher::in_range(const Occurrence& occurrence, Where where) const {
  switch (where) {
    case Where::anywhere:
      return true;
    case Where::title:
      return occurrence.position < title_word_count_;
    case Where::body:
      return occurrence.position >= title_word_count_;
  }
  return true;
}

std::vector<std::uint32_t> TextMatcher::phrase_positions(std::span<const std::uint32_t> words,
                                                         Where where) const {
  std::vector<std::uint32_t> starts;
  for (std::size_t i = 0; i < occurrences_.size(); ++i) {
    std::size_t matched = 0;
    while (matched < words.size() && i + matched < occurrences_.size()) {
      const Occurrence& occurrence = occurrences_[i + matched];
      const bool follows = occurrence.position == occurrences_[i].position + matched;
      if (!follows || (occurrence.words >> words[matched] & 1) == 0 || !in_range(occurrence, where)) break;
      ++matched;
    }
    if (matched == words.size()) starts.push_back(occurrences_[i].position);
  }
  return starts;
}

bool TextMatcher::has_phrase(std::span<const std::uint32_t> words, Where where) const {
  return !phrase_positions(words, where).empty();
}

bool TextMatcher::has_near(const Condition& condition) const {
  struct Span {
    std::uint32_t first;
    std::uint32_t last;
    std::size_t operand;
  };
  std::vector<Span> spans;
  for (std::size_t operand = 0; operand < condition.children.size(); ++operand) {
    const Condition& child = condition.children[operand];
    if (child.kind == Condition::Kind::phrase) {
      const auto length = static_cast<std::uint32_t>(child.words.size());
      for (const std::uint32_t start : phrase_positions(child.words, child.where)) {
        spans.push_back({start, start + length - 1, operand});
      }
      continue;
    }
    for (const Occurrence& occurrence : occurrences_) {
      const bool is_one = std::any_of(child.words.begin(), child.words.end(),
                                      [&](std::uint32_t word) { return occurrence.words >> word & 1; });
      if (is_one && in_range(occurrence, child.where))
        spans.push_back({occurrence.position, occurrence.position, operand});
    }
  }
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.first < b.first; });
  // A window over the spans that holds every operand, and is no wider than `distance` words between
  // neighbours.
  for (std::size_t i = 0; i < spans.size(); ++i) {
    std::vector<bool> met(condition.children.size());
    std::size_t missing = met.size();
    std::size_t chosen = i;
    std::uint32_t last = spans[i].last;
    for (std::size_t j = i; j < spans.size() && spans[j].first <= last + condition.distance; ++j) {
      const bool same_word = j != i && spans[j].first == spans[chosen].first;
      if (met[spans[j].operand] || same_word) continue;
      met[spans[j].operand] = true;
      chosen = j;
      last = std::max(last, spans[j].last);
      if (--missing == 0) return true;
    }
  }
  return false;
}

bool TextMatcher::satisfies(const Condition& condition, Xapian::docid document) const {
  const auto child_holds = [&](const Condition& child) { return satisfies(child, document); };
  const auto& children = condition.children;
  switch (condition.kind) {
    case Condition::Kind::always:
      return true;
    case Condition::Kind::any_word:
      return std::any_of(occurrences_.begin(), occurrences_.end(), [&](const Occurrence& occurrence) {
        return in_range(occurrence, condition.where) &&
               std::any_of(condition.words.begin(), condition.words.end(),
                           [&](std::uint32_t word) { return occurrence.words >> word & 1; });
      });
    case Condition::Kind::phrase:
      return has_phrase(condition.words, condition.where);
    case Condition::Kind::near:
      return has_near(condition);
    case Condition::Kind::documents:
      return std::binary_search(condition.documents.begin(), condition.documents.end(), document);
    case Condition::Kind::all_of:
      return std::all_of(children.begin(), children.end(), child_holds);
    case Condition::Kind::any_of:
      return std::any_of(children.begin(), children.end(), child_holds);
    case Condition::Kind::but_not:
      return child_holds(children[0]) && !child_holds(children[1]);
  }
  return true;
}

}  // namespace vnidx::query
