// Which organisations a name stands for.
#include "query/organization_filter.h"

#include <algorithm>
#include <string>
#include <vector>

#include "unit/catch.h"
#include "unit/query/small_collection.h"

namespace vnidx::query {
namespace {

using test::Ids;

struct NameCase {
  std::string name;
  Ids ids;
};

TEST_CASE("an organisation is found by any spelling, a part, and without marks") {
  const auto [name, ids] = GENERATE(values<NameCase>({
      {"Sở Y tế", {"y-te", "y-te-2"}},
      {"sở y tế", {"y-te", "y-te-2"}},
      {"SỞ Y TẾ", {"y-te", "y-te-2"}},
      {"so y te", {"y-te", "y-te-2"}},
      {"Sở Y tế tỉnh Quảng Nam", {"y-te"}},
      {"so y te tinh quang nam", {"y-te"}},
      {"Đảng ủy Sở Y tế", {"y-te-2"}},
      {"Đảng uỷ Sở Y tế", {"y-te-2"}},
      {"Sở Lao động, Thương binh và Xã hội", {"lao-dong"}},
      {"Sở Lao động - Thương binh & Xã hội", {"lao-dong"}},
      {"Sở LĐ-TB&XH", {"lao-dong"}},
      {"Sở LĐTBXH", {"lao-dong"}},
      {"so lao dong thuong binh va xa hoi", {"lao-dong"}},
      {"so ld-tb&xh quang nam", {"lao-dong"}},
      {"so lao dong thuong binh xa hoi", {"lao-dong"}},
      {"thuong binh va xa hoi", {"lao-dong"}},
      {"Sở Ý tế", {}},
      {"Sở Y", {"y-te", "y-te-2"}},
      {"Sở Y tế Quảng Nam", {"y-te"}},
      {"y tế quảng nam", {"y-te"}},
      {"so y te quang nam", {"y-te"}},
      {"sở quảng nam", {"y-te", "lao-dong"}},
      {"Bộ Y tế", {}},
      {"", {}},
      {"...", {}},
  }));
  CAPTURE(name);
  std::vector<std::string> notes;
  CHECK(test::documents_of(organization_query(test::small_index(), **test::small_index().organizations(),
                                              name, notes)) == ids);
  if (ids.empty()) CHECK(notes.size() == 1);
}

TEST_CASE("what an ambiguous name was taken for is said, with names as shown") {
  std::vector<std::string> notes;
  (void)organization_query(test::small_index(), **test::small_index().organizations(), "so y te", notes);
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].find("Sở Y tế") != std::string::npos);
  notes.clear();
  (void)organization_query(test::small_index(), **test::small_index().organizations(),
                           "Sở Y tế tỉnh Quảng Nam", notes);
  CHECK(notes.empty());
}

TEST_CASE("a name taken for another is said; one that is not there is answered with the nearest") {
  std::vector<std::string> notes;
  const auto& catalog = **test::small_index().organizations();
  (void)organization_query(test::small_index(), catalog, "thuong binh va xa hoi", notes);
  (void)organization_query(test::small_index(), catalog, "sở y tết tỉnh quảng nam", notes);
  (void)organization_query(test::small_index(), catalog, "xyzzy", notes);
  REQUIRE(notes.size() == 3);
  CHECK(notes[0] ==
        "'thuong binh va xa hoi' was taken for Sở Lao động - Thương binh và Xã hội tỉnh Quảng Nam");
  CHECK(notes[1].starts_with(
      "no organisation is named 'sở y tết tỉnh quảng nam'; did you mean Sở Y tế tỉnh Quảng Nam"));
  CHECK(notes[2] == "no organisation is named 'xyzzy'");
}

TEST_CASE("organisations are listed with how many documents name them") {
  const auto all = organizations_named(test::small_index(), **test::small_index().organizations(), "");
  REQUIRE(all.size() >= 3);
  CHECK(std::is_sorted(all.begin(), all.end(),
                       [](const auto& a, const auto& b) { return a.documents > b.documents; }));
  for (const auto& organization :
       organizations_named(test::small_index(), **test::small_index().organizations(), "y te")) {
    CHECK(organization.name.find("Y tế") != std::string::npos);
    CHECK(organization.documents >= 1);
  }
  CHECK(organizations_named(test::small_index(), **test::small_index().organizations(), "xyzzy").empty());
}

}  // namespace
}  // namespace vnidx::query
