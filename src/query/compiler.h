// The third stage of a query: what it says, against what the index holds, as a Xapian query, the words to
// look for in texts, and the condition a document must satisfy there. May throw Xapian errors
// (store/guard.h).
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "query/ast.h"
#include "query/lexicon.h"
#include "query/matcher.h"
#include "query/reading.h"
#include "store/snapshot.h"
#include "text/analyzer.h"
#include "vnidx/result.h"
#include "vnidx/search.h"

namespace vnidx::query {

struct Compiled {
  Xapian::Query query;         ///< finds every document that satisfies the query, and perhaps more
  bool needs_check = false;    ///< more: `condition` must be checked against the text
  bool ranks_by_text = false;  ///< a word alone, which ranks as words do although it is checked
  Condition condition;
  std::vector<QueryWord> words;
  Writer writer = Writer::without_marks;
  std::vector<WordReading> readings;
  std::vector<OtherReading> other_readings;
  std::string read_as;  ///< the words as they were read, where that is not how they were typed
  std::vector<std::string> notes;
};

struct CompileOptions {
  Marks marks = Marks::smart;
  SearchIn in = SearchIn::all;
};

/// Error usage, place `column N`: a filter whose value cannot be read, too many words.
Result<Compiled> compile(const Node& node, const CompileOptions& options, Lexicon& lexicon,
                         store::Snapshot& snapshot, text::Analyzer& analyzer);

}  // namespace vnidx::query
