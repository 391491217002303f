#include "query/ast.h"

namespace vnidx::query {
namespace {

std::string_view name_of(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::text:
      return "text";
    case Node::Kind::prefix:
      return "prefix";
    case Node::Kind::phrase:
      return "phrase";
    case Node::Kind::near:
      return "near";
    case Node::Kind::filter:
      return "filter";
    case Node::Kind::sequence:
      return "sequence";
    case Node::Kind::all_of:
      return "and";
    case Node::Kind::any_of:
      return "or";
    case Node::Kind::but_not:
      return "not";
    case Node::Kind::everything:
      return "everything";
  }
  return "";
}

std::string_view name_of(FilterField field) {
  switch (field) {
    case FilterField::organization:
      return "org";
    case FilterField::author:
      return "author";
    case FilterField::source:
      return "source";
    case FilterField::date:
      return "date";
    case FilterField::issuer:
      return "issuer";
    case FilterField::number:
      return "number";
  }
  return "";
}

}  // namespace

std::string to_string(const Node& node) {
  std::string out = "(";
  out += node.in_title ? "title-" : "";
  out += name_of(node.kind);
  if (node.kind == Node::Kind::filter) out.append(" ").append(name_of(node.field));
  if (node.kind == Node::Kind::near) out.append(" ").append(std::to_string(node.distance));
  if (!node.text.empty()) out.append(" \"").append(node.text).append("\"");
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const auto clause = i < node.clauses.size() ? node.clauses[i] : Node::Clause::should;
    const std::string child = to_string(node.children[i]);
    out += ' ';
    if (clause == Node::Clause::must)
      out.append("(must ").append(child).append(")");
    else if (clause == Node::Clause::must_not)
      out.append("(must-not ").append(child).append(")");
    else
      out += child;
  }
  return out + ")";
}

}  // namespace vnidx::query
