// Provinces: their levels in names, and which of them a text names.
#include "entity/province.h"

#include <string>
#include <vector>

#include "entity/recognizer.h"
#include "unit/catch.h"

namespace vnidx::entity {
namespace {

TEST_CASE("a province means the same with its level and without") {
  const std::vector<std::string> spellings = GENERATE(values<std::vector<std::string>>({
      {"Sở Y tế tỉnh Quảng Nam", "Sở Y tế Quảng Nam", "SỞ Y TẾ QUẢNG NAM"},
      {"Sở Y tế thành phố Hà Nội", "Sở Y tế Hà Nội", "Sở Y tế TP Hà Nội", "Sở Y tế TP. Hà Nội"},
      {"UBND TP.HCM", "UBND Hồ Chí Minh", "Ủy ban nhân dân Thành phố Hồ Chí Minh"},
      {"Công an Đắk Lắk", "Công an tỉnh Đắc Lắc", "Công an Đăk Lăk"},
      {"Công an tỉnh Bà Rịa - Vũng Tàu", "Công an Bà Rịa-Vũng Tàu"},
      {"UBND thành phố Buôn Ma Thuột", "UBND TP Ban Mê Thuột"},
  }));
  for (const std::string& spelling : spellings) {
    CAPTURE(spelling);
    CHECK(organization_key(spelling) == organization_key(spellings.front()));
  }
}

TEST_CASE("a town of the name of a province is another place") {
  CHECK(organization_key("UBND thành phố Kon Tum") != organization_key("UBND tỉnh Kon Tum"));
  CHECK(organization_key("UBND TP Kon Tum") != organization_key("UBND Kon Tum"));
  CHECK(organization_key("Công an huyện Tây Ninh") == "công an huyện tây ninh");
  CHECK(organization_key("Sở Y tế") == "sở y tế");
}

TEST_CASE("typed without marks, a province gets its level too") {
  CHECK(organization_key("so y te quang nam") == "so y te tỉnh quảng nam");
  CHECK(organization_key("so y te tinh quang nam") == "so y te tinh quảng nam");
  CHECK(organization_key("so y te") == "so y te");
}

TEST_CASE("the only province of a label") {
  const auto name = [](std::string_view text) {
    return province_of(text) ? province_of(text)->name : std::string("-");
  };
  CHECK(name("Báo Kon Tum") == "Kon Tum");
  CHECK(name("Sở Y tế TP.HCM") == "Hồ Chí Minh");
  CHECK(name("Công báo Bà Rịa - Vũng Tàu") == "Bà Rịa - Vũng Tàu");
  CHECK(name("Quảng Nam - Đà Nẵng") == "-");
  CHECK(name("Báo Nhân Dân") == "-");
  CHECK(name("") == "-");
}

TEST_CASE("provinces in running text, persons and streets of their names left out") {
  struct Row {
    std::string text;
    std::string provinces;
  };
  const Row row = GENERATE(values<Row>({
      {"Tại Kon Tum, mưa lớn. Đường nối Kon Tum với Quảng Nam bị cắt.", "Kon Tum; Kon Tum; Quảng Nam"},
      {"UBND tỉnh Kon Tum và TP Hà Nội", "Kon Tum; Hà Nội"},
      {"họp ở TP.HCM", "Hồ Chí Minh"},
      {"trên đường Điện Biên Phủ", ""},
      {"ông Nguyễn Thái Bình, biển Thái Bình Dương", ""},
      {"vì hòa bình", ""},
      {"HÒA BÌNH", "Hòa Bình"},
      {"tỉnh Đắc Lắc", "Đắk Lắk"},
      {"Hà", ""},
  }));
  text::Analyzer analyzer;
  const ProvinceFinder finder(analyzer);
  std::vector<text::Word> words;
  analyzer.words(row.text, words);
  std::vector<const Province*> found;
  finder.find(row.text, words, found);
  std::string list;
  for (const Province* province : found) list += (list.empty() ? "" : "; ") + province->name;
  CAPTURE(row.text);
  CHECK(list == row.provinces);
}

}  // namespace
}  // namespace vnidx::entity
