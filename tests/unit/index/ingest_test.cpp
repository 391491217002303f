// What an index remembers of files that are not as they should be while they are read.
#include "index/ingest.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>

#include "source/content_hash.h"
#include "source/origin.h"
#include "unit/catch.h"
#include "unit/index/archive.h"
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

// Reads into an index.
struct IntoIndex : test::Collected {
  explicit IntoIndex(IndexWriter& to) : writer(to) {}
  bool document(Document document, std::size_t source_bytes) override {
    REQUIRE(writer.add(std::move(document), source_bytes).ok());
    return true;
  }
  IndexWriter& writer;
};

enum class Change { update, reindex };

void follow(const test::Archive& archive, Change change) {
  auto writer = change == Change::update ? IndexWriter::open(archive.path(), {})
                                         : IndexWriter::open_anew(archive.path(), {}, Unreadable::refuse);
  REQUIRE(writer.ok());
  Manifest& manifest = **writer->manifest();
  const UpdatePlan plan = plan_of(manifest);
  IntoIndex sink(*writer);
  Ingest ingest(manifest, sink);
  if (change == Change::reindex) REQUIRE(ingest.reread(plan, *writer));
  REQUIRE(ingest.follow(plan));
  REQUIRE(ingest.remove_gone(plan, DeleteLimit{1000, 100}, *writer).ok());
  REQUIRE(writer->finish().ok());
}

// Against a map of what the files hold and of what was removed by hand.
TEST_CASE("whatever happens to files, update and reindex hold what they hold", "[property]") {
  std::mt19937 random(11);
  for (int history = 0; history < 3; ++history) {
    const TemporaryFolder folder;
    test::Archive archive;
    std::map<std::string, std::map<std::string, std::string>> files;  // name → id → text
    int edition = 0;
    const auto write = [&](const std::string& name) {
      std::string content;
      for (const auto& [id, text] : files[name])
        content += "{\"id\":\"" + id + "\",\"text\":\"" + text + "\"}\n";
      folder.write("tin/" + name, content);
    };
    const auto fill = [&](const std::string& name) {
      files[name].clear();
      const std::string owner = std::to_string(++edition);
      for (unsigned i = 0; i <= random() % 4; ++i)
        files[name]["d" + owner + "-" + std::to_string(i)] = "Bản " + owner;
      write(name);
    };
    fill("luôn.jsonl");
    {
      IndexWriter writer = archive.open();
      IntoIndex sink(writer);
      Document piped = test::document("ống", "", "Từ đường ống.");
      piped.path.clear();
      REQUIRE(writer.add(piped, 0).ok());
      Ingest(**writer.manifest(), sink).add(folder.path("tin"), {});
      REQUIRE(writer.finish().ok());
    }
    std::set<std::string> removed;
    for (int step = 0; step < 12; ++step) {
      for (unsigned i = 0; i <= random() % 3; ++i) {
        const std::string name = std::to_string(random() % 6) + ".jsonl";
        if (!files.contains(name)) {
          fill(name);
        } else if (const auto what = random() % 3; what == 0) {
          std::filesystem::remove(folder.path("tin/" + name));
          files.erase(name);
        } else if (what == 1) {
          const std::string to = std::to_string(++edition) + "-moved.jsonl";
          std::filesystem::rename(folder.path("tin/" + name), folder.path("tin/" + to));
          files[to] = std::move(files[name]);
          files.erase(name);
        } else {
          fill(name);
        }
      }
      follow(archive, random() % 2 == 0 ? Change::update : Change::reindex);
      std::map<std::string, std::string> expected{{"ống", "Từ đường ống."}};
      for (const auto& [name, lines] : files) {
        for (const auto& [id, text] : lines) {
          if (!removed.contains(id)) expected.emplace(id, text);
        }
      }
      std::map<std::string, std::string> found;
      for (const auto& stored : archive.stored()) found.emplace(stored.document.id, stored.document.text);
      CHECK(found == expected);
      // Of a file that never changes one is removed by hand, and stays away.
      const auto& lasting = files["luôn.jsonl"];
      if (step == 5 && lasting.size() > 1) {
        removed.insert(lasting.begin()->first);
        archive.remove({lasting.begin()->first});
      }
    }
  }
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

TEST_CASE("a file read again under a longer id leaves none under its former one", "[ingest]") {
  for (const bool is_large : {false, true}) {
    CAPTURE(is_large);
    const TemporaryFolder folder;
    const std::size_t count = is_large ? 1200 : 3;
    for (std::size_t i = 0; i < count; ++i)
      folder.write("tin/" + std::to_string(i) + ".txt", "Bài số " + std::to_string(i) + "\nMột đoạn văn.");
    test::Archive archive;
    std::vector<std::string> longer;
    {
      auto writer = IndexWriter::open(archive.path(), {});
      REQUIRE(writer.ok());
      IntoIndex into(*writer);
      test::Collected read;
      Manifest manifest;
      Ingest(manifest, read).add(folder.path("tin"), {});
      longer = read.ids();
      Ingest(**writer->manifest(), read).add(folder.path("tin"), {});
      for (std::size_t i = 0; i < count; ++i) {
        Document document = read.documents[i];
        document.id = source::former_id(document.id);
        REQUIRE(writer->add(std::move(document), 10).ok());
      }
      REQUIRE(writer->add(test::document("tu-tay", "Tự tay", "Không từ tệp nào."), 10).ok());
      REQUIRE(writer->finish().ok());
    }
    std::ranges::sort(longer);
    longer.push_back("tu-tay");
    const auto held = [&] {
      auto ids = archive.ids();
      std::ranges::sort(ids);
      return ids;
    };
    REQUIRE(held() != longer);

    SECTION("by add") {
      auto writer = IndexWriter::open(archive.path(), {});
      REQUIRE(writer.ok());
      IntoIndex into(*writer);
      Ingest(**writer->manifest(), into).add(folder.path("tin"), {});
      const auto summary = writer->finish();
      REQUIRE(summary.ok());
      CHECK(summary->added == 0);
      CHECK(summary->replaced == count);
      CHECK(held() == longer);
    }
    SECTION("by reindex") {
      follow(archive, Change::reindex);
      CHECK(held() == longer);
    }
    SECTION("by update, one that changed") {
      folder.write("tin/1.txt", "Bài số một\nĐã sửa lại rồi.");
      follow(archive, Change::update);
      CHECK(held().size() == longer.size());
    }
  }
}

}  // namespace
}  // namespace vnidx::index
