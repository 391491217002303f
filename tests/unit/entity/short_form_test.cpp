// Short forms that a text gives to names, and codes.
#include "entity/short_form.h"

#include <string>
#include <vector>

#include "text/analyzer.h"
#include "unit/catch.h"

namespace vnidx::entity {
namespace {

struct Row {
  std::string text;
  std::vector<std::string> given;  ///< `(key) name`
  std::vector<std::string> codes;
};

TEST_CASE("short forms in brackets, and codes outside of names") {
  const Row row = GENERATE(values<Row>({
      {"Bệnh viện Đa khoa tỉnh Kon Tum (BVKT) mở cửa.", {"(bvkt) Bệnh viện đa khoa tỉnh Kon Tum"}, {}},
      {"Bệnh viện Đa khoa tỉnh Kon Tum (sau đây gọi tắt là BVKT) mở cửa.",
       {"(bvkt) Bệnh viện đa khoa tỉnh Kon Tum"},
       {}},
      {"Bệnh viện Đa khoa tỉnh Kon Tum (gần chợ BVKT) mở cửa.", {}, {"(bvkt)"}},
      {"Ông Nam (BVKT) mở cửa.", {}, {"(bvkt)"}},
      {"Hôm qua BVKT mở cửa.", {}, {"(bvkt)"}},
      // No codes: a numeral, tones, a line of capitals, what a sign joins, two letters.
      {"Khóa XII của TRẦN, số 12/QZK-XYW, KZT BVK, AB.", {}, {}},
      {"", {}, {}},
  }));
  CAPTURE(row.text);
  text::Analyzer analyzer;
  Recognizer recognizer(analyzer);
  std::vector<text::Word> words;
  Entities entities;
  analyzer.words(row.text, words);
  recognizer.recognize(row.text, words, std::nullopt, entities);
  ShortForms found;
  find_short_forms(row.text, words, entities.organizations, found);
  std::vector<std::string> given;
  for (const ShortForm& form : found.given) given.push_back(form.key + ' ' + form.name);
  CHECK(given == row.given);
  CHECK(found.codes == row.codes);
}

}  // namespace
}  // namespace vnidx::entity
