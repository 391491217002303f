#include "query/compiler.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "entity/date.h"
#include "entity/date_mention.h"
#include "entity/document_number.h"
#include "query/bag_of_words.h"
#include "query/filter.h"
#include "query/organization_filter.h"
#include "query/reading.h"
#include "schema/fields.h"
#include "schema/record.h"
#include "schema/term.h"
#include "text/canonical.h"

namespace vnidx::query {
namespace {

namespace prefix = schema::prefix;
using Query = Xapian::Query;

constexpr std::size_t kMaxWords = 1000;
constexpr std::size_t kMaxForms = 64;       // of one word; the most frequent ones
constexpr std::size_t kMaxPrefixForms = 256;
constexpr std::size_t kFormsShown = 5;
// What the other forms of a word count beside the one it was read as.
constexpr double kOtherForms = 0.05;

std::string with_prefix(std::string_view kind, const std::string& term) { return std::string(kind) + term; }

// A subquery and the condition it stands for.
struct Part {
  Query query;
  Condition condition;
};

class Compiler {
 public:
  Compiler(const CompileOptions& options, Lexicon& lexicon, store::Snapshot& snapshot, text::Analyzer& analyzer)
      : options_(options), lexicon_(lexicon), snapshot_(snapshot), analyzer_(analyzer) {}

  Result<Compiled> run(const Node& node) {
    writer_ = has_marks(node) ? Writer::with_marks : Writer::without_marks;
    auto part = compile(node);
    if (!part) return part.error();
    out_.query = std::move(part->query);
    out_.read_as = read_as();
    out_.condition = std::move(part->condition);
    if (out_.needs_check) fill_documents(out_.condition);
    return std::move(out_);
  }

 private:
  static bool has_marks(const Node& node) {
    const bool is_words = node.kind == Node::Kind::text || node.kind == Node::Kind::phrase;
    return (is_words && text::folded(node.text) != text::canonical(node.text)) ||
           std::any_of(node.children.begin(), node.children.end(), has_marks);
  }

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
      case Node::Kind::everything: return Part{Query::MatchAll, {}};
      case Node::Kind::text: return text(node, Combine::any);
      case Node::Kind::prefix: return prefix_words(node);
      case Node::Kind::phrase: return phrase(node);
      case Node::Kind::near: return near(node);
      case Node::Kind::filter: return filter(node);
      case Node::Kind::sequence: return sequence(node);
      case Node::Kind::all_of: return inner(node, Query::OP_AND, Condition::Kind::all_of);
      case Node::Kind::any_of: return inner(node, Query::OP_OR, Condition::Kind::any_of);
      case Node::Kind::but_not: return but_not(node);
    }
    return Part{};
  }

  Where where(const Node& node) const {
    if (node.in_title || options_.in == SearchIn::title) return Where::title;
    return options_.in == SearchIn::body ? Where::body : Where::anywhere;
  }

  std::string_view term_prefix(Where where) const { return where == Where::title ? prefix::kTitle : ""; }

  Condition condition(Condition::Kind kind, Where where, std::vector<std::uint32_t> words = {}) const {
    Condition made;
    made.kind = kind;
    made.where = where;
    // What stands beyond the words that texts are searched for cannot be checked there: the index decides alone.
    if (std::erase_if(words, [](std::uint32_t word) { return word >= kMaxMatchedWords; }) > 0) {
      made.kind = Condition::Kind::always;
    }
    made.words = std::move(words);
    return made;
  }

  // Adds the words of `text` as one run; their indexes.
  Result<std::vector<std::uint32_t>> add_run(const Node& node, bool in_order) {
    analyzer_.words(node.text, words_);
    if (out_.words.size() + words_.size() > kMaxWords) {
      return Error{ErrorCode::usage, "a query has at most " + std::to_string(kMaxWords) + " words",
                   "column " + std::to_string(node.column), {}};
    }
    std::vector<std::uint32_t> indexes;
    for (const text::Word& word : words_) {
      QueryWord added;
      added.canonical = analyzer_.canonical(word.term);
      added.reading = added.canonical;
      added.folded = analyzer_.folded(word.term);
      added.match = mark_match(added, in_order);
      added.run = runs_;
      added.is_wanted = wanted_;
      indexes.push_back(static_cast<std::uint32_t>(out_.words.size()));
      out_.words.push_back(std::move(added));
    }
    ++runs_;
    if (options_.marks == Marks::smart && !indexes.empty()) {
      const auto run = std::span(out_.words).subspan(indexes.front());
      const auto forms = read_back(run, writer_, snapshot_.statistics());
      for (std::size_t i = 0; i < run.size(); ++i) run[i].reading = forms[i];
    }
    return indexes;
  }

  // Smart marks. A word without marks asks for none in particular; a word with a tone mark is complete, if it is a
  // word at all; one with quality marks only may lack its tone. Inside a phrase what is typed with marks is exact.
  MarkMatch mark_match(const QueryWord& word, bool in_phrase) {
    if (options_.marks == Marks::exact) return MarkMatch::exact;
    if (options_.marks == Marks::ignore || word.canonical == word.folded) return MarkMatch::any;
    if (in_phrase) return MarkMatch::exact;
    const bool complete = schema::has_tone(word.canonical) && is_known(word);
    return complete ? MarkMatch::exact : MarkMatch::at_least;
  }

  bool is_known(const QueryWord& word) {
    return lexicon_.database().term_exists(schema::word_term(word.canonical, word.folded));
  }

  // The terms that `word` may stand for: those of the form it was read as, and all others.
  std::vector<BagWord> terms_of(const QueryWord& word, Where where) {
    BagWord likely{{with_prefix(term_prefix(where), schema::word_term(word.reading, word.folded))}};
    BagWord others;
    WordReading reading{word.canonical, {}, 0};
    bool likely_is_there = false;
    if (word.match == MarkMatch::exact) {
      reading.forms.push_back(word.canonical);
      reading.form_count = 1;
    } else {
      for (const Form& form : lexicon_.forms(word.folded)) {
        if (!matches(word, form.canonical, word.folded)) continue;
        if (++reading.form_count <= kFormsShown) reading.forms.push_back(form.canonical);
        if (form.canonical == word.reading) likely_is_there = true;
        else if (others.terms.size() < kMaxForms) others.terms.push_back(with_prefix(term_prefix(where), form.term));
      }
    }
    out_.readings.push_back(std::move(reading));
    if (others.terms.empty()) return {std::move(likely)};
    if (!likely_is_there) return {std::move(others)};
    // With no statistics to tell them apart (`--marks ignore`), all forms count alike.
    if (options_.marks != Marks::smart) {
      others.terms.push_back(std::move(likely.terms.front()));
      return {std::move(others)};
    }
    others.scale = kOtherForms;
    return {std::move(likely), std::move(others)};
  }

  // Documents that hold all of `words`.
  Query all_of(const std::vector<std::uint32_t>& words, Where where) {
    std::vector<Query> queries;
    for (const std::uint32_t word : words) {
      std::vector<Query> forms;
      for (const BagWord& terms : terms_of(out_.words[word], where)) forms.push_back(word_query(terms));
      queries.emplace_back(Query::OP_OR, forms.begin(), forms.end());
    }
    return {Query::OP_AND, queries.begin(), queries.end()};
  }

  // Documents that hold any of `words`, as a bag that more may be put into.
  std::vector<BagWord> bag_of(const std::vector<std::uint32_t>& words, Where where) {
    std::vector<BagWord> bag;
    for (const std::uint32_t word : words) std::ranges::move(terms_of(out_.words[word], where), std::back_inserter(bag));
    return bag;
  }

  // Dates, document numbers and compounds written in `text` are words of their own, whatever their spelling.
  void add_special_words(const std::string& text, std::vector<BagWord>& bag) {
    const auto add = [&](std::string term) { bag.push_back({{std::move(term)}}); };
    analyzer_.words(text, words_);
    analyzer_.compounds(text, words_, compounds_);
    for (const text::Compound& compound : compounds_) {
      const auto parts = std::span(words_).subspan(compound.first, compound.count);
      if (parts.front().shape == text::Shape::number) continue;
      std::string key;
      for (const text::Word& part : parts) key += analyzer_.canonical(part.term);
      add(schema::value_term(prefix::kCompound, key));
    }
    if (std::none_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) return;
    std::vector<entity::NumberMention> numbers;
    entity::find_document_numbers(text, words_, numbers);
    for (const auto& number : numbers) add(schema::value_term(prefix::kNumber, text::canonical(number.canonical)));
    std::vector<entity::DateMention> dates;
    entity::DateFinder(analyzer_).find(text, words_, std::nullopt, dates);
    for (const auto& date : dates) add(with_prefix(prefix::kNamedDay, schema::compact_date(date.date)));
  }

  Result<Part> text(const Node& node, Combine combine) {
    auto words = add_run(node, false);
    if (!words) return words.error();
    const Where place = where(node);
    if (place == Where::body) out_.needs_check = true;
    if (combine == Combine::every && words->size() > 1) {
      out_.needs_check = true;
      return Part{all_of(*words, place), condition(Condition::Kind::phrase, place, std::move(*words))};
    }
    std::vector<BagWord> bag = bag_of(*words, place);
    if (place == Where::anywhere) add_special_words(node.text, bag);
    return Part{bag_of_words(std::move(bag), snapshot_),
                condition(Condition::Kind::any_word, place, std::move(*words))};
  }

  Result<Part> phrase(const Node& node) {
    auto words = add_run(node, true);
    if (!words) return words.error();
    const Where place = where(node);
    if (words->empty()) return Part{Query::MatchNothing, condition(Condition::Kind::any_word, place)};
    if (place == Where::body) out_.needs_check = true;
    if (phrases_only_rank_) {
      return Part{bag_of_words(bag_of(*words, place), snapshot_),
                  condition(Condition::Kind::any_word, place, std::move(*words))};
    }
    if (words->size() > 1) out_.needs_check = true;
    return Part{all_of(*words, place), condition(Condition::Kind::phrase, place, std::move(*words))};
  }

  Result<Part> near(const Node& node) {
    out_.needs_check = true;
    Condition made = condition(Condition::Kind::near, where(node));
    made.distance = node.distance;
    std::vector<Query> queries;
    for (const Node& child : node.children) {
      auto part = phrase(child);
      if (!part) return part;
      queries.push_back(std::move(part->query));
      made.children.push_back(std::move(part->condition));
    }
    return Part{Query(Query::OP_AND, queries.begin(), queries.end()), std::move(made)};
  }

  Result<Part> prefix_words(const Node& node) {
    QueryWord word;
    word.canonical = text::canonical(node.text);
    word.folded = text::folded(node.text);
    word.reading = word.canonical;
    word.is_prefix = true;
    word.run = runs_++;
    word.is_wanted = wanted_;
    word.match = options_.marks == Marks::ignore || word.canonical == word.folded ? MarkMatch::any : MarkMatch::at_least;
    const Where place = where(node);
    if (place == Where::body) out_.needs_check = true;
    bool cut = false;
    std::vector<Query> queries;
    WordReading reading{word.canonical + "*", {}, 0};
    for (const Form& form : lexicon_.starting_with(word.canonical, word.folded, kMaxPrefixForms, cut)) {
      if (++reading.form_count <= kFormsShown) reading.forms.push_back(form.canonical);
      queries.emplace_back(with_prefix(term_prefix(place), form.term));
    }
    if (cut) {
      out_.notes.push_back("'" + node.text + "*' stands for too many words: the " +
                           std::to_string(queries.size()) + " most frequent were taken");
    }
    out_.readings.push_back(std::move(reading));
    out_.words.push_back(std::move(word));
    return Part{Query(Query::OP_SYNONYM, queries.begin(), queries.end()),
                condition(Condition::Kind::any_word, place, {static_cast<std::uint32_t>(out_.words.size() - 1)})};
  }

  Result<Part> filter(const Node& node) {
    const Xapian::Database& database = lexicon_.database();
    Query query;
    switch (node.field) {
      case FilterField::organization: {
        const auto names = snapshot_.organizations();
        if (!names) return names.error();
        query = organization_query(snapshot_, **names, node.text, out_.notes);
        break;
      }
      case FilterField::author: query = author_query(database, node.text); break;
      case FilterField::source: query = source_query(database, node.text); break;
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
    Part part{Query(Query::OP_SCALE_WEIGHT, query, 0), {}};
    part.condition.kind = Condition::Kind::documents;
    part.condition.words = {static_cast<std::uint32_t>(filters_.size())};
    filters_.push_back(part.query);
    return part;
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
    // `+TP.HCM`: what must be there is all of it.
    if (node.kind == Node::Kind::text && how != Node::Clause::should) return text(node, Combine::every);
    if (node.kind != Node::Kind::phrase || how != Node::Clause::should) return compile(node);
    // A phrase beside plain words ranks as they do: those who have it come first, it shuts nobody out.
    phrases_only_rank_ = has_plain_words;
    auto part = phrase(node);
    phrases_only_rank_ = false;
    return part;
  }

  // Plain words rank. What must be there, and every filter, restricts.
  Result<Part> sequence(const Node& node) {
    std::vector<Part> should;
    std::vector<Part> must;
    std::vector<Part> must_not;
    const bool has_plain_words = std::any_of(node.children.begin(), node.children.end(),
                                             [](const Node& child) { return child.kind == Node::Kind::text; });
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const Node& child = node.children[i];
      const Node::Clause how = node.clauses[i];
      const bool was_wanted = std::exchange(wanted_, wanted_ && how != Node::Clause::must_not);
      auto part = clause(child, how, has_plain_words);
      wanted_ = was_wanted;
      if (!part) return part;
      const bool restricts = how == Node::Clause::must || child.kind == Node::Kind::filter;
      (how == Node::Clause::must_not ? must_not : restricts ? must : should).push_back(std::move(*part));
    }
    // Whether there are clauses of a kind is asked of the lists: an empty Xapian query matches nothing, it is not
    // "no clause".
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
      result = Part{Query(Query::OP_AND_MAYBE, required.query, wished.query), std::move(required.condition)};
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

  static Part joined(std::vector<Part> parts, Query::op op, Condition::Kind kind) {
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
    result.query = asks_for_order(excluded.condition) ? kept.query : Query(Query::OP_AND_NOT, kept.query, excluded.query);
    result.condition.kind = Condition::Kind::but_not;
    result.condition.children.push_back(std::move(kept.condition));
    result.condition.children.push_back(std::move(excluded.condition));
    return result;
  }

  static bool asks_for_order(const Condition& condition) {
    const bool itself = condition.kind == Condition::Kind::near || condition.where == Where::body ||
                        (condition.kind == Condition::Kind::phrase && condition.words.size() > 1);
    return itself || std::any_of(condition.children.begin(), condition.children.end(), asks_for_order);
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
    const bool was_wanted = std::exchange(wanted_, false);
    auto excluded = compile(node.children[1]);
    wanted_ = was_wanted;
    if (!excluded) return excluded;
    return without(std::move(*kept), std::move(*excluded));
  }

  // Filters inside a condition are answered by the index, once, for all documents.
  void fill_documents(Condition& condition) {
    if (condition.kind == Condition::Kind::documents) {
      const Query& query = filters_[condition.words.front()];
      Xapian::Enquire enquire(lexicon_.database());
      enquire.set_query(query);
      enquire.set_weighting_scheme(Xapian::BoolWeight());
      enquire.set_docid_order(Xapian::Enquire::ASCENDING);
      const Xapian::MSet matches = enquire.get_mset(0, lexicon_.database().get_doccount());
      for (auto match = matches.begin(); match != matches.end(); ++match) condition.documents.push_back(*match);
      std::sort(condition.documents.begin(), condition.documents.end());
    }
    for (Condition& child : condition.children) fill_documents(child);
  }

  const CompileOptions& options_;
  Lexicon& lexicon_;
  store::Snapshot& snapshot_;
  text::Analyzer& analyzer_;
  Compiled out_;
  std::vector<Query> filters_;
  std::uint32_t runs_ = 0;
  Writer writer_ = Writer::without_marks;
  bool wanted_ = true;            // words at hand are not excluded
  bool phrases_only_rank_ = false;
  std::vector<text::Word> words_;
  std::vector<text::Compound> compounds_;
};

}  // namespace

Result<Compiled> compile(const Node& node, const CompileOptions& options, Lexicon& lexicon,
                         store::Snapshot& snapshot, text::Analyzer& analyzer) {
  return Compiler(options, lexicon, snapshot, analyzer).run(node);
}

}  // namespace vnidx::query
