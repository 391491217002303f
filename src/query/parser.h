// The second stage of a query: lexemes to what it says. Pure functions; thread-safe.
//
//   query    = sequence (operator sequence)*           operators from loosest: OR, then AND and NOT
//   sequence = clause+                                 side by side: plain words rank
//   clause   = ["+" | "-"] [field ":"] (text | prefix | phrase | "(" query ")") [NEAR[/n] …]
//
// A sequence binds closest, so that `đảng ủy AND y tế` asks for both names and not for `ủy` and `y`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/ast.h"
#include "query/lexer.h"
#include "vnidx/result.h"

namespace vnidx::query {

struct Parsed {
  Node node;
  std::vector<Lexeme> lexemes;
  std::vector<std::string> notes;  ///< of the lexer
};

/// What `query` says; white space alone is Node::Kind::everything. Error usage, place `column N`.
Result<Parsed> parse(std::string_view query, Punctuation punctuation = Punctuation::forgiven);

}  // namespace vnidx::query
