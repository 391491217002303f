#include "format/rtf.h"

#include <string>

#include "unit/catch.h"

using namespace vnidx::format;

namespace {

std::string text_of(const std::string& body) {
  const std::string rtf =
      "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Times New Roman;}{\\f1\\fnil "
      ".VnTime{\\*\\falt "
      "x};}{\\f2 .VnTimeH;}{\\f3 VNI-Times;}{\\f4\\fcharset163 Arial;}}{\\stylesheet{\\s0 Normal;}}"
      "{\\info{\\title Rac}}" +
      body + "}";
  const Extraction extraction = extract_rtf(rtf, {"tệp"});
  return extraction.document ? extraction.document->text : "rejected: " + extraction.rejection;
}

}  // namespace

TEST_CASE("RTF becomes text", "[rtf]") {
  struct Case {
    const char* what;
    std::string body;
    std::string text;
  };
  const Case cases[] = {
      {"paragraphs", "Mot\\par\nHai\\line Ba\\par", "Mot\nHai\nBa"},
      {"TCVN3", "\\f1 Ng\\'ad\\'eai d\\'a9n \\b H\\'b5 N\\'e9i\\b0", "Người dân Hà Nội"},
      {"TCVN3 as optional hyphen", "\\f1 n\\-\\'edc", "nước"},
      {"capitals", "\\f2 quy\\'d5t \\'ae\\'denh", "QUYẾT ĐỊNH"},
      {"VNI over a change of style", "\\f3 \\'d1a\\b \\'fbng u\\b0\\'fby", "Đảng ủy"},
      {"fonts mixed in a line", "{\\f1 x\\'b7} {\\f3 xa\\'f5} x\\u227\\'e3", "xã xã xã"},
      {"Windows-1258", "\\f4 Vi\\'ea\\'f2t", "Việt"},
      {"unicode and what stands for it", "\\uc1 B\\u7855\\'3fc \\u-4064?\\uc0\\u272 \\u55357\\u56832",
       "Bắc Đ😀"},
      {"signs", "1\\endash 2\\~\\ldblquote a\\rdblquote\\_b \\{\\\\\\}", "1–2\u00A0“a”-b {\\}"},
      {"hidden", "a{\\v b}c\\v d\\v0 e{\\deleted f}", "ace"},
      {"a field", "{\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt xem}}", "xem"},
      {"headers, pictures and what is unknown",
       "{\\header H}{\\pict 0102}{\\*\\unknown u}a{\\*\\bkmkstart b}{\\bin3 }}}z}", "az"},
      {"a table", "\\trowd\\intbl a\\cell b\\cell\\row\\intbl c\\par d\\cell e\\cell\\row\\pard f",
       "a\tb\nc\nd\ne\nf"},
      {"a footnote stands behind", "Than{\\footnote Chu thich}g\\par Het\\par", "Thang\nHet\n\nChu thich"},
      {"a text box", "a{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt Hop\\par}}}b\\par", "ab\n\nHop"},
      {"groups that are not closed", "{{{a", "a"},
      {"groups that were never open", "}}}a", "a"},
      {"nothing", "", "rejected: holds no text"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(text_of(c.body) == c.text);
  }
  CHECK(text_of(std::string(200'000, '{') + "x" + std::string(200'000, '}') + "y") == "xy");
}

TEST_CASE("an RTF document is named by its head", "[rtf]") {
  const Extraction extraction = extract_rtf(
      "{\\rtf1{\\fonttbl{\\f0 .VnTime;}{\\f1 .VnTimeH;}}\\f1 Ch\\'ddnh ph\\'f1\\par C\\'e9ng ho\\'b5 x\\'b7 "
      "h\\'e9i "
      "ch\\'f1 ngh\\'dca vi\\'d6t nam\\par\\f0 S\\'e8: 7/2001/N\\'a7-CP\\par\\f1 Ngh\\'de "
      "\\'ae\\'denh\\par\\f0 "
      "v\\'d2 ngh\\'d2 mu\\'e8i\\par C\\'a8n c\\'f8 Lu\\'cbt\\par}",
      {"tệp"});
  REQUIRE(extraction.document);
  CHECK(extraction.document->title == "NGHỊ ĐỊNH về nghề muối");
  CHECK(extraction.document->number == "7/2001/NĐ-CP");
  CHECK(extraction.document->issuer == "CHÍNH PHỦ");
}
