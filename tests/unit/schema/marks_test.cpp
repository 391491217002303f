// Smart marks: which forms a word typed with some marks, or none, allows.
#include <array>
#include <string>
#include <vector>

#include "schema/term.h"
#include "text/canonical.h"
#include "unit/catch.h"

namespace vnidx::schema {
namespace {

struct MarksCase {
  std::string form;
  std::string typed;
  bool allowed;
};

TEST_CASE("a form is allowed where it has at least the marks typed, letter by letter") {
  const auto [form, typed, allowed] = GENERATE(values<MarksCase>({
      {"đang", "đang", true},    {"đáng", "đang", true},    {"đảng", "đang", true},
      {"dang", "đang", false},   {"dáng", "đang", false},   {"đang", "dang", true},
      {"đảng", "dang", true},    {"đảng", "đảng", true},    {"đáng", "đảng", false},
      {"đang", "đảng", false},   {"đường", "dương", true},  {"đương", "dương", true},
      {"dường", "dương", true},  {"đuong", "dương", false}, {"duong", "dương", false},
      {"dướng", "đương", false}, {"đường", "đương", true},  {"dường", "đường", false},
      {"bàn", "ban", true},      {"bân", "ban", true},      {"ban", "bàn", false},
      {"bần", "bàn", true},      {"bằn", "bàn", true},      {"bắn", "bàn", false},
      {"bân", "bàn", false},     {"bần", "bân", true},      {"bằn", "bân", false},
      {"bần", "bằn", false},     {"bần", "bần", true},      {"uý", "uy", true},
      {"ủy", "uy", true},        {"uỷ", "ủy", false},       {"ủy", "uỷ", false},
      {"tô", "tơ", false},       {"tờ", "tơ", true},        {"tở", "to", true},
      {"nghĩa", "nghia", true},  {"nghỉa", "nghĩa", false}, {"ưu", "ưu", true},
      {"ừu", "ưu", true},        {"uu", "ưu", false},       {"", "", true},
      {"đ", "d", true},          {"d", "đ", false},         {"đ", "a", false},
      {"đảng1", "dang1", true},  {"đảng1", "dang2", false}, {"covid19", "covid19", true},
      {"дом", "дом", true},      {"дом", "дон", false},     {"東京", "東京", true},
      {"東京", "東", false},     {"señor", "señor", true},  {"senor", "señor", false},
  }));
  CAPTURE(form, typed);
  CHECK(has_marks_of(form, typed) == allowed);
}

TEST_CASE("a form of other length is never allowed") {
  for (const std::string longer : {"đảngs", "sđảng", "đảngg", "đả", "đ", ""}) {
    CHECK_FALSE(has_marks_of(longer, "dang"));
    CHECK_FALSE(has_marks_of("đảng", longer));
  }
}

TEST_CASE("every vowel allows its own quality and tone, and adds what was not typed") {
  const std::array<std::string, 12> vowels{"aàáảãạ", "ăằắẳẵặ", "âầấẩẫậ", "eèéẻẽẹ", "êềếểễệ", "iìíỉĩị",
                                           "oòóỏõọ", "ôồốổỗộ", "ơờớởỡợ", "uùúủũụ", "ưừứửữự", "yỳýỷỹỵ"};
  const auto letters_of = [](const std::string& row) {
    std::vector<std::string> letters;
    for (const char byte : row) {
      if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80) letters.emplace_back();
      letters.back() += byte;
    }
    return letters;
  };
  // Position in a row is the tone, 0 for none; the first letter of a row is its quality without tone.
  for (const std::string& typed_row : vowels) {
    const auto typed = letters_of(typed_row);
    for (const std::string& form_row : vowels) {
      const auto form = letters_of(form_row);
      const bool same_base = text::folded(form[0]) == text::folded(typed[0]);
      const bool plain_quality = typed[0] == text::folded(typed[0]);
      for (std::size_t t = 0; t < 6; ++t) {
        for (std::size_t f = 0; f < 6; ++f) {
          CAPTURE(form[f], typed[t]);
          const bool quality_fits = plain_quality || form_row == typed_row;
          CHECK(has_marks_of(form[f], typed[t]) == (same_base && quality_fits && (t == 0 || t == f)));
        }
      }
    }
  }
}

TEST_CASE("a word carries a tone mark, or only marks of quality") {
  for (const std::string toned : {"đảng", "ủy", "ế", "nghĩa", "được", "ỵ", "à", "việt1"})
    CHECK(has_tone(toned));
  for (const std::string plain :
       {"", "đang", "uy", "ê", "đ", "dương", "ơ", "tư", "16", "covid19", "東京", "дом", "ñ"}) {
    CHECK_FALSE(has_tone(plain));
  }
}

}  // namespace
}  // namespace vnidx::schema
