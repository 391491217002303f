// The ways in which people misspell a word, undone: wrong marks, one letter too many, missing, wrong or
// swapped with its neighbour, sounds that are spelt in two ways, keys of an input method left in it. Which
// marks are right only a collection knows, so they are not tried here. Pure functions over constant tables;
// thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vnidx::query {

struct Respelling {
  std::string word;  ///< canonical; a letter put in has no marks yet
  double cost;       ///< how unlikely the mistake is: minus the logarithm of its chance, roughly
  /// Whether all marks are such that a form meant has them; else they may be any.
  enum class Marks : bool { right, unsure } marks = Marks::right;
};

/// What `word`, which is in canonical form, may have been meant as, itself with other marks included. No
/// letters are changed in words with digits, nothing in words of one letter or of more than a syllable and
/// its keys can have.
std::vector<Respelling> respellings(std::string_view word);

}  // namespace vnidx::query
