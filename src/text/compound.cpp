#include <unicode/uchar.h>

#include "text/analyzer.h"
#include "text/utf8.h"

namespace vnidx::text {
namespace {

/// The joiner between two words, or NUL where anything but one joiner stands between them.
char joiner_between(std::string_view text, const Word& left, const Word& right) {
  if (right.begin != left.end + 1) return '\0';
  const char between = text[left.end];
  return std::string_view(".&-/").find(between) == std::string_view::npos ? '\0' : between;
}

/// Whether a word reads as part of an abbreviation or a number: `UBND`, `2018`; of small letters too where it
/// opens with a capital and cannot be said as a word (`Tp`), or holds several capitals (`TTg`).
bool is_code(Shape shape, std::string_view raw, std::string_view folded) {
  switch (shape) {
    case Shape::upper:
    case Shape::number:
      return true;
    case Shape::capitalized:
      // One letter whatever Unicode form it was written in; a word that can be said has a vowel.
      return decode(folded).bytes == folded.size() ||
             folded.find_first_of("aeiouy") == std::string_view::npos;
    case Shape::mixed:
      return u_isupper(static_cast<UChar32>(decode(raw).code_point)) != 0;
    case Shape::lower:
      return false;
  }
  return false;
}

}  // namespace

void Analyzer::compounds(std::string_view text, std::span<const Word> words,
                         std::vector<Compound>& compounds) const {
  const auto joined = [&](const Word& left, const Word& right) {
    const char joiner = joiner_between(text, left, right);
    if (joiner == '\0') return false;
    const auto code = [&](const Word& word) {
      return is_code(word.shape, text.substr(word.begin, word.end - word.begin), folded(word.term));
    };
    const bool codes = code(left) && code(right);                         // GD&ĐT, 15/9/2018, QĐ-TTg
    const bool numbered = joiner == '-' && right.shape == Shape::number;  // Covid-19
    const bool small = left.shape == Shape::lower && right.shape == Shape::lower &&
                       (joiner == '.' || joiner == '&');  // tp.hcm
    return codes || numbered || small;
  };
  compounds.clear();
  for (std::uint32_t first = 0; first < words.size();) {
    std::uint32_t last = first;
    while (last + 1 < words.size() && joined(words[last], words[last + 1])) ++last;
    if (last > first) compounds.push_back({first, last - first + 1});
    first = last + 1;
  }
}

std::vector<Token> tokenize(Analyzer& analyzer, std::string_view text) {
  std::vector<Word> words;
  std::vector<Compound> compounds;
  analyzer.words(text, words);
  analyzer.compounds(text, words, compounds);

  const auto word_token = [&](const Word& word) {
    return Token{word.begin,
                 word.end,
                 std::string(analyzer.canonical(word.term)),
                 std::string(analyzer.folded(word.term)),
                 {}};
  };
  const auto compound_token = [&](std::span<const Word> parts) {
    Token token = word_token(parts.front());
    token.parts.push_back(token);
    for (const Word& word : parts.subspan(1)) {
      const Token part = word_token(word);
      const char joiner = text[token.end];
      token.canonical.append(1, joiner).append(part.canonical);
      token.folded.append(1, joiner).append(part.folded);
      token.end = part.end;
      token.parts.push_back(part);
    }
    return token;
  };

  std::vector<Token> tokens;
  auto compound = compounds.begin();
  for (std::size_t i = 0; i < words.size();) {
    if (compound != compounds.end() && compound->first == i) {
      tokens.push_back(compound_token(std::span(words).subspan(i, compound->count)));
      i += compound->count;
      ++compound;
    } else {
      tokens.push_back(word_token(words[i++]));
    }
  }
  return tokens;
}

}  // namespace vnidx::text
