#include "format/html.h"

#include <algorithm>
#include <string>

#include "format/html_charset.h"
#include "format/html_metadata.h"
#include "format/html_repair.h"
#include "format/html_tree.h"
#include "format/mhtml.h"
#include "format/page_date.h"
#include "unit/catch.h"

using namespace vnidx;
using namespace vnidx::format;
using namespace std::chrono_literals;
using encoding::Encoding;

namespace {

const std::string kFirst =
    "Sáng nay, Ủy ban nhân dân tỉnh tổ chức hội nghị tổng kết công tác trồng rừng và giao nhiệm vụ cho các "
    "huyện.";
const std::string kSecond =
    "Theo báo cáo, toàn tỉnh đã trồng mới hơn hai nghìn héc-ta rừng phòng hộ, vượt kế hoạch đề ra từ đầu "
    "năm.";

/// A page as sites build them: menu, article, related headlines, comments, foot.
std::string page(const std::string& head, const std::string& article) {
  return "<!DOCTYPE html><html><head><meta charset=utf-8>" + head +
         "</head><body><nav><a href=/>Trang chủ</a></nav><div class=main>" + article +
         "</div><div class='tin-lien-quan'><h3>Tin liên quan</h3><ul><li><a href=1>Huyện miền núi đón đoàn "
         "công tác "
         "của Trung ương</a><li><a href=2>Khai mạc hội chợ nông sản vùng cao năm nay</a></ul></div>"
         "<div id=comments><p>Bạn đọc: tôi rất đồng tình với ý kiến của bài báo, mong tỉnh làm nhiều hơn "
         "nữa.</p></div>"
         "<footer>Giấy phép số 12/GP-TTĐT</footer></body></html>";
}

Document read(const std::string& bytes, Encoding encoding = Encoding::automatic) {
  Extraction extraction = extract_html(bytes, {"ten-tep", encoding});
  REQUIRE(extraction.document);
  return *extraction.document;
}

const std::string kArticle =
    "<h1>Toàn tỉnh trồng mới hai nghìn héc-ta rừng</h1><div>Thứ hai, 14/11/2022, 17:30 "
    "(GMT+7)</div><div class=content><p>" +
    kFirst + "</p><p>" + kSecond + "</p><p><b>Lê Thị An</b></p></div>";

}  // namespace

TEST_CASE("a page gives its article and nothing around it", "[html]") {
  const Document document =
      read(page("<title>Toàn tỉnh trồng mới hai nghìn héc-ta rừng - Báo Ví Dụ</title>", kArticle));
  CHECK(document.title == "Toàn tỉnh trồng mới hai nghìn héc-ta rừng");
  CHECK(document.text == kFirst + "\n" + kSecond);
  CHECK(document.author == "Lê Thị An");
  CHECK(document.date == Date(2022y / 11 / 14));
}

TEST_CASE("what a page says to machines", "[html]") {
  const Document document = read(page(
      "<title>Rừng | Báo Ví Dụ</title><meta property='og:title' content='Toàn tỉnh trồng mới hai nghìn "
      "héc-ta rừng'>"
      "<meta property='og:site_name' content='Báo Ví Dụ'><meta name=author content='Báo Ví Dụ'>"
      "<script "
      "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2021-03-05T08:00:00+07:00\","
      "\"articleSection\":\"Kinh tế\",\"author\":{\"name\":\"Trần Văn Bình\"}}</script>",
      kArticle));
  CHECK(document.source == "Báo Ví Dụ");
  CHECK(document.category == "Kinh tế");
  CHECK(document.author == "Trần Văn Bình");
  CHECK(document.date == Date(2021y / 3 / 5));
}

TEST_CASE("scripts, hidden parts and entities", "[html]") {
  const Document document = read(page(
      "",
      "<h1>T&iacute;nh to&#225;n</h1><div><script>var a='</p>'; </script><p style='display: none'>Ẩn</p><p>" +
          kFirst + "<br>a&nbsp;&amp;&#150;b</p><p hidden>Ẩn</p><p>" + kSecond + "</p></div>"));
  CHECK(document.text == kFirst + "\na &–b\n" + kSecond);
}

TEST_CASE("a list of headlines is told", "[html]") {
  std::string items;
  for (int i = 0; i < 20; ++i)
    items += "<li><a href=x>Đầu đề số " + std::to_string(i) + " nói về một việc khác trong tỉnh</a></li>";
  const Extraction extraction = extract_html(
      "<html><title>Trang nhất | Báo Ví Dụ</title><body><ul>" + items + "</ul></body></html>", {"x"});
  REQUIRE(extraction.document);
  CHECK(extraction.repairs == std::vector<std::string>{"is a list of headlines, not an article"});
  CHECK(extraction.document->text.find("Đầu đề số 19") != std::string::npos);
}

TEST_CASE("a table of properties gives number, date and issuer", "[html]") {
  const Document document = read(
      "<html><title>Cổng</title><body><table><tr><td>Quyết định về bảo vệ rừng<tr><td>Số ký "
      "hiệu<td>12/QĐ-UBND"
      "<td>Ngày ban hành<td>05/03/2021<tr><td>Loại văn bản<td>Quyết định<td>Cơ quan ban hành<td>UBND tỉnh"
      "</table></body></html>");
  CHECK(document.title == "Quyết định về bảo vệ rừng");
  CHECK(document.number == "12/QĐ-UBND");
  CHECK(document.issuer == "UBND tỉnh");
  CHECK(document.date == Date(2021y / 3 / 5));
}

TEST_CASE("a table of properties names its subject", "[html]") {
  const Document document = read(
      "<html><title>Văn bản</title><body><table><tr><td>Số ký hiệu<td>12/QĐ-UBND<tr><td>Ngày ban "
      "hành<td>05/03/2021<tr><td>Loại văn bản<td>Quyết định<tr><td>Cơ quan ban hành<td>UBND "
      "tỉnh<tr><td>Trích "
      "yếu<td>Về bảo vệ rừng đầu nguồn</table></body></html>");
  CHECK(document.title == "Về bảo vệ rừng đầu nguồn");
}

TEST_CASE("pages that no browser would make", "[html]") {
  const auto repeated = [](const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
  };
  const std::string body = "<p>" + kFirst + "</p><p>" + kSecond + "</p>";
  const std::string pages[] = {
      repeated("<div>", 100000) + body,
      repeated("<i>", 400) + repeated("</b>", 20000) + body,
      "<div " + repeated("a=1 b ", 100000) + ">" + body,
      body + "<!--",
      "<html>" + std::string(1, '\0') + body,
      body + repeated("<", 10000),
      body + "\xFF\xFE\xC3",
  };
  for (const std::string& bytes : pages) {
    const Document document = read(bytes);
    CHECK(document.text.find(kFirst) != std::string::npos);
  }
  CHECK(extract_html("", {"x"}).rejection == "is an HTML page without text");
}

TEST_CASE("the beginnings of pages", "[html]") {
  CHECK(begins_html("<!DOCTYPE html>"));
  CHECK(begins_html("\xEF\xBB\xBF \n<!-- a --><?xml version='1.0'?>\n<HTML lang=vi>"));
  CHECK_FALSE(begins_html("<p>"));
  CHECK_FALSE(begins_html("<!-- a"));
}

TEST_CASE("charsets of pages", "[html]") {
  CHECK(named_charset("<META http-equiv=x content='text/html; charset=Windows-1258'>") == "windows-1258");
  CHECK(named_charset("<meta charset = \"utf-8\" />") == "utf-8");
  CHECK(named_charset("<script>charset='x'</script>").empty());
  // A page in UTF-8 is that, whatever it says.
  CHECK(decode_page("<meta charset=windows-1258>đ", Encoding::automatic).text ==
        "<meta charset=windows-1258>đ");
  CHECK(decode_page("<meta charset=windows-1258>\xF0", Encoding::automatic).text ==
        "<meta charset=windows-1258>đ");
}

TEST_CASE("a page is read whatever it says of its charset", "[html]") {
  for (const char* charset : {"windows-1258", "windows-1252", "iso-8859-1", "gb2312", "no-such-charset"}) {
    CAPTURE(charset);
    const Document document = read(
        "<html><head><meta http-equiv='Content-Type' content='text/html; charset=" + std::string(charset) +
        "'></head><body>" + kArticle + "</body></html>");
    CHECK(document.text == kFirst + "\n" + kSecond);
  }
}

TEST_CASE("titles that a page prints and its <title> lacks", "[html]") {
  struct Case {
    const char* what;
    std::string page;
    const char* title;
  };
  const std::string text = "<p>" + kFirst + "</p><p>" + kSecond + "</p>";
  const Case cases[] = {
      {"the site's name in h1 and in front",
       "<title>Góc Xóm Núi: Một mùa hè ở xóm núi</title><h1>Góc Xóm Núi</h1><h3>Một mùa hè ở xóm núi</h3>" +
           text,
       "Một mùa hè ở xóm núi"},
      {"the section in front",
       "<title>Tin hoạt động - Hội nghị tổng kết trồng rừng</title><div>Hội nghị tổng kết trồng rừng</div>" +
           text,
       "Hội nghị tổng kết trồng rừng"},
      {"a line that calls itself a title",
       "<title>CỔNG THÔNG TIN ĐIỆN TỬ TỈNH</title><td><span class=tieude><b>HỘI NGHỊ TỔNG "
       "KẾT</b></span></td><td>" +
           text,
       "HỘI NGHỊ TỔNG KẾT"},
      {"no <title>, a bold line", "<b>Hội nghị tổng kết trồng rừng</b><br><i>Ngày 7/8/2008</i><br>" + text,
       "Hội nghị tổng kết trồng rừng"},
      {"a bold line does not replace a <title>",
       "<title>Tổng kết trồng rừng năm nay</title><b>Cả tỉnh vào cuộc</b><br>" + text,
       "Tổng kết trồng rừng năm nay"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(read("<html><body>" + c.page + "</body></html>").title == c.title);
  }
}

TEST_CASE("who wrote a page, and lines about it", "[html]") {
  struct Case {
    const char* what;
    std::string before;
    std::string behind;
    const char* author;
  };
  const Case cases[] = {
      {"written by", "<span>Viết bởi Lê Thị An</span>", "", "Lê Thị An"},
      {"sent by, with a date", "<div>Được gửi bởi Lê Thị An vào T6, 11/04/2014 - 08:51</div>", "",
       "Lê Thị An"},
      {"labels behind", "", "<p>Tác giả bài viết: Lê Thị An</p><p>Nguồn: Báo Ví Dụ</p><p>Lượt xem: 12</p>",
       "Lê Thị An"},
      {"and a source", "", "<div align=right><b>Lê Thị An</b> <i>(Theo TTXVN)</i></div>", "Lê Thị An"},
      {"nobody", "<span>Đăng bởi Admin</span>", "", ""},
  };
  const std::string title = "<h1>Toàn tỉnh trồng mới hai nghìn héc-ta rừng</h1>";
  for (const Case& c : cases) {
    CAPTURE(c.what);
    const Document document = read("<html><body><div>" + title + c.before + "<div><p>" + kFirst + "</p><p>" +
                                   kSecond + "</p>" + c.behind + "</div></div></body></html>");
    CHECK(document.author == c.author);
    CHECK(document.text.find("Lượt xem") == std::string::npos);
  }
}

TEST_CASE("related headlines beside a text make no list of it", "[html]") {
  std::string related;
  for (int i = 0; i < 9; ++i)
    related += "<li><a href=/" + std::to_string(i) + ">Tin số " + std::to_string(i) +
               " của huyện miền núi hôm nay</a>";
  const std::string more =
      "<p>" + kFirst + " Hội nghị kéo dài cả ngày.</p><p>" + kSecond + " Ai cũng vui.</p>";
  const Document document = read(
      "<html><title>Toàn tỉnh trồng rừng | Báo Ví Dụ Online</title><body><div class=detail><h1>Toàn tỉnh "
      "trồng "
      "rừng</h1><p>18/08/2016 09:30 GMT+7</p><div><p>" +
      kFirst + "</p><p>" + kSecond + "</p>" + more + "</div><div class=same><h3>Cùng chuyên mục</h3><ul>" +
      related + "</ul></div></div></body></html>");
  CHECK(document.text.find("Tin số") == std::string::npos);
  CHECK(document.text.find(kFirst) != std::string::npos);
  CHECK(document.date == Date(2016y / 8 / 18));
}

TEST_CASE("pages saved in one file", "[html]") {
  const std::string head =
      "From: <Saved by a browser>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
      "\ttype=\"text/html\";\r\n\tboundary=\"----=_Part_1\"\r\n\r\nThis is a multi-part message.\r\n\r\n"
      "------=_Part_1\r\nContent-Type: text/html;\r\n\tcharset=\"utf-8\"\r\nContent-Transfer-Encoding: ";
  const std::string end = "\r\n------=_Part_1\r\nContent-Type: image/gif\r\n\r\nGIF\r\n------=_Part_1--\r\n";
  const std::string quoted =
      "<html><title>H=E1=BB=99i</title><body><p>M=C6=B0a l=C5=A9 v=E1=BB=81 "
      "=\r\nl=C3=A0ng.</p></body></html>";
  const std::string base64 =
      "PGh0bWw+PHRpdGxlPkjhu5lpPC90aXRsZT48Ym9keT48cD5NxrBhIGzFqSB2\r\n4buBIGzDoG5nLjwvcD48L2JvZHk+"
      "PC9odG1sPg==";
  for (const std::string& file : {head + "quoted-printable\r\n\r\n" + quoted + end,
                                  head + "base64\r\n\r\n" + base64 + end, head + "base64\r\n\r\n" + base64}) {
    CHECK(begins_mhtml(file));
    const Extraction extraction = extract_mhtml(file, {"ten-tep"});
    REQUIRE(extraction.document);
    CHECK(extraction.document->title == "Hội");
    CHECK(extraction.document->text == "Mưa lũ về làng.");
  }
  CHECK_FALSE(begins_mhtml("From: An\nSubject: thư\n\nMIME-Version"));
  CHECK(extract_mhtml(head, {"x"}).document == std::nullopt);
  CHECK(extract_mhtml("Content-Type: multipart/related; boundary=a\n\n--a\n--a\n--a--", {"x"}).rejection ==
        "is a saved page without HTML in it");
}

TEST_CASE("dates as pages print them", "[html]") {
  struct Case {
    const char* line;
    Date date;
  };
  const Case cases[] = {
      {"Thứ hai, 14/11/2022, 17:30 (GMT+7)", 2022y / 11 / 14},
      {"24/12/12 11:05 tối", 2012y / 12 / 24},
      {"Cập nhật lúc 08:30 ngày 2 tháng 9 năm 2023 | Lượt xem: 120", 2023y / 9 / 2},
      {"2021-03-05 08:00", 2021y / 3 / 5},
      {"14.11.2022", 2022y / 11 / 14},
  };
  for (const Case& c : cases) {
    CAPTURE(c.line);
    const auto found = page_date(c.line);
    REQUIRE(found);
    CHECK(found->date == c.date);
    CHECK(found->certain);
  }
  for (const char* line : {"31/02/2021 08:00", "16/35 đảng ủy", "Điện thoại 0912345678", ""}) {
    CAPTURE(line);
    CHECK_FALSE(page_date(line));
  }
}

TEST_CASE("titles without the site behind them", "[html]") {
  CHECK(without_site("Giá lúa tăng mạnh - Kinh tế | Báo Ví Dụ", "") == "Giá lúa tăng mạnh");
  CHECK(without_site("Sông Hồng - Báo Ví Dụ", "Báo Ví Dụ") == "Sông Hồng");
  CHECK(without_site("Trận Hà Nội - Sài Gòn", "") == "Trận Hà Nội - Sài Gòn");
}
