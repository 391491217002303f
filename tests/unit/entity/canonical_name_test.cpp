// One key for all spellings of a name.
#include "entity/canonical_name.h"

#include <string>
#include <vector>

#include "entity/recognizer.h"
#include "unit/catch.h"

namespace vnidx::entity {
namespace {

TEST_CASE("all spellings of a name have one key") {
  const std::vector<std::string> spellings = GENERATE(values<std::vector<std::string>>({
      {"Sở Lao động - Thương binh và Xã hội", "Sở Lao động- Thương binh và Xã hội",
       "Sở Lao động, Thương binh & Xã hội", "Sở LĐ-TB&XH", "Sở LĐTB&XH", "Sở LĐTBXH", "sở lđtbxh",
       "SỞ LAO ĐỘNG \u2013 THƯƠNG BINH VÀ XÃ HỘI", "Sở  Lao động   Thương binh Xã hội"},
      {"Ủy ban nhân dân Thành phố Hồ Chí Minh", "Uỷ ban nhân dân TP.HCM", "UBND TPHCM", "UBND TP HCM",
       "UBND TP. Hồ Chí Minh", "U.B.N.D thành phố Hồ Chí Minh", "ubnd tp.hcm"},
      {"Bộ Giáo dục và Đào tạo", "Bộ GD&ĐT", "Bộ GD-ĐT", "Bộ GDĐT", "Bộ Giáo dục - Đào tạo", "BGDĐT"},
      {"Sở Thông tin và Truyền thông", "sở Thông tin Truyền thông", "Sở TT&TT"},
      {"Trường Đại học Bách khoa Hà Nội", "ĐH Bách khoa Hà Nội", "Trường ĐH Bách Khoa Hà Nội",
       "Đại học Bách khoa Hà Nội"},
      {"Tòa án nhân dân tối cao", "TAND Tối cao", "TANDTC", "Toà án nhân dân tối cao"},
  }));
  for (const std::string& spelling : spellings) {
    CAPTURE(spelling);
    CHECK(organization_key(spelling) == organization_key(spellings.front()));
  }
}

TEST_CASE("names that differ keep different keys") {
  CHECK(organization_key("Sở Y tế tỉnh Quảng Nam") != organization_key("Sở Y tế tỉnh Kon Tum"));
  CHECK(organization_key("Sở Y tế") != organization_key("So Y te"));
  CHECK(organization_key("Ban Tổ chức") != organization_key("Bản tổ chức"));
  CHECK(organization_key("Sở Tư pháp") == "sở tư pháp");
}

TEST_CASE("a name typed without marks may be abbreviated, and say va") {
  using Keys = std::vector<std::string>;
  CHECK(typed_organization_keys("so ld-tb&xh") == Keys{"so lao động thương binh xã hội"});
  CHECK(typed_organization_keys("so lao dong thuong binh va xa hoi") ==
        Keys{"so lao dong thuong binh xa hoi"});
  CHECK(typed_organization_keys("Sở LĐTBXH") == Keys{organization_key("Sở LĐTBXH")});
  CHECK(typed_organization_keys("so gddt") == Keys{"so giáo dục đào tạo"});
  // `ca` is Công an, or the first word of Cà Mau.
  CHECK(typed_organization_keys("ubnd ca mau") ==
        Keys{"ủy ban nhân dân công an mau", "ủy ban nhân dân tỉnh cà mau"});
  CHECK(typed_organization_keys("Tỉnh ủy Cà Mau") == Keys{"tỉnh ủy tỉnh cà mau"});
}

TEST_CASE("a key is its own key, and a name of signs alone has none") {
  const std::string key = organization_key("Sở GD&ĐT TP.HCM");
  CHECK(key == "sở giáo dục đào tạo thành phố hồ chí minh");
  CHECK(organization_key(key) == key);
  CHECK(organization_key("").empty());
  CHECK(organization_key(" - & , ").empty());
}

}  // namespace
}  // namespace vnidx::entity
