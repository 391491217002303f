// Reading back: which marked forms a query typed without marks (or with some) most likely means. Of all
// sequences of forms that agree with what was typed, the likeliest (language_model.h). Pure; thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "query/language_model.h"
#include "query/matcher.h"
#include "stats/table.h"

namespace vnidx::query {

/// Whether the query as a whole shows that its writer types marks.
enum class Writer : bool { without_marks, with_marks };

/// The forms in the collection that agree with `word`, by rising number, the most frequent ones where they
/// are many; `word` as typed where there are none.
std::vector<Candidate> readings_of(const QueryWord& word, Writer writer, const stats::Table& statistics);

/// The likely canonical form of each of `words`, which stand next to each other. A word of which the
/// collection has no fitting form stays as it was typed, and so does every word that matches exactly.
std::vector<std::string> read_back(std::span<const QueryWord> words, Writer writer,
                                   const stats::Table& statistics);

}  // namespace vnidx::query
