// One word of a query: which forms of the index it stands for, and what each of them counts. Not thread-safe;
// may throw Xapian errors (store/guard.h).
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/bag_of_words.h"
#include "query/lexicon.h"
#include "query/matcher.h"
#include "vnidx/search.h"

namespace vnidx::query {

/// Where a word stands in the query: in quotes what is typed with marks is meant as typed.
enum class Setting : std::uint8_t { plain, quoted };

class WordForms {
 public:
  /// `lexicon` must outlive it.
  WordForms(Marks marks, Lexicon& lexicon) : marks_(marks), lexicon_(lexicon) {}

  /// What a word as typed asks for. Smart marks: without marks it asks for none in particular; with a tone
  /// mark it is complete, if it is a word at all; one with other marks only may lack its tone.
  MarkMatch match(std::string_view canonical, std::string_view folded, Setting setting) const;

  /// The other form that i and y give to `word` as it was read, where the index has it.
  std::string twin(const QueryWord& word) const;

  /// The terms that `word` may stand for, with `prefix`: of the form it was read as, and of all others.
  /// `reading` gets the forms.
  std::vector<BagWord> terms(const QueryWord& word, std::string_view prefix, WordReading& reading);

  /// The terms of words that begin with `word`, with `prefix`, of the most frequent ones; `cut` tells whether
  /// there are more.
  BagWord beginning_with(const QueryWord& word, std::string_view prefix, WordReading& reading, bool& cut);

 private:
  Marks marks_;
  Lexicon& lexicon_;
};

}  // namespace vnidx::query
