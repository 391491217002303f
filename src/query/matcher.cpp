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

// Texts are read in pieces of about this size, so that a long one needs no list of all its words.
constexpr std::size_t kPieceBytes = 1 << 20;

// Where a piece that begins at `begin` ends: between two words.
std::size_t end_of_piece(std::string_view text, std::size_t begin) {
  if (text.size() - begin <= kPieceBytes) return text.size();
  return std::min(text.find_first_of(" \n\t\r", begin + kPieceBytes), text.size());
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
  query_words_ = words;
  if (++words_number_ == 0) {  // once around: numbers of old would be taken for new ones
    known_.clear();
    words_number_ = 1;
  }
  found_.assign(1, {});
  starting_with_.fill(0);
  for (std::size_t i = 0; i < std::min(words.size(), kMaxMatchedWords); ++i) {
    const std::string& folded = words[i].folded;
    if (!folded.empty()) starting_with_[static_cast<unsigned char>(folded.front())] |= std::uint64_t{1} << i;
  }
  alternatives_.clear();
  most_ahead_ = 0;
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    for (const Alternative& alternative : words[i].alternatives) {
      if (i + alternative.words > words.size()) continue;
      alternatives_.push_back({alternative.letters, i, alternative.words});
      most_ahead_ = std::max(most_ahead_, alternative.letters.size());
    }
  }
  later_positions_.resize(words.size() - std::min(words.size(), kMaxMatchedWords));
  clear();
}

void TextMatcher::clear() {
  occurrences_.clear();
  for (auto& positions : later_positions_) positions.clear();
  word_count_ = 0;
  title_word_count_ = 0;
}

// Asks which query words `term` is; the place of the answer in found_.
std::uint32_t TextMatcher::match(text::TermId term) {
  const std::string_view canonical = analyzer_->canonical(term);
  const std::string_view folded = analyzer_->folded(term);
  Matching matching{};
  if (!folded.empty()) {
    for (std::uint64_t rest = starting_with_[static_cast<unsigned char>(folded.front())]; rest != 0;
         rest &= rest - 1) {
      const auto i = static_cast<std::size_t>(std::countr_zero(rest));
      const QueryWord& word = query_words_[i];
      if (!matches(word, canonical, folded)) continue;
      matching.words |= std::uint64_t{1} << i;
      if (word.is_prefix || canonical == word.reading) matching.as_read |= std::uint64_t{1} << i;
    }
    for (std::size_t i = kMaxMatchedWords; i < query_words_.size(); ++i) {
      if (matches(query_words_[i], canonical, folded))
        matching.later.push_back(static_cast<std::uint32_t>(i));
    }
  }
  for (std::uint32_t i = 0; i < alternatives_.size(); ++i) {
    if (alternatives_[i].letters.starts_with(canonical)) matching.begins.push_back(i);
  }
  Known& known = known_[term];
  known = {words_number_, 0};
  if (matching.words != 0 || !matching.later.empty() || !matching.begins.empty()) {
    known.found = static_cast<std::uint32_t>(found_.size());
    found_.push_back(std::move(matching));
  }
  return known.found;
}

const TextMatcher::Matching& TextMatcher::matching(text::TermId term) {
  const Known known = known_[term];
  return found_[known.words_number == words_number_ ? known.found : match(term)];
}

// Appends the words of `piece`, which begins at `offset` of its text, to words_.
void TextMatcher::take_words(std::string_view piece, std::uint32_t offset) {
  std::vector<text::Word>& taken = words_.empty() ? words_ : piece_;
  analyzer_->words(piece, taken);
  if (known_.size() < analyzer_->size()) known_.resize(analyzer_->size());
  if (offset == 0) return;
  for (text::Word& word : taken) {
    word.begin += offset;
    word.end += offset;
  }
  if (&taken != &words_) words_.insert(words_.end(), taken.begin(), taken.end());
}

// Marks the words of the alternatives that begin at one of the first `count` of words_.
void TextMatcher::mark_alternatives(std::size_t count) {
  marked_.resize(words_.size());
  for (std::size_t first = 0; first < count; ++first) {
    for (const std::uint32_t begun : matching(words_[first].term).begins) {
      std::string_view letters = alternatives_[begun].letters;
      std::size_t end = first;
      while (!letters.empty() && end < words_.size() &&
             letters.starts_with(analyzer_->canonical(words_[end].term))) {
        letters.remove_prefix(analyzer_->canonical(words_[end++].term).size());
      }
      if (!letters.empty()) continue;
      for (std::size_t i = first; i < end; ++i) mark(i, alternatives_[begun]);
    }
  }
}

void TextMatcher::mark(std::size_t at, const SoughtAlternative& alternative) {
  for (std::size_t word = alternative.first; word < alternative.first + alternative.count; ++word) {
    if (word < kMaxMatchedWords)
      marked_[at] |= std::uint64_t{1} << word;
    else
      later_positions_[word - kMaxMatchedWords].push_back(word_count_ + static_cast<std::uint32_t>(at));
  }
}

// The first `count` of words_ become occurrences.
void TextMatcher::settle(std::size_t count) {
  if (!alternatives_.empty()) mark_alternatives(count);
  for (std::size_t i = 0; i < count; ++i) {
    const text::Word& word = words_[i];
    const Matching& found = matching(word.term);
    const std::uint64_t is = found.words | (alternatives_.empty() ? 0 : marked_[i]);
    if (is != 0) occurrences_.push_back({word_count_, word.begin, word.end, is, found.as_read});
    for (const std::uint32_t later : found.later)
      later_positions_[later - kMaxMatchedWords].push_back(word_count_);
    ++word_count_;
  }
  words_.erase(words_.begin(), words_.begin() + static_cast<std::ptrdiff_t>(count));
  if (!alternatives_.empty())
    marked_.erase(marked_.begin(), marked_.begin() + static_cast<std::ptrdiff_t>(count));
}

void TextMatcher::append(std::string_view text, std::size_t max_bytes) {
  text = text.substr(0, max_bytes);
  words_.clear();
  marked_.clear();
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = end_of_piece(text, begin);
    take_words(text.substr(begin, end - begin), static_cast<std::uint32_t>(begin));
    // An alternative may reach from the last words of a piece into the next.
    settle(end == text.size() ? words_.size() : words_.size() - std::min(words_.size(), most_ahead_));
    begin = end;
  }
  if (alternatives_.empty()) return;
  for (auto& positions : later_positions_) {
    std::ranges::sort(positions);
    positions.erase(std::ranges::unique(positions).begin(), positions.end());
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

bool TextMatcher::in_range(std::uint32_t position, Where where) const {
  switch (where) {
    case Where::anywhere:
      return true;
    case Where::title:
      return position < title_word_count_;
    case Where::body:
      return position >= title_word_count_;
  }
  return true;
}

bool TextMatcher::stands_at(std::uint32_t word, std::uint32_t position) const {
  if (word >= kMaxMatchedWords) {
    const auto& positions = later_positions_[word - kMaxMatchedWords];
    return std::ranges::binary_search(positions, position);
  }
  const auto at = std::ranges::lower_bound(occurrences_, position, {}, &Occurrence::position);
  return at != occurrences_.end() && at->position == position && (at->words >> word & 1) != 0;
}

std::vector<std::uint32_t> TextMatcher::positions(std::uint32_t word, Where where) const {
  std::vector<std::uint32_t> found;
  const auto add = [&](std::uint32_t position) {
    if (in_range(position, where)) found.push_back(position);
  };
  if (word >= kMaxMatchedWords) {
    std::ranges::for_each(later_positions_[word - kMaxMatchedWords], add);
    return found;
  }
  for (const Occurrence& occurrence : occurrences_) {
    if ((occurrence.words >> word & 1) != 0) add(occurrence.position);
  }
  return found;
}

bool TextMatcher::has_any(std::span<const std::uint32_t> words, Where where) const {
  std::uint64_t among = 0;
  for (const std::uint32_t word : words) {
    if (word < kMaxMatchedWords)
      among |= std::uint64_t{1} << word;
    else if (!positions(word, where).empty())
      return true;
  }
  return std::ranges::any_of(occurrences_, [&](const Occurrence& occurrence) {
    return (occurrence.words & among) != 0 && in_range(occurrence.position, where);
  });
}

std::vector<std::uint32_t> TextMatcher::phrase_positions(std::span<const std::uint32_t> words,
                                                         Where where) const {
  if (words.empty()) return {};
  std::vector<std::uint32_t> starts = positions(words.front(), where);
  std::erase_if(starts, [&](std::uint32_t start) {
    for (std::uint32_t i = 1; i < words.size(); ++i) {
      if (!in_range(start + i, where) || !stands_at(words[i], start + i)) return true;
    }
    return false;
  });
  return starts;
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
    for (const std::uint32_t word : child.words) {
      for (const std::uint32_t position : positions(word, child.where))
        spans.push_back({position, position, operand});
    }
  }
  std::ranges::sort(spans, {}, &Span::first);
  // Chains of spans, one of each operand, in which each begins behind the one before and within `distance` of
  // its end. Of those that hold the same operands only the one that reaches furthest counts: what it cannot
  // be continued with, none of them can.
  std::vector<std::uint32_t> reach(std::size_t{1} << condition.children.size());  // by operands held; 0: none
  std::vector<std::uint32_t> before;
  for (auto span = spans.begin(); span != spans.end();) {
    before = reach;
    const std::uint32_t first = span->first;
    for (; span != spans.end() && span->first == first; ++span) {  // one word is one operand only
      const std::size_t operand = std::size_t{1} << span->operand;
      const std::uint32_t end = span->last + 1;
      reach[operand] = std::max(reach[operand], end);
      for (std::size_t held = 1; held < before.size(); ++held) {
        if ((held & operand) != 0 || before[held] == 0 || first >= before[held] + condition.distance)
          continue;
        std::uint32_t& furthest = reach[held | operand];
        furthest = std::max({furthest, before[held], end});
      }
    }
    if (reach.back() != 0) return true;
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
      return has_any(condition.words, condition.where);
    case Condition::Kind::phrase:
      return !phrase_positions(condition.words, condition.where).empty();
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
