#include "query/word_compiler.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <utility>

#include "schema/fields.h"
#include "schema/term.h"
#include "text/canonical.h"
#include "text/word_form.h"

namespace vnidx::query {
namespace {

namespace prefix = schema::prefix;
using Query = Xapian::Query;

constexpr std::size_t kMaxWords = 1000;
constexpr std::size_t kMaxPrefixes = 32;  // each may stand for hundreds of words
// What the words of an abbreviation count, or the abbreviation of words: little, for texts often have both.
constexpr double kMeaning = 0.3;

std::string_view term_prefix(Where where) {
  return where == Where::title ? prefix::kTitle : "";
}

// Whether the index alone tells which documents have this writing there. Terms of compounds, dates and
// numbers do not say where.
bool is_certain(const OtherWriting& writing, Where where) {
  if (where == Where::body) return false;
  return writing.term.empty() ? writing.words.size() == 1 : where == Where::anywhere;
}

// The terms that a document with this writing has; where it is not certain, others have them too.
std::vector<std::string> terms_of(const OtherWriting& writing, Where where) {
  if (!writing.term.empty()) return {writing.term};
  std::vector<std::string> terms;
  for (const std::string& word : writing.words) {
    terms.push_back(std::string(term_prefix(where)) + schema::word_term(word, text::fold(word)));
  }
  return terms;
}

Error too_many(std::size_t most, std::string_view what, const Node& node) {
  return {ErrorCode::usage, "a query has at most " + std::to_string(most) + " " + std::string(what),
          "column " + std::to_string(node.column), ""};
}

Condition condition_of(Condition::Kind kind, Where where, std::vector<std::uint32_t> words = {}) {
  Condition made;
  made.kind = kind;
  made.where = where;
  made.words = std::move(words);
  return made;
}

Query writing_query(const OtherWriting& writing, Where where) {
  const auto terms = terms_of(writing, where);
  return {Query::OP_AND, terms.begin(), terms.end()};
}

}  // namespace

Where WordCompiler::where(const Node& node) const {
  if (node.in_title || options_.in == SearchIn::title) return Where::title;
  return options_.in == SearchIn::body ? Where::body : Where::anywhere;
}

// Adds the words of `node` as one run; their indexes.
Result<WordCompiler::Indexes> WordCompiler::add_run(const Node& node, Setting setting) {
  analyzer_.words(node.text, words_);
  if (out_.words.size() + words_.size() > kMaxWords) return too_many(kMaxWords, "words", node);
  Indexes indexes;
  for (const text::Word& word : words_) {
    QueryWord added;
    added.canonical = analyzer_.canonical(word.term);
    added.reading = added.canonical;
    added.folded = analyzer_.folded(word.term);
    added.match = forms_.match(added.canonical, added.folded, setting);
    added.run = runs_;
    added.is_name =
        word.shape == text::Shape::number || (word.shape != text::Shape::lower && !out_.words.empty());
    added.column = node.column;
    added.is_wanted = wanted_;
    indexes.push_back(static_cast<std::uint32_t>(out_.words.size()));
    out_.words.push_back(std::move(added));
  }
  ++runs_;
  if (options_.marks == Marks::smart && !indexes.empty()) {
    const auto run = std::span(out_.words).subspan(indexes.front());
    const auto readings = read_back(run, writer_, snapshot_.statistics());
    for (std::size_t i = 0; i < run.size(); ++i) {
      run[i].reading = readings[i];
      if (setting == Setting::plain && wanted_) run[i].twin = forms_.twin(run[i]);
    }
  }
  return indexes;
}

// Documents that hold any of `words`, as a bag that more may be put into.
std::vector<BagWord> WordCompiler::bag_of(const Indexes& words, Where where) {
  std::vector<BagWord> bag;
  for (const std::uint32_t index : words) {
    WordReading& reading = out_.readings.emplace_back(WordReading{out_.words[index].canonical, {}, 0});
    std::ranges::move(forms_.terms(out_.words[index], term_prefix(where), reading), std::back_inserter(bag));
  }
  return bag;
}

// Documents that hold all of `words`.
Query WordCompiler::all_of(const Indexes& words, Where where) {
  std::vector<Query> queries;
  for (const std::uint32_t word : words) {
    std::vector<Query> forms;
    for (const BagWord& terms : bag_of({word}, where)) forms.push_back(word_query(terms));
    queries.emplace_back(Query::OP_OR, forms.begin(), forms.end());
  }
  return {Query::OP_AND, queries.begin(), queries.end()};
}

// What else the words of a run may be written as.
std::vector<OtherWriting> WordCompiler::add_other_writings(const Node& node, const Indexes& words) {
  if (options_.marks != Marks::smart || words.empty()) return {};
  const auto run = std::span(out_.words).subspan(words.front(), words.size());
  auto writings = other_writings(node.text, words_, run, analyzer_, snapshot_.statistics());
  if (!wanted_)
    std::erase_if(writings, [](const auto& writing) { return writing.kind == OtherWriting::Kind::meaning; });
  for (const OtherWriting& writing : writings) {
    std::string letters;
    std::string shown;
    for (const std::string& word : writing.words) {
      letters += word;
      shown.append(shown.empty() ? "" : " ").append(word);
    }
    run[writing.first].alternatives.push_back({std::move(letters), writing.count});
    if (writing.kind != OtherWriting::Kind::meaning || !writing.term.empty()) continue;
    OtherReading& other = out_.other_readings.emplace_back();
    for (const QueryWord& word : run.subspan(writing.first, writing.count)) {
      other.words.append(other.words.empty() ? "" : " ").append(word.reading);
    }
    other.as = std::move(shown);
  }
  return writings;
}

Result<Part> WordCompiler::text(const Node& node, Combine combine) {
  auto words = add_run(node, Setting::plain);
  if (!words) return words.error();
  const Where place = where(node);
  bool is_exact = place != Where::body;
  const auto writings = add_other_writings(node, *words);
  const bool is_one = std::any_of(writings.begin(), writings.end(), [&](const OtherWriting& writing) {
    return writing.kind != OtherWriting::Kind::meaning && writing.count == words->size();
  });
  if (words->size() > 1 && (is_one || combine == Combine::every))
    return whole(std::move(*words), writings, place);
  std::vector<BagWord> bag = bag_of(*words, place);
  std::vector<Query> meanings;
  for (const OtherWriting& writing : writings) {
    if (words->size() == 1) {
      // Alone it must be there, word behind word; among other words it ranks.
      if (!is_certain(writing, place)) {
        is_exact = false;
        out_.ranks_by_text = true;
      }
    } else if (place != Where::anywhere && !writing.term.empty()) {
      continue;
    }
    if (writing.kind == OtherWriting::Kind::meaning) {
      meanings.emplace_back(Query::OP_SCALE_WEIGHT, writing_query(writing, place), kMeaning);
    } else {
      bag.push_back({terms_of(writing, place)});
    }
  }
  meanings.push_back(bag_of_words(std::move(bag), snapshot_));
  return Part{Query(Query::OP_OR, meanings.begin(), meanings.end()),
              condition_of(Condition::Kind::any_word, place, std::move(*words)), is_exact};
}

Part WordCompiler::whole(Indexes words, const std::vector<OtherWriting>& writings, Where place) {
  std::vector<Query> either{all_of(words, place)};
  std::vector<Query> certain;
  for (const OtherWriting& writing : writings) {
    if (writing.count != words.size()) continue;
    either.push_back(writing_query(writing, place));
    if (is_certain(writing, place)) certain.push_back(either.back());
  }
  Condition made;
  made.kind = Condition::Kind::any_of;
  made.children.push_back(condition_of(Condition::Kind::phrase, place, std::move(words)));
  if (!certain.empty())
    made.children.push_back(sets_.condition(Query(Query::OP_OR, certain.begin(), certain.end())));
  return {Query(Query::OP_OR, either.begin(), either.end()), std::move(made), false};
}

Result<Part> WordCompiler::phrase(const Node& node) {
  auto words = add_run(node, Setting::quoted);
  if (!words) return words.error();
  const Where place = where(node);
  if (words->empty()) return Part{Query::MatchNothing, condition_of(Condition::Kind::any_word, place)};
  const bool is_exact = words->size() == 1 && place != Where::body;
  return Part{all_of(*words, place), condition_of(Condition::Kind::phrase, place, std::move(*words)),
              is_exact};
}

Result<Part> WordCompiler::ranking_phrase(const Node& node) {
  auto words = add_run(node, Setting::quoted);
  if (!words) return words.error();
  const Where place = where(node);
  return Part{bag_of_words(bag_of(*words, place), snapshot_),
              condition_of(Condition::Kind::any_word, place, std::move(*words)), place != Where::body};
}

Result<Part> WordCompiler::near(const Node& node) {
  if (node.children.size() > kMaxNear)
    return too_many(kMaxNear, "words or phrases near each other", node.children[kMaxNear]);
  Condition made = condition_of(Condition::Kind::near, where(node));
  made.distance = node.distance;
  std::vector<Query> queries;
  for (const Node& child : node.children) {
    auto part = phrase(child);
    if (!part) return part;
    queries.push_back(std::move(part->query));
    made.children.push_back(std::move(part->condition));
  }
  return Part{Query(Query::OP_AND, queries.begin(), queries.end()), std::move(made), false};
}

Result<Part> WordCompiler::prefix(const Node& node) {
  if (++prefixes_ > kMaxPrefixes) return too_many(kMaxPrefixes, "beginnings of words", node);
  if (out_.words.size() == kMaxWords) return too_many(kMaxWords, "words", node);
  QueryWord word;
  word.canonical = text::canonical(node.text);
  word.folded = text::folded(node.text);
  word.reading = word.canonical;
  word.is_prefix = true;
  word.run = runs_++;
  word.is_wanted = wanted_;
  word.match =
      options_.marks == Marks::ignore || word.canonical == word.folded ? MarkMatch::any : MarkMatch::at_least;
  const Where place = where(node);
  bool cut = false;
  WordReading& reading = out_.readings.emplace_back(WordReading{word.canonical + "*", {}, 0});
  Query query = bag_of_words({forms_.beginning_with(word, term_prefix(place), reading, cut)}, snapshot_);
  if (cut) {
    out_.notes.push_back("'" + node.text + "*' stands for too many words: the " +
                         std::to_string(reading.form_count) + " most frequent were taken");
  }
  out_.words.push_back(std::move(word));
  Condition made =
      condition_of(Condition::Kind::any_word, place, {static_cast<std::uint32_t>(out_.words.size() - 1)});
  return Part{std::move(query), std::move(made), place != Where::body};
}

}  // namespace vnidx::query
