#include "text/analyzer.h"
#include "unit/catch.h"

namespace vnidx::text {

TEST_CASE("words joined without spaces are one token if they read as one") {
  // Tokens are parted by bars.
  const auto [text, tokens] = GENERATE(table<std::string, std::string>({
      {"TP.HCM", "tp.hcm"},
      {"\u0422\u0420.\u041D\u0421\u041C", "tp.hcm"},
      {"GD&ĐT", "gd&đt"},
      {"U.B.N.D.", "u.b.n.d"},
      {"T.\u0055\u031B", "t.ư"},
      {"05-CT/TƯ", "05-ct/tư"},
      {"1825/QĐ-UBND", "1825/qđ-ubnd"},
      {"48/2024/QH15", "48/2024/qh15"},
      {"45/2018/QĐ-TTg", "45/2018/qđ-ttg"},
      {"Tp.HCM", "tp.hcm"},
      {"TP.Hcm", "tp.hcm"},
      {"Q.Đb", "q.đb"},
      {"15/9/2018", "15/9/2018"},
      {"Sáng 10.7, 1.234.567 người", "sáng|10.7|1.234.567|người"},
      {"A/H5N1", "a/h5n1"},
      {"Covid-19", "covid-19"},
      {"MH-370", "mh-370"},
      {"SARS-CoV-2", "sars-cov-2"},
      {"dantri.com.vn", "dantri.com.vn"},
      {"r&d", "r&d"},
      {"kinh tế-xã hội", "kinh|tế|xã|hội"},
      {"Hà Nội-Huế", "hà|nội|huế"},
      {"xong.Tôi", "xong|tôi"},
      {"TP.Huế", "tp|huế"},
      {"Tp.Huế", "tp|huế"},
      {"ở Hà.UBND", "ở|hà|ubnd"},
      {"30kg/UBND", "30kg|ubnd"},
      {"Mac-iPad", "mac|ipad"},
      {"Covid.19", "covid|19"},
      {"19-Covid", "19|covid"},
      {"và/hoặc", "và|hoặc"},
      {"TP. HCM", "tp|hcm"},
      {"TP..HCM", "tp|hcm"},
      {"TP_HCM", "tp|hcm"},
      {"GD–ĐT", "gd|đt"},
      {"TP.HCM-Huế", "tp.hcm|huế"},
      {"a.b C.D", "a.b|c.d"},
  }));
  CAPTURE(text);
  Analyzer analyzer;
  std::string found;
  for (const Token& token : tokenize(analyzer, text)) {
    if (!found.empty()) found += '|';
    found += token.canonical;
  }
  CHECK(found == tokens);
}

TEST_CASE("a compound holds its parts") {
  Analyzer analyzer;
  const std::string text = "số 1825/QĐ-UBND ngày";
  const auto tokens = tokenize(analyzer, text);
  REQUIRE(tokens.size() == 3);
  const Token& number = tokens[1];
  CHECK(text.substr(number.begin, number.end - number.begin) == "1825/QĐ-UBND");
  CHECK(number.folded == "1825/qd-ubnd");
  REQUIRE(number.parts.size() == 3);
  CHECK(number.parts[0].canonical == "1825");
  CHECK(number.parts[1].canonical == "qđ");
  CHECK(number.parts[1].folded == "qd");
  CHECK(text.substr(number.parts[2].begin, number.parts[2].end - number.parts[2].begin) == "UBND");
}

}  // namespace vnidx::text
