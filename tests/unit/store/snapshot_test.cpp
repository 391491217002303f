#include "store/snapshot.h"

#include <filesystem>
#include <string>
#include <vector>

#include "unit/catch.h"
#include "unit/source/temporary_folder.h"
#include "unit/store/database_maker.h"

namespace vnidx::store {
namespace {

namespace fs = std::filesystem;

// An index of one generation whose documents are a, b and c.
class SmallIndex {
 public:
  SmallIndex() : database(make_database(path() / "g000001", {"a", "b", "c"})) {
    REQUIRE(publish(path(), "g000001").ok());
  }

  fs::path path() const { return folder_.path("index"); }

  Snapshot open() const {
    auto snapshot = Snapshot::open(path());
    REQUIRE(snapshot.ok());
    return std::move(*snapshot);
  }

  void commit(const std::string& id) {
    add(database, document_named(id, id));
    database.commit();
  }

 private:
  test::TemporaryFolder folder_;

 public:
  Xapian::WritableDatabase database;
};

TEST_CASE("documents are found by their id and read whole") {
  const SmallIndex index;
  Snapshot snapshot = index.open();
  for (const std::string id : {"a", "b", "c"}) {
    const auto number = snapshot.find_id(id);
    REQUIRE(number);
    CHECK(*snapshot.document(*number) == document_named(id, id));
    CHECK(snapshot.find(id) == std::vector<Xapian::docid>{*number});
  }
  CHECK_FALSE(snapshot.find_id("d"));
  CHECK_FALSE(snapshot.find_id(""));
  CHECK(snapshot.find("d").empty());
  CHECK(snapshot.current().generation == "g000001");
}

TEST_CASE("documents are found by their file, and by any folder it is in") {
  SmallIndex index;
  for (const std::string path : {"/tin/2018/one.txt", "/tin/2018/two.txt", "/tin/2019/three.txt"}) {
    Document document = document_named("id of " + path, "x");
    document.path = path;
    add(index.database, document);
  }
  index.database.commit();
  const Snapshot snapshot = index.open();
  CHECK(snapshot.find("/tin/2018/one.txt").size() == 1);
  CHECK(snapshot.find("/tin/2018/../2018/./one.txt").size() == 1);
  CHECK(snapshot.find("/tin/2018").size() == 2);
  CHECK(snapshot.find("/tin/2018/").size() == 2);
  CHECK(snapshot.find("/tin").size() == 3);
  CHECK(snapshot.find("/tin/20").empty());
  CHECK(snapshot.find("one.txt").empty());
  CHECK(snapshot.find("").empty());
}

TEST_CASE("an id too long for a term is found, and no other like it") {
  SmallIndex index;
  const std::string one(5000, 'x');
  index.commit(one);
  const Snapshot snapshot = index.open();
  CHECK(snapshot.find_id(one));
  CHECK_FALSE(snapshot.find_id(one + "y"));
}

TEST_CASE("a snapshot sees a commit when it is refreshed, not before") {
  SmallIndex index;
  Snapshot snapshot = index.open();
  index.commit("d");
  CHECK_FALSE(snapshot.find_id("d"));
  REQUIRE(snapshot.refresh().ok());
  CHECK(snapshot.find_id("d"));
}

TEST_CASE("a snapshot moves on to a new generation, and keeps the old one until then") {
  SmallIndex index;
  Snapshot snapshot = index.open();
  make_database(index.path() / "g000002", {"d"}).close();
  REQUIRE(publish(index.path(), "g000002").ok());
  remove_leftovers(index.path(), "g000002", Live::whole);
  CHECK(snapshot.find_id("a"));
  CHECK_FALSE(snapshot.find_id("d"));
  CHECK(fs::exists(index.path() / "g000001"));

  REQUIRE(snapshot.refresh().ok());
  CHECK(snapshot.find_id("d"));
  CHECK_FALSE(snapshot.find_id("a"));
  CHECK(*snapshot.document(*snapshot.find_id("d")) == document_named("d", "d"));
  remove_leftovers(index.path(), "g000002", Live::whole);
  CHECK_FALSE(fs::exists(index.path() / "g000001"));
}

TEST_CASE("a new generation may have another dictionary") {
  SmallIndex index;
  Snapshot snapshot = index.open();
  REQUIRE(snapshot.document(*snapshot.find_id("a")).ok());
  {
    std::vector<std::string> samples;
    for (int i = 0; i < 5000; ++i)
      samples.push_back("Đảng ủy Sở Y tế tỉnh Quảng Nam tổ chức hội nghị học tập nghị quyết, số " +
                        std::to_string(i * 7919));
    const std::string dictionary =
        train_dictionary(std::vector<std::string_view>(samples.begin(), samples.end()));
    REQUIRE_FALSE(dictionary.empty());
    Xapian::WritableDatabase next((index.path() / "g000002").string(), Xapian::DB_CREATE);
    next.set_metadata(std::string(schema::metadata::kDictionary), dictionary);
    add(next, document_named("d", samples[3]));
    next.commit();
  }
  REQUIRE(publish(index.path(), "g000002").ok());
  REQUIRE(snapshot.refresh().ok());
  CHECK(snapshot.document(*snapshot.find_id("d")).ok());
}

TEST_CASE("work is run again, in the newest state, when the one it read was taken away") {
  SmallIndex index;
  Snapshot snapshot = index.open();
  int runs = 0;
  const auto found = snapshot.run([&]() -> Result<bool> {
    if (++runs == 1) {
      index.commit("d");
      throw Xapian::DatabaseModifiedError("as Xapian throws it");
    }
    return snapshot.find_id("d").has_value();
  });
  REQUIRE(found.ok());
  CHECK(*found);
  CHECK(runs == 2);
}

TEST_CASE("work that reads on while a writer commits time and again gets one answer") {
  SmallIndex index;
  Snapshot snapshot = index.open();
  int runs = 0;
  const auto counted = snapshot.run([&]() -> Result<std::size_t> {
    ++runs;
    std::size_t documents = 0;
    const Xapian::Database& database = snapshot.database();
    for (Xapian::docid number = 1; number <= database.get_lastdocid(); ++number) {
      // Twice, with changed blocks in between, takes the state away from under the first run.
      if (runs == 1) {
        for (int i = 0; i < 200; ++i)
          add(index.database, document_named(std::to_string(number * 1000 + i), "x"));
        index.database.commit();
      }
      auto document = snapshot.document(number);
      if (!document) return document.error();
      ++documents;
    }
    return documents;
  });
  REQUIRE(counted.ok());
  CHECK((*counted == 3 || *counted == snapshot.database().get_doccount()));
}

TEST_CASE("work whose state is always taken away ends, with an error") {
  const SmallIndex index;
  Snapshot snapshot = index.open();
  int runs = 0;
  const auto result = snapshot.run([&]() -> Result<int> {
    ++runs;
    throw Xapian::DatabaseModifiedError("again");
  });
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().code == ErrorCode::damaged);
  CHECK(runs > 1);
  CHECK(runs < 1000);
}

TEST_CASE("errors of Xapian and of the work itself come out of run() as errors") {
  const SmallIndex index;
  Snapshot snapshot = index.open();
  CHECK(snapshot.run([]() -> Result<int> { throw Xapian::DatabaseCorruptError("x"); }).error().code ==
        ErrorCode::damaged);
  CHECK(snapshot.run([]() -> Result<int> {
                  return Error{ErrorCode::usage, "m", {}, {}};
                })
            .error()
            .code == ErrorCode::usage);
}

TEST_CASE("what is no index does not open") {
  const test::TemporaryFolder folder;
  CHECK(Snapshot::open(folder.path("missing")).error().code == ErrorCode::no_index);
  REQUIRE(publish(folder.path("."), "g000001").ok());
  CHECK(Snapshot::open(folder.path(".")).error().code == ErrorCode::damaged);
  folder.write("g000001/iamglass", "this is no database");
  CHECK(Snapshot::open(folder.path(".")).error().code == ErrorCode::damaged);
}

TEST_CASE("an index gone from under a snapshot is an error, not a crash") {
  SmallIndex index;
  Snapshot snapshot = index.open();
  index.database.close();
  fs::remove_all(index.path());
  CHECK(snapshot.refresh().error().code == ErrorCode::no_index);
}

TEST_CASE("a stored document that is damaged says so") {
  SmallIndex index;
  for (const std::string data : {"", "no frame"}) {
    Xapian::Document bad;
    bad.set_data(data);
    index.database.add_document(bad);
  }
  Xapian::Document not_a_record;
  not_a_record.set_data(Compressor(CompressionDictionary({})).compress("no record"));
  index.database.add_document(not_a_record);
  index.database.commit();
  Snapshot snapshot = index.open();
  for (const Xapian::docid number : {4U, 5U, 6U}) {
    const auto document = snapshot.document(number);
    REQUIRE_FALSE(document.ok());
    CHECK(document.error().code == ErrorCode::damaged);
    CHECK(document.error().place == index.path().string());
  }
  CHECK(snapshot.document(1).ok());
}

}  // namespace
}  // namespace vnidx::store
