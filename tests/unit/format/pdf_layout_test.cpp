#include "format/pdf_layout.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "format/pdf_furniture.h"
#include "format/pdf_mend.h"
#include "format/pdf_text.h"
#include "unit/catch.h"

namespace vnidx::format::pdf {
namespace {

constexpr double kHeight = 12;
constexpr double kLetter = 6;

/// Appends the words of `text` to a page, letters of one width, from (left, top) on; gives where they end.
double write(Page& page, double left, double top, std::string_view text, double height = kHeight) {
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    const std::string word(text.substr(0, space));
    const auto letters = std::ranges::count_if(word, [](char c) { return (c & 0xC0) != 0x80; });
    const double right = left + kLetter * static_cast<double>(letters);
    if (!word.empty()) page.words.push_back({{left, top, right, top + height}, word});
    left = right + kLetter / 2;
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return left;
}

Page empty_page() {
  return {595, 842, {}, {}};
}

std::string text_of(Page page) {
  return paragraphs_of(lines_of(std::move(page)));
}

TEST_CASE("lines that fill their column make a paragraph") {
  Page page = empty_page();
  write(page, 90, 100, "Sáng nay, Đảng ủy Khối các cơ quan tỉnh tổ chức hội nghị");
  write(page, 72, 118, "sơ kết công tác sáu tháng đầu năm và bàn nhiệm vụ của quý ba");
  write(page, 72, 136, "trên địa bàn.");
  write(page, 90, 154, "Dự hội nghị có các đồng chí trong Ban Thường vụ Đảng ủy Khối.");
  write(page, 72, 172, "a) Báo cáo kết quả;");
  write(page, 72, 190, "b) Thảo luận.");
  CHECK(text_of(page) ==
        "Sáng nay, Đảng ủy Khối các cơ quan tỉnh tổ chức hội nghị sơ kết công tác sáu tháng đầu năm và bàn "
        "nhiệm vụ của quý ba trên địa bàn.\nDự hội nghị có các đồng chí trong Ban Thường vụ Đảng ủy Khối.\n"
        "a) Báo cáo kết quả;\nb) Thảo luận.");
}

TEST_CASE("cells side by side are read row by row") {
  Page page = empty_page();
  write(page, 72, 80, "ỦY BAN NHÂN DÂN");
  write(page, 300, 80, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
  write(page, 72, 96, "TỈNH QUẢNG NAM");
  write(page, 330, 97, "Độc lập - Tự do - Hạnh phúc");
  CHECK(text_of(page) ==
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH QUẢNG NAM\tĐộc lập - Tự do - Hạnh phúc");
}

TEST_CASE("two columns are read one after the other, below the title that spans them") {
  Page page = empty_page();
  write(page, 130, 60, "Tập san của hội những người làm công tác thư viện");
  std::string left;
  std::string right;
  for (int i = 0; i < 10; ++i) {
    const std::string number = std::to_string(i);
    write(page, 72, 100 + 16 * i, "trái hàng " + number + " kể về một ngày ở quê");
    write(page, 310, 103 + 16 * i, "phải hàng " + number + " kể về một đêm ở phố");
    left += " trái hàng " + number + " kể về một ngày ở quê";
    right += " phải hàng " + number + " kể về một đêm ở phố";
  }
  CHECK(text_of(page) ==
        "Tập san của hội những người làm công tác thư viện\n" + left.substr(1) + "\n" + right.substr(1));
}

TEST_CASE("a raised number is a footnote's, or a power") {
  Page page = empty_page();
  const double end = write(page, 72, 100, "Án lệ số 53/2022/AL") - kLetter / 2;
  page.words.push_back({{end, 98, end + 4, 106}, "1"});
  const double unit = write(page, 72, 140, "rộng 120 m") - kLetter / 2;
  page.words.push_back({{unit, 138, unit + 4, 146}, "2"});
  CHECK(text_of(page) == "Án lệ số 53/2022/AL 1\nrộng 120 m2");
}

TEST_CASE("words that were taken apart are put together where syllables prove it") {
  struct Case {
    std::string_view before, after;
    double gap;
    bool together;
  };
  const Case cases[] = {
      {"phươ", "ng", 0.1, true},   {"Đả", "ng", 0.02, true},
      {"nghiệ", "m", 0.15, true},  {"nghiệ", "m", 0.4, false},  // a space
      {"các", "anh", 0.1, false},                               // syllables both
      {"tỉnh", "ủy", 0.15, false}, {"(", "Luật", 0.0, true},
      {"2018", "năm", 0.1, false}, {"nhà", "n-", 0.1, false},
  };
  for (const auto& [before, after, gap, together] : cases) {
    INFO(before << "|" << after);
    CHECK(belongs_together(before, after, gap) == together);
  }
}

TEST_CASE("a hyphen in a font of TCVN3 is ư where a syllable proves it") {
  struct Case {
    std::string_view word;
    WordPlace place;
    std::string_view horned;
  };
  const Case cases[] = {
      {"n-ớc", WordPlace::within, "nước"},     {"t-", WordPlace::within, "tư"},
      {"H-ớng", WordPlace::first, "Hướng"},    {"TT-NHNN", WordPlace::within, "TT-NHNN"},
      {"c-", WordPlace::first, "c-"},          {"-", WordPlace::within, "-"},
      {"vi-rút", WordPlace::within, "vi-rút"}, {"nước", WordPlace::within, "nước"},
      {"t-,", WordPlace::within, "tư,"},
  };
  for (const auto& [word, place, horned] : cases) CHECK(with_horns(word, place) == horned);
}

TEST_CASE("a hyphen at the end of a line stays where it belongs to the words") {
  struct Case {
    std::string_view paragraph, line, joined;
  };
  const Case cases[] = {
      {"truy cập down-", "load tài liệu", "truy cập download tài liệu"},
      {"chính trị, xã hội-", "nghề nghiệp", "chính trị, xã hội-nghề nghiệp"},
      {"số 01/TTLT-TANDTC-", "VKSNDTC ngày", "số 01/TTLT-TANDTC-VKSNDTC ngày"},
      {"phư\u00AD", "ơng án", "phương án"},
      {"Cà Mau -", "Bạc Liêu", "Cà Mau - Bạc Liêu"},
      {"một", "hai", "một hai"},
      {"", "hai", "hai"},
  };
  for (const auto& [paragraph, line, joined] : cases) {
    std::string text(paragraph);
    append_line(text, line);
    CHECK(text == joined);
  }
}

LaidOutPage lay_out(const Page& page) {
  return {page.height, lines_of(page)};
}

std::vector<std::string> texts(std::vector<LaidOutPage> pages) {
  remove_furniture(pages);
  std::vector<std::string> all;
  for (const LaidOutPage& page : pages) all.push_back(paragraphs_of(page.lines));
  return all;
}

TEST_CASE("running heads and page numbers are no text") {
  std::vector<LaidOutPage> pages;
  for (int i = 1; i <= 4; ++i) {
    const std::string number = std::to_string(40 + i);
    Page page = empty_page();
    write(page, i % 2 == 0 ? 72 : 500, 40, number);
    write(page, 180, 40, "CÔNG BÁO/Số 100" + number + "/Ngày 29-12-2013");
    write(page, 72, 100, "Điều " + number + ". Quyền và nghĩa vụ");
    write(page, 72, 400, "12");
    write(page, 250, 800, "- " + number + " -");
    pages.push_back(lay_out(page));
  }
  for (int i = 1; i <= 4; ++i) {
    CHECK(texts(pages)[static_cast<std::size_t>(i) - 1] ==
          "Điều " + std::to_string(40 + i) + ". Quyền và nghĩa vụ\n12");
  }
}

TEST_CASE("what stands once at the top of a page is text") {
  Page first = empty_page();
  write(first, 72, 40, "QUYẾT ĐỊNH");
  write(first, 72, 60, "Về việc công nhận trường đạt chuẩn");
  Page second = empty_page();
  write(second, 72, 40, "Điều 2. Hiệu lực");
  CHECK(texts({lay_out(first), lay_out(second)}) ==
        std::vector<std::string>{"QUYẾT ĐỊNH\nVề việc công nhận trường đạt chuẩn", "Điều 2. Hiệu lực"});
}

TEST_CASE("stamps of digital signatures are no text; a line that looks like one is") {
  Page stamped = empty_page();
  write(stamped, 130, 200, "Ký bởi: Cổng thông tin điện tử", 7);
  write(stamped, 130, 207, "Email: cong@vidu.vn", 7);
  write(stamped, 130, 214, "Thời gian ký: 20.11.2020 10:56:02 +07:00", 7);
  write(stamped, 72, 260, "LUẬT");
  CHECK(texts({lay_out(stamped)}) == std::vector<std::string>{"LUẬT"});

  Page other = empty_page();
  write(other, 72, 200, "Người ký: ông Nguyễn Văn An");
  write(other, 72, 216, "Ông An là chủ tịch xã.");
  CHECK(texts({lay_out(other)}) ==
        std::vector<std::string>{"Người ký: ông Nguyễn Văn An\nÔng An là chủ tịch xã."});
}

}  // namespace
}  // namespace vnidx::format::pdf
