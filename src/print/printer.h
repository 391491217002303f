// The forms in which search results are printed. A printer turns a result into bytes; where they go is the
// caller's to decide. Printers know nothing of options.
// Immutable once made: thread-safe.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "print/style.h"
#include "vnidx/search.h"

namespace vnidx::print {

/// The question that a result answers.
struct Question {
  std::string_view query;
  std::string_view id;   ///< its id in a batch; empty for a single question
  bool explain = false;  ///< tell how it was read, in forms that have a place for it
};

class Printer {
 public:
  virtual ~Printer() = default;
  /// Appends `result` to `out`.
  virtual void print(const SearchResult& result, const Question& question, std::string& out) const = 0;
};

/// For a person: title, what is known of the document, snippet; wrapped to `width` columns.
std::unique_ptr<Printer> text_printer(const Style& style, std::size_t width);

/// JSON Lines, version 1: an object for each hit, then one with the summary.
std::unique_ptr<Printer> jsonl_printer();

/// One JSON document with the hits and the summary.
std::unique_ptr<Printer> json_printer();

/// A line a hit: id, score, date, title, between tabs.
std::unique_ptr<Printer> tsv_printer();

/// Ids, each ended by a line end and made printable; or by NUL and exact, for `xargs -0`.
enum class LineEnd { line, nul };
std::unique_ptr<Printer> ids_printer(LineEnd end);

/// Paths of the files that hits came from, best first and each once; ended as ids are. Documents without a
/// path, which came from a pipe, are left out.
std::unique_ptr<Printer> paths_printer(LineEnd end);

/// The run format of trec_eval: query id, `Q0`, document id (white space as `_`), rank, score, `vnidx`. A
/// question without id is query 1.
std::unique_ptr<Printer> trec_printer();

/// The number of matching documents.
std::unique_ptr<Printer> count_printer();

/// `57 documents, 3.1 ms`; `about 57` where they were not all counted.
std::string summary_line(const SearchResult& result);

/// What each stage made of the query: its lexemes, its syntax tree, how each word was read, the engine's
/// query; lines for a person.
std::vector<std::string> explanation(const SearchResult& result);

}  // namespace vnidx::print
