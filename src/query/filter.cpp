#include "query/filter.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/path.h"
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

Xapian::Query source_query(const Xapian::Database& database, std::string_view name) {
  std::vector<std::string> terms;
  for (const Form& form : values_like(database, prefix::kSource, text::canonical(name), text::folded(name))) {
    terms.push_back(std::string(prefix::kSource) + form.term);
  }
  terms.push_back(schema::value_term(prefix::kPath, shown_path(absolute_path(std::string(name)))));
  return any_of(terms);
}

}  // namespace vnidx::query
