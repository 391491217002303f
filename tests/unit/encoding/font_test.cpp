#include "encoding/font.h"

#include "unit/catch.h"

using namespace vnidx::encoding;

TEST_CASE("fonts name their encoding", "[font]") {
  struct Case {
    const char* name;
    std::optional<Font> font;
  };
  constexpr Font kTcvn3{Encoding::tcvn3, false};
  constexpr Font kTcvn3Capitals{Encoding::tcvn3, true};
  constexpr Font kVni{Encoding::vni, false};
  const Case cases[] = {
      {".VnTime", kTcvn3},
      {".VnTimeH", kTcvn3Capitals},
      {".vntimeh", kTcvn3Capitals},
      {".VNTIMEH", kTcvn3Capitals},
      {".VnArial NarrowH", kTcvn3Capitals},
      {".VnBahamasBH", kTcvn3Capitals},
      {".VnArial", kTcvn3},
      {".VnTimeH,Bold", kTcvn3Capitals},
      {"ABCDEF+.VnTimeH-BoldItalic", kTcvn3Capitals},
      {"VnTime", kTcvn3},
      {"VnUnicode", std::nullopt},
      {"VNI-Times", kVni},
      {"BCDEFG+VNI-Helve-Condense,Italic", kVni},
      {"vni times", kVni},
      {"VNI", std::nullopt},
      {"VPS Times", Font{Encoding::vps, false}},
      {"Times New Roman", std::nullopt},
      {"Arial", std::nullopt},
      {"Symbol", std::nullopt},
      {"Vn", std::nullopt},
      {".Vn", std::nullopt},
      {"", std::nullopt},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(legacy_font(c.name) == c.font);
  }
}

TEST_CASE("a run in a legacy font becomes Vietnamese", "[font]") {
  struct Case {
    const char* what;
    const char* run;
    Font font;
    const char* text;
  };
  const Case cases[] = {
      {"TCVN3", "Uû ban nh©n d©n tØnh", {Encoding::tcvn3, false}, "Uỷ ban nhân dân tỉnh"},
      {"capitals", "céng hoµ x· héi", {Encoding::tcvn3, true}, "CỘNG HOÀ XÃ HỘI"},
      {"soft hyphen", "n\u00ADíc", {Encoding::tcvn3, false}, "nước"},
      {"minus of a PDF", "n\u2212íc", {Encoding::tcvn3, false}, "nước"},
      {"optional hyphen of Word", "n\u001Fíc", {Encoding::tcvn3, false}, "nước"},
      {"VNI", "ÑAÛNG UÛY khoái cô quan", {Encoding::vni, false}, "ĐẢNG ỦY khối cơ quan"},
      {"quotes stay", "\u201CQuyÕt ®Þnh\u201D \u2013 1", {Encoding::tcvn3, false}, "“Quyết định” – 1"},
      {"Unicode typed in such a font", "và À", {Encoding::tcvn3, false}, "và À"},
      {"letters beyond bytes stay", "ủy ban", {Encoding::tcvn3, false}, "ủy ban"},
      {"empty", "", {Encoding::vni, false}, ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(decode_run(c.run, c.font) == c.text);
  }
}
