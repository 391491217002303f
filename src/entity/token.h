// A paragraph as the recogniser reads it: its words with what stands between them, abbreviations in one piece
// (`GD&ĐT`) and with their meanings.
// Pure functions; thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "entity/lexicon.h"
#include "text/analyzer.h"

namespace vnidx::entity {

/// What stands between two tokens.
enum class Gap : std::uint8_t {
  tight,  ///< nothing
  space,
  comma,
  hyphen,  ///< any dash, with or without spaces
  ampersand,
  slash,
  dot,  ///< a full stop without spaces: `TP.Cà Mau`
  apostrophe,
  plus,
  open,   ///< an opening bracket, after any space
  close,  ///< a closing bracket
  quote,  ///< a quotation mark, opening or closing
  other,  ///< anything else: the end of a clause
};

struct Token {
  std::uint32_t begin;  ///< bytes of the text
  std::uint32_t end;
  text::TermId term;
  text::Shape shape;
  Gap gap;                              ///< before it
  bool spaced;                          ///< white space stands in that gap
  bool loud;                            ///< in a run of words all in capitals, where capitals say nothing
  std::span<const Expansion> meanings;  ///< what it stands for, if it is an abbreviation

  bool small() const { return shape == text::Shape::lower; }
  /// Opens with a capital that says something.
  bool proper() const {
    return !loud &&
           (shape == text::Shape::capitalized || shape == text::Shape::upper || shape == text::Shape::mixed);
  }
  bool number() const { return shape == text::Shape::number; }
};

/// The tokens of `words`, a paragraph of `text`, replacing what `tokens` held.
void read_tokens(std::string_view text, std::span<const text::Word> words, const Lexicon& lexicon,
                 const text::Analyzer& analyzer, std::vector<Token>& tokens);

}  // namespace vnidx::entity
