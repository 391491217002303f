// Organisations in running text: one table row a rule of the grammar. Brackets mark the mentions expected.
#include "entity/recognizer.h"

#include <map>
#include <string>
#include <vector>

#include "unit/catch.h"

namespace vnidx::entity {
namespace {

struct Reading {
  std::string marked;              ///< the text with brackets around mentions
  std::vector<std::string> names;  ///< canonical, in order of mention
};

Reading read(const std::string& text) {
  text::Analyzer analyzer;
  Recognizer recognizer(analyzer);
  std::vector<text::Word> words;
  analyzer.words(text, words);
  Entities found;
  recognizer.recognize(text, words, std::nullopt, found);
  Reading reading;
  std::map<std::uint32_t, int> opens;
  std::map<std::uint32_t, int> closes;
  for (const OrganizationMention& mention : found.organizations) {
    ++opens[mention.begin];
    ++closes[mention.end];
    reading.names.push_back(mention.canonical);
  }
  for (std::uint32_t i = 0; i <= text.size(); ++i) {
    reading.marked.append(static_cast<std::size_t>(closes[i]), ']');
    reading.marked.append(static_cast<std::size_t>(opens[i]), '[');
    if (i < text.size()) reading.marked += text[i];
  }
  return reading;
}

std::string unmarked(std::string text) {
  std::erase_if(text, [](char c) { return c == '[' || c == ']'; });
  return text;
}

struct Row {
  const char* marked;
  std::vector<std::string> names;
};

void check(const Row& row) {
  CAPTURE(row.marked);
  const Reading reading = read(unmarked(row.marked));
  CHECK(reading.marked == row.marked);
  CHECK(reading.names == row.names);
}

TEST_CASE("heads, fields, places and levels") {
  check(GENERATE(values<Row>({
      {"Chủ tịch [UBND tỉnh Quảng Nam] cho biết", {"Ủy ban nhân dân tỉnh Quảng Nam"}},
      {"[UBND tỉnh] họp", {"Ủy ban nhân dân tỉnh"}},
      {"[Sở Y tế] và [Sở Tài chính] phối hợp", {"Sở Y tế", "Sở Tài chính"}},
      {"Giám đốc [Sở Y tế Hà Nội] Nguyễn Khắc Hiền", {"Sở Y tế Hà Nội"}},
      {"trình [Sở Nội vụ] [Sở Tài chính] xem xét", {"Sở Nội vụ", "Sở Tài chính"}},
      {"[Phòng Nội vụ] [Phòng Tài chính] báo cáo", {"Phòng Nội vụ", "Phòng Tài chính"}},
      {"[sở Công thương] yêu cầu", {"Sở Công Thương"}},
      {"[Công an TP.Cà Mau] (Cà Mau)", {"Công an thành phố Cà Mau"}},
      {"[Công an xã An Xuyên]", {"Công an xã An Xuyên"}},
      {"[UBND Quận 1] (TPHCM)", {"Ủy ban nhân dân quận 1"}},
      {"hội trường của [ủy ban phường]", {"Ủy ban nhân dân phường"}},
      {"[Cục Nghệ thuật Biểu diễn] phạt 5 triệu đồng", {"Cục Nghệ thuật biểu diễn"}},
      {"[Cục quản lý thị trường Nam Định] vừa có quyết định", {"Cục Quản lý thị trường Nam Định"}},
      {"Trưởng [phòng Đào tạo]; Trưởng [khoa Cấp cứu]", {"Phòng Đào tạo", "Khoa Cấp cứu"}},
      {"[Viện Hợp tác, Nghiên cứu và Đào tạo quốc tế]", {"Viện Hợp tác, Nghiên cứu và Đào tạo Quốc tế"}},
      {"[Đội Quản lý thị trường số 2]", {"Đội Quản lý thị trường số 2"}},
      {"trụ sở [Tỉnh ủy], [HĐND] và [UBND tỉnh Cà Mau]",
       {"Tỉnh ủy", "Hội đồng nhân dân tỉnh Cà Mau", "Ủy ban nhân dân tỉnh Cà Mau"}},
      {"HĐND, UBND, [Ủy ban [Mặt trận Tổ quốc Việt Nam]]",
       {"Ủy ban Mặt trận Tổ quốc Việt Nam", "Mặt trận Tổ quốc Việt Nam"}},
      {"Bí thư [tỉnh ủy tỉnh Ninh Thuận]", {"Tỉnh ủy Ninh Thuận"}},
      {"[Thị ủy Điện Bàn] họp", {"Thị ủy Điện Bàn"}},
      {"Ủy viên [Bộ Chính trị] khóa XIII", {"Bộ Chính trị"}},
      {"[Đại sứ quán Việt Nam tại Ấn Độ]", {"Đại sứ quán Việt Nam tại Ấn Độ"}},
      {"[Cục Hải quan TP. HCM] có văn bản", {"Cục Hải quan Thành phố Hồ Chí Minh"}},
      {"[Sở Y tế] năm 2018 khám cho dân", {"Sở Y tế"}},
      {"phán quyết của [Tòa án Nhân quyền châu Âu]", {"Tòa án Nhân quyền châu Âu"}},
  })));
}

TEST_CASE("words that only open like a name, and names inside longer words") {
  check(GENERATE(values<Row>({
      {"Vụ tai nạn khiến hai người chết", {}},
      {"trở thành ủy viên thường trực", {}},
      {"kỳ thi THPT quốc gia 2019", {}},
      {"các bệnh viện Trung ương", {}},
      {"cán bộ [Đội Quản lý thị trường số 2]", {"Đội Quản lý thị trường số 2"}},
      {"toàn bộ hạm đội 6 chiếc tàu", {}},
      {"Tư lệnh [Hạm đội 7]", {"Hạm đội 7"}},
  })));
}

TEST_CASE("a country of more than one syllable ends a name, whoever is named behind it") {
  check(GENERATE(values<Row>({
      {"phát ngôn viên [hải quân Argentina] Enrique Balbi", {"Hải quân Argentina"}},
      {"Tư lệnh [Hải quân Indonesia] Yudo Margono", {"Hải quân Indonesia"}},
  })));
}

TEST_CASE("a firm's trade in small letters leads to its name") {
  check(GENERATE(values<Row>({
      {"[Công ty TNHH tư vấn đầu tư xây dựng Nam Long] trúng thầu",
       {"Công ty trách nhiệm hữu hạn Tư vấn đầu tư Xây dựng Nam Long"}},
      {"công ty tư vấn đầu tư xây dựng nhà", {}},
  })));
}

TEST_CASE("nested names") {
  check(GENERATE(values<Row>({
      {"[Đảng ủy [Sở Y tế]] nêu lên", {"Đảng ủy Sở Y tế", "Sở Y tế"}},
      {"[Đảng ủy [Sở Lao động- Thương binh và Xã hội]] phát biểu",
       {"Đảng ủy Sở Lao động - Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"}},
      {"[Chi ủy [sở Thông tin Truyền thông]] phát biểu",
       {"Chi ủy Sở Thông tin và Truyền thông", "Sở Thông tin và Truyền thông"}},
      {"[Cục Chống tham nhũng [Thanh tra [Chính phủ]]]",
       {"Cục Chống tham nhũng Thanh tra Chính phủ", "Thanh tra Chính phủ", "Chính phủ"}},
      {"[Văn phòng [UBND TP Hồ Chí Minh]]",
       {"Văn phòng Ủy ban nhân dân Thành phố Hồ Chí Minh", "Ủy ban nhân dân Thành phố Hồ Chí Minh"}},
      {"[Ủy ban Kiểm tra (UBKT) [Tỉnh ủy Phú Yên]]", {"Ủy ban Kiểm tra Tỉnh ủy Phú Yên", "Tỉnh ủy Phú Yên"}},
      {"[Trung tâm Kiểm soát bệnh tật (CDC) tỉnh Sóc Trăng]",
       {"Trung tâm Kiểm soát bệnh tật tỉnh Sóc Trăng"}},
      {"[CSĐT - [Công an huyện Lý Nhân]], tỉnh Hà Nam",
       {"Cảnh sát điều tra - Công an huyện Lý Nhân", "Công an huyện Lý Nhân"}},
      {"[[Ngân hàng Agribank] chi nhánh Đồng Nai]",
       {"Ngân hàng Agribank chi nhánh Đồng Nai", "Ngân hàng Agribank"}},
      {"[Ủy ban [MTTQ tỉnh An Giang]]",
       {"Ủy ban Mặt trận Tổ quốc tỉnh An Giang", "Mặt trận Tổ quốc tỉnh An Giang"}},
      {"[Trung ương [Đoàn TNCS Hồ Chí Minh]]",
       {"Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh", "Đoàn Thanh niên Cộng sản Hồ Chí Minh"}},
      {"[BAN CHẤP HÀNH TRUNG ƯƠNG [ĐẢNG CỘNG SẢN VIỆT NAM]] [QUỐC HỘI]",
       {"Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam", "Đảng Cộng sản Việt Nam", "Quốc hội"}},
  })));
}

TEST_CASE("names of their own: firms, schools, media, bodies abroad") {
  check(GENERATE(values<Row>({
      {"[trường ĐH Nông lâm TP HCM] nhận", {"Trường Đại học Nông lâm Thành phố Hồ Chí Minh"}},
      {"[Trường THCS Gio Hải số 1], huyện Gio Linh", {"Trường Trung học cơ sở Gio Hải số 1"}},
      {"[Trường THPT số 1 Si Ma Cai] đón khách", {"Trường Trung học phổ thông số 1 Si Ma Cai"}},
      {"[Trường THPT Nguyễn Huệ] mở lớp", {"Trường Trung học phổ thông Nguyễn Huệ"}},
      {"Hiệu trưởng [Trường THPT Nguyễn Huệ] cho biết", {"Trường Trung học phổ thông Nguyễn Huệ"}},
      {"Hiệu trưởng [Trường THPT Nguyễn Huệ] Trần Văn Nam", {"Trường Trung học phổ thông Nguyễn Huệ"}},
      {"thầy giáo [Trường Tiểu học Trương Văn Thành]", {"Trường Tiểu học Trương Văn Thành"}},
      {"Hiệu trưởng [Trường THCS Nguyễn Văn Trỗi] nói", {"Trường Trung học cơ sở Nguyễn Văn Trỗi"}},
      {"Báo số 12 Xuân", {}},
      {"Bí thư [Đảng ủy Khối] Trịnh Bá Lộc", {"Đảng ủy Khối"}},
      {"[Đồn Công an Khâm Đức] dùng xe", {"Đồn Công an Khâm Đức"}},
      {"một tổ chức phi chính phủ Nhật Bản", {}},
      {"gửi bài qua Zalo, xem trên Facebook", {}},
      {"[Đài Truyền hình Việt Nam] đưa tin", {"Đài Truyền hình Việt Nam"}},
      {"[bệnh viện E] và [Bệnh viện Quân đội 108]", {"Bệnh viện E", "Bệnh viện Quân đội 108"}},
      {"[Công ty TNHH Sở hữu trí tuệ S&O]", {"Công ty trách nhiệm hữu hạn Sở hữu trí tuệ S&O"}},
      {"[Tập đoàn Hòa Phát] lãi; [Hòa Phát] đầu tư", {"Tập đoàn Hòa Phát", "Hòa Phát"}},
      {"[Tập đoàn Dầu khí Việt Nam] ([PVX]) báo lãi, [PVX] nói",
       {"Tập đoàn Dầu khí Việt Nam", "Tập đoàn Dầu khí Việt Nam", "Tập đoàn Dầu khí Việt Nam"}},
      {"[báo Tiền Phong] và [Vietcombank]", {"Báo Tiền Phong", "Vietcombank"}},
      {"Tổng thư ký [ASEAN], [WHO], [Liên Hợp Quốc]", {"ASEAN", "Tổ chức Y tế Thế giới", "Liên Hợp Quốc"}},
      {"[Bộ Ngoại giao Mỹ] và [Quốc hội Nhật Bản]", {"Bộ Ngoại giao Mỹ", "Quốc hội Nhật Bản"}},
      {"[U21 Việt Nam] thắng [U.21 Sydney]", {"U21 Việt Nam", "U21 Sydney"}},
      {"[VFF] họp", {"Liên đoàn Bóng đá Việt Nam"}},
  })));
}

TEST_CASE("what is no organisation") {
  const char* text = GENERATE(
      "các sở, ban, ngành", "UBND các tỉnh, thành phố", "UBND quận, huyện", "Bộ cũng cho biết",
      "lãnh đạo Cục", "cán bộ công an", "toàn bộ cơ sở", "hội nghị, đoàn thể", "Bí thư Đảng ủy",
      "Ban Thường vụ Đảng ủy", "Bộ trưởng Y tế", "cơ quan điều tra", "Đoàn Văn Hậu ghi bàn", "phố Đội Cấn",
      "thị trường chứng khoán", "nhiệm vụ Phó Chủ tịch", "thành lập trường học mới", "tình báo Mỹ",
      "phòng Covid-19", "xã hội hóa y tế", "Trung tâm Y tế của 10 huyện", "(Dân trí) - Chiều nay",
      "Cơ quan quản lý cho biết", "Tòa án giải quyết vụ việc", "Thu Hằng/VOV", "Ảnh: VTV", "giải U21 Quốc tế",
      "Hanoi Marathon ASEAN 2020", "chiếc điện thoại Samsung Galaxy",
      "theo Hướng dẫn số 03-HD/BTGTW và QĐ-UBND", "trình độ dân trí", "Nguyễn Văn A - Tỉnh ủy viên",
      "Chi cục phó", "TT Putin", "khai thác thông tin của TT Donald Trump",
      "Các tỉnh ủy, thành ủy tổ chức học tập", "Ban nhân dân thôn", "CP giảm giá", "");
  CAPTURE(text);
  CHECK(read(text).marked == text);
}

TEST_CASE("two syllables that are one word stand in a name together or not at all") {
  check(GENERATE(values<Row>({
      {"[Báo Nhịp cầu đầu tư] đưa tin", {"Báo Nhịp cầu Đầu tư"}},
      {"[Xí nghiệp Vận chuyển Sao Mai] thưởng tết", {"Xí nghiệp Vận chuyển Sao Mai"}},
      {"[Công ty CP Tập đoàn Sao Mai] trúng thầu", {"Công ty cổ phần Tập đoàn Sao Mai"}},
      {"[Trung tâm Khám phá Khoa học Lâm Đồng]", {"Trung tâm Khám phá Khoa học Lâm Đồng"}},
      {"[Tập đoàn Sao Mai] Sự việc đang được làm rõ", {"Tập đoàn Sao Mai"}},
      {"[Tập đoàn Sao Mai] Chiều 5/3 họp", {"Tập đoàn Sao Mai"}},
      {"[Công an xã] Sự việc đang được làm rõ", {"Công an xã"}},
      {"[Tập đoàn An Phát] triển khai dự án", {"Tập đoàn An Phát"}},
  })));
}

TEST_CASE("words that no table knows go on to what closes the name") {
  check(GENERATE(values<Row>({
      {"[Trung tâm đào tạo bóng bàn trẻ Việt Nam]", {"Trung tâm Đào tạo Bóng bàn trẻ Việt Nam"}},
      {"[Hiệp hội súng trường quốc gia Mỹ]", {"Hiệp hội Súng trường Quốc gia Mỹ"}},
      {"[Ban Tuyên giáo và Dân vận [Tỉnh ủy]] họp", {"Ban Tuyên giáo và Dân vận Tỉnh ủy", "Tỉnh ủy"}},
      {"nhân viên [Ban Đấu tranh chính trị và Binh vận tỉnh]", {"Ban Đấu tranh Chính trị và Binh vận tỉnh"}},
      {"[đội tuyển nữ Việt Nam] thắng", {"Đội tuyển Nữ Việt Nam"}},
      {"[U19 nữ Việt Nam] thắng", {"U19 Nữ Việt Nam"}},
      {"[Cục Kiểm soát ô nhiễm] họp", {"Cục Kiểm soát ô nhiễm"}},
      {"[Sở Y tế] đề nghị [UBND tỉnh]", {"Sở Y tế", "Ủy ban nhân dân tỉnh"}},
      {"[Viện Vệ sinh dịch tễ Trung ương] xét nghiệm cho dân", {"Viện Vệ sinh dịch tễ trung ương"}},
      {"[Tổng cục Hải quan] và các cơ quan nhà nước tại cảng", {"Tổng cục Hải quan"}},
  })));
}

TEST_CASE("what stands in a document twice is one name") {
  check({"[Hội đồng trị sự Nguyễn Hữu Tộc] gửi đơn. [Hội đồng trị sự Nguyễn Hữu Tộc] kiến nghị",
         {"Hội đồng Trị sự Nguyễn Hữu Tộc", "Hội đồng Trị sự Nguyễn Hữu Tộc"}});
}

TEST_CASE("a shared tail is the local place, and a national body keeps its own name") {
  check({"[HĐND] - [UBND] - [Ủy ban [MTTQ Việt Nam] huyện Mộ Đức]",
         {"Hội đồng nhân dân huyện Mộ Đức", "Ủy ban nhân dân huyện Mộ Đức",
          "Ủy ban Mặt trận Tổ quốc Việt Nam huyện Mộ Đức", "Mặt trận Tổ quốc Việt Nam"}});
}

TEST_CASE("a party committee joined by dashes takes the place that its level shares") {
  check({"[Huyện ủy] - [HĐND huyện Mộ Đức]", {"Huyện ủy Mộ Đức", "Hội đồng nhân dân huyện Mộ Đức"}});
  check({"[Huyện ủy] - [UBND tỉnh An Giang]", {"Huyện ủy", "Ủy ban nhân dân tỉnh An Giang"}});
  check({"[Tỉnh ủy], [UBND tỉnh An Giang]", {"Tỉnh ủy", "Ủy ban nhân dân tỉnh An Giang"}});
}

TEST_CASE("bodies of one place in each country or level") {
  check(GENERATE(values<Row>({
      {"[Cục Hải quan] thông báo", {"Cục Hải quan"}},
      {"[Bảo tàng tỉnh] mở cửa", {"Bảo tàng tỉnh"}},
      {"[Đài Truyền thanh huyện] đưa tin", {"Đài Truyền thanh huyện"}},
      {"[Chi bộ Vạn Phúc] họp", {"Chi bộ Vạn Phúc"}},
      {"trụ sở [Công an TP]. Sáng nay mưa", {"Công an thành phố"}},
      {"[Đoàn đại biểu [Quốc hội] tỉnh]", {"Đoàn đại biểu Quốc hội tỉnh", "Quốc hội"}},
      {"[[Cục An ninh nội địa] - [Bộ Công an]]",
       {"Cục An ninh Nội địa - Bộ Công an", "Cục An ninh Nội địa", "Bộ Công an"}},
      {"tổ chức [al - Qaeda] nói", {"Al-Qaeda"}},
      {"[Trung tâm Công nghệ thông tin của [Bộ Y tế]] họp",
       {"Trung tâm Công nghệ thông tin của Bộ Y tế", "Bộ Y tế"}},
  })));
}

TEST_CASE("a name goes on over the end of a line inside a paragraph") {
  check(GENERATE(values<Row>({
      {"[TÒA ÁN NHÂN DÂN\nHUYỆN MỘ ĐỨC]", {"Tòa án nhân dân huyện Mộ Đức"}},
      {"TÒA ÁN NHÂN DÂN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", {}},
      {"Tin\nquyết định của [Bộ\nGiáo dục và Đào tạo] có hiệu lực", {"Bộ Giáo dục và Đào tạo"}},
      {"Tin\nđại diện [Công an TP.\nHà Nội] nói", {"Công an thành phố Hà Nội"}},
      {"Bắt giữ cán bộ [công an\nphường Tân Lập]", {"Công an phường Tân Lập"}},
      {"[Công an tỉnh]\n\nHà Nam họp", {"Công an tỉnh"}},
      {"[Sở Y tế]\nHà Nội", {"Sở Y tế"}},
  })));
}

TEST_CASE("heads without end are read in linear time") {
  // Every head could own the next: read anew at each, this took longer than the age of the universe.
  const std::string head = GENERATE("Trường Đại học ", "Chi hội ", "Ban Thường vụ ", "Bảo tàng ", "UBND, ");
  std::string text;
  for (int i = 0; i < 2000; ++i) text += head;
  CHECK_NOTHROW(read(text));
}

TEST_CASE("offsets are bytes of the text as read, whatever its Unicode form") {
  const std::string text = "So\u031B\u0309 Y te\u0302\u0301 ho\u0323p";  // Sở Y tế họp, decomposed
  text::Analyzer analyzer;
  Recognizer recognizer(analyzer);
  std::vector<text::Word> words;
  analyzer.words(text, words);
  Entities found;
  recognizer.recognize(text, words, std::nullopt, found);
  REQUIRE(found.organizations.size() == 1);
  CHECK(found.organizations[0].canonical == "Sở Y tế");
  CHECK(found.organizations[0].begin == 0);
  CHECK(text.substr(found.organizations[0].end) == " ho\u0323p");
}

TEST_CASE("a recognizer forgets one document before the next") {
  text::Analyzer analyzer;
  Recognizer recognizer(analyzer);
  std::vector<text::Word> words;
  Entities found;
  const std::string first = "Tập đoàn Dầu khí Việt Nam (PVX) báo lãi ngày 1/2/2018 theo Quyết định 12/QĐ-BCT";
  analyzer.words(first, words);
  recognizer.recognize(first, words, std::nullopt, found);
  CHECK(found.organizations.size() == 2);
  CHECK(found.dates.size() == 1);
  CHECK(found.numbers.size() == 1);
  const std::string second = "cổ phiếu PVX tăng";
  analyzer.words(second, words);
  recognizer.recognize(second, words, std::nullopt, found);
  CHECK(found.organizations.empty());
  CHECK(found.dates.empty());
  CHECK(found.numbers.empty());
}

}  // namespace
}  // namespace vnidx::entity
