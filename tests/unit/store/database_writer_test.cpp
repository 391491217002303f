// The reference is Xapian itself: the same documents, added to a WritableDatabase.
#include "store/database_writer.h"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/file.h"
#include "store/glass_format.h"
#include "unit/catch.h"
#include "unit/source/temporary_folder.h"
#include "unit/store/database_dump.h"

namespace vnidx::store {
namespace {

using test::dump;

struct Content {
  std::map<std::string, std::string> metadata;
  std::vector<std::string> data;  // by document
  std::map<Xapian::valueno, std::map<Xapian::docid, std::string>> values;
  std::map<std::string, std::map<Xapian::docid, unsigned>> terms;

  std::vector<unsigned> lengths() const {
    std::vector<unsigned> lengths(data.size());
    for (const auto& [term, postings] : terms) {
      for (const auto& [document, count] : postings) lengths[document - 1] += count;
    }
    return lengths;
  }
};

void write(const std::string& folder, const Content& content) {
  auto writer = DatabaseWriter::create(folder);
  REQUIRE(writer.ok());
  for (const auto& [key, value] : content.metadata) writer->add_metadata(key, value);
  for (const auto& [slot, values] : content.values) {
    std::set<std::string> sorted;
    for (const auto& [document, value] : values) sorted.insert(value);
    writer->add_value_bounds(slot, static_cast<Xapian::doccount>(values.size()), *sorted.begin(),
                             *sorted.rbegin());
  }
  for (const auto& [slot, values] : content.values) {
    for (const auto& [document, value] : values) writer->add_value(slot, document, value);
  }
  for (const unsigned length : content.lengths()) writer->add_length(length);
  for (const auto& [term, postings] : content.terms) {
    unsigned sum = 0;
    for (const auto& [document, count] : postings) sum += count;
    writer->begin_term(term, static_cast<Xapian::doccount>(postings.size()), sum);
    for (const auto& [document, count] : postings) writer->add_posting(document, count);
  }
  for (const std::string& data : content.data) writer->add_data(data);
  REQUIRE(writer->finish().ok());
}

Xapian::WritableDatabase reference(const std::string& folder, const Content& content) {
  Xapian::WritableDatabase database(folder, Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST);
  std::vector<Xapian::Document> documents(content.data.size());
  for (std::size_t i = 0; i < content.data.size(); ++i) documents[i].set_data(content.data[i]);
  for (const auto& [slot, values] : content.values) {
    for (const auto& [document, value] : values) documents[document - 1].add_value(slot, value);
  }
  for (const auto& [term, postings] : content.terms) {
    for (const auto& [document, count] : postings) documents[document - 1].add_term(term, count);
  }
  for (const auto& document : documents) database.add_document(document);
  for (const auto& [key, value] : content.metadata) database.set_metadata(key, value);
  database.commit();
  return database;
}

// The same for the same arguments.
Content content(std::size_t documents, std::size_t terms, std::size_t longest_data) {
  Content made;
  std::uint64_t state = 7;
  const auto random = [&](std::size_t below) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state >> 33) % below;
  };
  made.metadata = {{"a", "1"}, {"dictionary", std::string(100000, 'd')}, {"n-sum", "17"}};
  for (Xapian::docid number = 1; number <= documents; ++number) {
    std::string data(random(longest_data), '\0');
    for (char& byte : data) byte = static_cast<char>(random(256));
    made.data.push_back(data);
    made.values[2][number] = std::to_string(random(1000000));
    if (random(3) == 0)
      made.values[258][number] = std::string(1 + random(40), static_cast<char>('a' + random(26)));
    made.terms["Q" + std::to_string(number)][number] = 0;
    if (number % 7 == 0) continue;  // of no words
    made.terms["in-all"][number] = static_cast<unsigned>(1 + random(300));
    for (int i = 0; i < 5; ++i)
      made.terms["word" + std::to_string(random(terms))][number] = static_cast<unsigned>(1 + random(3));
  }
  made.terms[std::string("\0nul\0", 5)][1] = 1;
  made.terms[std::string(240, 'x')][static_cast<Xapian::docid>(documents)] = 100000;
  return made;
}

struct Case {
  const char* name;
  std::size_t documents, terms, longest_data;
};

TEST_CASE("a written database is the one that Xapian makes of the same documents") {
  const Case each =
      GENERATE(Case{"one document", 1, 3, 100}, Case{"few", 40, 30, 3000},
               Case{"three levels of a tree", 40000, 60000, 40}, Case{"long data", 20, 30, 50000});
  INFO(each.name);
  const test::TemporaryFolder folder;
  const Content made = content(each.documents, each.terms, each.longest_data);
  write(folder.path("written"), made);
  const Xapian::Database expected = reference(folder.path("expected"), made);
  CHECK(dump(Xapian::Database(folder.path("written"))) == dump(expected));
  CHECK(Xapian::Database::check(folder.path("written"), 0) == 0);
}

// Bytes of each item in the leaves of a table, without their three bytes in front.
std::vector<std::size_t> item_sizes(const std::string& table) {
  const std::string bytes = *read_file(table);
  const auto u16 = [&](std::size_t at) {
    return std::size_t{static_cast<unsigned char>(bytes[at])} << 8 |
           static_cast<unsigned char>(bytes[at + 1]);
  };
  std::vector<std::size_t> sizes;
  for (std::size_t block = 0; block + glass::kBlockBytes <= bytes.size(); block += glass::kBlockBytes) {
    if (bytes[block + 4] != 0) continue;  // a branch
    for (std::size_t at = glass::kDirectory; at < u16(block + 9); at += 2)
      sizes.push_back(u16(block + u16(block + at)) & (glass::kFirst - 1));
  }
  return sizes;
}

// Xapian splits a block where four items of the greatest length fit: one byte more, and it would find no
// room.
TEST_CASE("no item is longer than those that Xapian writes, and the longest is as long") {
  const test::TemporaryFolder folder;
  Content made;
  std::uint64_t state = 1;
  for (const std::size_t size : {2000U, 300000U, 50U, 120000U}) {
    std::string data(size, '\0');
    for (char& byte : data) byte = static_cast<char>((state = state * 6364136223846793005U + 1) >> 56);
    made.data.push_back(std::move(data));
  }
  write(folder.path("written"), made);
  reference(folder.path("expected"), made);
  const auto written = item_sizes(folder.path("written") + "/docdata.glass");
  const auto expected = item_sizes(folder.path("expected") + "/docdata.glass");
  REQUIRE(expected.size() > 200);
  CHECK(std::ranges::max(written) == std::ranges::max(expected));
}

TEST_CASE("a written database can be changed and merged") {
  const test::TemporaryFolder folder;
  const Content made = content(3000, 500, 400);
  write(folder.path("written"), made);
  Xapian::WritableDatabase expected = reference(folder.path("expected"), made);
  Xapian::Document further;
  further.set_data("further");
  further.add_term("in-all", 3);
  further.add_term("between");
  further.add_value(2, "0");
  expected.add_document(further);
  expected.commit();
  {
    Xapian::WritableDatabase database(folder.path("written"), Xapian::DB_OPEN | Xapian::DB_NO_TERMLIST);
    database.add_document(further);
    database.commit();
  }
  CHECK(dump(Xapian::Database(folder.path("written"))) == dump(expected));
  CHECK(Xapian::Database::check(folder.path("written"), 0) == 0);

  for (const std::string name : {"written", "expected"}) {
    Xapian::Database twice(folder.path(name));
    twice.add_database(Xapian::Database(folder.path(name)));
    twice.compact(folder.path(name + "-twice"));
  }
  CHECK(dump(Xapian::Database(folder.path("written-twice"))) ==
        dump(Xapian::Database(folder.path("expected-twice"))));
}

TEST_CASE("a written database of no documents") {
  const test::TemporaryFolder folder;
  write(folder.path("written"), {});
  Xapian::WritableDatabase database(folder.path("written"), Xapian::DB_OPEN | Xapian::DB_NO_TERMLIST);
  CHECK(database.get_doccount() == 0);
  CHECK(Xapian::Database::check(folder.path("written"), 0) == 0);
  Xapian::Document document;
  document.add_term("a");
  CHECK(database.add_document(document) == 1);
  database.commit();
  CHECK(database.get_termfreq("a") == 1);
}

TEST_CASE("the same documents give the same bytes") {
  const test::TemporaryFolder folder;
  const Content made = content(2000, 500, 400);
  write(folder.path("one"), made);
  write(folder.path("two"), made);
  for (const char* file : {"iamglass", "docdata.glass", "postlist.glass"}) {
    CHECK(*read_file(folder.path("one") + "/" + file) == *read_file(folder.path("two") + "/" + file));
  }
}

TEST_CASE("a database that cannot be written") {
  const test::TemporaryFolder folder;
  const std::string file = folder.write("file", "x");
  CHECK(DatabaseWriter::create(file + "/database").error().code == ErrorCode::io);

  auto writer = DatabaseWriter::create(folder.path("database"));
  REQUIRE(writer.ok());
  writer->add_data(std::string(std::size_t{200} << 20, 'x'));
  const auto finished = writer->finish();
  REQUIRE_FALSE(finished.ok());
  CHECK(finished.error().message == "a document is too long for the index");
}

}  // namespace
}  // namespace vnidx::store
