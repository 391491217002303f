// Runs become a database in two ways, which must come to the same: what we write ourselves and what Xapian
// writes.
#include "index/run.h"

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "index/run_inserter.h"
#include "index/run_merger.h"
#include "unit/catch.h"
#include "unit/source/temporary_folder.h"
#include "unit/store/database_dump.h"

namespace vnidx::index {
namespace {

namespace fs = std::filesystem;
using test::dump;

// Random documents, the same each time.
class DocumentMaker {
 public:
  IndexedDocument make(Vocabulary& vocabulary) {
    IndexedDocument document;
    if (random(20) == 0) return document;  // of nothing at all
    document.data.resize(random(2000));
    for (char& byte : document.data) byte = static_cast<char>(random(256));
    std::set<std::string> terms{"Q" + std::to_string(++made_)};
    for (std::size_t i = random(30); i > 0; --i) terms.insert("word" + std::to_string(random(3000)));
    for (std::size_t i = random(4); i > 0; --i) terms.insert("common" + std::to_string(random(3)));
    if (random(10) == 0) terms.insert(std::string(245, static_cast<char>('a' + random(26))));
    if (random(10) == 0) terms.insert(std::string("\0nul\0", 5) + std::to_string(random(9)));
    for (const std::string& term : terms) {
      const auto count = static_cast<std::uint32_t>(term.starts_with('Q') ? 0 : 1 + random(400));
      document.postings.push_back({vocabulary.number_of(term), count});
    }
    if (random(2) == 0) document.values.push_back({schema::Slot::date, std::to_string(random(100000))});
    if (random(3) == 0) {
      document.values.push_back({schema::Slot::pairs, std::string(1 + random(900), '\xfe')});
    }
    return document;
  }

 private:
  std::size_t random(std::size_t below) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state_ >> 33) % below;
  }

  std::uint64_t state_ = 11;
  std::size_t made_ = 0;
};

struct Runs {
  std::vector<fs::path> files;
  std::vector<Run> runs;
};

// Runs of so many documents, which two workers make in turn.
Runs make_runs(const test::TemporaryFolder& folder, const std::vector<std::uint32_t>& sizes) {
  Runs made;
  std::vector<Inverter> inverters;
  for (const std::size_t worker : {0U, 1U}) {
    made.files.push_back(folder.path("runs" + std::to_string(worker)));
    inverters.emplace_back(made.files.back(), worker, folder.path("long" + std::to_string(worker)));
  }
  DocumentMaker maker;
  std::uint32_t next = 1;
  for (const std::uint32_t size : sizes) {
    Inverter& inverter = inverters[made.runs.size() % 2];
    inverter.begin(next);
    for (std::uint32_t i = 0; i < size; ++i) inverter.add(maker.make(inverter.vocabulary()));
    next += size;
    auto run = inverter.finish();
    REQUIRE(run.ok());
    made.runs.push_back(std::move(*run));
  }
  return made;
}

struct Case {
  const char* name;
  std::vector<std::uint32_t> sizes;
  std::uint64_t memory_bytes;
};

TEST_CASE("what Xapian writes of runs and what we write read alike") {
  const auto each =
      GENERATE(values<Case>({{"no runs", {}, 1 << 20},
                             {"one document", {1}, 1 << 20},
                             {"a run of none among others", {3, 0, 5}, 1 << 20},
                             {"many runs", {2000, 1, 300, 4000, 12}, 64 << 20},
                             {"so little memory that each document is committed", {40, 60}, 1}}));
  INFO(each.name);
  const test::TemporaryFolder folder;
  const Runs made = make_runs(folder, each.sizes);
  const store::Metadata metadata{{"a", "1"}, {"empty", ""}, {"dictionary", std::string(100000, 'd')}};
  const std::string merged = folder.path("merged");
  const std::string inserted = folder.path("inserted");
  REQUIRE(merge_runs(made.runs, made.files, metadata, each.memory_bytes, merged).ok());
  REQUIRE(insert_runs(made.runs, made.files, metadata, each.memory_bytes, inserted).ok());
  CHECK(dump(Xapian::Database(inserted)) == dump(Xapian::Database(merged)));
  CHECK(Xapian::Database::check(inserted, 0) == 0);
  CHECK_FALSE(fs::exists(inserted + "/termlist.glass"));
}

TEST_CASE("a run that cannot be read, or a database that cannot be written, is an error") {
  const test::TemporaryFolder folder;
  const Runs made = make_runs(folder, {50, 50});
  const auto write = GENERATE(&merge_runs, &insert_runs);
  SECTION("the file is cut short") {
    fs::resize_file(made.files[1], made.runs[1].terms.offset + 1);
    const auto written = write(made.runs, made.files, {}, 1 << 20, folder.path("database"));
    REQUIRE_FALSE(written.ok());
    CHECK(written.error().code == ErrorCode::io);
    CHECK(written.error().place == made.files[1].string());
  }
  SECTION("the file is gone") {
    fs::remove(made.files[0]);
    const auto written = write(made.runs, made.files, {}, 1 << 20, folder.path("database"));
    CHECK(written.error().place == made.files[0].string());
  }
  SECTION("something else lies where the database is to be") {
    const std::string file = folder.write("file", "x");
    CHECK(write(made.runs, made.files, {}, 1 << 20, file + "/database").error().code == ErrorCode::io);
  }
}

}  // namespace
}  // namespace vnidx::index
