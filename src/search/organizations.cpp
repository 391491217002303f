#include "search/organizations.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

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
  for (const auto& entry : (*catalog)->entries()) {
    const auto wanted = names.find(schema::organization_code(entry.key));
    if (wanted != names.end()) wanted->second = entry.name;
  }
  for (std::size_t i = 0; i < hits.size(); ++i) {
    for (const OrganizationCode code : codes[i]) {
      if (!names[code].empty()) hits[i].organizations.emplace_back(names[code]);
    }
  }
  return {};
}

Result<std::vector<Facet::Count>> count_organizations(store::Snapshot& snapshot,
                                                      std::span<const Xapian::docid> documents) {
  const auto catalog = snapshot.organizations();
  if (!catalog) return catalog.error();
  std::unordered_map<OrganizationCode, std::uint64_t> by_code;
  for_each_value(snapshot.database(), schema::Slot::organizations, documents, [&](const std::string& value) {
    schema::for_each_code(value, [&](OrganizationCode code) { ++by_code[code]; });
  });
  std::vector<Facet::Count> counts;
  for (const auto& entry : (*catalog)->entries()) {
    const auto count = by_code.find(schema::organization_code(entry.key));
    if (count != by_code.end()) counts.push_back({std::string(entry.name), count->second});
  }
  return counts;
}

}  // namespace vnidx::search
