// The words of a query as parts of a compiled one: runs of plain words, phrases, words near each other,
// beginnings of words. May throw Xapian errors (store/guard.h).
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "query/ast.h"
#include "query/bag_of_words.h"
#include "query/compiler.h"
#include "query/other_writings.h"
#include "query/part.h"
#include "query/reading.h"
#include "query/word_forms.h"

namespace vnidx::query {

class WordCompiler {
 public:
  /// All must outlive it. `out` gets the words and how they were read.
  WordCompiler(const CompileOptions& options, Writer writer, Lexicon& lexicon, store::Snapshot& snapshot,
               text::Analyzer& analyzer, DocumentSets& sets, Compiled& out)
      : options_(options),
        writer_(writer),
        forms_(options.marks, lexicon),
        snapshot_(snapshot),
        analyzer_(analyzer),
        sets_(sets),
        out_(out) {}

  /// Whether the words that follow are to be there; what it was before. Words that must not be there are
  /// meant as typed.
  bool set_wanted(bool wanted) { return std::exchange(wanted_, wanted); }
  bool is_wanted() const { return wanted_; }

  /// Any of the words, in any writing. What is one word though it has several parts must be there as a whole:
  /// a compound, a date, a document number.
  Result<Part> plain(const Node& node) { return text(node, Combine::any); }
  /// The words one behind the other, or another writing of all of them (`+TP.HCM`).
  Result<Part> whole(const Node& node) { return text(node, Combine::every); }
  Result<Part> phrase(const Node& node);
  /// A phrase beside plain words ranks as they do: those who have it come first, it shuts nobody out.
  Result<Part> ranking_phrase(const Node& node);
  Result<Part> near(const Node& node);
  Result<Part> prefix(const Node& node);

 private:
  using Indexes = std::vector<std::uint32_t>;

  Where where(const Node& node) const;
  Result<Indexes> add_run(const Node& node, Setting setting);
  std::vector<BagWord> bag_of(const Indexes& words, Where where);
  Xapian::Query all_of(const Indexes& words, Where where);
  std::vector<OtherWriting> add_other_writings(const Node& node, const Indexes& words);
  Result<Part> text(const Node& node, Combine combine);
  Part whole(Indexes words, const std::vector<OtherWriting>& writings, Where where);

  const CompileOptions& options_;
  Writer writer_;
  WordForms forms_;
  store::Snapshot& snapshot_;
  text::Analyzer& analyzer_;
  DocumentSets& sets_;
  Compiled& out_;
  std::uint32_t runs_ = 0;
  std::size_t prefixes_ = 0;
  bool wanted_ = true;
  std::vector<text::Word> words_;  // of the last run
};

}  // namespace vnidx::query
