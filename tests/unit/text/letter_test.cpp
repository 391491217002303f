#include "text/letter.h"

#include "text/utf8.h"
#include "unit/catch.h"

namespace vnidx::text {
namespace {

std::string respelled(std::u32string_view word) {
  const auto letters = read_letters(word);
  if (!letters) return "not Vietnamese";
  std::string out;
  for (const Letter letter : *letters) append(code_point(letter), out);
  return out;
}

}  // namespace

TEST_CASE("a letter is the same in each of its Unicode forms") {
  const auto [written, letter] = GENERATE(table<std::u32string, std::string>({
      {U"ế", "ế"},
      {U"Ế", "ế"},
      {U"e\u0302\u0301", "ế"},
      {U"e\u0301\u0302", "ế"},
      {U"ê\u0301", "ế"},
      {U"é\u0302", "ế"},
      {U"E\u0302\u0341", "ế"},
      {U"á\u0306", "ắ"},
      {U"a\u0340", "à"},
      {U"o\u0323\u031B", "ợ"},
      {U"Ú\u031B", "ứ"},
      {U"ạ\u0302", "ậ"},
      {U"y\u0309", "ỷ"},
      {U"đ", "đ"},
      {U"Đ", "đ"},
      {U"QH15", "qh15"},
  }));
  CHECK(respelled(written) == letter);
}

TEST_CASE("what is no letter of the alphabet is not read") {
  const auto written = GENERATE(as<std::u32string>{},
                                U"ñ",              // a tone on a consonant
                                U"n\u0303",        // the same, decomposed
                                U"a\u0301\u0323",  // two tones
                                U"ấ\u0302",        // two circumflexes
                                U"ă\u0302",        // breve and circumflex
                                U"o\u0306",        // o has no breve
                                U"đ\u0301",        // đ has no tone
                                U"1\u0301", U"\u0301a", U"ü", U"и", U"a\u0308", U"ð", U"hoà…");
  CHECK(respelled(written) == "not Vietnamese");
}

TEST_CASE("quality and tone are told apart") {
  const auto letters = read_letters(U"Đậu");
  REQUIRE(letters);
  REQUIRE(letters->size() == 3);
  CHECK(letters->at(0).base == 'd');
  CHECK(letters->at(0).quality == Quality::stroke);
  CHECK(letters->at(1).base == 'a');
  CHECK(letters->at(1).quality == Quality::circumflex);
  CHECK(letters->at(1).tone == Tone::nang);
  CHECK(letters->at(2).tone == Tone::level);
}

}  // namespace vnidx::text
