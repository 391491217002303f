#include "search/screen.h"

#include <algorithm>

#include "schema/fields.h"

namespace vnidx::search {
namespace {

constexpr auto kSlot = static_cast<Xapian::valueno>(schema::Slot::pairs);

// Xapian's skip_to goes down its tree anew at the end of each piece of a list, and reads the blocks at hand
// once more. Passing over so many values one by one is cheaper.
constexpr unsigned kSteps = 8;

// Whether a document may satisfy `condition`, of which may_hold(first, second) tells whether these words of
// the query may be neighbours in it.
template <class MayHold>
bool may_satisfy(const query::Condition& condition, const MayHold& may_hold) {
  using Kind = query::Condition::Kind;
  const auto child_may = [&](const query::Condition& child) { return may_satisfy(child, may_hold); };
  const auto& children = condition.children;
  switch (condition.kind) {
    case Kind::always:
    case Kind::any_word:
    case Kind::documents:
      return true;
    case Kind::phrase:
      return std::adjacent_find(condition.words.begin(), condition.words.end(),
                                [&](std::uint32_t first, std::uint32_t second) {
                                  return !may_hold(first, second);
                                }) == condition.words.end();
    case Kind::near:
    case Kind::all_of:
      return std::all_of(children.begin(), children.end(), child_may);
    case Kind::any_of:
      return std::any_of(children.begin(), children.end(), child_may);
    case Kind::but_not:
      return child_may(children.front());
  }
  return true;
}

}  // namespace

Screen::Screen(const Xapian::Database& database, std::span<const query::QueryWord> words,
               const query::Condition& condition)
    : database_(database), condition_(condition) {
  for (const query::QueryWord& word : words) {
    const bool has_other_letters = word.is_prefix || !word.twin.empty() || !word.alternatives.empty();
    words_.push_back(has_other_letters ? 0 : schema::word_hash(word.folded));
  }
}

bool Screen::is_of_use() const {
  return !may_satisfy(condition_, [&](std::uint32_t first, std::uint32_t second) {
    return words_[first] == 0 || words_[second] == 0;
  });
}

std::string Screen::value_of(Xapian::docid document) const {
  const Xapian::ValueIterator end = database_.valuestream_end(kSlot);
  if (reached_ == 0 || document < reached_) values_ = database_.valuestream_begin(kSlot);
  reached_ = document;
  for (unsigned i = 0; i < kSteps && values_ != end && values_.get_docid() < document; ++i) ++values_;
  if (values_ != end) values_.skip_to(document);
  return values_ != end && values_.get_docid() == document ? *values_ : std::string();
}

bool Screen::admits(Xapian::docid document) const {
  if (verdicts_.size() <= document)
    verdicts_.resize(std::max(database_.get_lastdocid(), document) + 1, Verdict::none);
  Verdict& verdict = verdicts_[document];
  if (verdict == Verdict::none) {
    const std::string value = value_of(document);
    const schema::PairFilter filter(value);
    const bool may = may_satisfy(condition_, [&](std::uint32_t first, std::uint32_t second) {
      return words_[first] == 0 || words_[second] == 0 || filter.may_hold(words_[first], words_[second]);
    });
    verdict = may ? Verdict::admitted : Verdict::refused;
  }
  return verdict == Verdict::admitted;
}

}  // namespace vnidx::search
