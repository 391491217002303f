// Whole strings as dates: every form of the press, of files and of options, and what must be refused.
#include "entity/date.h"

#include <string>

#include "unit/catch.h"

namespace vnidx::entity {
namespace {

using namespace std::chrono_literals;

constexpr Date kToday{2021y, std::chrono::August, 31d};

std::string read_date(std::string_view text) {
  const auto date = parse_date(text);
  return date ? to_string(*date) : "none";
}

std::string read_period(std::string_view text) {
  const auto period = parse_period(text, kToday);
  if (!period.ok()) {
    CHECK(period.error().code == ErrorCode::usage);
    CHECK_FALSE(period.error().hint.empty());
    return period.error().message;
  }
  return to_string(*period->from) + ".." + to_string(*period->to);
}

TEST_CASE("parse_date reads every form of a day") {
  const char* text = GENERATE(
      "2018-07-11", "2018/7/11", "11.07.2018", "11-7-2018", "11/7/2018", "11/07/2018", " 11 / 7 / 2018 ",
      "11 - 7 - 2018", "11\u20137\u20132018", "2018-07-11T08:30:00+07:00", "2018-07-11T08:30:00.000Z",
      "2018-07-11 08:30:00", "2018-07-11T23:59:59-05:00", "2018-07-11 08:30:00 +0700", "Ngày: 11.07.2018",
      "ngày 11 tháng 7 năm 2018", "Ngày 11 tháng 07 năm 2018", "NGÀY 11 THÁNG 7 NĂM 2018", "11 tháng 7, 2018",
      "ngày 11/7 năm 2018", "11 tháng 7/2018", "Thứ tư, 11/7/2018, 08:30",
      "Thứ Tư, ngày 11/07/2018 08:30 AM (GMT+7)", "Thứ 4, 11/07/2018", "T4, 11/7/2018",
      "Thứ năm, 11/7/2018 | 08:30", "Chủ nhật, 11/07/2018 - 08h30", "CN 11/7/2018", "08:30 11/07/2018",
      "08h30, ngày 11/7/2018", "08:30 - 11/07/2018", "8 giờ 30 phút ngày 11/7/2018", "11/7/2018 lúc 08:30",
      "Cập nhật lúc 08:30 ngày 11/7/2018", "Ngày đăng: 11/07/2018 08:30", "Wed, 11 Jul 2018 08:30:00 +0700",
      "11 Jul 2018", "2018-07-11T08:30", "nga\u0300y 11 tha\u0301ng 7 na\u0306m 2018");
  CAPTURE(text);
  CHECK(read_date(text) == "2018-07-11");
}

TEST_CASE("parse_date refuses what names no day") {
  const char* text =
      GENERATE("", " ", "abc", "2018", "7/2018", "2018-07", "11/7", "16/35", "30/2/2018", "29.02.2019",
               "31/4/2018", "2018-13-01", "0/7/2018", "11/0/2018", "11/7/0000", "11/7/18", "11.7-2018",
               "11/7/20188", "111/7/2018", "11/7/2018/5", "11/7/2018 và 12/7/2018", "Nghị quyết 18",
               "48/2024/QH15", "12:30", "-11/7/2018 abc", "11/7/2018 25", "tháng 7 năm 2018", "Ngày:");
  CAPTURE(text);
  CHECK(read_date(text) == "none");
}

TEST_CASE("leap days exist in leap years alone") {
  CHECK(read_date("29/2/2020") == "2020-02-29");
  CHECK(read_date("29/2/2000") == "2000-02-29");
  CHECK(read_date("29/2/1900") == "none");
}

TEST_CASE("an endless line is refused quickly") {
  CHECK(read_date(std::string(1 << 20, '1')) == "none");
}

TEST_CASE("parse_period rounds outwards") {
  struct Row {
    const char* text;
    const char* period;
  };
  const Row row = GENERATE(values<Row>({
      {"2018-07-11", "2018-07-11..2018-07-11"},
      {"11.07.2018", "2018-07-11..2018-07-11"},
      {" 11/7/2018 ", "2018-07-11..2018-07-11"},
      {"2018-07", "2018-07-01..2018-07-31"},
      {"7/2018", "2018-07-01..2018-07-31"},
      {"02.2020", "2020-02-01..2020-02-29"},
      {"tháng 2 năm 2019", "2019-02-01..2019-02-28"},
      {"tháng 2/2019", "2019-02-01..2019-02-28"},
      {"2018", "2018-01-01..2018-12-31"},
      {"năm 2018", "2018-01-01..2018-12-31"},
      {"0d", "2021-08-31..2021-08-31"},
      {"30d", "2021-08-01..2021-08-31"},
      {"6m", "2021-02-28..2021-08-31"},
      {"12m", "2020-08-31..2021-08-31"},
      {"2y", "2019-08-31..2021-08-31"},
  }));
  CAPTURE(row.text);
  CHECK(read_period(row.text) == row.period);
}

TEST_CASE("parse_period says what is wrong") {
  struct Row {
    const char* text;
    const char* message;
  };
  const Row row = GENERATE(values<Row>({
      {"", "the date is empty"},
      {"yesterday", "\"yesterday\" is not a date"},
      {"30/2/2018", "there is no 30 February"},
      {"2019-02-29", "there is no 29 February 2019"},
      {"31.4.2018", "there is no 31 April"},
      {"0/7/2018", "there is no 0 July"},
      {"2020-13-45", "there is no month 13"},
      {"13/2018", "there is no month 13"},
      {"0/2018", "there is no month 0"},
      {"0000", "there is no year 0"},
      {"11/7/0000", "there is no year 0"},
      {"11/7", "\"11/7\" lacks a year"},
      {"18", "\"18\" is not a date"},
      {"20188", "\"20188\" is not a date"},
      {"2018..2019", "\"2018..2019\" is not a date"},
      {"2018-07-11-12", "\"2018-07-11-12\" is not a date"},
      {"m", "\"m\" is not a date"},
      {"-3d", "\"-3d\" is not a date"},
      {"3w", "\"3w\" is not a date"},
      {"2021y", "\"2021y\" reaches back before the year 1"},
      {"99999999999999999999d", "\"99999999999999999999d\" reaches back before the year 1"},
  }));
  CAPTURE(row.text);
  CHECK(read_period(row.text) == row.message);
}

TEST_CASE("to_string is ISO 8601 and reads back") {
  CHECK(to_string(Date{2018y, std::chrono::July, 1d}) == "2018-07-01");
  CHECK(to_string(Date{987y, std::chrono::December, 31d}) == "0987-12-31");
  CHECK(parse_date(to_string(kToday)) == kToday);
}

TEST_CASE("today is a day that exists") {
  CHECK(today().ok());
}

}  // namespace
}  // namespace vnidx::entity
