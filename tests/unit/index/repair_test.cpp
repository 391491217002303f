#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "base/file.h"
#include "store/seal.h"
#include "unit/catch.h"
#include "unit/index/archive.h"
#include "vnidx/maintenance.h"

namespace vnidx {
namespace {

namespace fs = std::filesystem;
using test::Archive;

CheckReport report_on(const Archive& archive) {
  auto report = check_index(archive.path());
  REQUIRE(report.ok());
  return *report;
}

fs::path file_of(const Archive& archive, const std::string& name) {
  return fs::path(archive.path()) / archive.generation() / name;
}

void flip(const fs::path& path, std::size_t at) {
  auto content = read_file(path);
  REQUIRE(content.ok());
  REQUIRE(at < content->size());
  (*content)[at] = static_cast<char>((*content)[at] ^ 0xff);
  REQUIRE(write_file(path, *content).ok());
}

bool names_file(const CheckReport& report, const std::string& name) {
  return std::any_of(report.findings.begin(), report.findings.end(),
                     [&](const Finding& finding) { return fs::path(finding.place).filename() == name; });
}

// 300 articles in two runs, some of them replaced or removed.
void fill(Archive& archive) {
  archive.add(test::articles(0, 300));
  archive.add(test::articles(10, 15, "later"));
  archive.remove({test::article(20).id, test::article(21).id});
}

TEST_CASE("an index that nobody touched is whole") {
  Archive archive;
  fill(archive);
  const CheckReport report = report_on(archive);
  CHECK(report.findings.empty());
  CHECK(report.notes.empty());
  CHECK(report.documents == 298);
  CHECK(report.damaged_documents == 0);
  CHECK(report.files >= 5);
}

TEST_CASE("a byte that changed in any file is found, and repair brings everything back") {
  Archive archive;
  fill(archive);
  const auto before = archive.stored();
  const std::string name =
      GENERATE("iamglass", "postlist.glass", "docdata.glass", "pairs", "organizations", "spare", "seal");
  const fs::path path = file_of(archive, name);
  // Behind the header of the file, and for the stored documents in what no document is in.
  flip(path, name == "docdata.glass" ? 8 : fs::file_size(path) / 2);
  const CheckReport report = report_on(archive);
  CHECK(names_file(report, name));

  const auto repaired = repair_index(archive.path(), {});
  REQUIRE(repaired.ok());
  CHECK(repaired->documents == 298);
  CHECK(repaired->lost == 0);
  CHECK(repaired->notes.empty());
  CHECK(report_on(archive).findings.empty());
  CHECK(archive.stored() == before);
}

Result<AddSummary> add_to(const Archive& archive, std::size_t count) {
  auto writer = IndexWriter::open(archive.path(), {});
  if (!writer) return writer.error();
  for (Document& document : test::articles(1000, 1000 + count)) {
    if (auto added = writer->add(std::move(document), 0); !added) return added.error();
  }
  return writer->finish();
}

TEST_CASE("nothing is built upon a damaged index") {
  Archive archive;
  fill(archive);
  flip(file_of(archive, "postlist.glass"), 20'000);
  const auto refusal = add_to(archive, 1200);  // in bulk, which reads all of every file
  REQUIRE_FALSE(refusal.ok());
  CHECK(refusal.error().code == ErrorCode::damaged);
}

TEST_CASE("a small change is not built upon damage that it reads, and leaves other damage to be found") {
  Archive archive;
  fill(archive);
  const fs::path path = file_of(archive, "postlist.glass");
  flip(path, GENERATE_COPY(range(std::uintmax_t{100}, fs::file_size(path), std::uintmax_t{8192})));
  const std::size_t documents = archive.stored().size();
  const auto change = add_to(archive, 1);
  const CheckReport report = report_on(archive);
  if (!change.ok()) {
    CHECK(change.error().code == ErrorCode::damaged);
    CHECK(names_file(report, "postlist.glass"));
  } else if (!names_file(report, "postlist.glass")) {
    // The damage was in a block that was free, and the change has written to it.
    CHECK(report.findings.empty());
    CHECK(archive.stored().size() == documents + 1);
  }
}

TEST_CASE("a damaged document is counted and told, and the others are saved") {
  Archive archive;
  fill(archive);
  const auto before = archive.stored();
  const fs::path path = file_of(archive, "docdata.glass");
  flip(path, 8192 - 100);  // the end of the first block: within a stored record
  const CheckReport report = report_on(archive);
  CHECK(report.damaged_documents == 1);
  CHECK(report.documents == 297);
  const auto repaired = repair_index(archive.path(), {});
  REQUIRE(repaired.ok());
  CHECK(repaired->documents == 297);
  CHECK(repaired->lost == 1);
  const auto after = archive.stored();
  CHECK(after.size() == 297);
  for (const auto& stored : after) CHECK(std::find(before.begin(), before.end(), stored) != before.end());
  CHECK(report_on(archive).findings.empty());
}

TEST_CASE("whatever else of the index is gone, the stored documents are saved") {
  Archive archive;
  fill(archive);
  const auto before = archive.stored();
  const fs::path generation = fs::path(archive.path()) / archive.generation();
  for (const char* name : {"iamglass", "postlist.glass", "pairs", "organizations", "seal"}) {
    REQUIRE(write_file(generation / name, std::string(10'000, '\xa5')).ok());
  }
  REQUIRE(write_file(fs::path(archive.path()) / "current", "?").ok());
  CHECK_FALSE(report_on(archive).findings.empty());
  SECTION("with the spare copy") {
    const auto repaired = repair_index(archive.path(), {});
    REQUIRE(repaired.ok());
    CHECK(repaired->lost == 0);
    CHECK(repaired->notes.empty());
    CHECK(archive.stored() == before);
  }
  SECTION("without it: removed documents come back, replaced ones do not") {
    fs::remove(generation / "spare");
    const auto repaired = repair_index(archive.path(), {});
    REQUIRE(repaired.ok());
    CHECK(repaired->documents == 300);
    CHECK(repaired->notes.size() == 2);
    for (const auto& stored : before) {
      const auto after = archive.stored();
      CHECK(std::any_of(after.begin(), after.end(),
                        [&](const auto& each) { return each.document == stored.document; }));
    }
  }
}

TEST_CASE("where no document is whole there is nothing to repair from") {
  Archive archive;
  archive.add(test::articles(0, 3));
  const fs::path path = file_of(archive, "docdata.glass");
  REQUIRE(write_file(path, std::string(fs::file_size(path), '\0')).ok());
  const auto repaired = repair_index(archive.path(), {});
  REQUIRE_FALSE(repaired.ok());
  CHECK(repaired.error().code == ErrorCode::damaged);
}

TEST_CASE(
    "a writer that was killed leaves no seal: that is a note and no damage, and what is next builds anew") {
  Archive archive;
  fill(archive);
  const auto before = archive.stored();
  fs::remove(file_of(archive, "seal"));
  const CheckReport report = report_on(archive);
  CHECK(report.findings.empty());
  CHECK(report.notes.size() == 1);
  // Neither `check` nor Xapian would see this: a pair is counted otherwise than it was.
  flip(file_of(archive, "pairs"), fs::file_size(file_of(archive, "pairs")) - 1);
  const std::string next = GENERATE("repair", "compact", "tidy", "write");
  if (next == "repair") REQUIRE(repair_index(archive.path(), {}).ok());
  if (next == "compact") REQUIRE(compact_index(archive.path(), {}).ok());
  if (next == "tidy") REQUIRE(tidy_index(archive.path(), {}).ok());
  if (next == "write") archive.add({before.front().document});
  CHECK(report_on(archive).notes.empty());
  CHECK(archive.stored() == before);
  CHECK(archive.entries() == std::vector<std::string>{"current", archive.generation(), "lock"});
  std::vector<Document> documents;
  for (const test::Stored& stored : before) documents.push_back(stored.document);
  Archive fresh;
  fresh.add(documents);
  CHECK(archive.statistics() == fresh.statistics());
}

TEST_CASE("upon an index without a seal nothing is built while a document in it is damaged") {
  Archive archive;
  fill(archive);
  flip(file_of(archive, "docdata.glass"), 8192 - 100);
  fs::remove(file_of(archive, "seal"));
  CHECK(IndexWriter::open(archive.path(), {}).error().code == ErrorCode::damaged);
  CHECK(IndexWriter::open_anew(archive.path(), {}, Unreadable::refuse).error().code == ErrorCode::damaged);
  CHECK(compact_index(archive.path(), {}).error().code == ErrorCode::damaged);
}

TEST_CASE("no writer touches an index whose `current` leads nowhere, and repair finds the newest whole one") {
  Archive archive;
  fill(archive);
  const auto before = archive.stored();
  const std::string generation = archive.generation();
  const fs::path index = archive.path();
  const std::string content = GENERATE("", "gone", "vnidx-index x 1 g000001\n", "another");
  REQUIRE(write_file(index / "current", content).ok());
  if (content == "gone") fs::remove(index / "current");
  if (content == "another") archive.pretend_generation("g000099");
  // Newer, and of no use.
  fs::create_directory(index / "g000050");
  REQUIRE(write_file(index / "g000050" / "iamglass", "?").ok());

  CHECK(IndexWriter::open(archive.path(), {}).error().code == ErrorCode::damaged);
  CHECK(IndexWriter::open_anew(archive.path(), {}, Unreadable::lose).error().code == ErrorCode::damaged);
  CHECK(compact_index(archive.path(), {}).error().code == ErrorCode::damaged);
  CHECK(fs::exists(index / generation / "docdata.glass"));

  CHECK_FALSE(report_on(archive).findings.empty());
  const auto repaired = repair_index(archive.path(), {});
  REQUIRE(repaired.ok());
  CHECK(repaired->lost == 0);
  CHECK(archive.stored() == before);
}

TEST_CASE("stored documents that are cut off are counted, and named as far as they are known") {
  Archive archive;
  fill(archive);
  const fs::path path = file_of(archive, "docdata.glass");
  const bool is_gone = GENERATE(false, true);
  fs::resize_file(path, is_gone ? 0 : fs::file_size(path) / 2 / 8192 * 8192);
  const auto repaired = repair_index(archive.path(), {});
  if (is_gone) {
    REQUIRE_FALSE(repaired.ok());
    CHECK(repaired.error().code == ErrorCode::damaged);
    return;
  }
  REQUIRE(repaired.ok());
  CHECK(repaired->lost > 50);
  CHECK(repaired->documents + repaired->lost == 298);
  CHECK_FALSE(repaired->notes.empty());
}

TEST_CASE("a lost document is named by its id") {
  Archive archive;
  fill(archive);
  const auto before = archive.stored();
  flip(file_of(archive, "docdata.glass"), 8192 - 100);
  const auto repaired = repair_index(archive.path(), {});
  REQUIRE(repaired.ok());
  REQUIRE(repaired->lost == 1);
  const auto after = archive.ids();
  for (const test::Stored& stored : before) {
    if (std::find(after.begin(), after.end(), stored.document.id) == after.end())
      CHECK(repaired->notes == std::vector<std::string>{"documents that are lost: 1: " + stored.document.id});
  }
}

TEST_CASE("a count that does not fit the documents is told, and repair counts again") {
  Archive archive;
  fill(archive);
  const auto metadata = archive.metadata();
  const fs::path generation = file_of(archive, ".");
  REQUIRE(store::break_seal(generation).ok());
  {
    Xapian::WritableDatabase database(generation.string(), Xapian::DB_OPEN | Xapian::DB_NO_TERMLIST);
    database.set_metadata("n-text-bytes", "17");
    database.commit();
  }
  const CheckReport report = report_on(archive);
  REQUIRE(report.findings.size() == 1);
  CHECK_THAT(report.findings.front().problem, Catch::StartsWith("it counts 17 bytes of text"));
  REQUIRE(repair_index(archive.path(), {}).ok());
  CHECK(archive.metadata().at("n-text-bytes") == metadata.at("n-text-bytes"));
  CHECK(report_on(archive).findings.empty());
}

TEST_CASE("compacting keeps every document and drops what was removed") {
  Archive archive;
  for (std::size_t i = 0; i < 10; ++i) archive.add(test::articles(i * 30, i * 30 + 30));
  if (GENERATE(true, false)) archive.remove({test::article(3).id});
  const auto before = archive.stored();
  const std::string generation = archive.generation();
  const auto compacted = compact_index(archive.path(), {});
  REQUIRE(compacted.ok());
  CHECK(compacted->documents == before.size());
  CHECK(compacted->bytes_after < compacted->bytes_before);
  CHECK(archive.stored() == before);
  CHECK(archive.generation() != generation);
  CHECK(archive.entries() == std::vector<std::string>{"current", archive.generation(), "lock"});
  CHECK(report_on(archive).findings.empty());
}

TEST_CASE("what is no index cannot be looked after") {
  const test::TemporaryFolder folder;
  CHECK(check_index(folder.path("none")).error().code == ErrorCode::no_index);
  CHECK(repair_index(folder.path("none"), {}).error().code == ErrorCode::no_index);
  CHECK(compact_index(folder.path("none"), {}).error().code == ErrorCode::no_index);
  CHECK_FALSE(fs::exists(folder.path("none")));
}

}  // namespace
}  // namespace vnidx
