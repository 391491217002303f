#include "schema/record.h"

#include <array>
#include <chrono>
#include <limits>
#include <random>
#include <string>

#include "unit/catch.h"

namespace vnidx::schema {
namespace {

Date day(int year, unsigned month, unsigned day_of_month) {
  return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day_of_month);
}

Document full_document() {
  Document document;
  document.id = "seed/1";
  document.title = "Đảng ủy Khối học tập";
  document.date = day(2018, 7, 11);
  document.author = "Lê Diệu";
  document.source = "Báo Quảng Nam";
  document.category = "Thời sự";
  document.number = "05-CT/TU";
  document.issuer = "Tỉnh ủy Quảng Nam";
  document.reads = 704;
  document.abstract = "Sáng 10.7,";
  document.text = std::string("NUL \0 inside, and a line\nend", 28);
  document.caption = "Ảnh: L.D";
  document.path = "/tin/1.txt";
  return document;
}

TEST_CASE("a document reads back from its record") {
  const Document document = full_document();
  CHECK(read_record(write_record(document)) == document);

  Document least;
  least.id = "x";
  CHECK(read_record(write_record(least)) == least);
}

TEST_CASE("a field of any length reads back") {
  for (const std::size_t length : {0U, 1U, 127U, 128U, 129U, 16383U, 16384U, 2097151U, 2097152U, 2097153U}) {
    Document document = full_document();
    document.text = std::string(length, 'x');
    CAPTURE(length);
    CHECK(read_record(write_record(document)) == document);
  }
}

TEST_CASE("any count of reads reads back") {
  for (const std::int64_t reads :
       {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1}, std::numeric_limits<std::int64_t>::max(),
        std::numeric_limits<std::int64_t>::min()}) {
    Document document = full_document();
    document.reads = reads;
    CHECK(read_record(write_record(document))->reads == reads);
  }
  Document document = full_document();
  document.reads.reset();
  CHECK_FALSE(read_record(write_record(document))->reads.has_value());
}

TEST_CASE("fields of a newer writer are passed over, wherever they stand") {
  const Document document = full_document();
  const std::string record = write_record(document);
  const std::string unknown = std::string("\xc8\x03", 2) + "new";
  CHECK(read_record(unknown + record) == document);
  CHECK(read_record(record + unknown) == document);
  CHECK(read_record(record + std::string("\x7f\x00", 2)) == document);
}

TEST_CASE("a record cut short is refused, or is the record of the fields before the cut") {
  const std::string record = write_record(full_document());
  for (std::size_t length = 0; length < record.size(); ++length) {
    const std::string cut = record.substr(0, length);
    const auto document = read_record(cut);
    CAPTURE(length);
    if (document) CHECK(write_record(*document) == cut);
  }
}

TEST_CASE("bytes that are no record are refused or read, but never harm") {
  const std::string record = write_record(full_document());
  for (std::size_t i = 0; i < record.size(); ++i) {
    for (const unsigned flip : {0x01U, 0x80U, 0xffU}) {
      std::string damaged = record;
      damaged[i] = static_cast<char>(static_cast<unsigned char>(damaged[i]) ^ flip);
      (void)read_record(damaged);
    }
  }
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    std::string bytes(random() % 60, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    (void)read_record(bytes);
  }
}

struct DamagedCase {
  std::string what;
  std::string record;
};

TEST_CASE("what write_record never makes is refused") {
  using namespace std::string_literals;
  const auto [what, record] = GENERATE(values<DamagedCase>({
      {"nothing", ""s},
      {"no id", "\x02\x01t"s},
      {"a tag without a length", "\x01\x01x\x02"s},
      {"a length beyond the end", "\x01\x02x"s},
      {"a length that never ends", "\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"s},
      {"a length of 2^63", "\x01\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01x"s},
      {"a day that does not exist",
       "\x01\x01x\x03\x08"
       "20180230"s},
      {"a date of seven digits",
       "\x01\x01x\x03\x07"
       "2018070"s},
      {"reads that are no number",
       "\x01\x01x\x07\x02"
       "7x"s},
      {"reads beyond 64 bits",
       "\x01\x01x\x07\x14"
       "99999999999999999999"s},
  }));
  INFO(what);
  CHECK_FALSE(read_record(record));
}

TEST_CASE("equal documents have equal fingerprints, and a change of any field changes it") {
  const Document document = full_document();
  CHECK(fingerprint(write_record(document)) == fingerprint(write_record(full_document())));
  const std::array<void (*)(Document&), 11> changes{
      [](Document& d) { d.id += "x"; },     [](Document& d) { d.title += "x"; },
      [](Document& d) { d.date.reset(); },  [](Document& d) { d.author += "x"; },
      [](Document& d) { d.source += "x"; }, [](Document& d) { d.category += "x"; },
      [](Document& d) { d.reads = 705; },   [](Document& d) { d.abstract += "x"; },
      [](Document& d) { d.text += "x"; },   [](Document& d) { d.caption += "x"; },
      [](Document& d) { d.path += "x"; }};
  for (const auto change : changes) {
    Document changed = document;
    change(changed);
    CHECK(fingerprint(write_record(changed)) != fingerprint(write_record(document)));
  }
  // The same text in another field is another document.
  Document one, two;
  one.id = two.id = "x";
  one.abstract = "a";
  two.caption = "a";
  CHECK(fingerprint(write_record(one)) != fingerprint(write_record(two)));
}

struct DateCase {
  std::string digits;
  std::optional<Date> date;
};

TEST_CASE("dates are eight digits of a day that exists") {
  const auto [digits, date] = GENERATE(values<DateCase>({
      {"20180711", day(2018, 7, 11)},
      {"00010101", day(1, 1, 1)},
      {"99991231", day(9999, 12, 31)},
      {"20160229", day(2016, 2, 29)},
      {"20000229", day(2000, 2, 29)},
      {"20180229", std::nullopt},
      {"19000229", std::nullopt},
      {"20181301", std::nullopt},
      {"20180001", std::nullopt},
      {"20180100", std::nullopt},
      {"20180132", std::nullopt},
      {"2018711", std::nullopt},
      {"201807110", std::nullopt},
      {"2018071a", std::nullopt},
      {"+2018071", std::nullopt},
      {"-2018071", std::nullopt},
      {" 2018071", std::nullopt},
      {"", std::nullopt},
  }));
  CAPTURE(digits);
  CHECK(read_compact_date(digits) == date);
  if (date) CHECK(compact_date(*date) == digits);
}

TEST_CASE("compact dates sort as the days do") {
  std::string before;
  for (std::chrono::sys_days at = day(1899, 12, 1); at < std::chrono::sys_days(day(1901, 2, 1));
       at += std::chrono::days(1)) {
    const std::string digits = compact_date(Date(at));
    CHECK(before < digits);
    CHECK(read_compact_date(digits) == Date(at));
    before = digits;
  }
}

}  // namespace
}  // namespace vnidx::schema
