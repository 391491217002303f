// Reading back: which marked forms a query typed without marks (or with some) most likely means.
//
// A first-order Markov model over the collection's pairs of adjacent words: of all sequences of forms that agree
// with what was typed, the one with the greatest product of
//     P(b | a) = λ · count(a b) / count(a) + (1 − λ) · count(b) / words
// (Jelinek–Mercer smoothing), found by Viterbi's algorithm. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "query/matcher.h"
#include "stats/table.h"

namespace vnidx::query {

/// Whether the query as a whole shows that its writer types marks.
enum class Writer : bool { without_marks, with_marks };

/// The likely canonical form of each of `words`, which stand next to each other. A word of which the collection
/// has no fitting form stays as it was typed, and so does every word that matches exactly.
std::vector<std::string> read_back(std::span<const QueryWord> words, Writer writer, const stats::Table& statistics);

}  // namespace vnidx::query
