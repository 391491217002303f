// Capitals and small letters of the Vietnamese alphabet.
#include "entity/letter_case.h"

#include <string>

#include "unit/catch.h"

namespace vnidx::entity {
namespace {

TEST_CASE("every letter of the alphabet has its other case") {
  CHECK(lower_case("AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY") == "aăâbcdđeêghiklmnoôơpqrstuưvxy");
  CHECK(lower_case("ÀÁẢÃẠ ẰẮẲẴẶ ẦẤẨẪẬ ÈÉẺẼẸ ỀẾỂỄỆ ÌÍỈĨỊ") == "àáảãạ ằắẳẵặ ầấẩẫậ èéẻẽẹ ềếểễệ ìíỉĩị");
  CHECK(lower_case("ÒÓỎÕỌ ỒỐỔỖỘ ỜỚỞỠỢ ÙÚỦŨỤ ỪỨỬỮỰ ỲÝỶỸỴ") == "òóỏõọ ồốổỗộ ờớởỡợ ùúủũụ ừứửữự ỳýỷỹỵ");
  CHECK(lower_case("đã nhỏ 123 — “ok”") == "đã nhỏ 123 — “ok”");
}

TEST_CASE("upper_case undoes lower_case") {
  for (const std::string capitals :
       {"AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY", "ÀẰẤỄỊ ỌỔỠ ŨỰỴ", "1825/QĐ-UBND — “OK”", ""}) {
    CHECK(upper_case(lower_case(capitals)) == capitals);
  }
}

TEST_CASE("capitalized changes the first letter alone") {
  CHECK(capitalized("ủy ban") == "Ủy ban");
  CHECK(capitalized("đảng") == "Đảng");
  CHECK(capitalized("ứng") == "Ứng");
  CHECK(capitalized("y tế") == "Y tế");
  CHECK(capitalized("Sở") == "Sở");
  CHECK(capitalized("10+2") == "10+2");
  CHECK(capitalized("").empty());
}

TEST_CASE("text that ends inside a letter is left as it is") {
  CHECK(lower_case("A\xE1\xBB") == "a\xE1\xBB");
  CHECK(lower_case("\xC4") == "\xC4");
  CHECK(capitalized("\xE1\xBB") == "\xE1\xBB");
}

}  // namespace
}  // namespace vnidx::entity
