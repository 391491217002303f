#include "entity/lexicon.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "entity/letter_case.h"
#include "entity/tables.h"
#include "text/canonical.h"

namespace vnidx::entity {
namespace {

/// Spaces and signs bound how many words a table can have.
std::size_t word_bound(std::string_view table) {
  return static_cast<std::size_t>(std::count_if(table.begin(), table.end(), [](char c) {
    return c == ' ' || c == '\n' || c == '-' || c == '.' || c == '/' || c == '&' || c == '\'';
  }));
}

std::size_t word_bound(const UserLexicon& own) {
  std::size_t bound = 0;
  for (const UserBody& body : own.bodies) {
    for (const std::string& form : body.forms) bound += word_bound(form) + 1;
  }
  return bound;
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

Head::Kind head_kind(std::string_view name) {
  if (name == "one") return Head::Kind::one;
  if (name == "located") return Head::Kind::located;
  if (name == "sector") return Head::Kind::sector;
  if (name == "field") return Head::Kind::field;
  if (name == "name") return Head::Kind::name;
  return Head::Kind::none;
}

Place::Kind place_kind(std::string_view name) {
  if (name == "level") return Place::Kind::level;
  if (name == "small") return Place::Kind::small_level;
  if (name == "wide") return Place::Kind::wide;
  if (name == "province") return Place::Kind::province;
  if (name == "city") return Place::Kind::city;
  if (name == "district") return Place::Kind::district;
  return Place::Kind::country;
}

Body::Kind body_kind(std::string_view name) {
  if (name == "firm") return Body::Kind::firm;
  if (name == "media") return Body::Kind::media;
  if (name == "team") return Body::Kind::team;
  if (name == "title") return Body::Kind::title;
  return Body::Kind::body;
}

constexpr std::array<std::pair<std::string_view, std::uint32_t>, 18> kRoles{{
    {"plural", kPlural},
    {"surname", kSurname},
    {"title", kTitle},
    {"goods", kGoods},
    {"credit", kCredit},
    {"number", kNumber},
    {"at", kAt},
    {"event", kEvent},
    {"pointer", kPointer},
    {"work", kWork},
    {"branch", kBranch},
    {"of", kOf},
    {"person", kPerson},
    {"link", kLink},
    {"post", kPost},
    {"state", kState},
    {"opening", kOpening},
    {"time", kTime},
}};

}  // namespace

Lexicon::Lexicon(text::Analyzer& analyzer, const UserLexicon& own)
    : analyzer_(analyzer),
      and_(analyzer.intern("và")),
      heads_(word_bound(tables::kHeads)),
      fields_(word_bound(tables::kFields)),
      places_(word_bound(tables::kPlaces)),
      bodies_(word_bound(tables::kBodies) + word_bound(own)) {
  constexpr std::size_t kWords = 4096;  // about what the tables hold
  roles_.reserve(kWords);
  meanings_by_term_.reserve(kWords);
  add_role(and_, kAnd);
  add_words();
  add_abbreviations();
  add_heads();
  add_fields();
  add_places();
  add_own(own);  // before the tables: the first meaning of a phrase stays
  add_bodies();
}

std::span<const Expansion> Lexicon::meanings(text::TermId term) const {
  if (term >= meanings_by_term_.size()) return {};
  const Range range = meanings_by_term_[term];
  return all_expansions().subspan(range.first, range.count);
}

std::span<const text::TermId> Lexicon::terms(const Expansion& meaning) const {
  const Range range = terms_by_meaning_[static_cast<std::size_t>(&meaning - all_expansions().data())];
  return std::span(expansion_terms_).subspan(range.first, range.count);
}

void Lexicon::add_role(text::TermId term, std::uint32_t role) {
  if (term >= roles_.size()) roles_.resize(term + 1);
  roles_[term] |= role;
}

std::span<const PhraseTrie::Step> Lexicon::steps(std::string_view small) {
  steps_.clear();
  bool joined = false;
  for (std::size_t i = 0; i < small.size();) {
    if (!is_word_byte(small[i])) {
      joined = joined || small[i] != ' ';
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < small.size() && is_word_byte(small[end])) ++end;
    const text::TermId term = analyzer_.intern(small.substr(i, end - i));
    i = end;
    if (term == and_ && !steps_.empty()) {
      joined = true;
      continue;
    }
    steps_.push_back({term, joined});
    joined = false;
  }
  return steps_;
}

/// Calls `use(row, small)` for every row of a table: as it stands there, and in small letters.
template <class Use>
void for_each_entry(std::string_view table, Use use) {
  const std::string small = lower_case(table);
  tables::for_each_row(table, [&](tables::Row row) {
    const std::string_view first = row[0];
    // Small letters take as many bytes as their capitals.
    use(row,
        std::string_view(small).substr(static_cast<std::size_t>(first.data() - table.data()), first.size()));
  });
}

void Lexicon::add_words() {
  tables::for_each_row(tables::kWords, [&](tables::Row row) {
    const auto* const role =
        std::find_if(kRoles.begin(), kRoles.end(), [&](const auto& entry) { return entry.first == row[0]; });
    if (role == kRoles.end()) return;
    const std::string small = lower_case(row[1]);
    tables::for_each_part(small, ' ',
                          [&](std::string_view word) { add_role(analyzer_.intern(word), role->second); });
  });
}

void Lexicon::add_abbreviations() {
  const std::span<const Expansion> all = all_expansions();
  terms_by_meaning_.reserve(all.size());
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    const text::TermId key = analyzer_.intern(all[i].key);
    if (key >= meanings_by_term_.size()) meanings_by_term_.resize(key + 1);
    if (meanings_by_term_[key].count++ == 0) meanings_by_term_[key].first = i;
    add_role(key, kOpens);

    Range range{static_cast<std::uint32_t>(expansion_terms_.size()), 0};
    for (const std::string_view word : all[i].words) {
      const text::TermId term = analyzer_.intern(word);
      if (term != and_) expansion_terms_.push_back(term);
    }
    range.count = static_cast<std::uint32_t>(expansion_terms_.size()) - range.first;
    terms_by_meaning_.push_back(range);
  }
}

void Lexicon::add_heads() {
  for_each_entry(tables::kHeads, [&](tables::Row row, std::string_view small) {
    const std::string_view options = row[3];
    const auto has = [&](char option) { return options.find(option) != std::string_view::npos; };
    Head head{};
    head.name = row[4].empty() ? row[0] : row[4];
    head.localized = row[5].empty() ? head.name : row[5];
    head.kind = head_kind(row[1]);
    head.rank = row[2].empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(row[2][0] - '0');
    head.small = has('s');
    head.bare = has('u');
    head.workplace = has('w');
    head.at = has('a');
    head.seated = has('b');
    head.firm = has('f');
    head.kin = has('k');
    head.abbreviation = has('j');
    head.local = has('l');
    head.owned_only = has('o');
    head.team = has('t');
    head.media = has('m');
    head.numbered = has('n');
    head.guarded = has('g');
    head.capital = has('c');
    head.untitled = has('x');
    const auto phrase = steps(small);
    add_role(phrase.front().term, kOpens);
    heads_.add(phrase, static_cast<PhraseTrie::Value>(head_list_.size()));
    head_list_.push_back(head);
  });
}

void Lexicon::add_fields() {
  for_each_entry(tables::kFields, [&](tables::Row row, std::string_view small) {
    fields_.add(steps(small), static_cast<PhraseTrie::Value>(field_list_.size()));
    field_list_.push_back({row[0], row[1] == "sector", row[1] == "verb" || row[2] == "verb"});
  });
}

void Lexicon::add_places() {
  for_each_entry(tables::kPlaces, [&](tables::Row row, std::string_view small) {
    if (row[1] == "short") return;
    const auto phrase = steps(small);
    places_.add(phrase, static_cast<PhraseTrie::Value>(place_list_.size()));
    place_list_.push_back({row[0], place_kind(row[1])});
    if (place_list_.back().kind == Place::Kind::level) add_role(phrase.back().term, kLevel);
  });
}

void Lexicon::add_bodies() {
  for_each_entry(tables::kBodies, [&](tables::Row row, std::string_view small) {
    const auto phrase = steps(small);
    if (row[1] != "title") add_role(phrase.front().term, kOpens);
    bodies_.add(phrase, static_cast<PhraseTrie::Value>(body_list_.size()));
    body_list_.push_back({row[0], row[2].empty() ? row[0] : row[2], body_kind(row[1])});
  });
}

void Lexicon::add_own(const UserLexicon& own) {
  for (const UserBody& body : own.bodies) {
    for (const std::string& form : body.forms) {
      const auto phrase = steps(text::canonical(form));
      if (phrase.empty()) continue;
      add_role(phrase.front().term, kOpens);
      bodies_.add(phrase, static_cast<PhraseTrie::Value>(body_list_.size()));
      body_list_.push_back({form, body.name, Body::Kind::own});
    }
  }
}

}  // namespace vnidx::entity
