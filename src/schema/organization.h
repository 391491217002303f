// How an index knows an organisation: by 48 bits of a hash of its key (entity::organization_key). As a term
// it leads to the documents that name the organisation, in the slot of a document it tells which ones that
// document names; the words themselves stand once in the catalogue (store/name_catalog.h). Pure functions;
// thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vnidx::schema {

using OrganizationCode = std::uint64_t;

OrganizationCode organization_code(std::string_view key);

/// The term of an organisation of that key: its code as eight characters.
std::string organization_term(std::string_view key);
/// The same for the organisation that issued a document.
std::string issuer_term(std::string_view key);
/// The term of a short form that a document gives to a name: the codes of both.
std::string short_form_term(std::string_view short_key, std::string_view full_key);

/// A value of Slot::organizations: codes of six bytes, the most significant first.
inline constexpr std::size_t kCodeBytes = 6;

void append_code(std::string& value, OrganizationCode code);

/// Calls `use(OrganizationCode)` for each code of `value`.
template <class Use>
void for_each_code(std::string_view value, Use&& use) {
  for (; value.size() >= kCodeBytes; value.remove_prefix(kCodeBytes)) {
    OrganizationCode code = 0;
    for (std::size_t i = 0; i < kCodeBytes; ++i) code = code << 8 | static_cast<unsigned char>(value[i]);
    use(code);
  }
}

}  // namespace vnidx::schema
