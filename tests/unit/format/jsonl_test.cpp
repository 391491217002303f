#include "format/jsonl.h"

#include "source/lines.h"
#include "unit/catch.h"

using namespace vnidx;
using namespace vnidx::format;
using namespace std::chrono_literals;
using namespace std::string_literals;

namespace {

Extraction parse(const std::string& line) {
  JsonlParser parser;
  const std::string padded = line + std::string(JsonlParser::kPadding, '"');  // whatever stands there
  return parser.parse(std::string_view(padded).substr(0, line.size()));
}

}  // namespace

TEST_CASE("every key of a record", "[jsonl]") {
  const auto parsed = parse(
      R"({"caption":"ảnh","reads":704,"text":"thân","unknown":{"deep":[1,{"title":"x"}]},"abstract":"tóm",)"
      R"("category":"luat","source":"Báo","author":"Thanh Anh","date":"11.07.2018","title":"T\u0069êu","id":"a-1"})");
  REQUIRE(parsed.document);
  CHECK(parsed.repairs.empty());
  Document expected;
  expected.id = "a-1";
  expected.title = "Tiêu";
  expected.date = Date{2018y / 7 / 11};
  expected.author = "Thanh Anh";
  expected.source = "Báo";
  expected.category = "luat";
  expected.reads = 704;
  expected.abstract = "tóm";
  expected.text = "thân";
  expected.caption = "ảnh";
  CHECK(*parsed.document == expected);
}

TEST_CASE("ids", "[jsonl]") {
  struct Case {
    const char* json;
    const char* id;
  };
  const Case cases[] = {
      {R"("id":"x")", "x"},
      {R"("id":7)", "7"},
      {R"("id":-7)", "-7"},
      {R"("id":18446744073709551615)", "18446744073709551615"},
      {R"("id":1.5)", "1.5"},
      {R"("id":null)", ""},
      {R"("id":"")", ""},
      {R"("id":"Tệp số 1")", "Tệp số 1"},
      {R"("id":"first","id":"last")", "last"},
      {R"("id":"first","id":null)", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.json);
    const auto parsed = parse("{\"text\":\"t\","s + c.json + "}");
    REQUIRE(parsed.document);
    CHECK(parsed.document->id == c.id);
    CHECK(parsed.repairs.empty());
  }
}

TEST_CASE("dates of records", "[jsonl]") {
  struct Case {
    const char* value;
    std::optional<Date> date;
    bool repaired;
  };
  const Case cases[] = {
      {R"("2018-07-11")", Date{2018y / 7 / 11}, false},
      {R"("11/7/2018")", Date{2018y / 7 / 11}, false},
      {R"("2018-07-11T08:30:00+07:00")", Date{2018y / 7 / 11}, false},
      {R"("2018-07")", Date{2018y / 7 / 1}, false},
      {R"("7/2018")", Date{2018y / 7 / 1}, false},
      {R"("2018")", Date{2018y / 1 / 1}, false},
      {"2018", Date{2018y / 1 / 1}, false},
      {"null", std::nullopt, false},
      {R"("")", std::nullopt, false},
      {R"("2018-02-30")", std::nullopt, true},
      {R"("30d")", std::nullopt, true},
      {R"("hôm qua")", std::nullopt, true},
      {"true", std::nullopt, true},
  };
  for (const Case& c : cases) {
    CAPTURE(c.value);
    const auto parsed = parse("{\"text\":\"t\",\"date\":"s + c.value + "}");
    REQUIRE(parsed.document);
    CHECK(parsed.document->date == c.date);
    CHECK(parsed.repairs.size() == (c.repaired ? 1 : 0));
  }
}

TEST_CASE("counts of records", "[jsonl]") {
  struct Case {
    const char* value;
    std::int64_t reads;  // -1: none
    bool repaired;
  };
  const Case cases[] = {
      {"704", 704, false},   {R"("704")", 704, false}, {R"("1.704")", 1704, false},
      {"704.0", 704, false}, {"null", -1, false},      {R"("")", -1, false},
      {"-1", -1, true},      {"7.5", -1, true},        {R"("nhiều")", -1, true},
      {"[1]", -1, true},     {"1e300", -1, true},      {"-1e300", -1, true},
  };
  for (const Case& c : cases) {
    CAPTURE(c.value);
    const auto parsed = parse("{\"text\":\"t\",\"reads\":"s + c.value + "}");
    REQUIRE(parsed.document);
    CHECK(parsed.document->reads.value_or(-1) == c.reads);
    CHECK(parsed.repairs.size() == (c.repaired ? 1 : 0));
  }
}

TEST_CASE("broken text is repaired", "[jsonl]") {
  struct Case {
    const char* what;
    std::string value;  // of text
    std::string text;
    std::size_t repairs;
  };
  const Case cases[] = {
      {"invalid UTF-8",
       "a\xFF"
       "b",
       "a\uFFFDb", 1},
      {"cut UTF-8", "\xE1\xBB", "\uFFFD", 1},
      {"half a pair", R"(a\ud800b)", "a\uFFFDb", 1},
      {"second half alone", R"(a\uDC00b)", "a\uFFFDb", 1},
      {"two first halves", R"(\ud83d\ud83d\ude00)", "\uFFFD\U0001F600", 1},
      {"half a pair before an escape", R"(\ud800\n)", "\uFFFD\n", 1},
      {"half a pair at the end", R"(x\ud800)", "x\uFFFD", 1},
      {"both",
       "\xFF"
       R"(\ud800)",
       "\uFFFD\uFFFD", 2},
      {"a whole pair", R"(\ud83d\ude00)", "\U0001F600", 0},
      {"a backslash before ud800", R"(\\ud800)", R"(\ud800)", 0},
      {"and with a real half beside it", R"(\\ud800\ud800)", "\\ud800\uFFFD", 1},
      {"escaped NUL", R"(a\u0000b)", "a\0b"s, 0},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    const auto parsed = parse("{\"text\":\"" + c.value + "\"}");
    REQUIRE(parsed.document);
    CHECK(parsed.document->text == c.text);
    CHECK(parsed.repairs.size() == c.repairs);
  }
}

TEST_CASE("fields of another type", "[jsonl]") {
  const auto parsed =
      parse(R"({"title":1984,"text":"t","author":["a",{"name":"b"}],"source":{"x":1},"category":true})");
  REQUIRE(parsed.document);
  CHECK(parsed.document->title == "1984");
  CHECK(parsed.document->author == "a, b");
  CHECK(parsed.repairs == std::vector<std::string>{"\"source\" is not a string: left out",
                                                   "\"category\" is not a string: left out"});
}

TEST_CASE("rejected lines say why", "[jsonl]") {
  struct Case {
    const char* line;
    const char* reason;  // the message begins with it
  };
  const Case cases[] = {
      {"x", "is not JSON: "},
      {"{", "is not JSON: "},
      {R"({"text":"t"} {"text":"t"})", "is not JSON: "},
      {R"({'text':'t'})", "is not JSON: "},
      {R"({"text":"t)", "is not JSON: "},
      {"[1]", "is JSON, but not an object"},
      {"\"text\"", "is JSON, but not an object"},
      {"null", "is JSON, but not an object"},
      {"{}", "has neither text nor title"},
      {R"({"abstract":"a"})", "has neither text nor title"},
      {R"({"text":"","title":null})", "has neither text nor title"},
      {R"({"text":" \u00a0\n"})", "has neither text nor title"},
      {R"({"text":"t","id":" "})", "has an id of white space only"},
      {R"({"text":"t","id":"\u00a0"})", "has an id of white space only"},
      {R"({"text":"t","id":"a\nb"})", "has an id of white space only, or with control characters"},
      {R"({"text":"t","id":"a\u009b"})", "has an id of white space only, or with control characters"},
      {R"({"text":"t","id":"a\u0000"})", "has an id of white space only, or with control characters"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.line);
    const auto parsed = parse(c.line);
    CHECK_FALSE(parsed.document);
    CHECK(parsed.rejection.starts_with(c.reason));
    CHECK(parsed.rejection.find('\n') == std::string::npos);
  }
}

TEST_CASE("very deep nesting is rejected, not a crash", "[jsonl]") {
  const auto parsed =
      parse("{\"text\":\"t\",\"x\":" + std::string(100000, '[') + std::string(100000, ']') + "}");
  CHECK_FALSE(parsed.document);
}

TEST_CASE("a parser goes on after anything", "[jsonl]") {
  JsonlParser parser;
  const std::string lines[] = {R"({"text":"một"})", "rubbish", R"({"text":"\ud800"})", R"({"text":"hai"})"};
  std::string texts;
  for (const std::string& line : lines) {
    const std::string padded = line + std::string(JsonlParser::kPadding, '\0');
    const auto parsed = parser.parse(std::string_view(padded).substr(0, line.size()));
    texts += parsed.document ? parsed.document->text + ";" : "-;";
  }
  CHECK(texts == "một;-;\uFFFD;hai;");
}

TEST_CASE("lines that are nearly JSON are mended", "[jsonl]") {
  struct Case {
    std::string line;
    std::string text;
    const char* what;
  };
  const Case cases[] = {
      {R"({"text":"t",})", "t", "commas (1)"},
      {R"({"text":"t","x":[1,,2]})", "t", "commas (1)"},
      {R"({"text":"t" "x":1})", "t", "commas (1)"},
      {"{\"text\":\"a\tb\"}", "a\tb", "control characters within strings (1)"},
      {"{\"text\":\"a\0b\"}"s, "a\0b"s, "control characters within strings (1)"},
      {R"({"text":"\x"})", "\\x", "escapes (1)"},
      {R"({"text":"\ud8"})", "\\ud8", "escapes (1)"},
      {R"({"text":"Xã "anh hùng", nơi ấy","x":1})", "Xã \"anh hùng\", nơi ấy", "quotes within strings (2)"},
      {R"({"_id":ObjectId("5f"),"x":None,"y":True,"text":"t"})", "t", "values of another language (3)"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.line);
    const auto parsed = parse(c.line);
    REQUIRE(parsed.document);
    CHECK(parsed.document->text == c.text);
    REQUIRE(parsed.repairs.size() == 1);
    CHECK(parsed.repairs[0] == "was mended to be JSON: "s + c.what);
  }
}

TEST_CASE("fields by other names, nested, in lists", "[jsonl]") {
  struct Case {
    const char* told;
    const char* line;
    const char* title;
    const char* text;
  };
  const Case cases[] = {
      {"", R"({"TieuDe":"Lũ về","noi_dung":["Một.","Hai."]})", "Lũ về", "Một.\nHai."},
      {"", R"({"title":{"rendered":"Lũ"},"content":{"rendered":"<p>Một &amp; hai</p><p>Ba</p>"}})", "Lũ",
       "Một & hai\nBa"},
      {"", R"({"_id":"x","_source":{"headline":"Lũ","body":"Nước lên"}})", "Lũ", "Nước lên"},
      {"", R"({"text":"đúng","content":"khác"})", "", "đúng"},
      {"", R"({"text":"","content":"khác"})", "", "khác"},
      {"text=a.b", R"({"a":{"b":"sâu"},"content":"không"})", "", "sâu"},
      {"title=t", R"({"t":"tên","title":"không","text":"x"})", "tên", "x"},
      {"", R"({"name":"Lũ về","link":"https://bao.example.vn/1"})", "Lũ về", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.line);
    const Result<FieldMap> map = FieldMap::parse(c.told);
    REQUIRE(map);
    JsonlParser parser(*map);
    const std::string padded = c.line + std::string(JsonlParser::kPadding, '"');
    const auto parsed =
        parser.parse(std::string_view(padded).substr(0, padded.size() - JsonlParser::kPadding));
    REQUIRE(parsed.document);
    CHECK(parsed.document->title == c.title);
    CHECK(parsed.document->text == c.text);
  }
}
