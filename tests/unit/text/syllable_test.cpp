#include "text/syllable.h"

#include "text/utf8.h"
#include "text/word_form.h"
#include "unit/catch.h"

namespace vnidx::text {
namespace {

std::string placed(const std::string& word) {
  auto letters = read_letters(to_utf32(word));
  REQUIRE(letters);
  place_tone(*letters);
  std::string out;
  for (const Letter letter : *letters) append(code_point(letter), out);
  return out;
}

}  // namespace

TEST_CASE("the tone goes where the old style has it") {
  const auto [written, right] = GENERATE(table<std::string, std::string>({
      // two vowels, no coda: the first
      {"hoà", "hòa"},
      {"khoẻ", "khỏe"},
      {"thuý", "thúy"},
      {"uỷ", "ủy"},
      {"oà", "òa"},
      {"oẹ", "ọe"},
      {"muà", "mùa"},
      {"miá", "mía"},
      {"taí", "tái"},
      {"đaọ", "đạo"},
      {"nuí", "núi"},
      {"riụ", "rịu"},
      // three: the middle
      {"ngòai", "ngoài"},
      {"xoaý", "xoáy"},
      {"ngoeỏ", "ngoẻo"},
      {"khủyu", "khuỷu"},
      {"khuyá", "khuýa"},
      // a coda: the last
      {"hòan", "hoàn"},
      {"hùynh", "huỳnh"},
      {"tóet", "toét"},
      {"móoc", "moóc"},
      {"hòanh", "hoành"},
      // a vowel with a quality mark, the last of them
      {"ngừơi", "người"},
      {"lựơng", "lượng"},
      {"vịêt", "việt"},
      {"tíêng", "tiếng"},
      {"thủơ", "thuở"},
      {"húê", "huế"},
      {"nguỹên", "nguyễn"},
      {"ưả", "ửa"},
      {"hươụ", "hượu"},
      {"cứơp", "cướp"},
      {"họăc", "hoặc"},
      {"khúât", "khuất"},
      {"khúây", "khuấy"},
      {"ýêu", "yếu"},
      {"bíêu", "biếu"},
      // qu and gi are onsets
      {"qúy", "quý"},
      {"qúi", "quí"},
      {"qủa", "quả"},
      {"qúan", "quán"},
      {"qúôc", "quốc"},
      {"qùan", "quàn"},
      {"qùyên", "quyền"},
      {"qúynh", "quýnh"},
      {"qúyu", "quýu"},
      {"gía", "giá"},
      {"gịa", "giạ"},
      {"gíêng", "giếng"},
      {"gìau", "giàu"},
      {"gĩư", "giữ"},
      {"gíuc", "giúc"},
      {"gịông", "giộng"},
      // … unless their vowel is all there is
      {"gì", "gì"},
      {"gìn", "gìn"},
      {"nghiã", "nghĩa"},
  }));
  CHECK(placed(written) == right);
  CHECK(placed(right) == right);
}

TEST_CASE("what is no syllable, or has not one tone, is left alone") {
  const auto word = GENERATE(as<std::string>{},
                             "hoa",     // level
                             "hòà",     // two tones
                             "kỳhoà",   // two syllables
                             "hoà2",    // a digit
                             "plẹiku",  // no such onset
                             "josé",    // no such onset
                             "raúl",    // no such coda
                             "noél",    //
                             "dió",     // no such nucleus
                             "caén",    //
                             "hoaín",   // no coda behind this one
                             "hoắ", "thuố", "qú", "giií", "oiá");
  CHECK(placed(word) == word);
}

TEST_CASE("i and y are two ways to write some syllables") {
  const auto [one, other] = GENERATE(table<std::string, std::string>({
      {"kỹ", "kĩ"},
      {"mỹ", "mĩ"},
      {"ty", "ti"},
      {"quý", "quí"},
      {"quýt", "quít"},
      {"thi", "thy"},
      // not behind a vowel, not with a coda, not alone, not outside Vietnamese
      {"tai", ""},
      {"tay", ""},
      {"túi", ""},
      {"túy", ""},
      {"hít", ""},
      {"kín", ""},
      {"quyên", ""},
      {"mía", ""},
      {"y", ""},
      {"ý", ""},
      {"ủy", ""},
      {"wifi", ""},
      {"city", ""},
      {"ñi", ""},
      {"h2i", ""},
      {"", ""},
  }));
  CAPTURE(one);
  CHECK(spelt_with_i_or_y(one) == other);
  if (!other.empty()) CHECK(spelt_with_i_or_y(other) == one);
}

TEST_CASE("syllables are told from other words") {
  const auto is_one = [](std::string_view word) {
    const auto letters = read_letters(to_utf32(word));
    return letters && is_syllable(*letters);
  };
  for (const char* const word :
       {"đảng", "ủy", "nghiêng", "khuỷu", "quốc", "gì", "giếng", "kỹ", "ách", "Việt"}) {
    CAPTURE(word);
    CHECK(is_one(word));
  }
  // A tone that a stop does not allow, two tones, letters that do not go together.
  for (const char* const word : {"cầc", "thach", "cỏc", "đáế", "ngiêng", "kả", "ce", "fử", "bl", "", "đ"}) {
    CAPTURE(word);
    CHECK_FALSE(is_one(word));
  }
}

}  // namespace vnidx::text
