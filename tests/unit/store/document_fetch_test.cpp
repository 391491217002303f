#include "store/document_fetch.h"

#include <xapian.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "unit/catch.h"
#include "unit/source/temporary_folder.h"

namespace vnidx::store {
namespace {

namespace fs = std::filesystem;

using Fetched = std::vector<std::pair<std::uint32_t, std::string>>;

Fetched fetched(const std::string& database, std::uint32_t last) {
  Fetched all;
  const auto read = fetch_documents(database, last, [&](std::uint32_t number, const std::string& data) {
    all.emplace_back(number, data);
    return Result<void>();
  });
  REQUIRE(read.ok());
  return all;
}

// Document `number` of a database of `count`, the same each time and hard to compress.
std::string data_of(std::uint32_t number, std::size_t bytes) {
  std::string data(bytes, '\0');
  std::uint64_t state = number;
  for (char& byte : data) byte = static_cast<char>((state = state * 6364136223846793005U + 1) >> 56);
  return data;
}

void make(const std::string& path, std::uint32_t count, std::size_t bytes) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_CHERT);
  for (std::uint32_t number = 1; number <= count; ++number) {
    Xapian::Document document;
    document.set_data(data_of(number, bytes));
    document.add_term("a");
    database.add_document(document);
  }
  database.commit();
}

TEST_CASE("every document comes with its number, over more children than one") {
  const test::TemporaryFolder folder;
  constexpr std::uint32_t kCount = 25;
  constexpr std::size_t kBytes = 1 << 20;
  make(folder.path("database"), kCount, kBytes);
  const Fetched all = fetched(folder.path("database"), kCount + 10);
  REQUIRE(all.size() == kCount);
  for (std::uint32_t i = 0; i < kCount; ++i) {
    CHECK(all[i].first == i + 1);
    CHECK(all[i].second == data_of(i + 1, kBytes));
  }
  CHECK(fetched(folder.path("database"), 3).size() == 3);
}

TEST_CASE("what is cut off or gone costs no document that is whole, and no run") {
  const test::TemporaryFolder folder;
  make(folder.path("database"), 200, 5000);
  const fs::path table = folder.path("database") + "/record.DB";
  fs::resize_file(table, fs::file_size(table) / 2 / 8192 * 8192);
  const Fetched all = fetched(folder.path("database"), 200);
  CHECK(all.size() > 50);
  CHECK(all.size() < 200);
  for (const auto& [number, data] : all) CHECK(data == data_of(number, 5000));

  fs::remove(table);
  CHECK(fetched(folder.path("database"), 200).empty());
  CHECK(fetched(folder.path("missing"), 200).empty());
}

TEST_CASE("fetching ends at the first error of who takes the documents") {
  const test::TemporaryFolder folder;
  make(folder.path("database"), 5, 10);
  int calls = 0;
  const auto read = fetch_documents(folder.path("database"), 5, [&](std::uint32_t, const std::string&) {
    return ++calls == 2 ? Result<void>(Error{ErrorCode::io, "enough", {}, {}}) : Result<void>();
  });
  CHECK(read.error().message == "enough");
  CHECK(calls == 2);
}

}  // namespace
}  // namespace vnidx::store
