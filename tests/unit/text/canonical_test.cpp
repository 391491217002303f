#include "text/canonical.h"

#include "text/utf8.h"
#include "unit/catch.h"

namespace vnidx::text {

TEST_CASE("canonical and folded form") {
  struct Case {
    std::string why;
    std::string text;
    std::string canonical;
    std::string folded;
  };
  const auto c = GENERATE(values<Case>({
      {"tone style", "Uỷ ban NHÂN DÂN TỈNH HOÀ BÌNH", "ủy ban nhân dân tỉnh hòa bình",
       "uy ban nhan dan tinh hoa binh"},
      {"misplaced tones", "Gía trị sản lựơng", "giá trị sản lượng", "gia tri san luong"},
      {"i and y stay", "quí quý kĩ kỹ túi túy", "quí quý kĩ kỹ túi túy", "qui quy ki ky tui tuy"},
      {"decomposed", "U\u0309y ba\u0323n", "ủy bạn", "uy ban"},
      {"tone before quality", "tie\u0301\u0302ng Vi\u1EB9\u0302t", "tiếng việt", "tieng viet"},
      {"tone before quality in a foreign word", "Xie\u0301\u0302\u0142", "xiếł", "xieł"},
      {"deprecated tone marks", "a\u0340 e\u0302\u0341", "à ế", "a e"},
      {"eth and African D for Đ", "\u00D0ảng \u0189ại", "đảng đại", "dang dai"},
      {"eth in a foreign word", "\u00D0ü", "đü", "du"},
      {"small eth is another letter", "\u00F0", "\u00F0", "\u00F0"},
      {"Cyrillic that looks Latin", "\u0422\u0420.\u041D\u0421\u041C", "tp.hcm", "tp.hcm"},
      {"Greek that looks Latin, with digits", "\u039219", "b19", "b19"},
      {"look-alikes get their tone placed", "\u041D\u041E\u0410\u0300", "hòa", "hoa"},
      {"look-alikes in part", "\u041C\u043E\u0441\u043A\u0432\u0430", "\u043C\u043E\u0441\u043A\u0432\u0430",
       "\u043C\u043E\u0441\u043A\u0432\u0430"},
      {"mixed scripts", "\u0422P", "\u0442p", "\u0442p"},
      {"zero width inside words", "Đả\u200Bng b\u00ADộ kh\uFEFFối", "đảng bộ khối", "dang bo khoi"},
      {"zero width between letter and mark", "e\u200D\u0302\u200C\u0301", "ế", "e"},
      {"zero width elsewhere stays", "a\u200B \u200Bb", "a\u200B \u200Bb", "a\u200B \u200Bb"},
      {"special spaces", "Chi\u00A0cục\u3000thuế\u2009", "chi cục thuế ", "chi cuc thue "},
      {"an acute accent is no tone", "ca\u00B4ch", "ca\u00B4ch", "ca\u00B4ch"},
      {"foreign words keep their marks", "José Muñoz, Pleiku, GIÊSU", "josé muñoz, pleiku, giêsu",
       "jose munoz, pleiku, giesu"},
      {"two tones", "hoạ\u0301", "hoạ\u0301", "hoa"},
      {"tone on a consonant", "toan\u0301", "toań", "toan"},
      {"Turkish dotted I", "\u0130stanbul", "i\u0307stanbul", "istanbul"},
      {"final sigma", "\u0391\u039B\u03A3", "\u03B1\u03BB\u03C2", "\u03B1\u03BB\u03C2"},
      {"titlecase digraph", "\u01C5", "\u01C6", "\u01C6"},
      {"sharp s", "Stra\u00DFe \u1E9E", "stra\u00DFe \u00DF", "stra\u00DFe \u00DF"},
      {"a composed small letter without capital", "T\u0308", "\u1E97", "t"},
      {"Kelvin sign in a syllable", "\u212Ahoà", "khòa", "khoa"},
      {"symbols are composed", "=\u0338", "\u2260", "="},
      {"a mark on nothing", " \u0301\u0302x", " \u0301\u0302x", " x"},
      {"bytes that are not UTF-8",
       "Ho\xE0 \xE1\xBA"
       "ban",
       "ho\uFFFD \uFFFDban", "ho\uFFFD \uFFFDban"},
      {"NUL", std::string("A\0B", 3), std::string("a\0b", 3), std::string("a\0b", 3)},
      {"nothing", "", "", ""},
  }));
  CAPTURE(c.why, c.text);
  CHECK(canonical(c.text) == c.canonical);
  CHECK(folded(c.text) == c.folded);
  CHECK(canonical(c.canonical) == c.canonical);
  CHECK(folded(c.canonical) == c.folded);
}

TEST_CASE("every code point comes to rest, alone and behind a letter") {
  std::vector<std::uint32_t> restless;
  for (char32_t c = 0; c < 0x20000; ++c) {
    const bool surrogate = c >= 0xD800 && c < 0xE000;
    const bool without_case_or_marks = c >= 0x3400 && c < 0xA000;  // Han
    if (surrogate || without_case_or_marks) continue;
    std::string text;
    append(c, text);
    text += " ho";
    append(c, text);
    text += "\u0300";
    const std::string form = canonical(text);
    if (canonical(form) != form || folded(form) != folded(text)) restless.push_back(c);
  }
  CHECK(restless == std::vector<std::uint32_t>{});
}

// Sorting marks by insertion, as usual normalisers do, takes time that grows with their square.
TEST_CASE("a letter with very many marks is no trap") {
  std::string text = "a";
  std::string sorted = "\u1EA1";  // one dot below finds its place in the letter
  const int count = 100'000;
  for (int i = 0; i < count; ++i) text += "\u0301\u0323";
  for (int i = 1; i < count; ++i) sorted += "\u0323";
  for (int i = 0; i < count; ++i) sorted += "\u0301";
  CHECK((canonical(text) == sorted));
  CHECK(folded(text) == "a");
}

}  // namespace vnidx::text
