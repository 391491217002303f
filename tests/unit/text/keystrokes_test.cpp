#include "text/keystrokes.h"

#include <string>

#include "unit/catch.h"

namespace vnidx::text {

TEST_CASE("words left as keys of Telex and VNI") {
  const auto [keys, word] = GENERATE(table<std::string, std::string>({
      {"ddaangr", "đẩng"},
      {"ddangr", "đảng"},
      {"dangrd", "đảng"},
      {"tieengs", "tiếng"},
      {"tieesng", "tiếng"},
      {"vieetj", "việt"},
      {"hooij", "hội"},
      {"nghij", "nghị"},
      {"truongwf", "trường"},
      {"truwowngf", "trường"},
      {"quowr", "quở"},
      {"awn", "ăn"},
      {"hoaf", "hòa"},
      {"quaanj", "quận"},
      {"d9a3ng", "đảng"},
      {"d9ang3", "đảng"},
      {"tie6ng1", "tiếng"},
      {"tru7o7ng2", "trường"},
      {"truong72", "trường"},
      {"a8n", "ăn"},
      {"u3y", "ủy"},
      // Marks written, keys left over
      {"đangr", "đảng"},
      {"việtj", "việt"},
      // The last key of a kind counts
      {"dangfr", "dảng"},
  }));
  CAPTURE(keys);
  CHECK(written_by_keys(keys) == word);
}

TEST_CASE("keys that write only themselves") {
  const auto word =
      GENERATE(values<std::string>({"", "ban", "sang", "rung", "đảng", "2018", "xyz", "tin", "straße"}));
  CAPTURE(word);
  CHECK(written_by_keys(word).empty());
}

}  // namespace vnidx::text
