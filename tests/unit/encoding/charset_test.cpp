#include "encoding/charset.h"

#include <string>
#include <string_view>

#include "text/utf8.h"
#include "unit/catch.h"
#include "unit/encoding/writer.h"

using namespace vnidx::encoding;
using vnidx::text::to_utf32;
using vnidx::text::to_utf8;

namespace {

constexpr std::u32string_view kSmallLetters =
    U"aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđbcghklmnpqrstvx";
constexpr std::u32string_view kCapitalLetters =
    U"AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬEÈÉẺẼẸÊỀẾỂỄỆIÌÍỈĨỊOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢUÙÚỦŨỤƯỪỨỬỮỰYỲÝỶỸỴĐBCGHKLMNPQRSTVX";

std::u32string units_of(std::string_view bytes) {
  std::u32string units;
  for (const char c : bytes) units.push_back(static_cast<unsigned char>(c));
  return units;
}

std::string decoded(std::string_view bytes, Encoding encoding) {
  return to_utf8(letters_of(units_of(bytes), encoding));
}

}  // namespace

TEST_CASE("the legacy encodings have their published tables", "[charset]") {
  struct Case {
    Encoding encoding;
    std::string_view bytes;
    std::string_view text;
  };
  const Case cases[] = {
      {Encoding::tcvn3, "\xA7\xB6ng \xF1y x\xB7 B\xD7nh D\xAD\xACng", "Đảng ủy xã Bình Dương"},
      {Encoding::tcvn3, "\xA1\xA2\xA3\xA4\xA5\xA6\xA7\xA8\xA9\xAA\xAB\xAC\xAD\xAE", "ĂÂÊÔƠƯĐăâêôơưđ"},
      {Encoding::tcvn3, "30\xB0, m\xB2, \x93h\xE5\x94", "30°, m², “hồ”"},
      {Encoding::vni, "\xD1\x61\xFBng u\xFBy xa\xF5 B\xECnh D\xF6\xF4ng", "Đảng ủy xã Bình Dương"},
      {Encoding::vni, "K\xCDNH G\xD6\xDBI QU\x59\xD9 \xC6 \xD3 \xD2 \xCE", "KÍNH GỬI QUÝ Ỉ Ĩ Ị Ỵ"},
      {Encoding::vni,
       "a\xE2 a\xE1 a\xE0 a\xE5 a\xE3 a\xE4 a\xEA a\xE9 a\xE8 a\xFA a\xFC a\xEB A\xC2 A\xC1 "
       "A\xC0",
       "â ấ ầ ẩ ẫ ậ ă ắ ằ ẳ ẵ ặ Â Ấ Ầ"},
      {Encoding::viscii, "\xD0\xE4ng \xFCy x\xE3 B\xECnh D\xDF\xBDng", "Đảng ủy xã Bình Dương"},
      {Encoding::vps, "\xF1\xE4ng \xFBy x\xE3 B\xECnh D\xDC\xD6ng", "Đảng ủy xã Bình Dương"},
      {Encoding::windows1258, "\xD0\x61\xD2ng u\xD2y xa\xDE Bi\xCCnh D\xFD\xF5ng", "Đảng ủy xã Bình Dương"},
      {Encoding::windows1258, "Vi\xEA\xF2t Nam, \xD0\xF4\xEC, \x80 5", "Việt Nam, Đố, € 5"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(decoded(c.bytes, c.encoding) == c.text);
  }
}

TEST_CASE("every letter comes back from every encoding", "[charset]") {
  for (const Encoding encoding :
       {Encoding::tcvn3, Encoding::vni, Encoding::viscii, Encoding::vps, Encoding::windows1258}) {
    CAPTURE(static_cast<int>(encoding));
    REQUIRE(is_eight_bit(encoding));
    const auto encoder = test::encoder_of(encoding);
    std::u32string alphabet(kSmallLetters);
    if (encoding != Encoding::tcvn3) alphabet += kCapitalLetters;  // TCVN3 has few capitals with tones
    std::u32string units;
    for (const char32_t letter : alphabet) {
      CAPTURE(to_utf8({&letter, 1}));
      REQUIRE(encoder.contains(letter));
      units += encoder.at(letter) + U" ";
    }
    std::u32string spaced;
    for (const char32_t letter : alphabet) spaced += {letter, U' '};
    CHECK(letters_of(units, encoding) == spaced);
  }
}

TEST_CASE("characters stand for the bytes that they were read from", "[charset]") {
  CHECK(code_units(to_utf32("€Ÿé\u0081Œ")) == std::u32string{0x80, 0x9F, 0xE9, 0x81, 0x8C});
  CHECK(code_units(to_utf32("ủ—\uFFFD")) == std::u32string{U'ủ', 0x97, 0xFFFD});
}

TEST_CASE("a mark of VNI that no letter can bear stays a character", "[charset]") {
  CHECK(decoded("b\xF9 u\xE2", Encoding::vni) == "bù uâ");
  CHECK(decoded("\xF9", Encoding::vni) == "ù");
}

TEST_CASE("headings of TCVN3 get the capitals that it lacks", "[charset]") {
  struct Case {
    const char* read;
    const char* raised;
  };
  const Case cases[] = {
      {"CộNG HOà Xã HộI CHủ NGHĩA VIệT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
      {"Hà Nội, xã Đông Hà", "Hà Nội, xã Đông Hà"},
      {"UBND xã Hà Lâm", "UBND xã Hà Lâm"},
      {"TỉNH ủY Hà GIANG", "TỈNH ỦY HÀ GIANG"},
      {"", ""},
  };
  for (const Case& c : cases) {
    std::u32string text = to_utf32(c.read);
    raise_capitals(text);
    CHECK(to_utf8(text) == c.raised);
  }
}
