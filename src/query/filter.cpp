#include "query/filter.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/path.h"
#include "entity/document_number.h"
#include "query/lexicon.h"
#include "schema/fields.h"
#include "schema/record.h"
#include "schema/term.h"
#include "text/canonical.h"

namespace vnidx::query {
namespace {

namespace prefix = schema::prefix;
namespace chrono = std::chrono;

Xapian::Query any_of(const std::vector<std::string>& terms) {
  if (terms.empty()) return Xapian::Query::MatchNothing;
  return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
}

std::optional<Date> bound(const std::string& value) {
  return schema::read_compact_date(value);
}

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

// The numbers under `prefix` that `typed` may mean, most frequent first.
std::vector<Form> numbers_like(const Xapian::Database& database, std::string_view prefix,
                               std::string_view typed) {
  const std::string key = entity::number_key(typed);
  std::vector<Form> found;
  if (key.empty()) return found;
  // A number keeps the zeros it was written with.
  constexpr int kMostZeros = 2;
  std::string start = std::string(prefix) + key.substr(0, key.find('/'));
  for (int zeros = 0; zeros <= kMostZeros; ++zeros, start.insert(prefix.size(), 1, '0')) {
    for (auto term = database.allterms_begin(start); term != database.allterms_end(start); ++term) {
      const std::string value = (*term).substr(prefix.size());
      std::string word = schema::term_word(value);
      if (!entity::is_number_of(key, entity::number_key(word))) continue;
      found.push_back({std::move(word), value, term.get_termfreq()});
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Form& a, const Form& b) { return a.documents > b.documents; });
  return found;
}

// `'991' was taken for 3 numbers: …`
std::string taken_for(std::string_view number, const std::vector<Form>& found) {
  constexpr std::size_t kShown = 5;
  std::string note =
      "'" + std::string(number) + "' was taken for " + std::to_string(found.size()) + " numbers: ";
  for (std::size_t i = 0; i < std::min(found.size(), kShown); ++i)
    note.append(i > 0 ? ", " : "").append(entity::number_as_shown(found[i].canonical));
  return note + (found.size() > kShown ? " …" : "");
}

}  // namespace

Result<void> check_name(std::string_view name) {
  constexpr std::size_t kMaxNameBytes = 4096;  // of a path on Linux; names are far shorter
  if (name.size() <= kMaxNameBytes) return {};
  return Error{ErrorCode::usage,
               "a name has at most " + std::to_string(kMaxNameBytes) + " bytes, this one has " +
                   std::to_string(name.size()),
               {},
               {}};
}

Xapian::Query period_query(const Xapian::Database& database, const Period& period) {
  const auto slot = static_cast<Xapian::valueno>(schema::Slot::date);
  const auto oldest = bound(database.get_value_lower_bound(slot));
  const auto newest = bound(database.get_value_upper_bound(slot));
  if (!oldest || !newest) return Xapian::Query::MatchNothing;
  const Date first = period.from ? std::max(*period.from, *oldest) : *oldest;
  const Date last = period.to ? std::min(*period.to, *newest) : *newest;
  return any_of(period_terms(first, last));
}

Xapian::Query author_query(const Xapian::Database& database, std::string_view name) {
  std::vector<std::string> terms;
  for (const Form& form : values_like(database, prefix::kAuthor, text::canonical(name), text::folded(name))) {
    terms.push_back(std::string(prefix::kAuthor) + form.term);
  }
  return any_of(terms);
}

Xapian::Query number_query(const Xapian::Database& database, std::string_view number,
                           std::vector<std::string>& notes) {
  const auto found = numbers_like(database, prefix::kOwnNumber, number);
  if (!found.empty()) {
    if (found.size() > 1) notes.push_back(taken_for(number, found));
    std::vector<std::string> terms;
    for (const Form& form : found) terms.push_back(std::string(prefix::kOwnNumber) + form.term);
    return any_of(terms);
  }
  std::string note = "no document bears the number '" + std::string(number) + "'";
  for (const Form& form : numbers_like(database, prefix::kNumber, number)) {
    note += form.documents == 1 ? "; one names " : "; " + std::to_string(form.documents) + " name ";
    note += entity::number_as_shown(form.canonical);
    break;
  }
  notes.push_back(std::move(note));
  return Xapian::Query::MatchNothing;
}

Xapian::Query source_query(const Xapian::Database& database, std::string_view name) {
  std::vector<std::string> terms;
  for (const Form& form : values_like(database, prefix::kSource, text::canonical(name), text::folded(name))) {
    terms.push_back(std::string(prefix::kSource) + form.term);
  }
  terms.push_back(schema::value_term(prefix::kPath, shown_path(absolute_path(std::string(name)))));
  return any_of(terms);
}

}  // namespace vnidx::query
