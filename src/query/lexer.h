// The first stage of a query: characters to lexemes. Pure functions; thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vnidx/result.h"

namespace vnidx::query {

struct Lexeme {
  enum class Kind : std::uint8_t {
    text,    ///< what stands between white space and signs: `Sở`, `TP.HCM`, `15/9/2018`
    prefix,  ///< `w*`, without the star
    phrase,  ///< between double quotes, straight or curly, without them
    field,   ///< `name:` right before what it is about, without the colon
    plus,    ///< `+` right before what must be
    minus,   ///< `-` right before what must not be
    op_and,
    op_or,
    op_not,
    op_near,  ///< `NEAR` or `NEAR/n`; text is n
    open,
    close,
  };
  Kind kind;
  std::string text;
  std::size_t column;  ///< from 1, in code points

  friend bool operator==(const Lexeme&, const Lexeme&) = default;
};

/// The lexemes of `query`. Error usage, place `column N`: a quote that is not closed.
Result<std::vector<Lexeme>> lex(std::string_view query);

/// One lexeme a word, for tests and `--explain`: `text:Sở phrase:"y tế" minus`.
std::string to_string(const std::vector<Lexeme>& lexemes);

}  // namespace vnidx::query
