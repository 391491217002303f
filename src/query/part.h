// A part of a compiled query: a Xapian query, and what a document that it finds must satisfy besides; and how
// parts join. May throw Xapian errors (store/guard.h).
#pragma once

#include <xapian.h>

#include <vector>

#include "query/matcher.h"

namespace vnidx::query {

struct Part {
  Xapian::Query query;  ///< finds every document that satisfies the condition, and perhaps more
  Condition condition;
  bool is_exact = true;  ///< finds no others
};

/// All parts (OP_AND, all_of) or any of them (OP_OR, any_of); one part is itself, none matches nothing.
Part joined(std::vector<Part> parts, Xapian::Query::op op, Condition::Kind kind);

/// The documents of `kept` without those of `excluded`.
Part without(Part kept, Part excluded);

/// Conditions that the index answers, once for all documents: that a document is among those of a query.
class DocumentSets {
 public:
  Condition condition(Xapian::Query query);
  /// Asks the queries of all such conditions in `condition`.
  void fill(Condition& condition, const Xapian::Database& database) const;

 private:
  std::vector<Xapian::Query> queries_;
};

}  // namespace vnidx::query
