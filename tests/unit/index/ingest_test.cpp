// What an index remembers of files that are not as they should be while they are read.
#include "index/ingest.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <functional>
#include <string>

#include "source/content_hash.h"
#include "unit/source/collected.h"
#include "unit/source/temporary_folder.h"

namespace vnidx::index {
namespace {

using source::Scan;
using store::Manifest;
using test::TemporaryFolder;

constexpr char kTwoLines[] = "{\"id\":\"a\",\"text\":\"một\"}\n{\"id\":\"b\",\"text\":\"hai\"}\n";

// Does something at the first document.
struct Meddler : test::Collected {
  std::function<void()> meddle;

  bool document(Document document, std::size_t source_bytes) override {
    if (documents.empty() && meddle) meddle();
    return Collected::document(std::move(document), source_bytes);
  }
};

UpdatePlan plan_of(const Manifest& manifest) {
  const auto scans = scan_sources(manifest, [] { return true; });
  return plan_update(manifest, scans, Trust::stamps, source::content_hash);
}

TEST_CASE("a file that changes while it is read is read again, even when it is put back as it was") {
  const TemporaryFolder folder;
  const std::string path = folder.write("a.jsonl", kTwoLines);
  Manifest manifest;
  test::Collected whole;
  Ingest(manifest, whole).add(path, {});
  REQUIRE(whole.documents.size() == 2);
  CHECK(plan_of(manifest).readings.empty());

  folder.write("a.jsonl", "{\"id\":\"a\",\"text\":\"khác\"}\n");
  Meddler meddler;
  meddler.meddle = [&] { folder.write("a.jsonl", kTwoLines); };
  const UpdatePlan plan = plan_of(manifest);
  REQUIRE(plan.readings.size() == 1);
  Ingest(manifest, meddler).follow(plan);
  REQUIRE(meddler.rejected.size() == 1);
  CHECK(meddler.rejected.front() == path + ": changed while it was read; add it again");

  const UpdatePlan again = plan_of(manifest);
  REQUIRE(again.readings.size() == 1);
  CHECK(again.readings.front().why == Reading::Why::changed);
}

TEST_CASE("a text that changes while it is read gives no document, and is not remembered as read") {
  const TemporaryFolder folder;
  folder.write("tin/a.jsonl", kTwoLines);
  const std::string text = folder.write("tin/b.txt", "Một hai ba");
  Manifest manifest;
  Meddler meddler;
  meddler.meddle = [&] { std::filesystem::remove(text); };  // gone between being listed and being read
  Ingest(manifest, meddler).add(folder.path("tin"), {});
  CHECK(meddler.ids() == std::vector<std::string>{"a", "b"});
  REQUIRE(meddler.rejected.size() == 1);
  CHECK(meddler.rejected.front() == text + ": cannot open: No such file or directory");
  CHECK_FALSE(manifest.files.contains(text));
  CHECK(plan_of(manifest).changes_nothing());
}

TEST_CASE("what came of a file that was not read to its end will be missed when it is gone") {
  const TemporaryFolder folder;
  const std::string path = folder.write("tin/a.jsonl", kTwoLines);
  folder.write("tin/b.txt", "Một hai ba");
  Manifest manifest;
  Meddler meddler;
  meddler.meddle = [&] { folder.write("tin/a.jsonl", "{}\n"); };
  Ingest(manifest, meddler).add(folder.path("tin"), {});
  CHECK(meddler.documents.size() == 3);
  CHECK(plan_of(manifest).readings.size() == 1);
  std::filesystem::remove(path);
  CHECK(plan_of(manifest).gone == std::vector<std::string>{path});
}

}  // namespace
}  // namespace vnidx::index
