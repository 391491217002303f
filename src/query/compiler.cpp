#include "query/compiler.h"

#include <algorithm>
#include <utility>

#include "entity/date.h"
#include "query/filter.h"
#include "query/organization_filter.h"
#include "query/part.h"
#include "query/reading.h"
#include "query/word_compiler.h"
#include "text/canonical.h"

namespace vnidx::query {
namespace {

using Query = Xapian::Query;

bool has_marks(const Node& node) {
  const bool is_words = node.kind == Node::Kind::text || node.kind == Node::Kind::phrase;
  return (is_words && text::folded(node.text) != text::canonical(node.text)) ||
         std::any_of(node.children.begin(), node.children.end(), has_marks);
}

constexpr std::size_t kMaxFilters = 32;  // a broad name of an organisation is hundreds of terms

class Compiler {
 public:
  Compiler(Writer writer, const CompileOptions& options, Lexicon& lexicon, store::Snapshot& snapshot,
           text::Analyzer& analyzer)
      : snapshot_(snapshot), words_(options, writer, lexicon, snapshot, analyzer, sets_, out_) {
    out_.writer = writer;
  }

  Result<Compiled> run(const Node& node) {
    auto part = compile(node);
    if (!part) return part.error();
    out_.query = std::move(part->query);
    out_.read_as = read_as();
    out_.condition = std::move(part->condition);
    out_.needs_check = !part->is_exact;
    if (out_.needs_check) sets_.fill(out_.condition, snapshot_.database());
    return std::move(out_);
  }

 private:
  std::string read_as() const {
    std::string words;
    bool differs = false;
    for (const QueryWord& word : out_.words) {
      if (!words.empty()) words += ' ';
      words += word.reading;
      differs |= word.reading != word.canonical;
    }
    return differs ? words : std::string();
  }

  Result<Part> compile(const Node& node) {
    switch (node.kind) {
      case Node::Kind::everything:
        return Part{Query::MatchAll, {}};
      case Node::Kind::text:
        return words_.plain(node);
      case Node::Kind::prefix:
        return words_.prefix(node);
      case Node::Kind::phrase:
        return words_.phrase(node);
      case Node::Kind::near:
        return words_.near(node);
      case Node::Kind::filter:
        return filter(node);
      case Node::Kind::sequence:
        return sequence(node);
      case Node::Kind::all_of:
        return inner(node, Query::OP_AND, Condition::Kind::all_of);
      case Node::Kind::any_of:
        return inner(node, Query::OP_OR, Condition::Kind::any_of);
      case Node::Kind::but_not:
        return but_not(node);
    }
    return Part{};
  }

  Result<Part> filter(const Node& node) {
    if (++filters_ > kMaxFilters) {
      return Error{ErrorCode::usage,
                   "a query has at most " + std::to_string(kMaxFilters) + " filters",
                   "column " + std::to_string(node.column),
                   {}};
    }
    if (const auto checked = check_name(node.text); !checked) {
      Error error = checked.error();
      error.place = "column " + std::to_string(node.column);
      return error;
    }
    const Xapian::Database& database = snapshot_.database();
    Query query;
    switch (node.field) {
      case FilterField::organization: {
        const auto names = snapshot_.organizations();
        if (!names) return names.error();
        query = organization_query(snapshot_, **names, node.text, out_.notes);
        break;
      }
      case FilterField::issuer: {
        const auto names = snapshot_.organizations();
        if (!names) return names.error();
        query = issuer_query(snapshot_, **names, node.text, out_.notes);
        break;
      }
      case FilterField::number:
        query = number_query(database, node.text, out_.notes);
        break;
      case FilterField::author:
        query = author_query(database, node.text);
        break;
      case FilterField::source:
        query = source_query(database, node.text);
        break;
      case FilterField::date: {
        auto period = date_range(node.text);
        if (!period) {
          Error error = period.error();
          error.place = "column " + std::to_string(node.column);
          return error;
        }
        query = period_query(database, *period);
        break;
      }
    }
    const Query weightless(Query::OP_SCALE_WEIGHT, query, 0);
    return Part{weightless, sets_.condition(weightless)};
  }

  // `2018-07..2018-09`, `..2018`, `2018-07..`, or one period.
  static Result<Period> date_range(std::string_view text) {
    const Date today = entity::today();
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos) return entity::parse_period(text, today);
    Period range;
    if (const auto from = text.substr(0, dots); !from.empty()) {
      auto period = entity::parse_period(from, today);
      if (!period) return period;
      range.from = period->from;
    }
    if (const auto to = text.substr(dots + 2); !to.empty()) {
      auto period = entity::parse_period(to, today);
      if (!period) return period;
      range.to = period->to;
    }
    if (range.from && range.to && *range.to < *range.from) {
      return Error{ErrorCode::usage, "the period ends before it starts: " + std::string(text), {}, {}};
    }
    return range;
  }

  Result<Part> clause(const Node& node, Node::Clause how, bool has_plain_words) {
    if (node.kind == Node::Kind::text && how != Node::Clause::should) return words_.whole(node);
    const bool only_ranks = node.kind == Node::Kind::phrase && how == Node::Clause::should && has_plain_words;
    return only_ranks ? words_.ranking_phrase(node) : compile(node);
  }

  // Plain words rank. What must be there, and every filter, restricts.
  Result<Part> sequence(const Node& node) {
    std::vector<Part> should;
    std::vector<Part> must;
    std::vector<Part> must_not;
    bool has_plain_words = false;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      has_plain_words |= node.children[i].kind == Node::Kind::text && node.clauses[i] == Node::Clause::should;
    }
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const Node& child = node.children[i];
      const Node::Clause how = node.clauses[i];
      const bool was_wanted = words_.set_wanted(words_.is_wanted() && how != Node::Clause::must_not);
      auto part = clause(child, how, has_plain_words);
      words_.set_wanted(was_wanted);
      if (!part) return part;
      const bool restricts = how == Node::Clause::must || child.kind == Node::Kind::filter;
      (how == Node::Clause::must_not ? must_not : restricts ? must : should).push_back(std::move(*part));
    }
    // Whether there are clauses of a kind is asked of the lists: an empty Xapian query matches nothing, it is
    // not "no clause".
    const bool has_should = !should.empty();
    const bool has_must = !must.empty();
    Part wished = joined(std::move(should), Query::OP_OR, Condition::Kind::any_of);
    Part required = joined(std::move(must), Query::OP_AND, Condition::Kind::all_of);
    Part result{Query::MatchAll, {}};
    if (has_must && has_should && filters_only(node)) {
      // Filters alone do not make the plain words optional.
      std::vector<Part> both;
      both.push_back(std::move(wished));
      both.push_back(std::move(required));
      result = joined(std::move(both), Query::OP_AND, Condition::Kind::all_of);
    } else if (has_must && has_should) {
      result = std::move(required);
      result.query = Query(Query::OP_AND_MAYBE, result.query, wished.query);
    } else if (has_must) {
      result = std::move(required);
    } else if (has_should) {
      result = std::move(wished);
    }
    if (must_not.empty()) return result;
    Part excluded = joined(std::move(must_not), Query::OP_OR, Condition::Kind::any_of);
    return without(std::move(result), std::move(excluded));
  }

  static bool filters_only(const Node& node) {
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (node.clauses[i] == Node::Clause::must && node.children[i].kind != Node::Kind::filter) return false;
    }
    return true;
  }

  Result<Part> inner(const Node& node, Query::op op, Condition::Kind kind) {
    std::vector<Part> parts;
    for (const Node& child : node.children) {
      auto part = compile(child);
      if (!part) return part;
      parts.push_back(std::move(*part));
    }
    return joined(std::move(parts), op, kind);
  }

  Result<Part> but_not(const Node& node) {
    auto kept = compile(node.children[0]);
    if (!kept) return kept;
    const bool was_wanted = words_.set_wanted(false);
    auto excluded = compile(node.children[1]);
    words_.set_wanted(was_wanted);
    if (!excluded) return excluded;
    return without(std::move(*kept), std::move(*excluded));
  }

  store::Snapshot& snapshot_;
  Compiled out_;
  DocumentSets sets_;
  WordCompiler words_;
  std::size_t filters_ = 0;
};

}  // namespace

Result<Compiled> compile(const Node& node, const CompileOptions& options, Lexicon& lexicon,
                         store::Snapshot& snapshot, text::Analyzer& analyzer) {
  const Writer writer = has_marks(node) ? Writer::with_marks : Writer::without_marks;
  return Compiler(writer, options, lexicon, snapshot, analyzer).run(node);
}

}  // namespace vnidx::query
