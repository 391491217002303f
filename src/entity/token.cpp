#include "entity/token.h"

#include <array>
#include <string>

namespace vnidx::entity {
namespace {

using text::Shape;
using text::Word;

/// One sign of a gap, and the bytes it takes.
struct Sign {
  Gap gap;
  std::size_t size;
};

Sign sign_at(std::string_view gap, std::size_t at) {
  switch (gap[at]) {
    case ' ':
    case '\t':
    case '\r':
    case '\n':  // inside a paragraph
      return {Gap::space, 1};
    case ',':
      return {Gap::comma, 1};
    case '-':
      return {Gap::hyphen, 1};
    case '&':
      return {Gap::ampersand, 1};
    case '/':
      return {Gap::slash, 1};
    case '.':
      return {Gap::dot, 1};
    case '\'':
      return {Gap::apostrophe, 1};
    case '+':
      return {Gap::plus, 1};
    case '(':
    case '[':
      return {Gap::open, 1};
    case ')':
    case ']':
      return {Gap::close, 1};
    case '"':
      return {Gap::quote, 1};
    default:
      break;
  }
  constexpr std::array<std::pair<std::string_view, Gap>, 10> kSigns{{
      {"\u00A0", Gap::space},
      {"\u2009", Gap::space},
      {"\u202F", Gap::space},
      {"\u2010", Gap::hyphen},
      {"\u2011", Gap::hyphen},
      {"\u2013", Gap::hyphen},
      {"\u2014", Gap::hyphen},
      {"\u2019", Gap::apostrophe},
      {"\u201C", Gap::quote},
      {"\u201D", Gap::quote},
  }};
  for (const auto& [sign, kind] : kSigns) {
    if (gap.substr(at).starts_with(sign)) return {kind, sign.size()};
  }
  return {Gap::other, 1};
}

struct GapReading {
  Gap gap = Gap::tight;
  bool spaced = false;
};

GapReading read_gap(std::string_view gap) {
  if (gap == " ") return {Gap::space, true};
  GapReading reading;
  for (std::size_t at = 0; at < gap.size();) {
    const Sign sign = sign_at(gap, at);
    at += sign.size;
    if (sign.gap == Gap::space) {
      reading.spaced = true;
      if (reading.gap == Gap::tight) reading.gap = Gap::space;
    } else if (reading.gap == Gap::tight || reading.gap == Gap::space) {
      reading.gap = sign.gap;
    } else {
      reading.gap = Gap::other;  // two signs: `).`, `",`
    }
  }
  if (reading.gap == Gap::dot && reading.spaced) reading.gap = Gap::other;
  return reading;
}

/// Short enough and capital enough to be (part of) an abbreviation: `GD`, `TTg`, `T`, `Ư`.
bool in_capitals(const Word& word) {
  const std::uint32_t bytes = word.end - word.begin;
  switch (word.shape) {
    case Shape::upper:
      return true;
    case Shape::mixed:
      return bytes <= 6;
    case Shape::capitalized:
      return bytes <= 2;
    default:
      return false;
  }
}

bool joins_abbreviation(const GapReading& gap) {
  return gap.gap == Gap::ampersand || gap.gap == Gap::hyphen || (gap.gap == Gap::dot && !gap.spaced);
}

/// `Q.H`: two single capitals joined by a full stop.
bool dotted_initials(std::string_view text, const Word& left, const Word& right) {
  const auto single = [](const Word& word) {
    return word.shape == Shape::capitalized && word.end - word.begin <= 2;
  };
  return single(left) && single(right) && text.substr(left.end, right.begin - left.end) == ".";
}

/// How many words from `first` on are one abbreviation written with `&`, `-` or `.`, and its meanings.
struct Joined {
  std::size_t count = 1;
  std::span<const Expansion> meanings;
};

Joined join_abbreviation(std::string_view text, std::span<const Word> words, std::size_t first,
                         const text::Analyzer& analyzer) {
  constexpr std::size_t kMostParts = 5;
  Joined longest;
  if (!in_capitals(words[first]) || (first > 0 && dotted_initials(text, words[first - 1], words[first]))) {
    return longest;
  }
  std::string key(analyzer.canonical(words[first].term));
  for (std::size_t i = first + 1; i < words.size() && i - first < kMostParts; ++i) {
    const std::string_view gap = text.substr(words[i - 1].end, words[i].begin - words[i - 1].end);
    if (gap.empty() || gap.size() > 3 || !in_capitals(words[i])) break;
    if (!joins_abbreviation(read_gap(gap))) break;
    key += analyzer.canonical(words[i].term);
    // The initials of a person go on: `Đ.Q.H.A.`
    if (i + 1 < words.size() && dotted_initials(text, words[i], words[i + 1])) continue;
    if (const auto meanings = expansions_of(key); !meanings.empty()) longest = {i - first + 1, meanings};
  }
  return longest;
}

bool opens_place(const Expansion& meaning) {
  return meaning.display == "thành phố" || meaning.display == "thị xã";
}

std::span<const Expansion> meanings_of(const Word& word, const Lexicon& lexicon) {
  const auto meanings = lexicon.meanings(word.term);
  if (meanings.empty()) return {};
  switch (word.shape) {
    case Shape::upper:
    case Shape::mixed:
      return meanings;
    // `Tp`, `Cty`: a capital alone tells too little where the letters are an everyday word as well.
    case Shape::capitalized:
    case Shape::lower:
      return meanings.front().sense == AbbreviationSense::sole ? meanings : std::span<const Expansion>{};
    case Shape::number:
      break;
  }
  return {};
}

/// Marks the runs of three words or more that are all in capitals and hold words, not abbreviations alone.
void mark_loud(std::vector<Token>& tokens) {
  constexpr std::size_t kShortestRun = 3;
  const auto in_run = [&](const Token& token) {
    return token.shape == Shape::upper || token.number() ||
           (token.shape == Shape::capitalized && token.end - token.begin <= 3);
  };
  for (std::size_t first = 0; first < tokens.size();) {
    std::size_t end = first;
    std::size_t words = 0;
    while (end < tokens.size() && in_run(tokens[end])) {
      if (tokens[end].shape == Shape::upper && tokens[end].meanings.empty()) ++words;
      ++end;
      if (end < tokens.size() && tokens[end].gap >= Gap::open) break;
    }
    if (words >= kShortestRun) {
      for (std::size_t i = first; i < end; ++i) tokens[i].loud = true;
    }
    first = end == first ? first + 1 : end;
  }
}

}  // namespace

void read_tokens(std::string_view text, std::span<const text::Word> words, const Lexicon& lexicon,
                 const text::Analyzer& analyzer, std::vector<Token>& tokens) {
  tokens.clear();
  for (std::size_t i = 0; i < words.size();) {
    Token token{};
    token.begin = words[i].begin;
    token.term = words[i].term;
    token.shape = words[i].shape;
    if (i == 0) {
      token.gap = Gap::other;
    } else {
      const GapReading gap = read_gap(text.substr(words[i - 1].end, words[i].begin - words[i - 1].end));
      token.gap = gap.gap;
      token.spaced = gap.spaced;
    }
    // `Tp. HCM`, but not `TP. Sáng nay`
    const bool opens_name = token.shape == Shape::upper ||
                            lexicon.places().child(PhraseTrie::kRoot, token.term) != PhraseTrie::kNoNode;
    const bool level = opens_name && !tokens.empty() && !tokens.back().meanings.empty() &&
                       opens_place(tokens.back().meanings.front());
    if (level && token.gap == Gap::other && text[words[i - 1].end] == '.' &&
        words[i].begin - words[i - 1].end == 2) {
      token.gap = Gap::space;
    }
    const Joined joined = join_abbreviation(text, words, i, analyzer);
    token.meanings = joined.count > 1 ? joined.meanings : meanings_of(words[i], lexicon);
    if (joined.count > 1) token.shape = Shape::upper;
    i += joined.count;
    token.end = words[i - 1].end;
    tokens.push_back(token);
  }
  mark_loud(tokens);
}

}  // namespace vnidx::entity
