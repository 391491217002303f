#include "query/filter.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <system_error>

#include "entity/recognizer.h"
#include "query/lexicon.h"
#include "schema/fields.h"
#include "schema/organization.h"
#include "schema/record.h"
#include "schema/term.h"
#include "text/canonical.h"

namespace vnidx::query {
namespace {

namespace prefix = schema::prefix;
namespace chrono = std::chrono;

constexpr std::size_t kNamesInNote = 3;

Xapian::Query any_of(const std::vector<std::string>& terms) {
  if (terms.empty()) return Xapian::Query::MatchNothing;
  return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
}

std::optional<Date> bound(const std::string& value) { return schema::read_compact_date(value); }

// The terms of whole years, months and days that make up `first` … `last`.
std::vector<std::string> period_terms(Date first, Date last) {
  std::vector<std::string> terms;
  for (chrono::sys_days day = first; day <= chrono::sys_days(last);) {
    const Date date(day);
    const std::string digits = schema::compact_date(date);
    const Date year_end = date.year() / chrono::December / 31;
    const Date month_end = Date(date.year() / date.month() / chrono::last);
    if (date.month() == chrono::January && date.day() == chrono::day(1) && year_end <= last) {
      terms.push_back(std::string(prefix::kYear) + digits.substr(0, 4));
      day = chrono::sys_days(year_end) + chrono::days(1);
    } else if (date.day() == chrono::day(1) && month_end <= last) {
      terms.push_back(std::string(prefix::kMonth) + digits.substr(0, 6));
      day = chrono::sys_days(month_end) + chrono::days(1);
    } else {
      terms.push_back(std::string(prefix::kDay) + digits);
      day += chrono::days(1);
    }
  }
  return terms;
}

struct FoundOrganization {
  std::string_view key;
  std::string_view name;
  std::string term;
  Xapian::doccount documents;
};

enum class Part : bool { start, anywhere };

// Whether `key` has the words of `wanted` (folded: `wanted_folded`) in a row, with at least the marks typed.
bool holds(std::string_view key, std::string_view wanted, Part part) {
  const auto letters = [](std::string_view text) {
    return std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80; });
  };
  const auto wanted_letters = letters(wanted);
  for (std::size_t start = 0; start != std::string_view::npos;) {
    std::size_t end = start;
    for (auto left = wanted_letters; end < key.size(); ++end) {
      const bool starts_letter = (static_cast<unsigned char>(key[end]) & 0xc0U) != 0x80;
      if (starts_letter && left-- == 0) break;
    }
    const bool whole_words = end == key.size() || key[end] == ' ';
    if (whole_words && schema::has_marks_of(key.substr(start, end - start), wanted)) return true;
    if (part == Part::start) return false;
    start = key.find(' ', start);
    if (start != std::string_view::npos) ++start;
  }
  return false;
}

// Organisations that documents name, of which `is_one` holds for the key; most frequent first.
template <class IsOne>
std::vector<FoundOrganization> organizations_where(const store::Snapshot& snapshot, const store::NameCatalog& catalog,
                                                   IsOne&& is_one) {
  std::vector<FoundOrganization> found;
  for (const auto& entry : catalog.entries()) {
    if (!is_one(entry.key)) continue;
    std::string term = schema::organization_term(entry.key);
    const Xapian::doccount documents = snapshot.count_of(term);
    if (documents > 0) found.push_back({entry.key, entry.name, std::move(term), documents});
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.documents > b.documents; });
  return found;
}

// What `name` may stand for: names that are it or begin with it, else names that hold it. A joining word that keys
// leave out may be typed without its mark.
std::vector<FoundOrganization> organizations_like(const store::Snapshot& snapshot, const store::NameCatalog& catalog,
                                                  std::string_view name) {
  std::string key = entity::organization_key(name);
  if (text::canonical(name) == text::folded(name)) {
    for (std::size_t at = 0; (at = key.find(" va ", at)) != std::string::npos;) key.erase(at, 3);
  }
  if (key.empty()) return {};
  auto found = organizations_where(snapshot, catalog, [&](std::string_view k) { return holds(k, key, Part::start); });
  if (!found.empty()) return found;
  return organizations_where(snapshot, catalog, [&](std::string_view k) { return holds(k, key, Part::anywhere); });
}

}  // namespace

Xapian::Query period_query(const Xapian::Database& database, const Period& period) {
  const auto slot = static_cast<Xapian::valueno>(schema::Slot::date);
  const auto oldest = bound(database.get_value_lower_bound(slot));
  const auto newest = bound(database.get_value_upper_bound(slot));
  if (!oldest || !newest) return Xapian::Query::MatchNothing;
  const Date first = period.from ? std::max(*period.from, *oldest) : *oldest;
  const Date last = period.to ? std::min(*period.to, *newest) : *newest;
  return any_of(period_terms(first, last));
}

Xapian::Query organization_query(const store::Snapshot& snapshot, const store::NameCatalog& catalog,
                                 std::string_view name, std::vector<std::string>& notes) {
  const auto found = organizations_like(snapshot, catalog, name);
  if (found.empty()) {
    notes.push_back("no organisation is named '" + std::string(name) + "'");
    return Xapian::Query::MatchNothing;
  }
  std::vector<std::string> terms;
  for (const auto& organization : found) terms.push_back(organization.term);
  if (found.size() > 1) {
    std::string note = "'" + std::string(name) + "' was taken for " + std::to_string(found.size()) + " organisations: ";
    for (std::size_t i = 0; i < std::min(found.size(), kNamesInNote); ++i) {
      note.append(i > 0 ? ", " : "").append(found[i].name);
    }
    notes.push_back(note + (found.size() > kNamesInNote ? " …" : ""));
  }
  return any_of(terms);
}

Xapian::Query author_query(const Xapian::Database& database, std::string_view name) {
  std::vector<std::string> terms;
  for (const Form& form : values_like(database, prefix::kAuthor, text::canonical(name), text::folded(name))) {
    terms.push_back(std::string(prefix::kAuthor) + form.term);
  }
  return any_of(terms);
}

Xapian::Query source_query(const Xapian::Database& database, std::string_view name) {
  std::vector<std::string> terms;
  for (const Form& form : values_like(database, prefix::kSource, text::canonical(name), text::folded(name))) {
    terms.push_back(std::string(prefix::kSource) + form.term);
  }
  std::error_code failed;
  std::string path = std::filesystem::absolute(std::filesystem::path(name), failed).lexically_normal().string();
  if (path.size() > 1 && path.ends_with('/')) path.pop_back();
  if (!failed) terms.push_back(schema::value_term(prefix::kPath, path));
  return any_of(terms);
}

std::vector<OrganizationCount> organizations_named(const store::Snapshot& snapshot, const store::NameCatalog& catalog,
                                                   std::string_view name) {
  const auto found = name.empty() ? organizations_where(snapshot, catalog, [](std::string_view) { return true; })
                                  : organizations_like(snapshot, catalog, name);
  std::vector<OrganizationCount> counts;
  counts.reserve(found.size());
  for (const auto& organization : found) counts.push_back({std::string(organization.name), organization.documents});
  return counts;
}

}  // namespace vnidx::query
