// The likeliest sequence of words, by what stands next to what in a collection.
//
// A first-order Markov model over the collection's pairs of adjacent words: of all ways through the
// candidates of each place, the one with the greatest product of
//     P(b | a) = λ · count(a b) / count(a) + (1 − λ) · count(b) / words
// (Jelinek–Mercer smoothing) and of the candidates' own priors, found by Viterbi's algorithm. Pure;
// thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "stats/table.h"

namespace vnidx::query {

/// The number of a form that the collection does not have.
inline constexpr stats::Number kUnknownForm = std::numeric_limits<stats::Number>::max();

struct Candidate {
  std::string form;  ///< canonical
  stats::Number number = kUnknownForm;
  std::uint64_t count = 0;
  double prior = 0;  ///< logarithm of how likely it is beyond what the collection says
};

/// Which candidate of each place, of those that stand there by rising number; each place has one at least.
std::vector<std::size_t> likeliest(std::span<const std::vector<Candidate>> places,
                                   const stats::Table& statistics);

}  // namespace vnidx::query
