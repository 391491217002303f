// Texts that are too long for Xapian's tables, in everything that is done with an index.
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "index/in_place.h"
#include "store/blob.h"
#include "store/long_frame.h"
#include "unit/catch.h"
#include "unit/index/archive.h"
#include "vnidx/maintenance.h"
#include "vnidx/search.h"

namespace vnidx {
namespace {

namespace fs = std::filesystem;
using test::Archive;
using test::article;

// Lines that zstd makes a quarter smaller at most.
std::string noise(unsigned seed) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/";
  std::mt19937 random(seed);
  std::string text = "Số liệu quan trắc\n";
  while (text.size() < store::kMaxFrameInTable * 3 / 2) {
    for (int i = 0; i < 500; ++i) text += kLetters[random() % kLetters.size()];
    text += '\n';
  }
  return text;
}

const Document& long_document() {
  static const Document document = [] {
    Document made = article(7);
    made.id = "dai";
    made.text = noise(1);
    return made;
  }();
  return document;
}

std::vector<std::string> long_files(const Archive& archive) {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(archive.path() + "/" + archive.generation())) {
    if (entry.path().filename().string().starts_with("long-")) files.push_back(entry.path().string());
  }
  return files;
}

void check_whole(const Archive& archive, std::size_t documents) {
  auto searcher = Searcher::open(archive.path());
  REQUIRE(searcher.ok());
  const auto found = searcher->document("dai");
  REQUIRE(found.ok());
  CHECK(*found == long_document());
  SearchRequest request;
  request.query = "\"số liệu quan trắc\"";
  const auto results = searcher->search(request);
  REQUIRE(results.ok());
  CHECK(results->hits.size() == 1);
  const auto report = check_index(archive.path());
  REQUIRE(report.ok());
  CHECK(report->findings.empty());
  CHECK(report->documents == documents);
}

TEST_CASE("a long text stays whole through changes, compaction, reindexing and repair", "[long]") {
  Archive archive;
  archive.add({article(1), long_document(), article(2)});
  CHECK(long_files(archive).size() == 1);
  check_whole(archive, 3);
  archive.add({article(3)});  // in place
  check_whole(archive, 4);
  archive.add(test::articles(10, 1100));  // merged into a new generation
  check_whole(archive, 1094);
  archive.remove({article(1).id});
  REQUIRE(compact_index(archive.path(), {}).ok());
  check_whole(archive, 1093);
  {
    auto writer = IndexWriter::open_anew(archive.path(), {}, Unreadable::refuse);
    REQUIRE(writer.ok());
    REQUIRE(writer->finish().ok());
  }
  check_whole(archive, 1093);
  std::fstream(archive.path() + "/" + archive.generation() + "/postlist.glass",
               std::ios::in | std::ios::out | std::ios::binary)
      .seekp(5000)
      .put('x');
  const auto repaired = repair_index(archive.path(), {});
  REQUIRE(repaired.ok());
  CHECK(repaired->lost == 0);
  check_whole(archive, 1093);
  archive.remove({"dai"});
  REQUIRE(compact_index(archive.path(), {}).ok());
  CHECK(long_files(archive).empty());
}

TEST_CASE("a long text that is damaged is found, and is all that a repair loses", "[long]") {
  Archive archive;
  archive.add({article(1), long_document(), article(2)});
  std::fstream(long_files(archive).front(), std::ios::in | std::ios::out | std::ios::binary)
      .seekp(1 << 20)
      .put('x')
      .put('y');
  const auto report = check_index(archive.path());
  REQUIRE(report.ok());
  CHECK(report->damaged_documents == 1);
  CHECK(report->findings.size() >= 2);  // the file, and the document
  auto searcher = Searcher::open(archive.path());
  const auto found = searcher->document("dai");
  REQUIRE_FALSE(found.ok());
  CHECK(found.error().code == ErrorCode::damaged);
  const auto repaired = repair_index(archive.path(), {});
  REQUIRE(repaired.ok());
  CHECK(repaired->lost == 1);
  CHECK(archive.ids() == std::vector<std::string>{article(1).id, article(2).id});
}

TEST_CASE("a long text comes into the live database, too", "[long]") {
  Archive archive;
  archive.add({article(1)});
  index::Changes changes;
  changes.put.push_back(index::prepare(long_document()));
  REQUIRE(index::change_in_place(archive.path() + "/" + archive.generation(), changes).ok());
  CHECK(long_files(archive).size() == 1);
  auto searcher = Searcher::open(archive.path());
  CHECK(searcher->document("dai").value() == long_document());
}

}  // namespace
}  // namespace vnidx
