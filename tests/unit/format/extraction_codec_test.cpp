#include "format/extraction_codec.h"

#include <string>

#include "unit/catch.h"

namespace vnidx::format {
namespace {

using std::chrono::July;

Extraction full() {
  Document document;
  for (const auto member : {&Document::id, &Document::title, &Document::author, &Document::source,
                            &Document::category, &Document::number, &Document::issuer, &Document::abstract,
                            &Document::text, &Document::caption, &Document::path}) {
    document.*member = "Đảng ủy " + std::to_string(document.id.size());
  }
  document.date = Date(std::chrono::year(2018), July, std::chrono::day(11));
  document.reads = -704;
  return {document, {}, {"page 3 has no text", ""}};
}

TEST_CASE("an extraction crosses a pipe whole") {
  Extraction before_1970 = full();
  before_1970.document->date = Date(std::chrono::year(-44), std::chrono::March, std::chrono::day(15));
  before_1970.document->reads.reset();
  for (const Extraction& extraction :
       {full(), before_1970, Extraction{Document{}, {}, {}}, Extraction{{}, "is no PDF file", {"a note"}}}) {
    const auto back = decode_extraction(encode_extraction(extraction));
    REQUIRE(back.has_value());
    CHECK(back->document == extraction.document);
    CHECK(back->rejection == extraction.rejection);
    CHECK(back->repairs == extraction.repairs);
  }
}

TEST_CASE("an extraction that is cut or goes on is none") {
  const std::string bytes = encode_extraction(full());
  for (std::size_t size = 0; size < bytes.size(); ++size) CHECK(!decode_extraction(bytes.substr(0, size)));
  CHECK(!decode_extraction(bytes + '\0'));
}

TEST_CASE("half a character at the end of a title costs no document") {
  Extraction extraction = full();
  extraction.document->title = "Tập huấ\xE1\xBA";
  const auto back = decode_extraction(encode_extraction(extraction));
  REQUIRE(back.has_value());
  CHECK(back->document->title.starts_with("Tập huấ"));
}

TEST_CASE("whatever a child writes, the extraction is sound or there is none") {
  const std::string bytes = encode_extraction(full());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const char c : {'\0', '\x01', '\x02', '\x7F', '\x80', '\xFF'}) {
      std::string other = bytes;
      other[i] = c;
      const auto extraction = decode_extraction(other);
      if (!extraction) continue;
      if (extraction->document && extraction->document->date) CHECK(extraction->document->date->ok());
      CHECK((extraction->document || !extraction->rejection.empty()));
    }
  }
  std::string no_utf8 = encode_extraction({{}, "X", {}});
  no_utf8[no_utf8.find('X')] = '\xC3';
  CHECK(!decode_extraction(no_utf8));
  CHECK(!decode_extraction(encode_extraction({{}, {}, {}})));  // neither document nor reason
}

}  // namespace
}  // namespace vnidx::format
