#include "query/bodies.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "entity/hierarchy.h"
#include "schema/organization.h"

namespace vnidx::query {
namespace {

using Entry = Bodies::Entry;

constexpr std::string_view kCountry = " việt nam";
constexpr Xapian::doccount kFewestDocuments = 2;

std::string_view take_word(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return word;
}

std::string_view first_word(std::string_view name) {
  return take_word(name, ' ');
}

// Whether the words of `shorter` stand in `longer` in this order.
bool holds_words(std::string_view longer, std::string_view shorter) {
  while (!shorter.empty() && !longer.empty()) {
    std::string_view rest = shorter;
    if (take_word(longer, ' ') == take_word(rest, ' ')) shorter = rest;
  }
  return shorter.empty();
}

// Whether two names that have a short form in common are one, told at greater and lesser length: `Công ty cổ
// phần Nước sạch X` and `Công ty Nước sạch X`. A narrower body, such as a branch, is another, and so is the
// owner.
bool is_one_name(const Entry& a, const Entry& b) {
  const std::string_view longer = a.key.size() < b.key.size() ? b.key : a.key;
  const std::string_view shorter = a.key.size() < b.key.size() ? a.key : b.key;
  if (longer == shorter) return true;
  if (longer.starts_with(shorter)) return longer.substr(shorter.size()) == kCountry;
  return first_word(longer) == first_word(shorter) && holds_words(longer, shorter);
}

}  // namespace

Bodies::Bodies(const store::Snapshot& snapshot, const store::NameCatalog& catalog)
    : snapshot_(snapshot), catalog_(catalog) {
  for (const Entry& entry : catalog.entries()) {
    for (std::string_view rest = entry.meanings; !rest.empty();)
      forms_of_[take_word(rest, '\t')].push_back(&entry);
  }
}

Xapian::doccount Bodies::count_of(const Entry& entry) const {
  return snapshot_.count_of(schema::organization_term(entry.key));
}

// Most documents first.
std::vector<Bodies::Given> Bodies::given_by(const Entry& short_form) const {
  std::vector<Given> given;
  for (std::string_view rest = short_form.meanings; !rest.empty();) {
    const std::string_view key = take_word(rest, '\t');
    const Entry* name = catalog_.find(key);
    const Xapian::doccount documents = snapshot_.count_of(schema::short_form_term(short_form.key, key));
    if (name != nullptr && documents > 0) given.push_back({name, documents});
  }
  std::ranges::stable_sort(given, [](const Given& a, const Given& b) { return a.documents > b.documents; });
  return given;
}

// The names of the one body that the short form means; none where it means none.
const std::vector<const Entry*>& Bodies::bound_to(const Entry& short_form) {
  const auto [known, is_new] = bound_.try_emplace(&short_form);
  if (!is_new) return known->second;
  const std::vector<Given> given = given_by(short_form);
  Xapian::doccount all = 0;
  Xapian::doccount agreeing = 0;
  std::vector<const Entry*> names;
  for (const Given& each : given) {
    all += each.documents;
    if (!is_one_name(*given.front().name, *each.name)) continue;
    agreeing += each.documents;
    // A name that other documents use for something else may agree by chance.
    const bool is_usual = each.documents >= kFewestDocuments && each.documents * 4 >= count_of(*each.name);
    if (&each == &given.front() || is_usual) names.push_back(each.name);
  }
  if (agreeing >= kFewestDocuments && agreeing * 5 >= all * 4) known->second = std::move(names);
  return known->second;
}

const Entry* Bodies::with_or_without_country(const Entry& name) const {
  if (name.key.ends_with(kCountry)) {
    const Entry* without = catalog_.find(name.key.substr(0, name.key.size() - kCountry.size()));
    return without != nullptr && entity::is_national(without->name) ? without : nullptr;
  }
  const Entry* with = catalog_.find(std::string(name.key).append(kCountry));
  return with != nullptr && entity::is_national(name.name) ? with : nullptr;
}

// The short form as a name by itself, `Vietcombank`, where it means one body: nullptr where most documents
// that hold it may mean another, as the agency `AFP` is not the army that two of them call so.
const Entry* Bodies::name_alone(const Entry& short_form) {
  constexpr Xapian::doccount kOfSoMany = 20;
  if (bound_to(short_form).empty()) return nullptr;
  const Entry* alone = catalog_.find(short_form.key.substr(1, short_form.key.size() - 2));
  if (alone == nullptr) return nullptr;
  Xapian::doccount explained = 0;
  for (const Given& each : given_by(short_form)) explained += each.documents;
  return explained * kOfSoMany >= count_of(*alone) ? alone : nullptr;
}

std::vector<const Entry*> Bodies::neighbours_of(const Entry& entry) {
  if (entry.is_short_form()) {
    std::vector<const Entry*> all = bound_to(entry);
    if (const Entry* alone = name_alone(entry)) all.push_back(alone);
    return all;
  }
  std::vector<const Entry*> all;
  if (const Entry* other = with_or_without_country(entry)) all.push_back(other);
  const auto is_bound = [&](const Entry* form) {
    const auto& names = bound_to(*form);
    return std::ranges::find(names, &entry) != names.end();
  };
  if (const auto forms = forms_of_.find(entry.key); forms != forms_of_.end())
    std::ranges::copy_if(forms->second, std::back_inserter(all), is_bound);
  if (entry.key.find(' ') == std::string_view::npos) {
    const Entry* form = catalog_.find('(' + std::string(entry.key) + ')');
    if (form != nullptr && name_alone(*form) != nullptr) all.push_back(form);
  }
  return all;
}

const Bodies::Body& Bodies::body_of(const Entry& entry) {
  if (const auto known = body_numbers_.find(&entry); known != body_numbers_.end())
    return bodies_[known->second];
  Body body;
  body.members.push_back(&entry);
  for (std::size_t next = 0; next < body.members.size(); ++next) {
    for (const Entry* other : neighbours_of(*body.members[next])) {
      if (std::ranges::find(body.members, other) == body.members.end()) body.members.push_back(other);
    }
  }
  std::ranges::sort(body.members, {}, [](const Entry* member) { return member->key; });
  Xapian::doccount most = 0;
  for (const Entry* member : body.members) {
    body_numbers_[member] = bodies_.size();
    if (member->is_short_form()) continue;
    const Xapian::doccount documents = body.members.size() == 1 ? 0 : count_of(*member);
    if (body.name != nullptr && documents <= most) continue;
    body.name = member;
    most = documents;
  }
  return bodies_.emplace_back(std::move(body));
}

std::vector<const Entry*> Bodies::meanings_of(std::string_view short_key) {
  const Entry* form = catalog_.find(short_key);
  if (form == nullptr) return {};
  if (std::vector<const Entry*> bound = bound_to(*form); !bound.empty()) return bound;
  std::vector<const Entry*> all;
  for (const Given& given : given_by(*form)) all.push_back(given.name);
  return all;
}

}  // namespace vnidx::query
