// What the forms that a word may stand for count beside each other.
#include "query/word_forms.h"

#include <string>
#include <vector>

#include "query/compiler.h"
#include "query/parser.h"
#include "store/snapshot.h"
#include "text/analyzer.h"
#include "unit/catch.h"
#include "unit/index/archive.h"

namespace vnidx::query {
namespace {

// The documents that the first stage finds, best first.
std::vector<Xapian::docid> ranked(store::Snapshot& snapshot, std::string_view query) {
  text::Analyzer analyzer;
  Lexicon lexicon(snapshot.database());
  const auto parsed = parse(query);
  REQUIRE(parsed.ok());
  const auto made = compile(parsed->node, {}, lexicon, snapshot, analyzer);
  REQUIRE(made.ok());
  Xapian::Enquire enquire(snapshot.database());
  enquire.set_query(made->query);
  enquire.set_weighting_scheme(bm25());
  std::vector<Xapian::docid> documents;
  const Xapian::MSet matches = enquire.get_mset(0, 100);
  for (auto match = matches.begin(); match != matches.end(); ++match) documents.push_back(*match);
  return documents;
}

// A form that is rare in the collection weighs much as a word. It must not bring up documents that say
// something else than what an unmarked word was read as.
TEST_CASE("documents with the likely reading come before those that have other forms, however often") {
  test::Archive archive;
  std::vector<Document> documents;
  const std::string others = "đang họp, đang bàn, đang chờ, đang xem, đang nghe, đang ghi";
  documents.push_back(test::document("other", "", others));
  for (int i = 0; i < 10; ++i) {
    documents.push_back(
        test::document("party-" + std::to_string(i), "",
                       "Đảng ủy xã mở hội nghị bàn về vụ lúa hè thu, việc làm đường và trường học lần thứ " +
                           std::to_string(i)));
    documents.push_back(
        test::document("rest-" + std::to_string(i), "", "Mưa lớn ở miền núi ngày " + std::to_string(i)));
  }
  archive.add(documents);
  auto snapshot = store::Snapshot::open(archive.path());
  REQUIRE(snapshot.ok());
  const auto found = ranked(*snapshot, "dang uy");
  REQUIRE(found.size() == 11);
  CHECK(found.back() == 1);
}

TEST_CASE("other forms count little beside the likely one, and alike where marks are ignored") {
  test::Archive archive;
  archive.add({test::document("a", "", "đảng đảng"), test::document("b", "", "đang")});
  auto snapshot = store::Snapshot::open(archive.path());
  REQUIRE(snapshot.ok());
  Lexicon lexicon(snapshot->database());
  QueryWord word;
  word.canonical = word.folded = "dang";
  word.reading = "đảng";
  word.match = MarkMatch::any;
  WordReading reading;
  const auto smart = WordForms(Marks::smart, lexicon).terms(word, "", reading);
  REQUIRE(smart.size() == 2);
  CHECK(smart[0].terms.size() == 1);
  CHECK(smart[0].scale == 1);
  CHECK(smart[1].terms.size() == 1);
  CHECK(smart[1].scale < 0.1);
  const auto ignoring = WordForms(Marks::ignore, lexicon).terms(word, "", reading);
  REQUIRE(ignoring.size() == 1);
  CHECK(ignoring[0].terms.size() == 2);
  CHECK(ignoring[0].scale == 1);
}

}  // namespace
}  // namespace vnidx::query
