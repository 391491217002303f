// Xapian 1.4 has an engine before glass, chert: to us it is one whose tables we do not know.
#include "store/engine.h"

#include <xapian.h>

#include <filesystem>
#include <string>

#include "base/file.h"
#include "store/seal.h"
#include "unit/catch.h"
#include "unit/source/temporary_folder.h"
#include "unit/store/database_maker.h"

namespace vnidx::store {
namespace {

namespace fs = std::filesystem;

TEST_CASE("the engine of new databases is seen on one that leaves nothing behind") {
  const test::TemporaryFolder folder;
  const auto engine = engine_of_new_databases(folder.path("scratch"));
  REQUIRE(engine.ok());
  CHECK(engine->file == "iamglass");
  CHECK(has_known_tables(*engine));
  CHECK_FALSE(fs::exists(folder.path("scratch")));

  const auto chert = engine_of_new_databases(folder.path("scratch"), Xapian::DB_BACKEND_CHERT);
  REQUIRE(chert.ok());
  CHECK(chert->file == "iamchert");
  CHECK_FALSE(has_known_tables(*chert));
  CHECK_FALSE(fs::exists(folder.path("scratch")));
}

TEST_CASE("no engine is seen where no database can be made") {
  const test::TemporaryFolder folder;
  CHECK(engine_of_new_databases(folder.write("file", "x") + "/scratch").error().code == ErrorCode::io);
  // Somebody's file would have to go with the database.
  folder.write("scratch/photo", "mine");
  CHECK(engine_of_new_databases(folder.path("scratch")).error().code == ErrorCode::io);
  CHECK(fs::exists(folder.path("scratch/photo")));
}

TEST_CASE("an engine is known by its file and the version in it") {
  struct Case {
    const char* what;
    std::string file, content;
    bool is_known;
  };
  const std::string glass(kGlassMagic);
  const Case each = GENERATE_COPY(
      Case{"ours", "iamglass", glass + "and more", true},
      Case{"a later glass", "iamglass", glass.substr(0, 14) + "\x0a\x21" + "and more", false},
      Case{"a glass cut short", "iamglass", glass.substr(0, 10), false},
      Case{"another engine", "iamhoney", std::string("\x0f\x0dXapian Honey\x04\x6e", 16), false},
      Case{"one of no name we heard", "iamnectar", "whatever", false});
  INFO(each.what);
  const test::TemporaryFolder folder;
  folder.write("database/" + each.file, each.content);
  const auto engine = engine_of(folder.path("database"));
  REQUIRE(engine.ok());
  CHECK(engine->file == each.file);
  CHECK(has_known_tables(*engine) == each.is_known);
}

TEST_CASE("where no file tells the engine, the database is damaged") {
  const test::TemporaryFolder folder;
  folder.write("database/postlist.glass", "x");
  CHECK(engine_of(folder.path("database")).error().code == ErrorCode::damaged);
  CHECK(engine_of(folder.path("missing")).error().code == ErrorCode::io);
}

TEST_CASE("what Xapian can open is readable, whether we know its tables or not") {
  const test::TemporaryFolder folder;
  const std::string database = folder.path("database");
  const int backend = GENERATE(0, Xapian::DB_BACKEND_CHERT);
  Xapian::WritableDatabase(database, Xapian::DB_CREATE | backend).commit();
  CHECK(require_readable_engine(database).ok());
  REQUIRE(seal(database).ok());
  CHECK(require_readable_engine(database).ok());
}

TEST_CASE("what Xapian cannot open is of another engine, if it is as it was sealed") {
  const test::TemporaryFolder folder;
  const std::string database = folder.path("database");
  { make_database(database, {"a"}); }
  REQUIRE(seal(database).ok());
  std::string content = *read_file(database + "/iamglass");
  content.replace(14, 2, "\x0a\x21");
  folder.write("database/iamglass", content);
  CHECK(require_readable_engine(database).ok());  // damage, which others tell
  REQUIRE(seal(database).ok());
  const auto readable = require_readable_engine(database);
  REQUIRE_FALSE(readable.ok());
  CHECK(readable.error().code == ErrorCode::no_index);
  CHECK_THAT(readable.error().message, Catch::Contains("glass of 2019-01-01"));
}

}  // namespace
}  // namespace vnidx::store
