// Texts in the encodings of before Unicode, recognised by what they say.
#include <string>
#include <string_view>

#include "encoding/charset.h"
#include "encoding/decode.h"
#include "encoding/words.h"
#include "text/utf8.h"
#include "unit/catch.h"
#include "unit/encoding/writer.h"

using namespace vnidx::encoding;
using namespace std::string_literals;

namespace {

constexpr std::string_view kText =
    "Ủy ban nhân dân huyện vừa tổ chức hội nghị tổng kết mùa vụ.\n"
    "Bà con nông dân xã Hòa Phước phấn khởi vì lúa được giá, cá đầy ao.\n"
    "Ông Đỗ Văn Thường, chủ tịch hội, nói: \"Năm nay trời thương!\"\n";

constexpr Encoding kEightBit[] = {Encoding::tcvn3, Encoding::vni, Encoding::viscii, Encoding::vps,
                                  Encoding::windows1258};

Decoded automatic(std::string bytes) {
  return decode(std::move(bytes), Encoding::automatic);
}

std::string small(std::string_view text) {
  std::u32string letters = vnidx::text::to_utf32(text);
  for (char32_t& c : letters) c = test::small(c);
  return vnidx::text::to_utf8(letters);
}

}  // namespace

TEST_CASE("a text is recognised in every legacy encoding", "[legacy]") {
  for (const Encoding encoding : kEightBit) {
    CAPTURE(name_of(encoding));
    const std::string bytes = test::written_in(kText, encoding);
    const Decoded decoded = automatic(bytes);
    CHECK(decoded.encoding == encoding);
    CHECK_FALSE(decoded.look_alike);
    CHECK(decoded.replaced == 0);
    CHECK(small(decoded.text) == small(kText));
    CHECK(small(decode(bytes, encoding).text) == small(kText));
  }
}

TEST_CASE("a text saved as UTF-8 after it was misread is restored", "[legacy]") {
  for (const Encoding encoding : {Encoding::tcvn3, Encoding::vni}) {
    CAPTURE(name_of(encoding));
    const std::string look_alike = test::misread(test::written_in(kText, encoding));
    const Decoded decoded = automatic(look_alike);
    CHECK(decoded.encoding == encoding);
    CHECK(decoded.look_alike);
    CHECK(small(decoded.text) == small(kText));
    CHECK(small(decode(look_alike, encoding).text) == small(kText));
  }
  const std::string once = test::misread(std::string(kText));
  const std::string twice = test::misread(once);
  for (const std::string& misread : {once, twice}) {
    CHECK(automatic(misread).encoding == Encoding::misread);
    CHECK(automatic(misread).text == kText);
    CHECK(decode(misread, Encoding::misread).text == kText);
  }
  // Two characters that Windows-1252 has for bytes beyond Latin letters.
  const std::string capitals = "HỘI NGHỊ ĐỈNH CAO, BỘN TIỀN";
  CHECK(automatic(test::misread(test::misread(capitals))).text == capitals);
  // Its no-break spaces became spaces on the way.
  std::string spaced = test::misread("Hà Nội là nhà, làng nghề\nthành phố, đường sá, tỉnh ủy");
  for (std::size_t at; (at = spaced.find("\u00A0")) != std::string::npos;) spaced.replace(at, 2, " ");
  CHECK(automatic(spaced).text == "Hà Nội là nhà, làng nghề\nthành phố, đường sá, tỉnh ủy");
}

TEST_CASE("VIQR is recognised", "[legacy]") {
  const std::string viqr =
      "U?y ban nha^n da^n huye^.n vu+`a to^? chu+'c ho^.i nghi..\nBa` con no^ng da^n pha^'n kho+?i vi` lu'a "
      "ddu+o+.c gia'. Nam nay mu+a nhie^`u.\n";
  const Decoded decoded = automatic(viqr);
  CHECK(decoded.encoding == Encoding::viqr);
  CHECK(decoded.text ==
        "Ủy ban nhân dân huyện vừa tổ chức hội nghị.\nBà con nông dân phấn khởi vì lúa được giá. Nam nay mưa "
        "nhiều.\n");
  CHECK(decode("DDa(.ng \\. to^i", Encoding::viqr).text == "Đặng . tôi");
  // A hook before a capital is one, but not behind words that questions end in.
  CHECK(decode("O+? Malaysia, anh la` ai? To^i", Encoding::viqr).text == "Ở Malaysia, anh là ai? Tôi");
  CHECK(decode("PHU. NU+~ KHO^NG BI. TO^'. Con me. Ba", Encoding::viqr).text ==
        "PHỤ NỮ KHÔNG BỊ TỐ. Con me. Ba");
}

TEST_CASE("lines in other encodings are read as such", "[legacy]") {
  const std::string mixed = test::written_in(kText, Encoding::tcvn3) + "Đoạn này gõ bằng Unicode.\n" +
                            test::written_in("Dòng chữ của huyện khác gửi đến.\n", Encoding::vni);
  const Decoded decoded = automatic(mixed);
  CHECK(decoded.encoding == Encoding::tcvn3);
  CHECK(decoded.other_lines == 2);
  CHECK(small(decoded.text) ==
        small(std::string(kText) + "Đoạn này gõ bằng Unicode.\nDòng chữ của huyện khác gửi đến.\n"));

  const std::string pasted = std::string(kText) + "Thành phố " +
                             test::misread(test::written_in("nhiều đường mới được mở\n", Encoding::tcvn3));
  CHECK(automatic(pasted).text == std::string(kText) + "Thành phố nhiều đường mới được mở\n");

  const std::string within =
      "Các xã của huyện Đại Lộc, thành phố, " +
      test::misread(test::written_in("vườn ươm và rừng được khai thác", Encoding::tcvn3)) +
      ", bắt buộc phải có bộ phận chuyên trách.\n";
  CHECK(
      automatic(within).text ==
      "Các xã của huyện Đại Lộc, thành phố, vườn ươm và rừng được khai thác, bắt buộc phải có bộ phận chuyên "
      "trách.\n");
}

TEST_CASE("UTF-8 of any language stays as it is", "[legacy]") {
  const char* const texts[] = {
      "Größere Brötchen für die Bäume: „Spaß“ an der Säule, Noël Müller über Ökonomie und Übermut.",
      "L'été dernier, maïs et forêts brûlaient ; « là-bas », disait Zoë, où l'île naïve rêve.",
      "Nå må vi stå på tå, så går øya bort. Blåbærsyltetøy på brød, å ja.",
      "På ön såg vi små ål; å, så rå vår är.",
      "El baúl del país, aún allí, oí más; añoñó la cigüeña del Perú.",
      "Pehmeä päivä, yö ja työ: hän söi leipää.",
      "România își păstrează țăranii și câmpia.",
      "Português: não há pão, avião, coração, três avós.",
      "Příliš žluťoučký kůň úpěl ďábelské ódy.",
      "Çeşitli öğünler, güneşli günler, ığdır.",
      "Þetta er íslenska: þær ræður, ölæði, sæ.",
      "Русский текст без всякого вьетнамского.",
      "中文和日本語、한국어。",
      "©2001 ® ™ 5¼ 3½ °C ±2 µm ¶ § ª º ¹ ² ³ ¿Qué? ¡No!",
      "Ủy ban nhân dân, « trích dẫn », 30°C, 5 m², Müller, Orsayë.",
      "Don\u2019t panic: a^2 + b^2 = c^2 (e^x), o+ u+ add middle.",
      "Việt Nam (từ France: été, là, où; Đức: für, Bäume) và \u201CĐà Nẵng\u201D.",
  };
  for (const char* const text : texts) {
    CAPTURE(text);
    const Decoded decoded = automatic(text);
    CHECK(decoded.text == text);
    CHECK(decoded.encoding == Encoding::utf8);
  }
}

TEST_CASE("what is none of them is unknown", "[legacy]") {
  std::string noise;
  unsigned state = 7;
  for (int i = 0; i < 3000; ++i) {
    state = state * 1103515245 + 12345;
    noise += static_cast<char>(state >> 16 & 0xFF);
  }
  const std::string texts[] = {
      noise,
      // Russian in Windows-1251, French in Latin-1, Chinese in GBK
      "\xCC\xEE\xF1\xEA\xE2\xE0 \xE3\xEE\xE2\xEE\xF0\xE8\xF2 \xE8 \xEF\xEE\xEA\xE0\xE7\xFB\xE2\xE0\xE5\xF2 "
      "\xEA\xE8\xED\xEE, \xF1\xE5\xE3\xEE\xE4\xED\xFF",
      "L'\xE9t\xE9 dernier la for\xEAt br\xFBlait, o\xF9 l'\xEEle r\xEAve d'\xEAtre aim\xE9"
      "e par ses h\xF4tes.",
      "\xD6\xD0\xB9\xFA\xC8\xCB\xC3\xF1\xB9\xB2\xBA\xCD\xB9\xFA\xB1\xB1\xBE\xA9\xCA\xD0",
  };
  for (const std::string& text : texts) {
    CHECK(automatic(text).encoding == Encoding::unknown);
    CHECK(automatic(text).text.empty());
  }
  const Decoded quotes = automatic("He said \x93no\x94 \x96 and left.");
  CHECK(quotes.encoding == Encoding::windows1252);
  CHECK(quotes.text == "He said “no” – and left.");
}

TEST_CASE("what was decided can be told", "[legacy]") {
  Decoded decoded{{}, Encoding::tcvn3};
  CHECK(description(decoded) == "tcvn3");
  decoded.look_alike = true;
  CHECK(description(decoded) == "tcvn3, saved as utf-8");
  decoded.other_lines = 2;
  CHECK(description(decoded) == "tcvn3, saved as utf-8, but for 2 lines in other encodings");
  for (const NamedEncoding& entry : named_encodings()) CHECK(encoding_named(entry.name) == entry.encoding);
  CHECK(name_of(Encoding::unknown) == "unknown");
  CHECK_FALSE(encoding_named("unknown"));
}
