// Dates in running text, and what only looks like one.
#include "entity/date_mention.h"

#include <string>
#include <vector>

#include "entity/date.h"
#include "unit/catch.h"

namespace vnidx::entity {
namespace {

using namespace std::chrono_literals;

constexpr Date kDocumentDate{2018y, std::chrono::July, 11d};

/// The dates of `text` as `surface=ISO`, joined by `; `.
std::string dates(const std::string& text, const std::optional<Date>& document_date = kDocumentDate) {
  text::Analyzer analyzer;
  const DateFinder finder(analyzer);
  std::vector<text::Word> words;
  analyzer.words(text, words);
  std::vector<DateMention> found;
  finder.find(text, words, document_date, found);
  std::string list;
  for (const DateMention& mention : found) {
    if (!list.empty()) list += "; ";
    list += text.substr(mention.begin, mention.end - mention.begin) + '=' + to_string(mention.date);
  }
  return list;
}

TEST_CASE("every form of the press") {
  struct Row {
    const char* text;
    const char* dates;
  };
  const Row row = GENERATE(values<Row>({
      {"Ngày: 11.07.2018", "11.07.2018=2018-07-11"},
      {"11-7-2018", "11-7-2018=2018-07-11"},
      {"Thứ tư, 11/7/2018, 08:30", "11/7/2018=2018-07-11"},
      {"vào ngày 11 tháng 7 năm 2018 tại", "ngày 11 tháng 7 năm 2018=2018-07-11"},
      {"Sáng 10.7, tại hội trường", "10.7=2018-07-10"},
      {"ngày 14-2 vừa qua", "ngày 14-2=2018-02-14"},
      {"2018-07-11T08:30:00+07:00", "2018-07-11=2018-07-11"},
      {"trước 15/9/2018, cần xác định", "15/9/2018=2018-09-15"},
      {"Chiều 1.11, Tỉnh ủy", "1.11=2018-11-01"},
      {"chiều tối ngày 22/10, Thứ trưởng", "ngày 22/10=2018-10-22"},
      {"Hôm nay (23/10), Bộ Y tế", "23/10=2018-10-23"},
      {"hôm 12/4 và rạng sáng 3/11", "12/4=2018-04-12; 3/11=2018-11-03"},
      {"từ ngày 1/1/2001 đến 30/9/2013.", "ngày 1/1/2001=2001-01-01; 30/9/2013=2013-09-30"},
      {"từ ngày 15 đến 26/10.", "26/10=2018-10-26"},
      {"từ ngày 10 - 12 có mưa lớn", ""},
      {"từ ngày 10-12 có mưa lớn", "ngày 10-12=2018-12-10"},
      {"sáng 8 - 9 giờ", ""},
      {"ngày 26 - 29, tiêm", ""},
      {"từ ngày 26 - 29/4, tiêm", "29/4=2018-04-29"},
      {"vào ngày 27-28/3/2021 vừa qua", "28/3/2021=2021-03-28"},
      {"dịp nghỉ lễ 30/4-1/5", "30/4=2018-04-30; 1/5=2018-05-01"},
      {"từ 30/4 đến 3/5", "30/4=2018-04-30; 3/5=2018-05-03"},
      {"từ 26/10 đến 29/10 và 1/11", "26/10=2018-10-26; 29/10=2018-10-29; 1/11=2018-11-01"},
      {"2018-07-11T23:59:59-05:00", "2018-07-11=2018-07-11"},
      {"8h30 ngày 5-9", "ngày 5-9=2018-09-05"},
      {"mùng 2 tháng 9 năm 1945", "mùng 2 tháng 9 năm 1945=1945-09-02"},
      {"ngày 11 tháng 7", "ngày 11 tháng 7=2018-07-11"},
      {"Ngày truyền thống (9/7).", "9/7=2018-07-09"},
      {"thứ ba (23/10)", "23/10=2018-10-23"},
      {"hết 31/12 sẽ", "31/12=2018-12-31"},
      {"11 / 7 / 2018", "11 / 7 / 2018=2018-07-11"},
      {"11\u20137\u20132018", "11\u20137\u20132018=2018-07-11"},
  }));
  CAPTURE(row.text);
  CHECK(dates(row.text) == row.dates);
}

TEST_CASE("ratios, scores, numbers and days that do not exist are refused") {
  const char* text = GENERATE("còn 16/35 đảng ủy, 17/32 chi bộ", "tỉ số 2-1", "thắng 4-1", "Nghị quyết 18",
                              "từ 2/3 số phiếu", "đến 1/3 dân số", "48/2024/QH15", "62/2011/QĐ-TTg",
                              "ngày 30/2/2018", "ngày 31.4.2018", "Tối 31.4, tại", "ngày 29.2 vừa qua",
                              "ngày 0/7/2018", "ngày 1 tháng 13 năm 2018", "đạt 16/35 và 1/3",
                              "sinh tháng 2-1927", "1.10.7", "tăng 10.7%", "điểm 10.7", "phường 3/2",
                              "5/6 huyện", "tháng 7/2018", "0903.11.12.2018", "nhiệm kỳ 2013-2018");
  CAPTURE(text);
  CHECK(dates(text).empty());
}

TEST_CASE("without the document's date, a date needs a year") {
  CHECK(dates("Sáng 10.7 và 15/9/2018", std::nullopt) == "15/9/2018=2018-09-15");
}

}  // namespace
}  // namespace vnidx::entity
