#include "query/parser.h"

#include <array>
#include <charconv>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace vnidx::query {
namespace {

using Kind = Lexeme::Kind;

constexpr unsigned kDefaultDistance = 10;
constexpr unsigned kMaxDistance = 1000;
constexpr unsigned kMaxDepth = 50;  // of brackets: more than a person writes, less than the stack holds
constexpr unsigned kMaxNestedOperators = 200;  // NOT in a row, for the same reason

constexpr std::array<std::pair<std::string_view, FilterField>, 6> kFilters{
    {{"org", FilterField::organization},
     {"author", FilterField::author},
     {"source", FilterField::source},
     {"date", FilterField::date},
     {"issuer", FilterField::issuer},
     {"number", FilterField::number}}};

Error usage(std::string message, std::size_t column, std::string hint = {}) {
  return {ErrorCode::usage, std::move(message), "column " + std::to_string(column), std::move(hint)};
}

Node node_of(Node::Kind kind, std::size_t column, std::string text = {}) {
  Node node;
  node.kind = kind;
  node.column = column;
  node.text = std::move(text);
  return node;
}

// `title, org, … and number`
std::string field_names() {
  std::string names(kFields.front());
  for (const std::string_view name : std::span(kFields).subspan(1))
    names.append(name == kFields.back() ? " and " : ", ").append(name);
  return names;
}

void restrict_to_title(Node& node) {
  node.in_title = true;
  for (Node& child : node.children) restrict_to_title(child);
}

class Parser {
 public:
  Parser(std::vector<Lexeme> lexemes, std::size_t end_column)
      : lexemes_(std::move(lexemes)), end_column_(end_column) {}

  Result<Node> run() {
    auto node = any_of();
    if (node && !at_end()) return usage("there is no ( for this )", column());
    return node;
  }

 private:
  bool at_end() const { return next_ == lexemes_.size(); }
  bool at(Kind kind) const { return !at_end() && lexemes_[next_].kind == kind; }
  std::size_t column() const { return at_end() ? end_column_ : lexemes_[next_].column; }
  bool take(Kind kind) {
    if (!at(kind)) return false;
    ++next_;
    return true;
  }

  Node inner(Node::Kind kind, std::size_t column, std::vector<Node> children) {
    Node node = node_of(kind, column);
    node.children = std::move(children);
    return node;
  }

  Result<Node> any_of() {
    const std::size_t start = column();
    auto first = all_of();
    if (!first || !at(Kind::op_or)) return first;
    std::vector<Node> children{std::move(*first)};
    while (take(Kind::op_or)) {
      auto next = all_of();
      if (!next) return next;
      children.push_back(std::move(*next));
    }
    return inner(Node::Kind::any_of, start, std::move(children));
  }

  Result<Node> all_of() {
    const std::size_t start = column();
    Node left;
    if (!at(Kind::op_not)) {
      auto first = sequence();
      if (!first) return first;
      left = std::move(*first);
    }
    unsigned nested = 0;
    while (at(Kind::op_and) || at(Kind::op_not)) {
      const std::size_t operator_column = column();
      const bool negated = !take(Kind::op_and);
      const bool and_not = take(Kind::op_not) && !negated;
      auto right = sequence();
      if (!right) return right;
      std::vector<Node> children;
      if (!negated && !and_not && left.kind == Node::Kind::all_of) {
        left.children.push_back(std::move(*right));
        continue;
      }
      if (++nested > kMaxNestedOperators) return usage("too many NOT in a row", operator_column);
      children.push_back(std::move(left));
      children.push_back(std::move(*right));
      left = inner(negated || and_not ? Node::Kind::but_not : Node::Kind::all_of, start, std::move(children));
    }
    return left;
  }

  bool at_clause() const {
    return at(Kind::text) || at(Kind::prefix) || at(Kind::phrase) || at(Kind::field) || at(Kind::plus) ||
           at(Kind::minus) || at(Kind::open);
  }

  Result<Node> sequence() {
    Node sequence = node_of(Node::Kind::sequence, column());
    while (at_clause()) {
      const auto clause = take(Kind::plus)    ? Node::Clause::must
                          : take(Kind::minus) ? Node::Clause::must_not
                                              : Node::Clause::should;
      const bool is_group = at(Kind::open);
      auto node = near();
      if (!node) return node;
      // With a sign, words in brackets stay any of them; `+TP.HCM` is one word.
      if (is_group && clause != Node::Clause::should && node->kind == Node::Kind::text)
        *node = alone(std::move(*node));
      // Plain words side by side are one run: what they mean depends on their neighbours.
      const bool joins =
          clause == Node::Clause::should && node->kind == Node::Kind::text && !node->in_title &&
          !sequence.children.empty() && sequence.clauses.back() == Node::Clause::should &&
          sequence.children.back().kind == Node::Kind::text && !sequence.children.back().in_title;
      if (joins) {
        sequence.children.back().text += ' ' + node->text;
        continue;
      }
      sequence.children.push_back(std::move(*node));
      sequence.clauses.push_back(clause);
    }
    if (sequence.children.empty()) return usage("a word is missing here", column());
    const bool stands_alone = sequence.clauses.front() == Node::Clause::should ||
                              (sequence.clauses.front() == Node::Clause::must &&
                               sequence.children.front().kind != Node::Kind::text);
    if (sequence.children.size() == 1 && stands_alone) {
      return std::move(sequence.children.front());
    }
    return sequence;
  }

  static Node alone(Node node) {
    Node sequence = node_of(Node::Kind::sequence, node.column);
    sequence.children.push_back(std::move(node));
    sequence.clauses.push_back(Node::Clause::should);
    return sequence;
  }

  Result<Node> near() {
    const std::size_t start = column();
    auto first = operand();
    if (!first || !at(Kind::op_near)) return first;
    Node near = node_of(Node::Kind::near, start);
    near.in_title = first->in_title;
    near.children.push_back(std::move(*first));
    while (at(Kind::op_near)) {
      const Lexeme& sign = lexemes_[next_++];
      unsigned distance = kDefaultDistance;
      if (!sign.text.empty()) {
        const auto read = std::from_chars(sign.text.data(), sign.text.data() + sign.text.size(), distance);
        if (read.ec != std::errc{} || distance == 0 || distance > kMaxDistance) {
          return usage("NEAR takes a distance from 1 to " + std::to_string(kMaxDistance), sign.column);
        }
      }
      near.distance = std::max(near.distance, distance);
      auto next = operand();
      if (!next) return next;
      near.children.push_back(std::move(*next));
    }
    for (const Node& child : near.children) {
      if (child.kind != Node::Kind::text && child.kind != Node::Kind::phrase) {
        return usage("NEAR stands between words or phrases", child.column);
      }
    }
    return near;
  }

  Result<Node> operand() {
    if (at_end()) return usage("a word is missing here", column());
    const Lexeme lexeme = lexemes_[next_];
    const auto leaf = [&](Node::Kind kind) {
      ++next_;
      return node_of(kind, lexeme.column, lexeme.text);
    };
    switch (lexeme.kind) {
      case Kind::text:
        return leaf(Node::Kind::text);
      case Kind::prefix:
        return leaf(Node::Kind::prefix);
      case Kind::phrase:
        return leaf(Node::Kind::phrase);
      case Kind::field:
        return field();
      case Kind::open:
        return group();
      default:
        return usage("a word is missing here", lexeme.column);
    }
  }

  Result<Node> group() {
    const std::size_t opened = column();
    if (++depth_ > kMaxDepth) return usage("too many brackets inside each other", opened);
    ++next_;
    auto node = any_of();
    if (!node) return node;
    if (!take(Kind::close)) return usage("this ( is not closed", opened);
    --depth_;
    return node;
  }

  Result<Node> field() {
    const Lexeme name = lexemes_[next_++];
    if (name.text == "title") {
      if (at(Kind::field)) return usage("title: takes words, a phrase or brackets", column());
      auto node = operand();
      if (node) restrict_to_title(*node);
      return node;
    }
    for (const auto& [filter_name, filter] : kFilters) {
      if (name.text != filter_name) continue;
      if (!at(Kind::text) && !at(Kind::phrase))
        return usage("a value is missing behind " + name.text + ":", column());
      Node node = node_of(Node::Kind::filter, name.column, lexemes_[next_++].text);
      node.field = filter;
      return node;
    }
    return usage("there is no field '" + name.text + "'", name.column, "fields are " + field_names());
  }

  std::vector<Lexeme> lexemes_;
  std::size_t end_column_;
  std::size_t next_ = 0;
  unsigned depth_ = 0;
};

}  // namespace

Result<Parsed> parse(std::string_view query, Punctuation punctuation) {
  auto lexed = lex(query, punctuation);
  if (!lexed) return lexed.error();
  Parsed parsed{{}, std::move(lexed->lexemes), std::move(lexed->notes)};
  if (is_blank(query)) return parsed;
  if (parsed.lexemes.empty()) {
    parsed.node = node_of(Node::Kind::text, 1);
    parsed.notes.emplace_back("the query holds no word to search for");
    return parsed;
  }
  std::size_t columns = 1;
  for (const char c : query) columns += (static_cast<unsigned char>(c) & 0xc0U) != 0x80;
  auto node = Parser(parsed.lexemes, columns).run();
  if (!node) return node.error();
  parsed.node = std::move(*node);
  return parsed;
}

}  // namespace vnidx::query
