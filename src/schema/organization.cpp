#include "schema/organization.h"

#include <xxhash.h>

#include "schema/fields.h"

namespace vnidx::schema {
namespace {

std::string term_of(std::string_view prefix, std::string_view key) {
  constexpr char kDigits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  std::string term(prefix);
  const OrganizationCode code = organization_code(key);
  for (unsigned shift = 0; shift < 8 * kCodeBytes; shift += 6) term += kDigits[code >> shift & 63];
  return term;
}

}  // namespace

OrganizationCode organization_code(std::string_view key) {
  constexpr OrganizationCode kMask = (OrganizationCode{1} << (8 * kCodeBytes)) - 1;
  return XXH3_64bits(key.data(), key.size()) & kMask;
}

std::string organization_term(std::string_view key) {
  return term_of(prefix::kOrganization, key);
}

std::string issuer_term(std::string_view key) {
  return term_of(prefix::kIssuer, key);
}

std::string short_form_term(std::string_view short_key, std::string_view full_key) {
  return term_of(term_of(prefix::kShortForm, short_key), full_key);
}

void append_code(std::string& value, OrganizationCode code) {
  for (std::size_t i = kCodeBytes; i > 0; --i) value += static_cast<char>(code >> (8 * (i - 1)));
}

}  // namespace vnidx::schema
