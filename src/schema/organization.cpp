#include "schema/organization.h"

#include <xxhash.h>

#include "schema/fields.h"

namespace vnidx::schema {

OrganizationCode organization_code(std::string_view key) {
  constexpr OrganizationCode kMask = (OrganizationCode{1} << (8 * kCodeBytes)) - 1;
  return XXH3_64bits(key.data(), key.size()) & kMask;
}

std::string organization_term(std::string_view key) {
  constexpr char kDigits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  std::string term(prefix::kOrganization);
  const OrganizationCode code = organization_code(key);
  for (unsigned shift = 0; shift < 8 * kCodeBytes; shift += 6) term += kDigits[code >> shift & 63];
  return term;
}

void append_code(std::string& value, OrganizationCode code) {
  for (std::size_t i = kCodeBytes; i > 0; --i) value += static_cast<char>(code >> (8 * (i - 1)));
}

}  // namespace vnidx::schema
