// What IndexWriter promises, however it writes.
#include <filesystem>
#include <string>
#include <vector>

#include "base/file.h"
#include "store/directory.h"
#include "store/snapshot.h"
#include "unit/catch.h"
#include "unit/index/archive.h"

namespace vnidx {
namespace {

using test::Archive;
using test::article;
using test::articles;
using test::document;

struct Counts {
  std::uint64_t added, replaced, unchanged;
  friend bool operator==(const Counts&, const Counts&) = default;
};

Counts counts_of(const AddSummary& summary) {
  return {summary.added, summary.replaced, summary.unchanged};
}

std::string text_of(const Archive& archive, const std::string& id) {
  for (const auto& stored : archive.stored()) {
    if (stored.document.id == id) return stored.document.text;
  }
  return "no such document";
}

// So many documents beside those a test is about make a run small or bulk.
struct Size {
  std::string name;
  std::size_t others;
};
const std::vector<Size> kSizes{{"small", 0}, {"bulk", 1200}};

TEST_CASE("new, replaced, unchanged and repeated documents of one run") {
  for (const Size& size : kSizes) {
    INFO(size.name);
    Archive archive;
    archive.add({document("old", "", "first"), document("same", "", "same"), document("gone", "", "gone")});
    std::vector<Document> run = articles(0, size.others);
    run.push_back(document("new", "", "new"));
    run.push_back(document("old", "", "second"));
    run.push_back(document("same", "", "same"));
    run.push_back(document("twice", "", "one"));
    run.push_back(document("twice", "", "two"));
    run.push_back(document("twice", "", "two"));
    run.push_back(document("old", "", "third"));
    run.push_back(document("back", "", "a"));
    run.push_back(document("back", "", "b"));
    run.push_back(document("back", "", "a"));
    const auto summary = archive.add(run);
    CHECK(counts_of(summary) == Counts{size.others + 3, 5, 2});
    CHECK(archive.ids().size() == size.others + 6);
    CHECK(text_of(archive, "old") == "third");
    CHECK(text_of(archive, "same") == "same");
    CHECK(text_of(archive, "new") == "new");
    CHECK(text_of(archive, "twice") == "two");
    CHECK(text_of(archive, "back") == "a");
    CHECK(text_of(archive, "gone") == "gone");
  }
}

TEST_CASE("documents that repeat on both sides of where a run becomes bulk") {
  Archive archive;
  archive.add({document("old", "", "0")});
  std::vector<Document> run{document("early", "", "1"), document("old", "", "1"), document("early", "", "2")};
  for (Document& other : articles(0, 1200)) run.push_back(std::move(other));
  run.push_back(document("early", "", "3"));
  run.push_back(document("old", "", "2"));
  run.push_back(document("late", "", "1"));
  run.push_back(document("late", "", "2"));
  CHECK(counts_of(archive.add(run)) == Counts{1202, 5, 0});
  CHECK(archive.ids().size() == 1203);
  CHECK(text_of(archive, "early") == "3");
  CHECK(text_of(archive, "old") == "2");
  CHECK(text_of(archive, "late") == "2");
}

TEST_CASE("running again over the same documents writes nothing") {
  for (const std::size_t count : {50U, 1500U}) {
    Archive archive;
    const auto run = articles(0, count);
    CHECK(counts_of(archive.add(run)) == Counts{count, 0, 0});
    const auto before = archive.stored();
    const std::string generation = archive.generation();
    CHECK(counts_of(archive.add(run)) == Counts{0, 0, count});
    CHECK(archive.generation() == generation);
    CHECK(archive.stored() == before);
  }
}

TEST_CASE("a change of any field is a change") {
  Archive archive;
  archive.add({article(1)});
  Document changed = article(1);
  changed.reads = 12345;
  CHECK(counts_of(archive.add({changed})) == Counts{0, 1, 0});
  changed.date.reset();
  CHECK(counts_of(archive.add({changed})) == Counts{0, 1, 0});
  CHECK(archive.stored().front().document == changed);
  CHECK(archive.ids().size() == 1);
}

TEST_CASE("a run that is not finished leaves nothing behind") {
  for (const std::size_t count : {3U, 1500U}) {
    Archive archive;
    archive.add(articles(0, 10));
    const auto before = archive.stored();
    const auto entries = archive.entries();
    {
      IndexWriter writer = archive.open();
      for (const Document& each : articles(5, 5 + count, "changed")) REQUIRE(writer.add(each, 0).ok());
      REQUIRE(writer.remove("bài-1").ok());
    }
    CHECK(archive.stored() == before);
    CHECK(archive.entries() == entries);
  }
}

TEST_CASE("a first run that is not finished makes no index") {
  const Archive archive;
  {
    IndexWriter writer = archive.open();
    REQUIRE(writer.add(article(1), 0).ok());
  }
  CHECK(store::read_current(archive.path()).error().code == ErrorCode::no_index);
  CHECK(archive.entries() == std::vector<std::string>{"lock"});
}

TEST_CASE("nothing is visible before a run is finished, and then all of it") {
  for (const std::size_t count : {20U, 1500U}) {
    Archive archive;
    archive.add(articles(0, 10));
    IndexWriter writer = archive.open();
    for (const Document& each : articles(10, 10 + count)) REQUIRE(writer.add(each, 0).ok());
    CHECK(archive.ids().size() == 10);
    REQUIRE(writer.finish().ok());
    CHECK(archive.ids().size() == 10 + count);
  }
}

TEST_CASE("a run of nothing makes an index that is empty, or leaves one as it is") {
  Archive archive;
  CHECK(counts_of(archive.add({})) == Counts{0, 0, 0});
  CHECK(archive.ids().empty());
  archive.add(articles(0, 3));
  const auto before = archive.stored();
  CHECK(counts_of(archive.add({})) == Counts{0, 0, 0});
  CHECK(archive.stored() == before);
}

TEST_CASE("documents are removed by id, and by file or folder") {
  Archive archive;
  archive.add(articles(0, 100));
  archive.remove({"bài-7"});
  CHECK(archive.ids().size() == 99);
  archive.remove({"/tin/3/13.txt"});
  CHECK(archive.ids().size() == 98);
  archive.remove({"/tin/4"});
  CHECK(archive.ids().size() == 88);
  for (const auto& stored : archive.stored()) CHECK_FALSE(stored.document.path.starts_with("/tin/4/"));
}

TEST_CASE("removing what is not there says so and changes nothing") {
  Archive archive;
  {
    IndexWriter writer = archive.open();
    CHECK(writer.remove("x").error().code == ErrorCode::not_found);
  }
  archive.add(articles(0, 3));
  const auto before = archive.stored();
  {
    IndexWriter writer = archive.open();
    for (const std::string name : {"x", "", "bài-3", "bài", "/tin/9", "/tin/1/1", "/tin/1/1.txt.old"}) {
      const auto removed = writer.remove(name);
      CAPTURE(name);
      REQUIRE_FALSE(removed.ok());
      CHECK(removed.error().code == ErrorCode::not_found);
      CHECK(removed.error().place == name);
    }
    REQUIRE(writer.finish().ok());
  }
  CHECK(archive.stored() == before);
}

TEST_CASE("what is removed and added again in one run is there, as added") {
  for (const Size& size : kSizes) {
    INFO(size.name);
    Archive archive;
    archive.add({document("a", "", "a"), document("b", "", "b"), document("c", "", "c")});
    IndexWriter writer = archive.open();
    for (const std::string id : {"a", "b", "c"}) REQUIRE(writer.remove(id).ok());
    REQUIRE(writer.add(document("a", "", "changed"), 0).ok());
    REQUIRE(writer.add(document("b", "", "b"), 0).ok());
    for (const Document& other : articles(0, size.others)) REQUIRE(writer.add(other, 0).ok());
    REQUIRE(writer.finish().ok());
    CHECK(text_of(archive, "a") == "changed");
    CHECK(text_of(archive, "b") == "b");
    CHECK(text_of(archive, "c") == "no such document");
  }
}

TEST_CASE("a second writer is refused while the first one writes") {
  Archive archive;
  archive.add(articles(0, 3));
  {
    IndexWriter writer = archive.open();
    CHECK(IndexWriter::open(archive.path(), {}).error().code == ErrorCode::locked);
  }
  CHECK(IndexWriter::open(archive.path(), {}).ok());
}

TEST_CASE("an index made by another version is left alone") {
  Archive archive;
  archive.add(articles(0, 3));
  const auto entries = archive.entries();
  std::filesystem::resize_file(archive.path() + "/current", 0);
  CHECK(IndexWriter::open(archive.path(), {}).error().code == ErrorCode::damaged);
  REQUIRE(replace_file(archive.path() + "/current", "vnidx-index 999 1 g000001\n").ok());
  CHECK(IndexWriter::open(archive.path(), {}).error().code == ErrorCode::no_index);
  CHECK(archive.entries() == entries);
}

TEST_CASE("a reader goes on with what it opened, while a writer makes a new generation") {
  Archive archive;
  archive.add(articles(0, 20));
  auto reader = store::Snapshot::open(archive.path());
  REQUIRE(reader.ok());
  archive.add(articles(0, 1500, "changed"));
  CHECK(reader->document_count() == 20);
  for (Xapian::docid number = 1; number <= 20; ++number)
    CHECK(*reader->document(number) == article(number - 1));
  CHECK(archive.entries() == std::vector<std::string>{"current", "g000001", "g000002", "lock"});
  REQUIRE(reader->refresh().ok());
  CHECK(reader->document_count() == 1500);
  archive.add({});
  CHECK(archive.entries() == std::vector<std::string>{"current", "g000002", "lock"});
}

struct OddCase {
  std::string what;
  Document document;
};

TEST_CASE("odd documents are kept whole") {
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte += static_cast<char>(byte);
  std::vector<OddCase> odd{
      {"nothing but an id", document("x", "", "")},
      {"only a title", document("x", "Đảng ủy", "")},
      {"an id of 5,000 bytes", document(std::string(5000, 'i'), "", "x")},
      {"an id with a NUL and a line end", document(std::string("a\0b\nc", 5), "", "x")},
      {"a word of 100,000 letters", document("x", "", std::string(100000, 'a'))},
      {"a word of 100,000 marked letters", document("x", "",
                                                    [] {
                                                      std::string word;
                                                      for (int i = 0; i < 100000; ++i) word += "ấ";
                                                      return word;
                                                    }())},
      {"100,000 combining marks", document("x", "",
                                           [] {
                                             std::string word = "a";
                                             for (int i = 0; i < 100000; ++i) word += "\u0301";
                                             return word;
                                           }())},
      {"bytes that are no UTF-8", document("x", every_byte, every_byte)},
      {"NULs", document("x", std::string(1000, '\0'), std::string(1000, '\0'))},
      {"no spaces", document("x", "", std::string(3 << 20, '-'))},
  };
  Document long_path = document("x", "", "x");
  long_path.path = "/" + std::string(4000, 'p') + "/" + std::string(4000, 'q');
  odd.push_back({"a path of 8,000 bytes", long_path});
  Document long_names = document("x", "", "x");
  long_names.author = long_names.source = long_names.category = std::string(3000, 'n');
  odd.push_back({"names of 3,000 bytes", long_names});
  for (const OddCase& each : odd) {
    INFO(each.what);
    Archive archive;
    archive.add({each.document, article(1)});
    const auto stored = archive.stored();
    REQUIRE(stored.size() == 2);
    CHECK(stored[0].document == each.document);
    archive.remove({each.document.id});
    CHECK(archive.ids() == std::vector<std::string>{"bài-1"});
  }
}

TEST_CASE("a path of a stored document is found by any folder above, but `/`") {
  Archive archive;
  archive.add({article(1)});
  const auto snapshot = store::Snapshot::open(archive.path());
  REQUIRE(snapshot.ok());
  CHECK(snapshot->find("/tin").size() == 1);
  CHECK(snapshot->find("/tin/1").size() == 1);
  CHECK(snapshot->find("/").empty());
}

}  // namespace
}  // namespace vnidx
