// Did you mean: a query whose misspelt words are put right.
//
// A word is doubted where it stands beside its neighbours hardly anywhere in the collection or, alone, hardly
// occurs. Besides the forms that it may stand for, a doubted word may then be whatever one mistake
// (misspelling.h) or other marks would have made into it, and the likeliest sequence is taken
// (language_model.h), in which a mistake costs what it is unlikely. A word is replaced only by one that finds
// clearly more: that stands beside these neighbours (or, alone, occurs) at least three times, and ten times
// as often as what was typed; a word that is not rare itself, only by one that its neighbours attract. Pure
// but for the analyzer; as thread-safe as that.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "query/matcher.h"
#include "query/reading.h"
#include "stats/table.h"
#include "text/analyzer.h"

namespace vnidx::query {

/// `query` with its misspelt words put right; empty where there is nothing better. `words` are those it was
/// compiled to.
std::string suggestion(std::string_view query, std::span<const QueryWord> words, Writer writer,
                       const stats::Table& statistics, text::Analyzer& analyzer);

}  // namespace vnidx::query
