#include "query/organization_filter.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>

#include "entity/recognizer.h"
#include "entity/user_lexicon.h"
#include "schema/fields.h"
#include "schema/organization.h"
#include "schema/term.h"
#include "text/canonical.h"

namespace vnidx::query {
namespace {

constexpr std::size_t kNamesInNote = 5;

struct FoundOrganization {
  std::string_view name;
  std::string term;
  Xapian::doccount documents;
};

bool starts_letter(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80;
}

std::size_t count_letters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_letter));
}

// The end of the first `letters` letters of `text`.
std::size_t end_of_letters(std::string_view text, std::size_t letters) {
  std::size_t end = 0;
  for (; end < text.size(); ++end) {
    if (starts_letter(text[end]) && letters-- == 0) break;
  }
  return end;
}

// Whether `key` begins with the words of `wanted`, with at least the marks typed.
bool begins_with(std::string_view key, std::string_view wanted) {
  const std::size_t end = end_of_letters(key, count_letters(wanted));
  return (end == key.size() || key[end] == ' ') && schema::has_marks_of(key.substr(0, end), wanted);
}

std::string_view after_first_word(std::string_view text) {
  const std::size_t space = text.find(' ');
  return space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
}

bool holds(std::string_view key, std::string_view wanted) {
  for (; !key.empty(); key = after_first_word(key)) {
    if (begins_with(key, wanted)) return true;
  }
  return false;
}

bool holds_in_order(std::string_view key, std::string_view wanted) {
  for (; !key.empty() && !wanted.empty(); key = after_first_word(key)) {
    if (begins_with(key, wanted.substr(0, wanted.find(' ')))) wanted = after_first_word(wanted);
  }
  return wanted.empty();
}

// Organisations that documents name, of which `is_one` holds for the key; most frequent first.
template <class IsOne>
std::vector<FoundOrganization> organizations_where(const store::Snapshot& snapshot,
                                                   const store::NameCatalog& catalog, IsOne&& is_one) {
  std::vector<FoundOrganization> found;
  for (const auto& entry : catalog.entries()) {
    if (!is_one(entry.key)) continue;
    std::string term = schema::organization_term(entry.key);
    const Xapian::doccount documents = snapshot.count_of(term);
    if (documents > 0) found.push_back({entry.name, std::move(term), documents});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.documents > b.documents; });
  return found;
}

enum class Likeness : std::uint8_t { none, begins, holds, in_order };

struct Taken {
  std::vector<FoundOrganization> organizations;
  Likeness likeness = Likeness::none;
};

Taken organizations_like(const store::Snapshot& snapshot, const store::NameCatalog& catalog,
                         std::string_view name) {
  const std::vector<std::string> typed = entity::typed_organization_keys(name);
  if (typed.front().empty()) return {};
  const auto own = entity::read_user_lexicon(
      snapshot.database().get_metadata(std::string(schema::metadata::kLexicon)), {});
  const auto other_keys = entity::other_keys(own ? *own : entity::UserLexicon());
  const auto taken = [&](auto&& is_like, Likeness likeness) {
    const auto is_typed = [&](std::string_view key) {
      return std::any_of(typed.begin(), typed.end(),
                         [&](std::string_view each) { return is_like(key, each); });
    };
    const auto is_one = [&](std::string_view key) {
      if (is_typed(key)) return true;
      const auto others = other_keys.find(key);
      return others != other_keys.end() &&
             std::any_of(others->second.begin(), others->second.end(), is_typed);
    };
    return Taken{organizations_where(snapshot, catalog, is_one), likeness};
  };
  Taken found = taken(begins_with, Likeness::begins);
  if (found.organizations.empty()) found = taken(holds, Likeness::holds);
  if (found.organizations.empty()) found = taken(holds_in_order, Likeness::in_order);
  return found;
}

// Edits of letters between `a` and `b`: Levenshtein's distance, by rows; `row` is working memory.
std::size_t distance(std::string_view a, std::string_view b, std::vector<std::size_t>& row) {
  row.resize(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

std::string listed(std::string_view name, const std::vector<FoundOrganization>& found) {
  if (found.size() == 1) return "'" + std::string(name) + "' was taken for " + std::string(found[0].name);
  std::string note =
      "'" + std::string(name) + "' was taken for " + std::to_string(found.size()) + " organisations: ";
  for (std::size_t i = 0; i < std::min(found.size(), kNamesInNote); ++i) {
    note.append(i > 0 ? ", " : "").append(found[i].name);
  }
  return note + (found.size() > kNamesInNote ? " …" : "");
}

}  // namespace

Xapian::Query organization_query(const store::Snapshot& snapshot, const store::NameCatalog& catalog,
                                 std::string_view name, std::vector<std::string>& notes) {
  const auto [found, likeness] = organizations_like(snapshot, catalog, name);
  if (found.empty()) {
    std::string note = "no organisation is named '" + std::string(name) + "'";
    const auto nearest = nearest_organizations(snapshot, catalog, name);
    for (std::size_t i = 0; i < nearest.size(); ++i)
      note.append(i == 0 ? "; the nearest: " : ", ").append(nearest[i]);
    notes.push_back(std::move(note));
    return Xapian::Query::MatchNothing;
  }
  if (found.size() > 1 || likeness != Likeness::begins) notes.push_back(listed(name, found));
  std::vector<std::string> terms;
  for (const auto& organization : found) terms.push_back(organization.term);
  return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
}

std::vector<OrganizationCount> organizations_named(const store::Snapshot& snapshot,
                                                   const store::NameCatalog& catalog, std::string_view name) {
  const auto found = name.empty()
                         ? organizations_where(snapshot, catalog, [](std::string_view) { return true; })
                         : organizations_like(snapshot, catalog, name).organizations;
  std::vector<OrganizationCount> counts;
  counts.reserve(found.size());
  for (const auto& organization : found)
    counts.push_back({std::string(organization.name), organization.documents});
  return counts;
}

std::vector<std::string> nearest_organizations(const store::Snapshot& snapshot,
                                               const store::NameCatalog& catalog, std::string_view name) {
  constexpr std::size_t kMostNames = 3;
  constexpr std::size_t kLongestTyped = 120;
  const std::string wanted =
      text::folded(entity::typed_organization_keys(name).front().substr(0, kLongestTyped));
  const std::size_t allowed = wanted.size() / 3;
  struct Near {
    std::size_t edits;
    Xapian::doccount documents;
    std::string_view name;
  };
  std::vector<Near> near;
  std::vector<std::size_t> row;
  for (const auto& entry : catalog.entries()) {
    const std::string key = text::folded(entry.key);
    if (key.size() > wanted.size() + allowed || key.size() + allowed < wanted.size()) continue;
    const std::size_t edits = distance(wanted, key, row);
    if (edits > allowed) continue;
    const Xapian::doccount documents = snapshot.count_of(schema::organization_term(entry.key));
    if (documents > 0) near.push_back({edits, documents, entry.name});
  }
  const std::size_t kept = std::min(kMostNames, near.size());
  std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(kept), near.end(),
                    [](const Near& a, const Near& b) {
                      return a.edits != b.edits ? a.edits < b.edits : a.documents > b.documents;
                    });
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kept; ++i) names.emplace_back(near[i].name);
  return names;
}

}  // namespace vnidx::query
