#include "format/official_head.h"

#include "entity/date.h"
#include "unit/catch.h"

using namespace vnidx;
using namespace vnidx::format;

TEST_CASE("the head of an official document names it", "[official_head]") {
  struct Case {
    const char* what;
    const char* text;
    const char* title;
    const char* date;
    const char* number;
    const char* issuer;
  };
  const Case cases[] = {
      {"a decision in two columns",
       "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
       "TỈNH QUẢNG NAM          Độc lập - Tự do - Hạnh phúc\n\n"
       "Số: 412/QĐ-UBND          Tam Kỳ, ngày 9 tháng3 năm 2009\n\n"
       "QUYẾT ĐỊNH\nVề việc phê duyệt đề án phát triển nghề rừng\nở các huyện miền núi\n\n"
       "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn cứ Luật Tổ chức HĐND và UBND ngày 26/11/2003;",
       "QUYẾT ĐỊNH Về việc phê duyệt đề án phát triển nghề rừng ở các huyện miền núi", "2009-03-09",
       "412/QĐ-UBND", "ỦY BAN NHÂN DÂN TỈNH QUẢNG NAM"},
      {"a line a cell, as tables give it",
       "SỞ Y TẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc\n-----\n"
       "Số : 77 /TB - SYT\nHà Nội, ngày 05/4/2010\nTHÔNG BÁO\nLịch tiêm chủng\nKính gửi: các trạm y tế",
       "THÔNG BÁO Lịch tiêm chủng", "2010-04-05", "77/TB-SYT", "SỞ Y TẾ"},
      {"the subject behind issuer, number and date",
       "Thông tư\ncủa Bộ Thủy sản số 21/2002/TT-BTS ngày 4 tháng 6 năm 2002 hướng dẫn cấp giấy phép\n"
       "nuôi cá bè\n\nCăn cứ Nghị định số 5/CP ngày 1/2/1999",
       "Thông tư hướng dẫn cấp giấy phép nuôi cá bè", "2002-06-04", "21/2002/TT-BTS", "Bộ Thủy sản"},
      {"an annex names the document it belongs to",
       "Phụ lục II\nMẪU BÁO CÁO MÙA MƯA\n(Kèm theo Nghị định số 66/2021/NĐ-CP\n"
       "ngày 06 tháng 7 năm 2021 của Chính phủ)\n___\nPhần I",
       "Phụ lục II MẪU BÁO CÁO MÙA MƯA", "2021-07-06", "66/2021/NĐ-CP", "Chính phủ"},
      {"a blank that was filled in by hand",
       "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nQUY ĐỊNH\nVỀ NUÔI ONG\n"
       "( Ban hành kèm theo Quyết định số …05…./2006/ QĐ-UBND,\nngày …25..tháng 01 năm 2006 )\nChương I",
       "QUY ĐỊNH VỀ NUÔI ONG", "2006-01-25", "", ""},
      {"a form",
       "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập\n\nĐơn xin học\nlớp bổ túc\n\nKính gửi: Nhà trường",
       "Đơn xin học lớp bổ túc", "", "", ""},
      {"a precedent, published by a decision",
       "Án lệ số 91/2019/AL về thửa ruộng bậc thang\n"
       "Được Hội đồng Thẩm phán thông qua ngày 01 tháng 4 năm 2019 và được công bố theo Quyết định số "
       "9/QĐ-CA "
       "ngày 02 tháng 5 năm 2019.\nNguồn án lệ:\nBản án số 8 ngày 01/01/2008",
       "Án lệ số 91/2019/AL về thửa ruộng bậc thang", "2019-05-02", "91/2019/AL", ""},
      {"two days",
       "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHuế, ngày 20, 21 tháng 03 năm 2002\nBÁO CÁO\nhội thảo ca Huế",
       "BÁO CÁO hội thảo ca Huế", "2002-03-20", "", ""},
      {"a draft whose day was left blank",
       "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nVinh, ngày      tháng 12 năm 2018\nTỜ TRÌNH\nvề việc xây cầu "
       "treo",
       "TỜ TRÌNH về việc xây cầu treo", "2018-12-01", "", ""},
      {"a paper of a month",
       "Nuôi cá lồng trên hồ chứa\nTiến sĩ Lò Văn Pành\nSơn La, tháng 07 năm 2001\nMở đầu", "", "2001-07-01",
       "", ""},
      {"a month in figures", "Bài tập hóa vô cơ\n3-2023\nChú ý", "", "2023-03-01", "", ""},
      {"a month that is part of a sentence", "Hội nghị\nTừ tháng 7 năm 2001 đến nay", "", "", "", ""},
      {"no month", "Bài tập\n13-2023\n3-20234\nTrang 3", "", "", "", ""},
      {"blanks are no number",
       "SỞ Y TẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố:      /BC-SYT\nBÁO CÁO\nvề bão\n", "BÁO CÁO về bão",
       "", "", "SỞ Y TẾ"},
      {"news are no official document", "Quyết định trẻ hóa đội hình\nHuấn luyện viên nói: …", "", "", "",
       ""},
      {"a day that does not exist",
       "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 31 tháng 2 năm 2001\nBÁO CÁO\nmùa vụ",
       "BÁO CÁO mùa vụ", "", "", ""},
      {"a law's number above its kind",
       "QUỐC HỘI\n--------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-----\n"
       "Luật số: 77/2031/QH16\tHà Nội, ngày 4 tháng 6 năm 2031\n\nLUẬT\nCHĂN NUÔI TRÊN BIỂN\n"
       "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;",
       "LUẬT CHĂN NUÔI TRÊN BIỂN", "2031-06-04", "77/2031/QH16", "QUỐC HỘI"},
      {"the number of a resolution behind its name",
       "HỘI ĐỒNG NHÂN DÂN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nNghị quyết số 12/2008/NQ-HĐND\n\n"
       "NGHỊ QUYẾT\nvề phí qua phà\nHỘI ĐỒNG NHÂN DÂN TỈNH",
       "NGHỊ QUYẾT về phí qua phà", "", "12/2008/NQ-HĐND", "HỘI ĐỒNG NHÂN DÂN"},
      {"a number that no kind follows",
       "Án lệ số 92/2020/AL\nĐược công bố theo Quyết định số 9/QĐ-CA ngày 02 tháng 5 năm 2020.\n\n"
       "Quyết định giám đốc thẩm số 3/2015/DS-GĐT\n",
       "Án lệ số 92/2020/AL", "2020-05-02", "92/2020/AL", ""},
      {"an analysis is no first part",
       "SỞ CÔNG THƯƠNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBÁO CÁO\nPhân ích giá lúa\nPhần I. Mùa khô",
       "BÁO CÁO Phân ích giá lúa", "", "", "SỞ CÔNG THƯƠNG"},
      {"a form of an office",
       "SỞ Y TẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập\n\nTỜ KHAI\nXin cấp thẻ thăm nuôi\n\nHọ và "
       "tên: ……",
       "TỜ KHAI Xin cấp thẻ thăm nuôi", "", "", "SỞ Y TẾ"},
      {"a speech",
       "BỘ THỦY SẢN\nHuế, ngày 3 tháng 4 năm 2005\nBÀI PHÁT BIỂU CỦA THỨ TRƯỞNG\nTẠI LỄ HẠ THỦY TÀU\n\nThưa "
       "các vị,\n",
       "BÀI PHÁT BIỂU CỦA THỨ TRƯỞNG TẠI LỄ HẠ THỦY TÀU", "2005-04-03", "", ""},
      {"nothing", "", "", "", "", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    const OfficialHead head = read_official_head(c.text);
    CHECK(head.title == c.title);
    CHECK((head.date ? entity::to_string(*head.date) : "") == c.date);
    CHECK(head.number == c.number);
    CHECK(head.issuer == c.issuer);
  }
}

TEST_CASE("a document without a kind is named by its first lines", "[official_head]") {
  struct Case {
    const char* text;
    const char* title;
  };
  const Case cases[] = {
      {"B2-3-XX\n\nLý lịch\ncủa người dự tuyển\n\nHọ và tên:", "Lý lịch của người dự tuyển"},
      {"Hội thảo lần hai\n\n“Nghề dệt\nở Hội An”\n\nBà Lê Thị Hoa\n", "Nghề dệt ở Hội An"},
      {"CHƯƠNG TRÌNH\nHÁT XẨM\nTối nay, xin mời", "CHƯƠNG TRÌNH HÁT XẨM"},
      {"HỘI NGHỊ LẦN BA\n\nBài tham luận về bài viết\n\n\"Nghề dệt\nvà chợ phiên\"\n\ncủa bà Hoa\n",
       "Bài tham luận về bài viết \"Nghề dệt và chợ phiên\""},
      {"Đề kiểm tra giữa kì\nNăm học 2031 – 2032\nMôn: Toán\n", "Đề kiểm tra giữa kì Năm học 2031 – 2032"},
      {"HƯƠNG ƯỚC\nLÀNG ĐÔNG\nLỜI NÓI ĐẦU\nLàng ta có từ lâu.", "HƯƠNG ƯỚC LÀNG ĐÔNG"},
      {"PHÒNG GD&ĐT HUYỆN NÚI XANH\nTRƯỜNG TIỂU HỌC SUỐI MƠ\nGIÁO ÁN LỚP BA\nTuần này", "GIÁO ÁN LỚP BA"},
      {"Phòng Giáo dục và Đào tạo Núi Xanh\tTập huấn trực nhật\nMục tiêu:", "Tập huấn trực nhật"},
      {"TRƯỜNG THCS SUỐI MƠ\n", "TRƯỜNG THCS SUỐI MƠ"},
      {"TRƯỞNG THÀNH TỪ GIAN KHÓ\nBài viết về thầy giáo", "TRƯỞNG THÀNH TỪ GIAN KHÓ"},
      {"Trường tiểu học bên suối\nCác em đến lớp từ sớm.", "Trường tiểu học bên suối"},
      {"\n----\n", ""},
  };
  for (const Case& c : cases) CHECK(first_lines_as_title(c.text) == c.title);
}

TEST_CASE("a law has its date in its last sentence", "[official_head]") {
  struct Case {
    std::string_view text;
    std::optional<Date> date;
  };
  using namespace std::chrono_literals;
  const Case cases[] = {
      {"LUẬT\nTHƯ VIỆN\nĐiều 1. Luật số 5 thông qua ngày 02 tháng 3 năm 2001.\nLuật này được Quốc hội khóa "
       "XIV thông qua "
       "ngày 21 tháng 11\nnăm 2019.",
       2019y / 11 / 21},
      {"Văn bản này nhắc một luật.\nLuật số 5 thông qua ngày 31 tháng 2 năm 2001.", std::nullopt},
      {"Luật đất đai thông qua ngày 02 tháng 3 năm 2001.", std::nullopt},
      {"Luật này thông qua ngày", std::nullopt},
  };
  for (const Case& c : cases) {
    Document document;
    document.text = c.text;
    complete_from_head(document, "tệp");
    CHECK(document.date == c.date);
  }
}

TEST_CASE("what is known of a document is not replaced by its head", "[official_head]") {
  Document document;
  document.title = "Tên";
  document.text = "BỘ NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 7/BC-BNV\nBÁO CÁO\nvề lương";
  complete_from_head(document, "tệp");
  CHECK(document.title == "Tên");
  CHECK(document.number == "7/BC-BNV");
  CHECK(document.issuer == "BỘ NỘI VỤ");
  Document empty;
  complete_from_head(empty, "tệp");
  CHECK(empty.title == "tệp");
}
