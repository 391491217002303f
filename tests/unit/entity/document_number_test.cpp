// Numbers of official documents in running text.
#include "entity/document_number.h"

#include <string>
#include <vector>

#include "entity/letter_case.h"
#include "unit/catch.h"

namespace vnidx::entity {
namespace {

/// The numbers of `text` as `surface=canonical`, joined by `; `.
std::string numbers(const std::string& text) {
  text::Analyzer analyzer;
  std::vector<text::Word> words;
  analyzer.words(text, words);
  std::vector<NumberMention> found;
  find_document_numbers(text, words, found);
  std::string list;
  for (const NumberMention& mention : found) {
    if (!list.empty()) list += "; ";
    list += text.substr(mention.begin, mention.end - mention.begin) + '=' + mention.canonical;
  }
  return list;
}

TEST_CASE("a document number has one canonical form") {
  struct Row {
    const char* text;
    const char* numbers;
  };
  const Row row = GENERATE(values<Row>({
      {"Chỉ thị số 05-CT/TƯ…; lãnh đạo", "05-CT/TƯ=05-CT/TW"},
      {"Chỉ thị 05-CT/TW của Bộ Chính trị", "05-CT/TW=05-CT/TW"},
      {"Chỉ thị 05 CT/TW", "05 CT/TW=05-CT/TW"},
      {"Chỉ thị 05/CT-TW", "05/CT-TW=05-CT/TW"},
      {"Chỉ thị 05 - CT/T.Ư", "05 - CT/T.Ư=05-CT/TW"},
      {"Hướng dẫn số 03-HD/BTGTW của Ban Tuyên giáo", "03-HD/BTGTW=03-HD/BTGTW"},
      {"Quyết định số 1825/QĐ-UBND ngày 1/2/2018", "1825/QĐ-UBND=1825/QĐ-UBND"},
      {"Quyết định số 1395/QĐ-BGDĐT của Bộ trưởng", "1395/QĐ-BGDĐT=1395/QĐ-BGDĐT"},
      {"Luật số 48/2024/QH15", "48/2024/QH15=48/2024/QH15"},
      {"Nghị định 115/2003/NĐ-CP và 117/2003/NĐ-CP",
       "115/2003/NĐ-CP=115/2003/NĐ-CP; 117/2003/NĐ-CP=117/2003/NĐ-CP"},
      {"theo Quyết định 62/2011/QĐ-TTg.", "62/2011/QĐ-TTg=62/2011/QĐ-TTg"},
      {"Thông tư 02/2018/TT-BGDĐT", "02/2018/TT-BGDĐT=02/2018/TT-BGDĐT"},
      {"Nghị quyết 39-NQ/TW", "39-NQ/TW=39-NQ/TW"},
      {"Tờ trình 606/TTr-SNV", "606/TTr-SNV=606/TTr-SNV"},
      {"công văn số 123/TB-VPCP", "123/TB-VPCP=123/TB-VPCP"},
  }));
  CAPTURE(row.text);
  CHECK(numbers(row.text) == row.numbers);
}

TEST_CASE("what is no document number is left alone") {
  const char* text =
      GENERATE("còn 16/35 đảng ủy", "Nghị quyết 18", "ngày 15/9/2018", "tỉ số 2-1", "24/24 giờ", "km/h 30",
               "90/10 TP.HCM", "Covid-19", "U21 Việt Nam", "5 UBND", "3.000 m2", "", "12/");
  CAPTURE(text);
  CHECK(numbers(text).empty());
}

TEST_CASE("a number in small letters gets its capitals back") {
  for (const std::string number :
       {"05-CT/TW", "1825/QĐ-UBND", "48/2024/QH15", "97/TTr-SNN", "12/2018/QĐ-TTg", "7"}) {
    CHECK(number_as_shown(lower_case(number)) == number);
  }
}

TEST_CASE("a number has one key in every writing") {
  CHECK(number_key("05-CT/TƯ") == "5/ct/tw");
  CHECK(number_key("Số: 5 CT/TW") == "5/ct/tw");
  CHECK(number_key("991/QĐ-UBND") == "991/qd/ubnd");
  CHECK(number_key("12/2019/TT-GD&ĐT") == number_key("12/2019/tt-gdđt"));
  CHECK(number_key("000") == "0");
  CHECK(number_key("").empty());
  CHECK(number_key(" - / ").empty());
}

TEST_CASE("the first parts of a number mean it, with the year or without") {
  struct Row {
    std::string typed;
    std::string number;
    bool is_one;
  };
  const auto [typed, number, is_one] = GENERATE(values<Row>({
      {"991", "991/QĐ-UBND", true},
      {"991/QĐ", "991/2008/QĐ-UBND", true},
      {"991/2008", "991/2008/QĐ-UBND", true},
      {"991/2007", "991/2008/QĐ-UBND", false},
      {"99", "991/QĐ-UBND", false},
      {"2008/QĐ", "991/2008/QĐ-UBND", false},
      {"991/QĐ-UBND", "991/QĐ", false},
  }));
  CAPTURE(typed, number);
  CHECK(is_number_of(number_key(typed), number_key(number)) == is_one);
}

}  // namespace
}  // namespace vnidx::entity
