#include "query/part.h"

#include <algorithm>
#include <utility>

namespace vnidx::query {
namespace {

using Query = Xapian::Query;

bool asks_for_order(const Condition& condition) {
  const bool itself = condition.kind == Condition::Kind::near || condition.where == Where::body ||
                      (condition.kind == Condition::Kind::phrase && condition.words.size() > 1);
  return itself || std::any_of(condition.children.begin(), condition.children.end(), asks_for_order);
}

}  // namespace

Part joined(std::vector<Part> parts, Query::op op, Condition::Kind kind) {
  if (parts.empty()) return Part{};
  if (parts.size() == 1) return std::move(parts.front());
  std::vector<Query> queries;
  Part result;
  result.condition.kind = kind;
  for (Part& part : parts) {
    queries.push_back(std::move(part.query));
    result.condition.children.push_back(std::move(part.condition));
  }
  result.query = Query(op, queries.begin(), queries.end());
  return result;
}

// A document that must be looked at cannot be excluded by its words alone.
Part without(Part kept, Part excluded) {
  Part result;
  result.query =
      asks_for_order(excluded.condition) ? kept.query : Query(Query::OP_AND_NOT, kept.query, excluded.query);
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
