#include "query/part.h"

#include <algorithm>
#include <utility>

namespace vnidx::query {
namespace {

using Query = Xapian::Query;

}  // namespace

Part joined(std::vector<Part> parts, Query::op op, Condition::Kind kind) {
  if (parts.empty()) return Part{};
  if (parts.size() == 1) return std::move(parts.front());
  std::vector<Query> queries;
  Part result;
  result.condition.kind = kind;
  for (Part& part : parts) {
    queries.push_back(std::move(part.query));
    result.is_exact = result.is_exact && part.is_exact;
    result.condition.children.push_back(std::move(part.condition));
  }
  result.query = Query(op, queries.begin(), queries.end());
  return result;
}

// A document that must be looked at cannot be excluded by its words alone.
Part without(Part kept, Part excluded) {
  Part result;
  result.query =
      excluded.is_exact ? Query(Query::OP_AND_NOT, kept.query, excluded.query) : std::move(kept.query);
  result.is_exact = kept.is_exact && excluded.is_exact;
  result.condition.kind = Condition::Kind::but_not;
  result.condition.children.push_back(std::move(kept.condition));
  result.condition.children.push_back(std::move(excluded.condition));
  return result;
}

Condition DocumentSets::condition(Query query) {
  Condition made;
  made.kind = Condition::Kind::documents;
  made.words = {static_cast<std::uint32_t>(queries_.size())};
  queries_.push_back(std::move(query));
  return made;
}

void DocumentSets::fill(Condition& condition, const Xapian::Database& database) const {
  if (condition.kind == Condition::Kind::documents) {
    Xapian::Enquire enquire(database);
    enquire.set_query(queries_[condition.words.front()]);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    const Xapian::MSet matches = enquire.get_mset(0, database.get_doccount());
    for (auto match = matches.begin(); match != matches.end(); ++match) condition.documents.push_back(*match);
    std::sort(condition.documents.begin(), condition.documents.end());
  }
  for (Condition& child : condition.children) fill(child, database);
}

}  // namespace vnidx::query
