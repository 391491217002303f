// Signs of a query that make no sense, read as punctuation, and the notes that say so. Pure functions;
// thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "query/lexer.h"

namespace vnidx::query {

/// Notes that what is wrong at `column` was read as punctuation.
void note_forgiven(std::string_view what, std::size_t column, std::vector<std::string>& notes);

/// Leaves out brackets without a partner or with nothing between them, and signs that then stand before
/// nothing. What stands behind a field stays: that it is missing is an error.
void forgive_brackets(std::vector<Lexeme>& lexemes, std::vector<std::string>& notes);

}  // namespace vnidx::query
