#include "format/file_format.h"

#include "unit/catch.h"

using namespace vnidx;
using namespace vnidx::format;
using namespace std::string_literals;

namespace {

/// What stands before a member of a zip archive, without the content behind it.
std::string zip_header(const std::string& name) {
  return "PK\x03\x04" + std::string(22, '\0') + static_cast<char>(name.size()) + std::string(3, '\0') + name;
}

}  // namespace

TEST_CASE("formats by name and first bytes", "[file_format]") {
  struct Case {
    const char* path;
    std::string head;
    Format format;
  };
  const Case cases[] = {
      {"a.jsonl", "{\"id\":1}\n", Format::jsonl},
      {"a.NDJSON", "", Format::jsonl},
      {"a.json", "\n\n{\"id\":1}\n{\"id\":2}", Format::jsonl},
      {"a.jsonl.zst", "rubbish", Format::jsonl},
      {"a.json", " [\n{\"id\":1}]", Format::json},
      {"a.json", "{\n  \"id\": 1\n}", Format::json},
      {"a.jsonl", "[{\"id\":1}]", Format::json},
      {"a", "[{\"id\":1}]", Format::json},
      {"a.csv.zst", "x", Format::csv},
      {"a.sql", "-- dump\nINSERT INTO t (title) VALUES ('x');", Format::sql},
      {"a.sql", "SELECT 1", Format::text},
      {"a.txt", "{\"not\": \"looked at\"}", Format::text},
      {"a.text", "x", Format::text},
      {"a.md", "# x", Format::markdown},
      {"a.txt.ZST", "x", Format::text},
      {"a", "x", Format::text},
      {"a", "{\"id\":1}", Format::jsonl},
      {"a", "\xEF\xBB\xBF{ \"id\":1}", Format::jsonl},
      {"a", "{x}", Format::text},
      {"dir.json/a", "x", Format::text},
      {".json", "x", Format::text},
      {"a.log", "x", Format::text},
      {"a.txt", "T\0\xEC\0n\0h\0"s, Format::text},
      {"a.docx", zip_header("word/document.xml"), Format::docx},
      {"a.doc", zip_header("_rels/.rels") + zip_header("word/styles.xml"), Format::docx},
      {"a", zip_header("[Content_Types].xml"), Format::docx},
      {"a.xlsx", zip_header("[Content_Types].xml") + zip_header("ppt/presentation.xml"), Format::pptx},
      {"a.txt", zip_header("xl/workbook.xml"), Format::xlsx},
      {"a.txt", "%PDF-1.4", Format::pdf},
      {"a.pdf", "typed by hand", Format::text},
      {"a.docx", "typed by hand", Format::text},
      {"a.odt", zip_header("mimetype") + "application/vnd.oasis.opendocument.text", Format::odt},
      {"a.zip", zip_header("mimetype") + "application/vnd.oasis.opendocument.spreadsheet", Format::ods},
      {"a.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..." + zip_header("[Content_Types].xml"), Format::doc},
      {"a.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...W\0o\0r\0k\0b\0o\0o\0k\0"s, Format::xls},
      {"trang.aspx", "\r\n<HEAD><title>Tin</title>", Format::html},
      {"a.mht", "From: x", Format::mhtml},
      {"a", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n", Format::mhtml},
      {"a.txt", std::string(5000, 'x') + '\0', Format::text},
      {"a.txt", std::string(300, 'x') + '\0' + std::string(300, 'x'), Format::text},
  };
  for (const Case& c : cases) {
    CAPTURE(c.path, c.head);
    const Result<Format> format = recognize_format(c.path, c.head);
    REQUIRE(format);
    CHECK(*format == c.format);
  }
}

TEST_CASE("what is no text is named", "[file_format]") {
  struct Case {
    const char* path;
    std::string head;
    const char* message;
  };
  const Case cases[] = {
      {"a",
       "\x7F"
       "ELF\x02",
       "is a program"},
      {"a.docx", "PK\x03\x04", "is a ZIP archive or an Office document"},
      {"a", "\xFF\xD8\xFF\xE0", "is an image"},
      {"a.txt.gz", "\x1F\x8B\x08", "is compressed twice"},
      {"a", std::string(64, '\0'), "is not text: it looks like binary data"},
      {"a.txt", std::string(300, '\xFE') + '\0' + std::string(300, 'x'),
       "is not text: it looks like binary data"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.path, c.message);
    const Result<Format> format = recognize_format(c.path, c.head);
    REQUIRE_FALSE(format);
    CHECK(format.error().message == c.message);
  }
}

TEST_CASE("stems", "[file_format]") {
  CHECK(stem("/a/b.txt") == "b");
  CHECK(stem("b.jsonl.zst") == "b");
  CHECK(stem("b.2018.txt") == "b.2018");
  CHECK(stem("b") == "b");
  CHECK(stem(".b") == ".b");
  CHECK(stem("b.zst") == "b");
}
