#include "format/article.h"

#include <algorithm>

#include "format/byline.h"
#include "format/metadata_line.h"
#include "unit/catch.h"

using namespace vnidx;
using namespace vnidx::format;
using namespace std::chrono_literals;
using Role = Fact::Role;

namespace {

constexpr Date kDay{2018y / 7 / 11};

/// Of a line that says one thing.
Fact fact_of(const char* line) {
  const std::vector<Fact> facts = facts_of(line);
  REQUIRE(facts.size() == 1);
  return facts[0];
}

}  // namespace

TEST_CASE("date lines in their variations", "[article]") {
  const char* const lines[] = {
      "Ngày: 11.07.2018",
      "Ngày:11/7/2018",
      "Ngày 11-7-2018",
      "ngày: 11.07.2018",
      "NGÀY: 11.07.2018",
      "Nga\u0300y: 11.07.2018",
      "Ngày:\u00A0"
      "11.07.2018",
      "Ngày : 11.07.2018",
      "Thứ tư, 11/07/2018, 08:30",
      "Thứ Tư, 11/7/2018 08:30",
      "Thứ 4, 11/07/2018",
      "Cập nhật: 11/07/2018",
      "Cập nhật: 08:30, 11/07/2018",
      "Cập nhật lúc: 11/07/2018 08:30",
      "Ngày đăng: 11/07/2018",
      "Ngày đăng: Thứ tư, 11/07/2018",
      "11/07/2018",
      "2018-07-11",
      "Ngày 11 tháng 7 năm 2018",
      "11 Tháng Bảy, 2018",
      "Thứ tư, 11/07/2018, 17:30 (GMT+7)",
      "11/07/18 11:05 tối",
      "Thứ tư, ngày 11 tháng 07 năm 2018 10:22 AM (GMT+7)",
      "Thứ tư 11/07/2018 - 10h22",
      "[11/07/2018 - 09:05]",
      "Cập nhật: 10:22' - 11/7/2018",
      "Wednesday, July 11, 2018",
      "11-Jul-2018",
  };
  for (const char* line : lines) {
    CAPTURE(line);
    const Fact read = fact_of(line);
    CHECK(read.role == Role::date);
    CHECK(read.date == kDay);
  }
}

TEST_CASE("a month alone is its first day", "[article]") {
  for (const char* line :
       {"tháng 7/2018", "Tháng 7 năm 2018", "Tháng bảy, 2018", "Ngày đăng: tháng 7/2018", "Ngày: 7/2018"}) {
    CAPTURE(line);
    CHECK(fact_of(line).date == Date(2018y / 7 / 1));
  }
  for (const char* line : {"7/2018", "tháng 13/2018", "Trong tháng 7/2018 có mưa", "Quý 2/2018"}) {
    CAPTURE(line);
    CHECK(facts_of(line).empty());
  }
}

TEST_CASE("names with their dates", "[article]") {
  struct Case {
    const char* line;
    Role role;
    const char* name;
  };
  const Case cases[] = {
      {"Thanh Hà - 11/07/2018 10:22", Role::author, "Thanh Hà"},
      {"Thanh Hà, 11/07/2018", Role::author, "Thanh Hà"},
      {"Tác giả: Thanh Hà (11/07/2018)", Role::author, "Thanh Hà"},
      {"Đăng bởi Thanh Hà lúc 10:22 11/07/2018", Role::author, "Thanh Hà"},
      {"Được gửi bởi Thanh Hà vào T4, 11/07/2018 - 08:51", Role::author, "Thanh Hà"},
      {"Đăng ngày 11 tháng bảy năm 2018 bởi Thanh Hà", Role::author, "Thanh Hà"},
      {"Bởi Thanh Hà | 11/07/2018 | 0 bình luận", Role::author, "Thanh Hà"},
      {"Đăng ngày 11/07/2018 bởi Admin", Role::other, "Admin"},
      {"Nguồn: Báo Kon Tum - 11/07/2018", Role::source, "Báo Kon Tum"},
      {"(Nguồn: TTXVN, ngày 11/7/2018)", Role::source, "TTXVN"},
      {"Theo Báo Tuổi Trẻ (11/7/2018)", Role::source, "Báo Tuổi Trẻ"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.line);
    const std::vector<Fact> facts = facts_of(c.line);
    const auto named = std::ranges::find(facts, c.role, &Fact::role);
    const auto dated = std::ranges::find(facts, Role::date, &Fact::role);
    REQUIRE((named != facts.end() && dated != facts.end()));
    CHECK(named->value == c.name);
    CHECK(dated->date == kDay);
  }
  for (const char* line : {"Viết bởi những người lính, 11/07/2018 đến nay", "Bị bắt bởi Công an, 11/07/2018",
                           "Từ Kon Tum, 11/07/2018 là ngày đầu tiên", "Sa Thầy, ngày 11 tháng 7 năm 2018",
                           "Kon Tum, 11/07/2018", "Hà Nội - 11/7/2018"}) {
    CAPTURE(line);
    CHECK(facts_of(line).empty());
  }
}

TEST_CASE("a date that does not exist is still a date line", "[article]") {
  for (const char* line : {"Ngày: 31.02.2018", "Ngày: 2018.13.45", "Cập nhật: 99/99/2018"}) {
    CAPTURE(line);
    const Fact read = fact_of(line);
    CHECK(read.role == Role::date);
    CHECK_FALSE(read.date);
  }
}

TEST_CASE("counts of readings in their variations", "[article]") {
  struct Case {
    const char* line;
    std::int64_t reads;
  };
  const Case cases[] = {
      {"Số lần đọc:704", 704},
      {"Số lần đọc: 1.704", 1704},
      {"số lần đọc : 704", 704},
      {"Số lần đọc 704", 704},
      {"Lượt xem: 1,704", 1704},
      {"Số lượt đọc: 704 lượt", 704},
      {"So\u0302\u0301 lần đọc:704", 704},
      {"SỐ LẦN ĐỌC:\u00A0"
       "704",
       704},
  };
  for (const Case& c : cases) {
    CAPTURE(c.line);
    const Fact read = fact_of(c.line);
    CHECK(read.role == Role::reads);
    CHECK(read.reads == c.reads);
  }
}

TEST_CASE("authors with a label", "[article]") {
  struct Case {
    const char* line;
    const char* author;
  };
  const Case cases[] = {
      {"Tác giả: Thanh Anh", "Thanh Anh"},
      {"Bài, ảnh: Thanh Anh", "Thanh Anh"},
      {"Bài và ảnh: THANH ANH - MINH ĐỨC", "THANH ANH - MINH ĐỨC"},
      {"Tin, ảnh: Thanh Anh, Minh Đức", "Thanh Anh, Minh Đức"},
      {"Bài & ảnh: ThS. Lê Văn Đức", "ThS. Lê Văn Đức"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.line);
    const Fact read = fact_of(c.line);
    CHECK(read.role == Role::author);
    CHECK(read.value == c.author);
  }
}

TEST_CASE("headlines and sentences are no lines of the layout", "[article]") {
  const char* const lines[] = {
      "Cập nhật: 5 ca mắc mới trong ngày",
      "Ngày 8/3 vui vẻ",
      "Ngày 11-7-2018, tại hội trường đã diễn ra lễ ra mắt",
      "Ngày hội: nơi gặp gỡ",
      "Sáng 10.7",
      "Tin: bão số 5 sắp vào đất liền",
      "Số lần đọc: nhiều",
      "Tỷ lệ 16/35",
      "(Theo TTXVN)",
      "Bài 1: Những người mở đường",
      "",
  };
  for (const char* line : lines) {
    CAPTURE(line);
    CHECK(facts_of(line).empty());
  }
}

TEST_CASE("bylines", "[article]") {
  for (const char* line : {"Thanh Anh", "Bảo", "Nguyễn Thị Minh Khai", "THANH ANH", "Thanh Anh - Minh Đức",
                           "Thanh Anh, Minh Đức", "Thanh Anh và Minh Đức", "T.Anh",
                           "  Thanh\u00A0"
                           "Anh ",
                           "Tha\u0300nh A\u0301nh"}) {
    CAPTURE(line);
    CHECK(is_byline(line));
  }
  for (const char* line :
       {"", "Thanh anh", "thanh Anh", "Thanh Anh.", "(Theo TTXVN)", "Thanh Anh 2", "Một Hai Ba Bốn Năm Sáu",
        "Thanh Anh:", "Hết!", "- Thanh Anh", "A, B, C, D, E", "“Thanh Anh”", "Thanh Anh -"}) {
    CAPTURE(line);
    CHECK_FALSE(is_byline(line));
  }
}

TEST_CASE("datelines of documents", "[article]") {
  CHECK(dateline("Hà Nội, ngày 11 tháng 7 năm 2018") == kDay);
  CHECK(dateline("|          Hà-Nội, ngày 11 tháng 7 năm 2018|") == kDay);
  CHECK(dateline("SỐ: 13/2018/TT-BTC      Hà nội, ngày 11 tháng 7 năm 2018") == kDay);
  CHECK_FALSE(dateline("của Bộ Tài chính số 172/1998/TT ngày 11 tháng 7 năm 2018"));
  CHECK_FALSE(dateline("Tại Hà Nội, ngày 11 tháng 7 năm 2018 đã khai mạc hội nghị"));
  CHECK_FALSE(dateline("Hà Nội, ngày ... tháng ... năm 2018"));
}

TEST_CASE("texts are cut into title, head, body and tail", "[article]") {
  struct Case {
    const char* what;
    const char* text;
    const char* title;
    bool dated;
    const char* author;
    std::int64_t reads;  // -1: none
    const char* body;
  };
  const Case cases[] = {
      {"the whole layout",
       "Ra mắt chi bộ mới\nNgày: 11.07.2018\nĐoạn một.\n\nĐoạn hai.\n\nThanh Anh\nSố lần đọc:704",
       "Ra mắt chi bộ mới", true, "Thanh Anh", 704, "Đoạn một.\n\nĐoạn hai."},
      {"date before the title, blank lines, spaces",
       "\n Ngày: 11.07.2018 \n\n\u00A0Ra mắt chi bộ mới\u00A0\n\nĐoạn một.\n\nThanh Anh \n\nSố lần đọc: "
       "704\n\n",
       "Ra mắt chi bộ mới", true, "Thanh Anh", 704, "Đoạn một."},
      {"CR LF stays inside the body", "Tiêu đề\r\nNgày: 11.07.2018\r\nMột.\r\nHai.\r\nThanh Anh\r\n",
       "Tiêu đề", true, "Thanh Anh", -1, "Một.\r\nHai."},
      {"the first of two dates counts", "Tiêu đề\nNgày: 11.07.2018\nCập nhật: 12.07.2018\nMột.", "Tiêu đề",
       true, "", -1, "Một."},
      {"a title that ends in a stop, beside a date", "Xong rồi.\nNgày: 11.07.2018\nMột.", "Xong rồi.", true,
       "", -1, "Một."},
      {"title and date only", "Tiêu đề\nNgày: 11.07.2018", "Tiêu đề", true, "", -1, ""},
      {"author in the head", "Tiêu đề\nTác giả: Thanh Anh\nNgày: 11.07.2018\nMột.", "Tiêu đề", true,
       "Thanh Anh", -1, "Một."},
      {"two bylines", "Tiêu đề\nNgày: 11.07.2018\nMột.\nThanh Anh\nMinh Đức", "Tiêu đề", true,
       "Thanh Anh, Minh Đức", -1, "Một."},
      {"one name within another", "Tiêu đề\nNgày: 11.07.2018\nMột.\nAn\nThanh An", "Tiêu đề", true,
       "An, Thanh An", -1, "Một."},
      {"two authors, in the head and in the tail",
       "Tiêu đề\nTác giả: An, Thanh An\nNgày: 11.07.2018\nMột.\nBài: An, Thanh An", "Tiêu đề", true,
       "An, Thanh An", -1, "Một."},
      {"a source note is no author", "Tiêu đề\nNgày: 11.07.2018\nMột.\n(Theo TTXVN)\nSố lần đọc:7", "Tiêu đề",
       true, "", 7, "Một."},
      {"a body of one name is a body", "Tiêu đề\nNgày: 11.07.2018\nThanh Anh", "Tiêu đề", true, "", -1,
       "Thanh Anh"},
      {"a date in the body stays", "Tiêu đề\nMột.\nNgày: 11.07.2018\nHai.", "Tiêu đề", false, "", -1,
       "Một.\nNgày: 11.07.2018\nHai."},
      {"date at the end", "Tiêu đề\nMột.\nCập nhật: 11.07.2018", "Tiêu đề", true, "", -1, "Một."},
      {"plain text", "Ghi chép\n\nMột.\nThanh Anh", "Ghi chép", false, "", -1, "Một.\nThanh Anh"},
      {"plain text, label at the end", "Ghi chép\n\nMột.\nBài, ảnh: Thanh Anh", "Ghi chép", false,
       "Thanh Anh", -1, "Một."},
      {"one line", "Xin chào", "tep", false, "", -1, "Xin chào"},
      {"a sentence is no title", "Hôm nay trời đẹp.\nMai mưa.", "tep", false, "", -1,
       "Hôm nay trời đẹp.\nMai mưa."},
      {"a headline may end in three stops", "Mưa lớn, rồi lại mưa lớn...\n\nHôm nay trời đẹp.",
       "Mưa lớn, rồi lại mưa lớn...", false, "", -1, "Hôm nay trời đẹp."},
      {"two stops are no three", "Mưa lớn..\n\nHôm nay trời đẹp.", "tep", false, "", -1,
       "Mưa lớn..\n\nHôm nay trời đẹp."},
      {"a wrapped line is no title", "Hôm nay trời rất đẹp nên tôi\nđi chơi xa.", "tep", false, "", -1,
       "Hôm nay trời rất đẹp nên tôi\nđi chơi xa."},
      {"a rule is no title", "-----\nMột.", "tep", false, "", -1, "-----\nMột."},
      {"the head of a government document",
       "CHÍNH PHỦ\n-----\nSố: 15/2018/NĐ-CP\nHà Nội, ngày 11 tháng 7 năm 2018\nMột.", "CHÍNH PHỦ", true, "",
       -1, "-----\nSố: 15/2018/NĐ-CP\nHà Nội, ngày 11 tháng 7 năm 2018\nMột."},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    const Article article = parse_article(c.text, "tep");
    const Document& document = article.document;
    CHECK(document.title == c.title);
    CHECK(document.date == (c.dated ? std::optional<Date>(kDay) : std::nullopt));
    CHECK(document.author == c.author);
    CHECK(document.reads.value_or(-1) == c.reads);
    CHECK(document.text == c.body);
    CHECK(article.repairs.empty());
  }
}

TEST_CASE("a list of names is text, not a long author", "[article]") {
  // Names that were all joined took time that grew with the square of their number.
  for (const std::string label : {"", "Tác giả: "}) {
    std::string text = "Tiêu đề\nNgày: 11.07.2018\nMột.\n";
    for (char first = 'A'; first <= 'Z'; ++first) {
      for (char second = 'a'; second <= 'z'; ++second) text += label + "Nguyễn Văn " + first + second + "\n";
    }
    const Document document = parse_article(text, "tep").document;
    CHECK(document.author.size() < 500);
    CHECK(document.author.ends_with("Nguyễn Văn Zz"));
    CHECK(document.text.starts_with("Một."));
    CHECK(document.text.find("Nguyễn Văn Aa") != std::string::npos);
    CHECK(document.text.size() + document.author.size() > text.size() * 9 / 10);
  }
}

TEST_CASE("a decree saved as text", "[article]") {
  const std::string text =
      "ỦY BAN NHÂN DÂN\nTỈNH KON TUM\nSố: 15/2018/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKon Tum, ngày "
      "11 "
      "tháng 7 năm 2018\nQUYẾT ĐỊNH\nVề việc phê duyệt kế hoạch trồng mía\nĐiều 1. Phê duyệt.";
  const Document document = parse_article(text, "tep").document;
  CHECK(document.title == "QUYẾT ĐỊNH Về việc phê duyệt kế hoạch trồng mía");
  CHECK(document.number == "15/2018/QĐ-UBND");
  CHECK(document.issuer == "ỦY BAN NHÂN DÂN TỈNH KON TUM");
  CHECK(document.date == kDay);
  CHECK(document.text == text);
}

TEST_CASE("a bad date is dropped and said", "[article]") {
  const Article article = parse_article("Tiêu đề\nNgày: 31.02.2018\nMột.", "tep");
  CHECK(article.document.title == "Tiêu đề");
  CHECK_FALSE(article.document.date);
  CHECK(article.document.text == "Một.");
  REQUIRE(article.repairs.size() == 1);
  CHECK(article.repairs[0] == "date '31.02.2018' names no day that exists: left out");
}

TEST_CASE("whatever the lines, a text is cut and never changed", "[article]") {
  const char* const lines[] = {
      "Ngày: 11.07.2018", "Số lần đọc:704", "Thanh Anh", "Bài: Thanh Anh", "Một câu.", "Tiêu đề", "",
      " \u00A0",          "11/07/2018",     "\r"};
  constexpr std::size_t kLines = std::size(lines);
  for (std::size_t choice = 0; choice < kLines * kLines * kLines * kLines; ++choice) {
    std::string text;
    for (std::size_t rest = choice, i = 0; i < 4; ++i, rest /= kLines) {
      text += lines[rest % kLines];
      if (i < 3 || choice % 2 == 0) text += '\n';
    }
    const Document document = parse_article(text, "tep").document;
    const bool kept = text.find(document.text) != std::string::npos &&
                      (document.title == "tep" || text.find(document.title) != std::string::npos);
    const bool complete = text.find("Một câu.") == std::string::npos ||
                          (document.title + document.text).find("Một câu.") != std::string::npos;
    const bool dated = !document.date || text.find("2018") != std::string::npos;
    if (kept && complete && dated) continue;
    CAPTURE(text, document.title, document.text);
    FAIL("something was lost or made up");
  }
}

TEST_CASE("a long first line is body", "[article]") {
  std::string line;
  for (int i = 0; i < 60; ++i) line += "rất dài ";
  const Article article = parse_article(line + "\nHai", "tep");
  CHECK(article.document.title == "tep");
  CHECK(article.document.text.starts_with("rất dài"));
}

TEST_CASE("lines that say several things", "[article]") {
  struct Case {
    const char* line;
    std::vector<Role> roles;
  };
  const Case cases[] = {
      {"Ngày đăng: 11/07/2018 | Cập nhật: 12/07/2018", {Role::date, Role::date}},
      {"Đăng lúc: Thứ tư, 11/07/2018 15:20 - Người đăng: Thanh Anh", {Role::date, Role::author}},
      {"11/07/2018 | Lượt xem: 1234", {Role::date, Role::reads}},
      {"11/07/2018 | 1.234 lượt xem", {Role::date, Role::reads}},
      {"Thanh Anh | 11/07/2018 08:30", {Role::date, Role::author}},
      {"Chuyên mục: Thời sự | Nguồn: Báo Kon Tum", {Role::category, Role::source}},
      {"Tác giả: Thanh Anh; Nguồn: TTXVN", {Role::author, Role::source}},
      {"Trang chủ > Thời sự > Trong tỉnh", {Role::category}},
      {"Kinh tế - Xã hội", {Role::category}},
      {"(11/07/18 14:20)", {Role::date}},
      {"Từ khóa: mía, đường", {Role::other}},
      {"Tác giả: Nhóm phóng viên", {Role::author}},
      {"Tác giả: Thanh Anh; Minh Đức", {Role::author}},
      {"Số hiệu: 15/2018/NĐ-CP", {Role::number}},
      {"Cơ quan ban hành: Chính phủ", {Role::issuer}},
      {"Tiêu đề: Mùa mía ngọt", {Role::title}},
      {"Nội dung:", {Role::body}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.line);
    std::vector<Role> roles;
    for (const Fact& fact : facts_of(c.line)) roles.push_back(fact.role);
    CHECK(roles == c.roles);
  }
}

TEST_CASE("where an article was taken from", "[article]") {
  struct Case {
    const char* line;
    const char* source;  // empty: it does not tell
    const char* author;
  };
  const Case cases[] = {
      {"(Theo VnExpress)", "VnExpress", ""},
      {"Theo Tuổi Trẻ", "Tuổi Trẻ", ""},
      {"(Theo Lê Thúy/NLĐO)", "NLĐO", "Lê Thúy"},
      {"Thu Hà/TTXVN", "TTXVN", "Thu Hà"},
      {"Lê An - Báo Kon Tum", "Báo Kon Tum", "Lê An"},
      {"Thu Hà (TTXVN)", "TTXVN", "Thu Hà"},
      {"(TTXVN)", "TTXVN", ""},
      {"VOV", "VOV", ""},
      {"HƯƠNG", "", ""},
      {"(TTXVN/Vietnam+)", "TTXVN/Vietnam+", ""},
      {"PV/VOV.VN", "VOV.VN", "PV"},
      {"(T.H - theo Vietnamnet)", "Vietnamnet", "T.H"},
      {"T.H (tổng hợp)", "", "T.H"},
      {"Thanh Anh (Theo TTXVN)", "TTXVN", "Thanh Anh"},
      {"Theo báo Nhân Dân", "báo Nhân Dân", ""},
      {"Hoàng Yến - Quang Vinh", "", ""},
      {"Thanh Anh", "", ""},
      {"Theo đó, cả xã có 12 hộ nghèo.", "", ""},
      {"Theo Sở Y tế, dịch đã được khống chế tại tất cả các huyện của tỉnh.", "", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.line);
    std::string source;
    std::string author;
    for (const Fact& fact : credit_of(c.line)) (fact.role == Role::source ? source : author) = fact.value;
    CHECK(source == c.source);
    CHECK(author == c.author);
  }
}

TEST_CASE("head and tail in any order", "[article]") {
  struct Case {
    const char* what;
    const char* text;
    const char* title;
    bool dated;
    const char* author;
    const char* source;
    const char* category;
    const char* body;
  };
  const Case cases[] = {
      {"a section before the title", "Thời sự\nMùa mía ngọt\n11/07/2018 08:30\nMột.", "Mùa mía ngọt", true,
       "", "", "Thời sự", "Một."},
      {"a section is all there is before the text", "Thể thao\nMột câu rất dài, có dấu chấm.\nHai.",
       "Thể thao", false, "", "", "Thể thao", "Một câu rất dài, có dấu chấm.\nHai."},
      {"a section's name alone is a text", "Tin mới\n", "tep", false, "", "", "", "Tin mới"},
      {"author above the date", "Mùa mía ngọt\nThanh Anh\nNgày: 11.07.2018\nMột.", "Mùa mía ngọt", true,
       "Thanh Anh", "", "", "Một."},
      {"author below the date", "Mùa mía ngọt\nNgày: 11.07.2018\nThanh Anh\nMột.", "Mùa mía ngọt", true,
       "Thanh Anh", "", "", "Một."},
      {"source and author in the tail", "Mùa mía ngọt\nNgày: 11.07.2018\nMột.\nThanh Anh\nNguồn: Báo Kon Tum",
       "Mùa mía ngọt", true, "Thanh Anh", "Báo Kon Tum", "", "Một."},
      {"credit behind the author", "Mùa mía ngọt\nNgày: 11.07.2018\nMột.\nThanh Anh\n(Theo VnExpress)",
       "Mùa mía ngọt", true, "Thanh Anh", "VnExpress", "", "Một."},
      {"labels for everything",
       "Tiêu đề: Mùa mía ngọt\nTác giả: Thanh Anh\nNguồn: Báo Kon Tum\nChuyên mục: Kinh tế\nNgày đăng: "
       "11/07/2018\nNội dung: Một.\nHai.",
       "Mùa mía ngọt", true, "Thanh Anh", "Báo Kon Tum", "Kinh tế", "Một.\nHai."},
      {"an agency's opening stays", "Mùa mía ngọt\nKon Tum (TTXVN 11/7/2018) - Một.\nHai.", "Mùa mía ngọt",
       true, "", "TTXVN", "", "Kon Tum (TTXVN 11/7/2018) - Một.\nHai."},
      {"a paper's name above", "Báo Kon Tum Online\nThứ tư, 11/7/2018\n\nMùa mía ngọt\n\nMột.",
       "Mùa mía ngọt", true, "", "Báo Kon Tum Online", "", "Một."},
      {"a headline that begins like a paper's name", "Báo động sốt xuất huyết\n\nMột.",
       "Báo động sốt xuất huyết", false, "", "", "", "Một."},
      {"two authors", "Mùa mía ngọt\nNgày: 11.07.2018\nMột.\nHoàng Yến - Quang Vinh", "Mùa mía ngọt", true,
       "Hoàng Yến - Quang Vinh", "", "", "Một."},
      {"front matter",
       "---\nlayout: post\ntitle: \"Mùa mía ngọt\"\ndate: 2018-07-11 08:30:00 +0700\ntags:\n- "
       "mía\n---\n\nMột.",
       "Mùa mía ngọt", true, "", "", "", "Một."},
      {"a heading of Markdown", "# Mùa mía ngọt.\n\nMột.", "Mùa mía ngọt.", false, "", "", "", "Một."},
      {"marks of pictures", "Mùa mía ngọt\n[img]\nMột.\n[img]\nHai.\n[img]\n", "Mùa mía ngọt", false, "", "",
       "", "Một.\nHai."},
      {"a rule is no front matter", "---\nMột câu: hai câu.\nBa", "tep", false, "", "", "",
       "---\nMột câu: hai câu.\nBa"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    const Document document = parse_article(c.text, "tep").document;
    CHECK(document.title == c.title);
    CHECK(document.date == (c.dated ? std::optional<Date>(kDay) : std::nullopt));
    CHECK(document.author == c.author);
    CHECK(document.source == c.source);
    CHECK(document.category == c.category);
    CHECK(document.text == c.body);
  }
}
