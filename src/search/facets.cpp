#include "search/facets.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "entity/document_number.h"
#include "schema/fields.h"
#include "schema/record.h"
#include "search/organizations.h"
#include "search/slot_values.h"

namespace vnidx::search {
namespace {

constexpr std::string_view kUndated = "none";
// A histogram of more bars than these shows no empty ones: some date is wrong then.
constexpr std::size_t kMostBars = 1200;

// Sorts `counts`, drops what is beyond `limit`.
template <class Count>
void keep_first(std::vector<Count>& counts, std::size_t limit) {
  const auto before = [](const Count& a, const Count& b) {
    return a.documents != b.documents ? a.documents > b.documents : a.value < b.value;
  };
  const std::size_t kept = limit == 0 ? counts.size() : std::min(limit, counts.size());
  std::partial_sort(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(kept), counts.end(), before);
  counts.resize(kept);
}

// `2018` or `2018-07` of a date as it lies in its slot.
std::string period_of(FacetField field, const std::string& date) {
  if (date.size() < 6) return std::string(kUndated);
  const std::string year = date.substr(0, 4);
  return field == FacetField::year ? year : year + "-" + date.substr(4, 2);
}

std::map<std::string, std::uint64_t> count_periods(const Xapian::Database& database, FacetField field,
                                                   std::span<const Xapian::docid> matches) {
  std::map<std::string, std::uint64_t> counts;
  for_each_value(database, schema::Slot::date, matches,
                 [&](const std::string& date) { ++counts[period_of(field, date)]; });
  return counts;
}

// The year or month after `period`, which has the form of period_of().
std::string next_period(const std::string& period) {
  const std::chrono::year year(std::stoi(period.substr(0, 4)));
  if (period.size() == 4)
    return period_of(FacetField::year, schema::compact_date((year + std::chrono::years(1)) / 1 / 1));
  const auto month = year / std::stoi(period.substr(5)) + std::chrono::months(1);
  return period_of(FacetField::month, schema::compact_date(month / 1));
}

void fill_gaps(std::map<std::string, std::uint64_t>& counts) {
  if (counts.empty()) return;
  std::vector<std::string> periods;
  for (std::string period = counts.begin()->first; period < counts.rbegin()->first;
       period = next_period(period)) {
    if (periods.size() == kMostBars) return;
    periods.push_back(period);
  }
  for (const std::string& period : periods) counts.try_emplace(period, 0);
}

// A kind of term: how many of the matches are in each posting list. The value is read from the first of them.
template <class ValueOf>
Result<Facet> count_terms(store::Snapshot& snapshot, FacetField field, std::string_view prefix,
                          std::span<const Xapian::docid> matches, std::size_t limit, ValueOf&& value_of) {
  struct TermCount {
    std::string value;
    std::uint64_t documents;
    Xapian::docid first;
  };
  const Xapian::Database& database = snapshot.database();
  std::vector<bool> is_match(matches.empty() ? 0 : matches.back() + 1);
  for (const Xapian::docid match : matches) is_match[match] = true;
  std::vector<TermCount> counts;
  const std::string start(prefix);
  for (auto term = database.allterms_begin(start); term != database.allterms_end(start); ++term) {
    TermCount count{*term, 0, 0};
    for (auto posting = database.postlist_begin(*term); posting != database.postlist_end(*term); ++posting) {
      if (*posting >= is_match.size()) break;
      if (!is_match[*posting]) continue;
      if (count.documents++ == 0) count.first = *posting;
    }
    if (count.documents > 0) counts.push_back(std::move(count));
  }
  Facet facet{field, {}, counts.size()};
  keep_first(counts, limit);
  for (const TermCount& count : counts) {
    auto value = value_of(count.value.substr(prefix.size()), count.first);
    if (!value) return value.error();
    facet.counts.push_back({std::move(*value), count.documents});
  }
  return facet;
}

// A facet whose counts are all there.
Facet facet_of(FacetField field, std::vector<Facet::Count> counts, std::size_t limit) {
  Facet facet{field, std::move(counts), 0};
  facet.distinct = facet.counts.size();
  keep_first(facet.counts, limit);
  return facet;
}

Result<Facet> count_facet(store::Snapshot& snapshot, FacetField field, std::span<const Xapian::docid> matches,
                          std::size_t limit) {
  const auto as_written = [&](std::string Document::*member) {
    return [&snapshot, member](const std::string&, Xapian::docid document) -> Result<std::string> {
      auto read = snapshot.document(document);
      if (!read) return read.error();
      return std::move((*read).*member);
    };
  };
  const auto as_number = [](const std::string& number, Xapian::docid) -> Result<std::string> {
    return entity::number_as_shown(number);
  };
  switch (field) {
    case FacetField::author:
      return count_terms(snapshot, field, schema::prefix::kAuthor, matches, limit,
                         as_written(&Document::author));
    case FacetField::source:
      return count_terms(snapshot, field, schema::prefix::kSource, matches, limit,
                         as_written(&Document::source));
    case FacetField::number:
      return count_terms(snapshot, field, schema::prefix::kNumber, matches, limit, as_number);
    case FacetField::organization: {
      auto counts = count_organizations(snapshot, matches);
      if (!counts) return counts.error();
      return facet_of(field, std::move(*counts), limit);
    }
    case FacetField::year:
    case FacetField::month:
      break;
  }
  std::vector<Facet::Count> counts;
  for (const auto& [period, documents] : count_periods(snapshot.database(), field, matches)) {
    counts.push_back({period, documents});
  }
  return facet_of(field, std::move(counts), limit);
}

Facet count_histogram(const Xapian::Database& database, FacetField field,
                      std::span<const Xapian::docid> matches) {
  auto counts = count_periods(database, field, matches);
  Facet facet{field, {}, counts.size()};
  const auto undated = counts.extract(std::string(kUndated));
  fill_gaps(counts);
  for (const auto& [period, documents] : counts) facet.counts.push_back({period, documents});
  if (undated) facet.counts.push_back({undated.key(), undated.mapped()});
  return facet;
}

}  // namespace

bool wants_counts(const SearchRequest& request) {
  return !request.facets.empty() || request.histogram;
}

Result<void> count_matches(store::Snapshot& snapshot, const SearchRequest& request,
                           std::vector<Xapian::docid> matches, SearchResult& result) {
  std::sort(matches.begin(), matches.end());
  for (const FacetField field : request.facets) {
    auto facet = count_facet(snapshot, field, matches, request.facet_limit);
    if (!facet) return facet.error();
    result.facets.push_back(std::move(*facet));
  }
  if (request.histogram) result.histogram = count_histogram(snapshot.database(), *request.histogram, matches);
  return {};
}

}  // namespace vnidx::search
