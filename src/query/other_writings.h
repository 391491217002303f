// What else the words of a query may be written as: an abbreviation in full and back (`UBND`, `ủy ban nhân
// dân`), a compound with or without its joiners (`GD&ĐT`, `GDĐT`), a date or a document number in any form.
// Not thread-safe, as the analyzer it is given is not.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/matcher.h"
#include "stats/table.h"
#include "text/analyzer.h"

namespace vnidx::query {

struct OtherWriting {
  enum class Kind : std::uint8_t {
    spelling,  ///< the same letters, with joiners or without
    meaning,   ///< an abbreviation for its words, or the other way round
    entity,    ///< the same date or document number
  };
  Kind kind = Kind::spelling;
  std::uint32_t first = 0;         ///< index in the run of the first word it stands for
  std::uint32_t count = 1;         ///< how many words
  std::vector<std::string> words;  ///< canonical, next to each other in a text that has it
  std::string term;  ///< of the index, of documents that have it; empty: they are found by `words`
};

/// The other writings of what `text` holds, whose words are `words`; `run` has the same words as they were
/// read. An abbreviation with several meanings stands for one only where it is written in capitals and the
/// words beside it follow on that meaning in this collection.
std::vector<OtherWriting> other_writings(std::string_view text, std::span<const text::Word> words,
                                         std::span<const QueryWord> run, text::Analyzer& analyzer,
                                         const stats::Table& statistics);

}  // namespace vnidx::query
