// Keeps documents from being read that cannot be what a query asks for: the pair filters
// (schema/pair_filter.h) of most of them say that some two words of a phrase are never neighbours there. For
// the use of one thread and one match; may throw Xapian errors (store/guard.h).
#pragma once

#include <xapian.h>

#include <span>
#include <string>
#include <vector>

#include "query/matcher.h"
#include "schema/pair_filter.h"

namespace vnidx::search {

class Screen : public Xapian::MatchDecider {
 public:
  /// Both must outlive the screen.
  Screen(const Xapian::Database& database, std::span<const query::QueryWord> words,
         const query::Condition& condition);

  /// Whether it can refuse any document: where the condition asks for no phrase, it cannot.
  bool is_of_use() const;

  /// False where the document cannot satisfy the condition.
  bool admits(Xapian::docid document) const;
  bool operator()(const Xapian::Document& document) const override { return admits(document.get_docid()); }

 private:
  enum class Verdict : char { none, refused, admitted };

  std::string value_of(Xapian::docid document) const;

  const Xapian::Database& database_;
  const query::Condition& condition_;
  std::vector<schema::WordHash> words_;  // 0: stands for words of other letters too
  // Xapian asks document after document in rising order, mostly: the next value is near the last one.
  mutable Xapian::ValueIterator values_;
  mutable Xapian::docid reached_ = 0;
  mutable std::vector<Verdict> verdicts_;  // by document: a second match asks again
};

}  // namespace vnidx::search
