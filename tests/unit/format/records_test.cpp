// Dumps: tables, JSON of any layout and SQL, through one mapping of fields.
#include <ctime>
#include <memory>
#include <string>
#include <vector>

#include "format/csv.h"
#include "format/field_value.h"
#include "format/json_records.h"
#include "format/sql_dump.h"
#include "unit/catch.h"

using namespace vnidx;
using namespace vnidx::format;
using namespace std::chrono_literals;
using namespace std::string_literals;

namespace {

/// Documents as `id|title|text`, `!line message` for what was lost or rejected, `-message` for a file of
/// none.
std::vector<std::string> read(OpenRecords open, const std::string& text, std::string_view told = {}) {
  const Result<FieldMap> map = FieldMap::parse(told);
  REQUIRE(map);
  // A few bytes at a time: what is at hand never holds a whole record.
  std::size_t given = 0;
  TextWindow window({}, [&](std::span<char> to, std::size_t) -> Result<std::size_t> {
    const std::size_t count = std::min<std::size_t>({7, to.size(), text.size() - given});
    text.copy(to.data(), count, given);
    given += count;
    return count;
  });
  const std::unique_ptr<RecordReader> reader = open(window, *map);
  std::vector<std::string> out;
  while (true) {
    const Record record = reader->next();
    if (record.kind == Record::Kind::end) {
      if (!record.message.empty()) out.push_back("-" + record.message);
      return out;
    }
    if (record.kind == Record::Kind::lost)
      out.push_back("!" + std::to_string(record.line) + " " + record.message);
    if (record.kind != Record::Kind::document) continue;
    const auto& made = record.extraction;
    out.push_back(made.document ? made.document->id + "|" + made.document->title + "|" + made.document->text
                                : "!" + std::to_string(record.line) + " " + made.rejection);
  }
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("tables of separated values", "[csv]") {
  struct Case {
    const char* what;
    std::string file;
    Lines documents;
  };
  const Case cases[] = {
      {"commas", "id,title,text\n1,Lũ về,Nước lên\n2,Mưa,\n", {"1|Lũ về|Nước lên", "2|Mưa|"}},
      {"semicolons", "TieuDe;NoiDung\nMột, hai;Ba, bốn\n", {"|Một, hai|Ba, bốn"}},
      {"tabs, CRLF", "Tiêu đề\tNội dung\r\nMột\tHai\r\n", {"|Một|Hai"}},
      {"quotes", "title,text\n\"a \"\"b\"\", c\",\"một\nhai\"\n", {"|a \"b\", c|một\nhai"}},
      {"quotes that nobody doubled", "title,text\n\"ông \"Tư\" về\",x\n", {"|ông \"Tư\" về|x"}},
      {"a quote without an end", "title,text\n\"a,b\nc,d\n", {"|\"a|b", "|c|d"}},
      {"Excel's hint", "sep=|\ntitle|text\na|b", {"|a|b"}},
      {"blank and short rows", "title,text\n\n,,\na\n", {"|a|"}},
      {"an id twice", "id,title\nx,a\nx,b\n", {"x|a|", "|b|"}},
      {"unknown columns",
       "a,b\n1,2\n",
       {"-has no column that is known as title or text (a, b): name them with --map title=NAME,text=NAME"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(read(open_csv, c.file) == c.documents);
  }
  CHECK(read(open_csv, "x,a\ny,b\n", "title=2,id=1") == Lines{"x|a|", "y|b|"});
  CHECK(read(open_csv, "x,y\na,b\n", "title=y") == Lines{"|b|"});
}

TEST_CASE("JSON of any layout", "[json_records]") {
  struct Case {
    const char* what;
    std::string file;
    Lines documents;
  };
  const Case cases[] = {
      {"an array", R"([{"title":"a","text":"b"},{"title":"c","text":"d"}])", {"|a|b", "|c|d"}},
      {"over several lines",
       "{\n \"title\": \"a\",\n \"text\": \"b\"\n}\n{\"title\":\"c\"}",
       {"|a|b", "|c|"}},
      {"in a top object",
       R"({"total":2,"articles":[{"title":"a","content":"b"},{"title":"c","content":"d"}]})",
       {"|a|b", "|c|d"}},
      {"in a feed with a title", R"({"title":"Báo","items":[{"title":"a","content":"b"}]})", {"|a|b"}},
      {"under keys of their own",
       R"({"k1":{"title":"a","text":"b"},"k2":{"title":"c","text":"d"}})",
       {"|a|b", "|c|d"}},
      {"with lists of other things",
       R"([{"tags":[{"word":"x"}],"title":"a","related":[{"title":"z"}],"text":"b"}])",
       {"|a|b"}},
      {"arrays glued together", R"([{"title":"a"}][{"title":"b"}])", {"|a|", "|b|"}},
      {"commas at ends", "[{\"title\":\"a\",},\n{\"title\":\"b\",\"x\":[1,],},]", {"|a|", "|b|"}},
      {"line feeds in strings",
       "[{\"title\":\"a\",\"text\":\"một\nhai\"},{\"title\":\"b\"}]",
       {"|a|một\nhai", "|b|"}},
      {"one that is beyond repair",
       "[{\"title\":\"a\"},\n{\"title\":@},\n{\"title\":\"c\"}]",
       {"|a|", "!2 is no JSON that can be mended", "|c|"}},
      {"a cut end",
       "[{\"title\":\"a\"},\n{\"title\":\"b",
       {"|a|", "!2 is a record that is cut off or broken"}},
      {"cut between records",
       "[{\"title\":\"a\"},\n",
       {"|a|", "!2 ends before its last bracket: what stood behind is missing"}},
      {"no records",
       R"({"a":1,"b":{"c":2}})",
       {"-holds no object with a title or a text that is known as one: name its fields with --map"}},
      {"no objects", "[1,2]", {"-holds no JSON objects"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(read(open_json, c.file) == c.documents);
  }
}

TEST_CASE("deep and hostile JSON ends", "[json_records]") {
  std::string deep;
  for (int i = 0; i < 20000; ++i) deep += "{\"a\":";
  CHECK(read(open_json, deep).size() == 1);
  std::string broken = "[";
  for (int i = 0; i < 2000; ++i) broken += "{\"title\":\"a\n\",@},";
  CHECK(read(open_json, broken).size() >= 1000);
}

TEST_CASE("broken JSON takes time in proportion to its length", "[json_records]") {
  const auto seconds = [](const std::string& unit, std::size_t bytes) {
    std::string file = "[";
    while (file.size() < bytes) file += unit;
    TextWindow window(file);
    const Result<FieldMap> map = FieldMap::parse("");
    const std::unique_ptr<RecordReader> reader = open_json(window, *map);
    const std::clock_t begin = std::clock();
    while (reader->next().kind != Record::Kind::end) {
    }
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  const std::string units[] = {"{\"title\":\"một, ", "{\"title\":\"a\",\"text\":\"b, ",
                               "{\"a\":", "{\"a\":1 {\"b\":2 }", "{\"title\":mot {\"a\":\"x"};
  for (const std::string& unit : units) {
    CAPTURE(unit);
    // The longest look ahead is the same for both; sixteen times the time would be that of a square.
    CHECK(seconds(unit, std::size_t{4} << 20) < 1 + 10 * seconds(unit, std::size_t{1} << 20));
  }
}

TEST_CASE("SQL dumps", "[sql_dump]") {
  struct Case {
    const char* what;
    std::string file;
    Lines documents;
  };
  const std::string none =
      "-is an SQL dump without a table with a column that is known as text: name it with --map "
      "title=NAME,text=NAME";
  const Case cases[] = {
      {"MySQL",
       "-- MySQL dump\nINSERT INTO `tin` (`id`,`TieuDe`,`NoiDung`) VALUES (1,'Ng\u01B0\u1EDDi "
       "\\'c\u0169\\'','m\u1ED9t\\nhai; ba'),"
       "\n(2,'b''c',NULL);",
       {"tin-1|Người 'cũ'|một\nhai; ba", "tin-2|b'c|"}},
      {"columns of CREATE TABLE",
       "CREATE TABLE `tin` (`id` int(10) NOT NULL, `tieu_de` varchar(255) DEFAULT 'x,y', `noi_dung` text, "
       "PRIMARY KEY "
       "(`id`));\nINSERT INTO `tin` VALUES (7,'a','b');",
       {"tin-7|a|b"}},
      {"PostgreSQL",
       "-- PostgreSQL database dump\nCREATE FUNCTION f() AS $$ INSERT INTO x; $$;\nCOPY public.tin (id, "
       "title, content) FROM stdin;\n"
       "1\ta\\tb\tm\u1ED9t\\nhai\n2\tc\t\\N\n\\.\n\nINSERT INTO tin (title, content) VALUES (E'x\\ny', "
       "'a\\b');",
       {"tin-1|a\tb|một\nhai", "tin-2|c|", "|x\ny|a\\b"}},
      {"SQL Server",
       "SET X ON\nGO\nINSERT [dbo].[Tin] ([Title], [Content], [Ngay]) VALUES (N'a', N'b', CAST(N'2020-01-02' "
       "AS "
       "DateTime))\nINSERT [dbo].[Tin] ([Title], [Content]) VALUES (N'c', N'd')\nGO\n",
       {"|a|b", "|c|d"}},
      {"other tables", "INSERT INTO users (id,name) VALUES (1,'An');", {none}},
      {"a cut row",
       "INSERT INTO t (title,content) VALUES ('a','b'),\n('c','d",
       {"|a|b", "!2 is a row that is cut off"}},
      {"nothing", "-- nothing", {"-is an SQL dump without rows"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(read(open_sql_dump, c.file) == c.documents);
  }
}

TEST_CASE("names of fields", "[field_map]") {
  struct Case {
    const char* name;
    Role role;
  };
  const Case cases[] = {
      {"title", Role::title},
      {"TieuDe", Role::title},
      {"Tiêu đề", Role::title},
      {"tieu_de", Role::title},
      {"TieuDeKhongDau", Role::none},
      {"post_title", Role::title},
      {"noi_dung", Role::text},
      {"content.text", Role::text},
      {"_source.body", Role::text},
      {"title.rendered", Role::title},
      {"source.name", Role::source},
      {"category.primary", Role::category},
      {"published_at", Role::date},
      {"timeCreatePost", Role::date},
      {"updated_at", Role::none},
      {"NgayDang", Role::date},
      {"SoLuotXem", Role::reads},
      {"tac_gia", Role::author},
      {"_id", Role::id},
      {"sapo", Role::abstract},
      {"so_hieu", Role::number},
      {"idLoaiTin", Role::none},
      {"keywords", Role::none},
      {"", Role::none},
      {"crawl_date_created", Role::none},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(FieldMap().column(c.name).role == c.role);
  }
  for (const char* wrong : {"title", "title=", "tieude=x", "none=x", "=x"})
    CHECK_FALSE(FieldMap::parse(wrong));
  CHECK(FieldMap::parse("title=a, text=b.c")->to_string() == "title=a,text=b.c");
}

TEST_CASE("values of fields", "[field_value]") {
  struct Case {
    const char* value;
    const char* text;
  };
  const Case cases[] = {
      {"a < b và c > d & e", "a < b và c > d & e"},
      {"<p>Một</p><p>Hai <b>ba</b></p>", "Một\nHai ba"},
      {"Một <b>hai</b>\nba", "Một hai\nba"},
      {"R&amp;D &#8211; x&nbsp;y", "R&D \u2013 x\u00A0y"},
      {"&lt;p&gt;Một&lt;/p&gt;", "Một"},
      {"['Một.', 'Hai ', 'ba']", "Một.\nHai ba"},
      {"[Ảnh] ['", "[Ảnh] ['"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.value);
    CHECK(plain_value(c.value) == c.text);
  }
}

TEST_CASE("dates of dumps", "[field_value]") {
  struct Case {
    const char* written;
    std::optional<Date> date;
  };
  const Date day{2018y / 7 / 11};
  const Case cases[] = {
      {"11/07/2018", day},       {"1531267200", day},          {"1531267200000", day},
      {"2018/07/11", day},       {"11/07/2018 22:16 PM", day}, {"Wed, 11 Jul 2018 08:30:00 +0700", day},
      {"July 11, 2018", day},    {"2018-07-11 08:30:00", day}, {"2018-07-11T08:30:00.000Z", day},
      {"30d", std::nullopt},     {"0000-00-00", std::nullopt}, {"", std::nullopt},
      {"hôm qua", std::nullopt},
  };
  for (const Case& c : cases) {
    CAPTURE(c.written);
    CHECK(value_date(c.written) == c.date);
  }
}
