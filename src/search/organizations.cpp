#include "search/organizations.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "query/bodies.h"
#include "schema/fields.h"
#include "schema/organization.h"
#include "search/slot_values.h"

namespace vnidx::search {

using schema::OrganizationCode;

Result<void> name_organizations(store::Snapshot& snapshot, std::span<const Xapian::docid> documents,
                                std::span<Hit> hits) {
  const auto catalog = snapshot.organizations();
  if (!catalog) return catalog.error();
  std::vector<std::vector<OrganizationCode>> codes(hits.size());
  std::unordered_map<OrganizationCode, std::string_view> names;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const std::string value = snapshot.database()
                                  .get_document(documents[i])
                                  .get_value(static_cast<Xapian::valueno>(schema::Slot::organizations));
    schema::for_each_code(value, [&](OrganizationCode code) {
      codes[i].push_back(code);
      names[code] = {};
    });
  }
  query::Bodies bodies(snapshot, **catalog);
  for (const auto& entry : (*catalog)->entries()) {
    const auto wanted = names.find(schema::organization_code(entry.key));
    if (wanted == names.end()) continue;
    const query::Bodies::Entry* name = bodies.body_of(entry).name;
    if (name != nullptr) wanted->second = name->name;
  }
  for (std::size_t i = 0; i < hits.size(); ++i) {
    std::vector<std::string>& shown = hits[i].organizations;
    for (const OrganizationCode code : codes[i]) {
      const std::string_view name = names[code];
      if (!name.empty() && std::ranges::find(shown, name) == shown.end()) shown.emplace_back(name);
    }
  }
  return {};
}

Result<std::vector<Facet::Count>> count_organizations(store::Snapshot& snapshot,
                                                      std::span<const Xapian::docid> documents) {
  const auto catalog = snapshot.organizations();
  if (!catalog) return catalog.error();
  std::unordered_map<OrganizationCode, const query::Bodies::Entry*> entries;
  entries.reserve((*catalog)->entries().size());
  for (const auto& entry : (*catalog)->entries())
    entries.emplace(schema::organization_code(entry.key), &entry);
  query::Bodies bodies(snapshot, **catalog);
  std::unordered_map<OrganizationCode, const query::Bodies::Body*> seen;  // without one: no organisation
  const auto body_of = [&](OrganizationCode code) {
    const auto [known, is_new] = seen.try_emplace(code);
    const auto entry = is_new ? entries.find(code) : entries.end();
    if (entry != entries.end()) {
      const query::Bodies::Body& body = bodies.body_of(*entry->second);
      known->second = body.name == nullptr ? nullptr : &body;
    }
    return known->second;
  };
  struct Count {
    std::uint64_t documents = 0;
    std::uint64_t last = 0;
  };
  std::unordered_map<const query::Bodies::Body*, Count> counts;
  std::uint64_t document = 0;
  for_each_value(snapshot.database(), schema::Slot::organizations, documents, [&](const std::string& value) {
    ++document;
    schema::for_each_code(value, [&](OrganizationCode code) {
      const query::Bodies::Body* body = body_of(code);
      if (body == nullptr) return;
      Count& count = counts[body];
      if (std::exchange(count.last, document) != document) ++count.documents;
    });
  });
  std::vector<Facet::Count> named;
  named.reserve(counts.size());
  for (const auto& [body, count] : counts) named.push_back({std::string(body->name->name), count.documents});
  return named;
}

}  // namespace vnidx::search
