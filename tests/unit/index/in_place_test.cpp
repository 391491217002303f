// What documents become in the index: terms, values, metadata.
#include <map>
#include <string>
#include <vector>

#include "entity/recognizer.h"
#include "schema/fields.h"
#include "schema/organization.h"
#include "schema/term.h"
#include "store/snapshot.h"
#include "text/canonical.h"
#include "unit/catch.h"
#include "unit/index/archive.h"

namespace vnidx {
namespace {

using test::Archive;
using test::article;
using test::articles;
using test::document;
namespace prefix = schema::prefix;

std::string word(std::string_view text) {
  return schema::word_term(text::canonical(text), text::folded(text));
}

std::string term(std::string_view kind, std::string_view value) {
  return std::string(kind).append(value);
}

TEST_CASE("words of the body count once, of the title three times, and stand under the title too") {
  Archive archive;
  Document made = document("x", "Đảng ủy họp", "Sáng nay, Đảng ủy họp; đảng");
  made.abstract = "tóm tắt";
  made.caption = "Ảnh";
  archive.add({made});
  const auto terms = archive.stored().front().terms;
  CHECK(terms.at(word("đảng")) == 3 + 2);
  CHECK(terms.at(word("sáng")) == 1);
  CHECK(terms.at(word("tắt")) == 1);
  CHECK(terms.at(word("ảnh")) == 1);
  CHECK(terms.at(term(prefix::kTitle, word("đảng"))) == 1);
  CHECK_FALSE(terms.contains(term(prefix::kTitle, word("sáng"))));
  CHECK_FALSE(terms.contains(word("dang")));
}

TEST_CASE("every spelling of a word is one term") {
  Archive archive;
  archive.add({document("x", "", "hòa hoà HÒA ho\u0300a hoa\u0300 Hoà")});
  CHECK(archive.stored().front().terms.at(word("hòa")) == 6);
}

TEST_CASE("a date becomes day, month and year; none becomes the mark of none") {
  Archive archive;
  archive.add({article(0), document("x", "", "x")});
  const auto stored = archive.stored();
  for (const std::string name : {"D20150101", "M201501", "Y2015"}) {
    CHECK(stored[0].terms.contains(name));
    CHECK_FALSE(stored[1].terms.contains(name));
  }
  CHECK_FALSE(stored[0].terms.contains("D"));
  CHECK(stored[1].terms.contains("D"));
  const auto slot = static_cast<unsigned>(schema::Slot::date);
  CHECK(stored[0].values.at(slot) == "20150101");
  CHECK_FALSE(stored[1].values.contains(slot));
}

TEST_CASE("author, source, id and every folder are terms of a document") {
  Archive archive;
  archive.add({article(12)});
  const auto terms = archive.stored().front().terms;
  CHECK(terms.contains(term(prefix::kAuthor, word("lê diệu"))));
  CHECK(terms.contains(term(prefix::kSource, word("báo quảng nam"))));
  CHECK(terms.contains("Qbài-12"));
  for (const std::string path : {"/tin/2/12.txt", "/tin/2", "/tin"})
    CHECK(terms.contains(term(prefix::kPath, path)));
}

TEST_CASE("organisations, document numbers, dates and abbreviations in a text are terms") {
  Archive archive;
  archive.add({document("x", "", "Đảng ủy Sở Y tế triển khai Chỉ thị 05-CT/TƯ ngày 15/5/2016 tại TP.HCM.")});
  const auto terms = archive.stored().front().terms;
  for (const std::string name : {"Đảng ủy Sở Y tế", "Sở Y tế"}) {
    CHECK(terms.contains(schema::organization_term(entity::organization_key(name))));
  }
  CHECK(terms.contains(term(prefix::kNumber, "05-ct/tw")));
  CHECK(terms.contains(term(prefix::kNamedDay, "20160515")));
  CHECK(terms.contains(term(prefix::kCompound, "tphcm")));
}

TEST_CASE("words and every other kind of term never mix") {
  Archive archive;
  archive.add(articles(0, 50));
  for (const auto& stored : archive.stored()) {
    for (const auto& [name, count] : stored.terms) {
      REQUIRE_FALSE(name.empty());
      const bool is_kind = name[0] >= 'A' && name[0] <= 'Z';
      if (!is_kind) CHECK(count > 0);
      CHECK(name.size() <= schema::kMaxTermBytes);
    }
  }
}

TEST_CASE("the sum of text bytes follows every change") {
  Archive archive;
  const auto text_bytes = [&] { return archive.metadata().at(std::string(schema::metadata::kTextBytes)); };
  archive.add({document("a", "12345", "67890"), document("b", "", "123")});
  CHECK(text_bytes() == "13");
  archive.add({document("b", "", "1234567")});
  CHECK(text_bytes() == "17");
  archive.remove({"a"});
  CHECK(text_bytes() == "7");
  archive.remove({"b"});
  CHECK(text_bytes() == "0");
  archive.add({document("c", "", "1")});
  CHECK(text_bytes() == "1");
}

TEST_CASE("organisations are catalogued, in place and in bulk, each by the name it was first met under") {
  for (const std::size_t others : {0U, 1200U}) {
    Archive archive;
    archive.add({document("a", "", "Hội nghị tại Sở Y tế chiều nay.")});
    std::vector<Document> run = articles(0, others);
    run.push_back(document("b", "", "SỞ Y TẾ họp với Sở Nội vụ."));
    archive.add(run);
    auto snapshot = store::Snapshot::open(archive.path());
    REQUIRE(snapshot.ok());
    const auto catalog = snapshot->organizations();
    REQUIRE(catalog.ok());
    std::map<std::string, std::string> names;
    for (const auto& entry : (*catalog)->entries()) names.emplace(entry.key, entry.name);
    CHECK(names[entity::organization_key("sở y tế")] == "Sở Y tế");
    CHECK(names[entity::organization_key("sở nội vụ")] == "Sở Nội vụ");
    CHECK(names.contains(entity::organization_key("sở y tế tỉnh quảng nam")) == (others > 0));
  }
}

}  // namespace
}  // namespace vnidx
