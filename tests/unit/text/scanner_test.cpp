#include "text/scanner.h"

#include <vector>

#include "unit/catch.h"

namespace vnidx::text {

TEST_CASE("words are runs of letters, marks and numbers") {
  using Words = std::vector<std::string>;
  const auto [text, words] = GENERATE(table<std::string, Words>({
      {"", {}},
      {" ,. ", {}},
      {"Sở Y tế", {"Sở", "Y", "tế"}},
      {"nói:“Vâng”…", {"nói", "Vâng"}},
      {"05-CT/TƯ", {"05", "CT", "TƯ"}},
      {"a_b", {"a", "b"}},
      {"M'Đrắk", {"M", "Đrắk"}},
      {"5m² ½ Ⅷ", {"5m²", "½", "Ⅷ"}},
      {"3×4÷5", {"3", "4", "5"}},
      {"東京 กรุงเทพ", {"東京", "กรุงเทพ"}},
      {"ca\u00B4ch", {"ca", "ch"}},
      {"Chi\u00A0cục", {"Chi", "cục"}},
      {"e\u0302\u0301", {"e\u0302\u0301"}},
      {"\u0301\u0302", {}},
      {" \u0301a\u0301 ", {"a\u0301"}},
      {"=\u0338b", {"b"}},
      {"Đả\u200Bng", {"Đả\u200Bng"}},
      {"\u200Ba\u00AD\u00ADb\uFEFF c\u200D", {"a\u00AD\u00ADb", "c"}},
      {"a\u200B\u0301 \u200B\u0301b", {"a\u200B\u0301", "b"}},
      {"\uFEFF\u200B", {}},
      {"a\u2060b", {"a", "b"}},
      {"a\xFF"
       "b\xC3",
       {"a", "b"}},
      {"\xE1\xBB", {}},
      {std::string("a\0b", 3), {"a", "b"}},
  }));
  CAPTURE(text);
  Words found;
  for (Range word = find_word(text, 0); word.begin < text.size(); word = find_word(text, word.end)) {
    found.push_back(text.substr(word.begin, word.end - word.begin));
  }
  CHECK(found == words);
}

}  // namespace vnidx::text
