// The reference is Xapian itself, which wrote the tables or knows how to read them.
#include "store/posting_reader.h"

#include <xapian.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "base/file.h"
#include "store/document_lengths.h"
#include "unit/catch.h"
#include "unit/source/temporary_folder.h"

namespace vnidx::store {

static bool operator==(const Posting& a, const Posting& b) {
  return a.document == b.document && a.count == b.count;
}

namespace {

using Postings = std::vector<Posting>;

std::string term_of(unsigned number) {
  // Some begin as others do, and some hold the byte that keys escape.
  return number % 3 == 0 ? std::string("a\0b", 3).substr(0, 1 + number % 2 * 2) + std::to_string(number / 7)
                         : std::string(1 + number % 5, 'x') + std::to_string(number);
}

// "all" is in each, the others in fewer and fewer.
Xapian::Document document(unsigned number) {
  Xapian::Document made;
  made.add_term("all", 1 + number % 300);
  made.add_boolean_term("Yes");
  for (unsigned term = 1; term < 60; ++term) {
    if (number % term == 0) made.add_term(term_of(term), 1 + number % (5 * term));
  }
  return made;
}

void add(Xapian::WritableDatabase& database, unsigned first, unsigned last) {
  for (unsigned number = first; number < last; ++number) {
    if (number % 7 != 0) database.replace_document(number, document(number));
  }
  database.commit();
}

Postings expected(const Xapian::Database& database, const std::string& term) {
  Postings all;
  for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at)
    all.push_back({*at, term.empty() ? at.get_doclength() : at.get_wdf()});
  return all;
}

Postings all_of(PostingReader& reader) {
  Postings all;
  Postings stretch;
  for (reader.read(1, stretch); !stretch.empty(); reader.read(all.back().document + 1, stretch))
    all.insert(all.end(), stretch.begin(), stretch.end());
  return all;
}

void check_reader(PostingReader& reader, const Postings& all) {
  CHECK(all_of(reader) == all);
  std::mt19937 random(1);
  Postings stretch;
  for (int i = 0; i < 200; ++i) {
    const auto from = static_cast<Xapian::docid>(1 + random() % (all.back().document + 10));
    reader.read(from, stretch);
    const auto next =
        std::ranges::find_if(all, [&](const Posting& posting) { return posting.document >= from; });
    REQUIRE(stretch.empty() == (next == all.end()));
    if (stretch.empty()) continue;
    REQUIRE(std::ranges::find(stretch, *next) != stretch.end());
    REQUIRE(std::ranges::search(all, stretch).size() == stretch.size());
  }
}

void check_all(const Xapian::Database& database, PostingTable& table) {
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    const Postings all = expected(database, *term);
    check_reader(*table.postings(*term), all);
    check_reader(*slow_postings(database, *term), all);
  }
  check_reader(*table.lengths(), expected(database, ""));
  check_reader(*slow_lengths(database), expected(database, ""));
  for (const std::string absent : {"b", "al", "alll", "\x01", "zz"}) {
    CHECK(all_of(*table.postings(absent)).empty());
    CHECK(all_of(*slow_postings(database, absent)).empty());
  }
}

TEST_CASE("lists of postings are read as Xapian reads them, whoever wrote them") {
  const test::TemporaryFolder folder;
  const std::string path = folder.path("db");
  Xapian::WritableDatabase writable(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
  add(writable, 1, 9000);
  const auto check = [](const std::string& at) {
    const Xapian::Database database(at);
    auto table = PostingTable::open(at, database);
    REQUIRE(table);
    check_all(database, *table);
  };
  check(path);
  // Pieces in the middle are cut and grow, and numbers become longer.
  for (unsigned first = 1; first < 9000; first += 700) add(writable, first, first + 20);
  for (unsigned number = 2000; number < 2100; ++number) {
    if (number % 7 != 0) writable.delete_document(number);
  }
  add(writable, 40'000, 43'000);
  check(path);
  writable.compact(folder.path("compact"));
  check(folder.path("compact"));
}

TEST_CASE("an empty table has no postings") {
  const test::TemporaryFolder folder;
  const std::string path = folder.path("db");
  Xapian::WritableDatabase(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS).commit();
  const Xapian::Database database(path);
  auto table = PostingTable::open(path, database);
  REQUIRE(table);
  CHECK(all_of(*table->postings("all")).empty());
  DocumentLengths lengths(table->lengths());
  CHECK(lengths.of(5) == 0);
}

TEST_CASE("a reader keeps to its revision or says that it is gone") {
  const test::TemporaryFolder folder;
  const std::string path = folder.path("db");
  Xapian::WritableDatabase writable(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
  add(writable, 1, 9000);
  const Xapian::Database database(path);
  auto table = PostingTable::open(path, database);
  REQUIRE(table);
  const Postings before = expected(database, "all");
  add(writable, 9000, 9100);
  CHECK(all_of(*table->postings("all")) == before);
  // Another commit came: what is opened now is not what the database is.
  CHECK_FALSE(PostingTable::open(path, database));
  bool is_gone = false;
  for (unsigned round = 0; round < 10 && !is_gone; ++round) {
    for (unsigned number = 1; number < 9000; number += 7)
      writable.replace_document(number, document(number + 1 + round));
    writable.commit();
    try {
      const Postings now = all_of(*table->postings("all"));
      CHECK(now == before);
    } catch (const Xapian::DatabaseModifiedError&) {
      is_gone = true;
    }
  }
  CHECK(is_gone);
}

TEST_CASE("a damaged table is an error of Xapian's or another list, never a crash") {
  const test::TemporaryFolder folder;
  const std::string path = folder.path("db");
  {
    Xapian::WritableDatabase writable(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    add(writable, 1, 2000);
  }
  const std::string file = path + "/postlist.glass";
  const auto whole = read_file(file);
  REQUIRE(whole.ok());
  const Xapian::Database database(path);
  std::mt19937 random(1);
  int refused = 0;
  for (int i = 0; i < 300; ++i) {
    std::string bytes = *whole;
    for (int n = 0; n < 8; ++n) bytes[random() % bytes.size()] = static_cast<char>(random());
    if (i % 10 == 0) bytes.resize(random() % bytes.size());
    REQUIRE(write_file(file, bytes).ok());
    auto table = PostingTable::open(path, database);
    REQUIRE(table);
    try {
      for (unsigned term = 0; term < 60; ++term) all_of(*table->postings(term == 0 ? "all" : term_of(term)));
      all_of(*table->lengths());
    } catch (const Xapian::Error&) {
      ++refused;
    }
  }
  CHECK(refused > 0);
}

}  // namespace
}  // namespace vnidx::store
