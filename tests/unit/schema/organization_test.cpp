#include "schema/organization.h"

#include <set>
#include <string>
#include <vector>

#include "unit/catch.h"

using namespace vnidx::schema;

TEST_CASE("an organisation's term is its prefix and eight characters, of its key alone") {
  std::set<std::string> terms;
  for (int i = 0; i < 20000; ++i) {
    const std::string key = "sở y tế " + std::to_string(i);
    const std::string term = organization_term(key);
    REQUIRE(term.size() == 10);
    REQUIRE(term.starts_with("XO"));
    REQUIRE(term == organization_term(key));
    REQUIRE(term.find('\0') == std::string::npos);
    terms.insert(term);
  }
  CHECK(terms.size() == 20000);
  CHECK(organization_term("").size() == 10);
  CHECK(organization_term(std::string(10000, 'x')).size() == 10);
}

TEST_CASE("codes in a slot come back in their order") {
  std::vector<OrganizationCode> codes{organization_code("sở y tế"), 0, organization_code("bộ y tế"),
                                      0xffff'ffff'ffff};
  std::string value;
  for (const OrganizationCode code : codes) append_code(value, code);
  CHECK(value.size() == codes.size() * kCodeBytes);
  std::vector<OrganizationCode> read;
  for_each_code(value, [&](OrganizationCode code) { read.push_back(code); });
  CHECK(read == codes);
}

TEST_CASE("a slot that was cut short gives its whole codes") {
  std::string value;
  append_code(value, 7);
  append_code(value, 8);
  value.pop_back();
  std::vector<OrganizationCode> read;
  for_each_code(value, [&](OrganizationCode code) { read.push_back(code); });
  CHECK(read == std::vector<OrganizationCode>{7});
}
