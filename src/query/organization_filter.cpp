#include "query/organization_filter.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <unordered_set>
#include <utility>

#include "entity/recognizer.h"
#include "entity/short_form.h"
#include "entity/user_lexicon.h"
#include "query/bodies.h"
#include "schema/fields.h"
#include "schema/organization.h"
#include "schema/term.h"
#include "text/canonical.h"

namespace vnidx::query {
namespace {

constexpr std::size_t kNamesInNote = 5;

// What an organisation is to a document.
enum class Role : std::uint8_t { named, issuer };

std::string term_of(std::string_view key, Role role) {
  return role == Role::issuer ? schema::issuer_term(key) : schema::organization_term(key);
}

// One body, under whatever names documents hold it.
struct FoundOrganization {
  std::string_view name;
  std::vector<std::string> terms;
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

enum class Likeness : std::uint8_t { none, begins, short_form, holds, in_order };

struct Taken {
  std::vector<FoundOrganization> organizations;
  Likeness likeness = Likeness::none;
};

// The bodies of a collection that are to documents what `role` says.
class Lookup {
 public:
  using Entry = store::NameCatalog::Entry;

  Lookup(const store::Snapshot& snapshot, const store::NameCatalog& catalog, Role role)
      : snapshot_(snapshot), catalog_(catalog), role_(role), bodies_(snapshot, catalog) {}

  // Those with a name for whose key `is_one` holds; most documents first.
  template <class IsOne>
  std::vector<FoundOrganization> bodies_where(IsOne&& is_one) {
    std::vector<const Entry*> names;
    for (const Entry& entry : catalog_.entries()) {
      if (!entry.is_short_form() && is_one(entry.key)) names.push_back(&entry);
    }
    return bodies_of(names);
  }

  std::vector<FoundOrganization> bodies_of(const std::vector<const Entry*>& names) {
    std::vector<FoundOrganization> found;
    std::unordered_set<const Bodies::Body*> seen;
    for (const Entry* name : names) {
      const Bodies::Body& body = bodies_.body_of(*name);
      if (!seen.insert(&body).second) continue;
      FoundOrganization organization{body.name->name, {}, 0};
      for (const Entry* member : body.members) organization.terms.push_back(term_of(member->key, role_));
      organization.documents = count_of(organization.terms);
      if (organization.documents > 0) found.push_back(std::move(organization));
    }
    std::ranges::stable_sort(found, [](const auto& a, const auto& b) { return a.documents > b.documents; });
    return found;
  }

  // Those that a short form like `typed` means.
  std::vector<FoundOrganization> bodies_called(std::string_view typed) {
    const std::string wanted = entity::short_form_key(typed);
    std::vector<const Entry*> names;
    for (const Entry& entry : catalog_.entries()) {
      if (!entry.is_short_form() || !schema::has_marks_of(entry.key, wanted)) continue;
      const auto meanings = bodies_.meanings_of(entry.key);
      names.insert(names.end(), meanings.begin(), meanings.end());
    }
    return bodies_of(names);
  }

  Xapian::doccount count_of(const std::vector<std::string>& terms) const {
    if (terms.size() == 1) return snapshot_.count_of(terms.front());
    std::vector<Xapian::docid> all;
    for (const std::string& term : terms) {
      const auto documents = snapshot_.documents_of(term);
      all.insert(all.end(), documents.begin(), documents.end());
    }
    std::ranges::sort(all);
    return static_cast<Xapian::doccount>(std::ranges::unique(all).begin() - all.begin());
  }

 private:
  const store::Snapshot& snapshot_;
  const store::NameCatalog& catalog_;
  Role role_;
  Bodies bodies_;
};

Taken organizations_like(const store::Snapshot& snapshot, const store::NameCatalog& catalog, Role role,
                         std::string_view name) {
  const std::vector<std::string> typed = entity::typed_organization_keys(name);
  if (typed.front().empty()) return {};
  const auto own = entity::read_user_lexicon(
      snapshot.database().get_metadata(std::string(schema::metadata::kLexicon)), {});
  const auto other_keys = entity::other_keys(own ? *own : entity::UserLexicon());
  Lookup lookup(snapshot, catalog, role);
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
    return Taken{lookup.bodies_where(is_one), likeness};
  };
  Taken called{lookup.bodies_called(name), Likeness::short_form};
  Taken found = taken(begins_with, Likeness::begins);
  if (!called.organizations.empty()) {
    // A name that begins with the short form is another body: `EVN` and `EVN Hà Nội`.
    for (FoundOrganization& each : found.organizations) {
      const auto is_same = [&](const FoundOrganization& other) { return other.name == each.name; };
      if (std::ranges::none_of(called.organizations, is_same))
        called.organizations.push_back(std::move(each));
    }
    return called;
  }
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

// The least distance from what distance() compared to a beginning of `key` that ends with a word; `row` is
// what it left.
std::size_t distance_to_beginning(std::string_view key, const std::vector<std::size_t>& row) {
  std::size_t least = row.size();
  for (std::size_t end = 1; end < row.size(); ++end) {
    if (end == key.size() || key[end] == ' ') least = std::min(least, row[end]);
  }
  return least;
}

// Names of `role` that come nearest to `name`, or that begin as it is typed but for a slip; the nearest
// first.
std::vector<std::string> nearest_names(const store::Snapshot& snapshot, const store::NameCatalog& catalog,
                                       Role role, std::string_view name) {
  constexpr std::size_t kMostNames = 3;
  constexpr std::size_t kLongestTyped = 120;
  const std::string wanted =
      text::folded(entity::typed_organization_keys(name).front().substr(0, kLongestTyped));
  const std::size_t allowed = wanted.size() / 3;
  const std::size_t slips = wanted.size() / 8;  // of a name that goes on behind what is typed
  struct Near {
    std::size_t edits;
    Xapian::doccount documents;
    std::string_view name;
  };
  std::vector<Near> near;
  std::vector<std::size_t> row;
  for (const auto& entry : catalog.entries()) {
    if (entry.is_short_form()) continue;
    const std::string key = text::folded(entry.key);
    if (key.size() + allowed < wanted.size()) continue;
    const std::size_t edits = distance(wanted, std::string_view(key).substr(0, wanted.size() + allowed), row);
    const bool is_whole = key.size() <= wanted.size() + allowed && edits <= allowed;
    if (!is_whole && distance_to_beginning(key, row) > slips) continue;
    const Xapian::doccount documents = snapshot.count_of(term_of(entry.key, role));
    if (documents > 0) near.push_back({is_whole ? edits : allowed + 1, documents, entry.name});
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

std::string listed(std::string_view name, const std::vector<FoundOrganization>& found) {
  if (found.size() == 1) return "'" + std::string(name) + "' was taken for " + std::string(found[0].name);
  std::string note =
      "'" + std::string(name) + "' was taken for " + std::to_string(found.size()) + " organisations: ";
  for (std::size_t i = 0; i < std::min(found.size(), kNamesInNote); ++i) {
    note.append(i > 0 ? ", " : "").append(found[i].name);
    note.append(" (").append(std::to_string(found[i].documents)).append(")");
  }
  if (found.size() > kNamesInNote) note += " …";
  return note + "; more of a name, such as its place, narrows it";
}

// Documents to which an organisation that `name` may mean is what `role` says.
Xapian::Query query_of(const store::Snapshot& snapshot, const store::NameCatalog& catalog, Role role,
                       std::string_view name, std::vector<std::string>& notes) {
  const auto [found, likeness] = organizations_like(snapshot, catalog, role, name);
  if (found.empty()) {
    const std::string code = schema::organization_term(entity::short_form_key(name));
    const Xapian::doccount coded = role == Role::named ? snapshot.count_of(code) : 0;
    if (coded > 0) {
      notes.push_back("'" + std::string(name) + "' is a code here that no name explains; " +
                      std::to_string(coded) + (coded == 1 ? " document has it" : " documents have it"));
      return Xapian::Query(code);
    }
    std::string note = role == Role::issuer ? "no organisation that issued a document is named '"
                                            : "no organisation is named '";
    note.append(name).append("'");
    const auto nearest = nearest_names(snapshot, catalog, role, name);
    for (std::size_t i = 0; i < nearest.size(); ++i)
      note.append(i == 0 ? "; did you mean " : ", ").append(nearest[i]);
    notes.push_back(note + (nearest.empty() ? "" : "?"));
    return Xapian::Query::MatchNothing;
  }
  const bool is_as_typed = found.size() == 1 && likeness == Likeness::begins &&
                           text::folded(entity::organization_key(found[0].name)) ==
                               text::folded(entity::typed_organization_keys(name).front());
  if (!is_as_typed) notes.push_back(listed(name, found));
  std::vector<std::string> terms;
  for (const auto& organization : found)
    terms.insert(terms.end(), organization.terms.begin(), organization.terms.end());
  return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
}

}  // namespace

Xapian::Query organization_query(const store::Snapshot& snapshot, const store::NameCatalog& catalog,
                                 std::string_view name, std::vector<std::string>& notes) {
  return query_of(snapshot, catalog, Role::named, name, notes);
}

Xapian::Query issuer_query(const store::Snapshot& snapshot, const store::NameCatalog& catalog,
                           std::string_view name, std::vector<std::string>& notes) {
  return query_of(snapshot, catalog, Role::issuer, name, notes);
}

std::vector<OrganizationCount> organizations_named(const store::Snapshot& snapshot,
                                                   const store::NameCatalog& catalog, std::string_view name) {
  const auto found =
      name.empty()
          ? Lookup(snapshot, catalog, Role::named).bodies_where([](std::string_view) { return true; })
          : organizations_like(snapshot, catalog, Role::named, name).organizations;
  std::vector<OrganizationCount> counts;
  counts.reserve(found.size());
  for (const auto& organization : found)
    counts.push_back({std::string(organization.name), organization.documents});
  return counts;
}

std::vector<std::string> nearest_organizations(const store::Snapshot& snapshot,
                                               const store::NameCatalog& catalog, std::string_view name) {
  return nearest_names(snapshot, catalog, Role::named, name);
}

}  // namespace vnidx::query
