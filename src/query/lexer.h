// The first stage of a query: characters to lexemes. Pure functions; thread-safe.
//
// What people paste is full of punctuation that was not meant as a sign of the query language. Such signs are
// forgiven: read as what stands between words, with a note; or, where that is asked for, refused.
#pragma once

#include <array>
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

inline constexpr std::array<std::string_view, 7> kFields{"title", "org",    "author", "source",
                                                         "date",  "issuer", "number"};

/// How signs are taken that make no query: a quote or bracket without its partner, a colon behind a word that
/// is no field.
enum class Punctuation : std::uint8_t {
  forgiven,  ///< as what stands between words, with a note
  strict,    ///< as an error; a field that does not exist and brackets are left to the parser
};

struct Lexed {
  std::vector<Lexeme> lexemes;
  std::vector<std::string> notes;  ///< what was forgiven, the first of each kind
};

/// The lexemes of `query`. What holds no word, such as a dash between spaces, makes none. Error usage, place
/// `column N`: a quote that is not closed.
Result<Lexed> lex(std::string_view query, Punctuation punctuation = Punctuation::forgiven);

/// Whether `query` is white space alone.
bool is_blank(std::string_view query);

/// One lexeme a word, for tests and `--explain`: `text:Sở phrase:"y tế" minus`.
std::string to_string(const std::vector<Lexeme>& lexemes);

}  // namespace vnidx::query
