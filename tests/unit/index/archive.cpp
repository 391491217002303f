#include "unit/index/archive.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>

#include "base/file.h"
#include "schema/fields.h"
#include "store/snapshot.h"
#include "unit/catch.h"

namespace vnidx::test {

namespace fs = std::filesystem;

Document document(std::string_view id, std::string_view title, std::string_view text) {
  Document made;
  made.id = id;
  made.title = title;
  made.text = text;
  return made;
}

Document article(std::size_t number, std::string_view edition) {
  static constexpr std::array<std::string_view, 16> kWords{"đảng", "ủy",   "khối", "tổ",   "chức",  "hội",
                                                           "nghị", "học",  "tập",  "nghị", "quyết", "trung",
                                                           "ương", "bệnh", "viện", "tỉnh"};
  static constexpr std::array<std::string_view, 4> kBodies{
      "Sở Y tế tỉnh Quảng Nam", "Đảng ủy Khối các cơ quan tỉnh", "UBND tỉnh Quảng Nam",
      "Sở Thông tin và Truyền thông"};
  Document made = document("bài-" + std::to_string(number), "", "");
  made.title = std::string(kBodies[number % kBodies.size()]) + " họp lần thứ " + std::to_string(number % 97);
  std::uint64_t state = number + 1;
  for (int i = 0; i < 60; ++i) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    made.text += kWords[state >> 33 & 15];
    made.text += i % 12 == 11 ? ". " : " ";
  }
  made.text += edition;
  made.date = std::chrono::sys_days(std::chrono::year(2015) / 1 / 1) + std::chrono::days(number % 2000);
  made.author = number % 2 == 0 ? "Lê Diệu" : "Hà Nguyên";
  made.source = "Báo Quảng Nam";
  made.reads = static_cast<std::int64_t>(number * 7 % 1000);
  made.path = "/tin/" + std::to_string(number % 10) + "/" + std::to_string(number) + ".txt";
  return made;
}

std::vector<Document> articles(std::size_t first, std::size_t last, std::string_view edition) {
  std::vector<Document> made;
  for (std::size_t number = first; number < last; ++number) made.push_back(article(number, edition));
  return made;
}

namespace {

store::Snapshot snapshot_of(const std::string& path) {
  auto snapshot = store::Snapshot::open(path);
  REQUIRE(snapshot.ok());
  return std::move(*snapshot);
}

}  // namespace

IndexWriter Archive::open(const WriteOptions& options) const {
  auto writer = IndexWriter::open(path(), options);
  if (!writer) FAIL(writer.error().message);
  return std::move(*writer);
}

AddSummary Archive::add(const std::vector<Document>& documents, const WriteOptions& options) {
  IndexWriter writer = open(options);
  for (const Document& document : documents) {
    if (const auto added = writer.add(document, document.text.size()); !added) FAIL(added.error().message);
  }
  const auto summary = writer.finish();
  if (!summary) FAIL(summary.error().message);
  return *summary;
}

void Archive::remove(const std::vector<std::string>& ids) {
  IndexWriter writer = open();
  for (const std::string& id : ids) REQUIRE(writer.remove(id).ok());
  REQUIRE(writer.finish().ok());
}

void Archive::pretend_generation(const std::string& name) {
  REQUIRE(store::publish(path(), name).ok());
}

void Archive::pretend_version(std::uint32_t schema, std::uint32_t analyzer) {
  const auto current = store::read_current(path(), store::Version::any);
  REQUIRE(current.ok());
  const std::string line =
      "vnidx-index " + std::to_string(schema) + ' ' + std::to_string(analyzer) + ' ' + current->generation;
  REQUIRE(write_file(fs::path(path()) / "current", line + '\n').ok());
}

std::vector<Stored> Archive::stored() const {
  store::Snapshot snapshot = snapshot_of(path());
  const Xapian::Database& database = snapshot.database();
  std::vector<Stored> all;
  std::map<Xapian::docid, std::size_t> places;
  for (const Xapian::docid number : snapshot.documents_of("")) {
    auto document = snapshot.document(number);
    REQUIRE(document.ok());
    places.emplace(number, all.size());
    all.push_back({std::move(*document), {}, {}});
  }
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    for (auto posting = database.postlist_begin(*term); posting != database.postlist_end(*term); ++posting) {
      const auto place = places.find(*posting);
      if (place != places.end()) all[place->second].terms[*term] = posting.get_wdf();
    }
  }
  for (const auto slot : {schema::Slot::date, schema::Slot::reads, schema::Slot::fingerprint}) {
    const auto number = static_cast<Xapian::valueno>(slot);
    for (auto value = database.valuestream_begin(number); value != database.valuestream_end(number);
         ++value) {
      const auto place = places.find(value.get_docid());
      if (place != places.end()) all[place->second].values[number] = *value;
    }
  }
  return all;
}

std::vector<std::string> Archive::ids() const {
  std::vector<std::string> ids;
  for (const Stored& stored : Archive::stored()) ids.push_back(stored.document.id);
  return ids;
}

std::map<std::string, std::string> Archive::metadata() const {
  const store::Snapshot snapshot = snapshot_of(path());
  const Xapian::Database& database = snapshot.database();
  std::map<std::string, std::string> all;
  for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key) {
    all[*key] = database.get_metadata(*key);
  }
  return all;
}

std::string Archive::generation() const {
  return snapshot_of(path()).current().generation;
}

std::string Archive::file(const std::string& name) const {
  const auto bytes = read_file(fs::path(path()) / generation() / name);
  REQUIRE(bytes.ok());
  return *bytes;
}

std::string Archive::statistics() const {
  return file(std::string(schema::kStatisticsFile));
}

std::vector<std::string> Archive::entries() const {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(path())) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace vnidx::test
