#include "store/document_scan.h"

#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/file.h"
#include "unit/catch.h"
#include "unit/source/temporary_folder.h"

namespace vnidx::store {
namespace {

namespace fs = std::filesystem;

// `bytes` characters that follow from `seed`; of few kinds, so that Xapian deflates them.
std::string data_of(std::uint32_t seed, std::size_t bytes, bool is_dense) {
  std::string data;
  std::uint64_t state = seed;
  while (data.size() < bytes) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    data += static_cast<char>(is_dense ? state >> 56 : 'a' + (state >> 62));
  }
  return data;
}

class Table {
 public:
  Table() : database_(folder_.path("database"), Xapian::DB_CREATE) {}

  void put(Xapian::docid number, const std::string& data) {
    Xapian::Document document;
    document.set_data(data);
    database_.replace_document(number, document);
    stored_[number] = data;
  }
  void commit() { database_.commit(); }
  fs::path path() const { return fs::path(folder_.path("database")) / "docdata.glass"; }
  const std::map<std::uint32_t, std::string>& stored() const { return stored_; }

  DocumentScan scan() const {
    auto scan = DocumentScan::open(path());
    REQUIRE(scan.ok());
    return std::move(*scan);
  }

 private:
  test::TemporaryFolder folder_;
  Xapian::WritableDatabase database_;
  std::map<std::uint32_t, std::string> stored_;
};

std::vector<std::string> candidates(const DocumentScan& scan, std::uint32_t number) {
  auto found = scan.candidates(number);
  REQUIRE(found.ok());
  return *found;
}

bool finds(const DocumentScan& scan, std::uint32_t number, const std::string& data) {
  const auto found = candidates(scan, number);
  return std::find(found.begin(), found.end(), data) != found.end();
}

TEST_CASE(
    "documents are found as Xapian stored them: short and long, deflated or not, under small and large "
    "numbers") {
  Table table;
  for (const std::uint32_t number :
       {1U, 2U, 255U, 256U, 32767U, 32768U, 65536U, 0x3fffffU, 0x400000U, 0x1fffffffU, 0x20000000U}) {
    const bool is_dense = number % 2 == 0;
    table.put(number, data_of(number, number % 5 == 0 ? 20'000 : 10 + number % 997, is_dense));
  }
  table.commit();
  const DocumentScan scan = table.scan();
  std::vector<std::uint32_t> numbers;
  for (const auto& [number, data] : table.stored()) {
    numbers.push_back(number);
    CAPTURE(number);
    CHECK(candidates(scan, number) == std::vector{data});
  }
  CHECK(scan.numbers() == numbers);
}

TEST_CASE("many documents in many commits: each is among the candidates of its number") {
  Table table;
  for (std::uint32_t number = 1; number <= 2000; ++number) {
    table.put(number, data_of(number, number * 31 % 3000 + 1, number % 3 != 0));
    if (number % 500 == 0) table.commit();
  }
  const DocumentScan scan = table.scan();
  for (const auto& [number, data] : table.stored()) {
    if (!finds(scan, number, data)) FAIL("document " << number);
  }
}

TEST_CASE("one changed byte costs one document at most, wherever it lies") {
  Table table;
  for (std::uint32_t number = 1; number <= 300; ++number)
    table.put(number, data_of(number, number * 37 % 1500 + 1, true));
  table.commit();
  const auto content = read_file(table.path());
  REQUIRE(content.ok());
  for (std::size_t at = 0; at < content->size(); at += 97) {
    std::string damaged = *content;
    damaged[at] = static_cast<char>(damaged[at] ^ 0xff);
    REQUIRE(write_file(table.path(), damaged).ok());
    const DocumentScan scan = table.scan();
    const auto lost = std::count_if(table.stored().begin(), table.stored().end(),
                                    [&](const auto& each) { return !finds(scan, each.first, each.second); });
    if (lost > 1) FAIL("byte " << at << " costs " << lost << " documents");
  }
}

TEST_CASE("no content of the file does harm") {
  Table table;
  for (std::uint32_t number = 1; number <= 100; ++number) table.put(number, data_of(number, 3000, true));
  table.commit();
  const auto content = read_file(table.path());
  REQUIRE(content.ok());
  const std::size_t half = content->size() / 2;
  for (const std::string& damaged :
       {std::string(), std::string(1, '\0'), content->substr(0, half + 5), content->substr(3),
        std::string(50'000, '\xff'), data_of(7, 50'000, true)}) {
    REQUIRE(write_file(table.path(), damaged).ok());
    const DocumentScan scan = table.scan();
    for (const std::uint32_t number : scan.numbers()) candidates(scan, number);
  }
  fs::remove(table.path());
  CHECK_FALSE(DocumentScan::open(table.path()).ok());
}

}  // namespace
}  // namespace vnidx::store
