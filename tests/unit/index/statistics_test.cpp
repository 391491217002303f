// Pair statistics of an index: what counts as a pair, and that they follow the documents.
#include "index/statistics.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "schema/fields.h"
#include "schema/term.h"
#include "store/seal.h"
#include "text/canonical.h"
#include "unit/catch.h"
#include "unit/index/archive.h"

namespace vnidx::index {
namespace {

using test::Archive;
using test::articles;
using test::document;

std::string term_of(std::string_view word) {
  return schema::word_term(text::canonical(word), text::folded(word));
}

std::uint64_t pair_count(const stats::Table& table, std::string_view first, std::string_view second) {
  const auto a = table.find(term_of(first));
  const auto b = table.find(term_of(second));
  return a && b ? table.pair_count(a->number, b->number) : 0;
}

struct PairCase {
  std::string text;
  bool is_pair;
};

TEST_CASE("words next to each other are a pair, unless a sentence or line ends between them") {
  const auto [text, is_pair] = GENERATE(values<PairCase>({
      {"đảng ủy", true},
      {"Đảng Uỷ", true},
      {"đảng, ủy", true},
      {"đảng - ủy", true},
      {"đảng (ủy)", true},
      {"đảng  ủy", true},
      {"đảng. Ủy", false},
      {"đảng! Ủy", false},
      {"đảng? Ủy", false},
      {"đảng: ủy", false},
      {"đảng; ủy", false},
      {"đảng\nủy", false},
      {"đảng \n ủy", false},
      {"đảng của ủy", false},
      {"ủy đảng", false},
  }));
  DocumentTally tally;
  tally.count(document("x", "", text));
  const stats::Table table = tally.take();
  CAPTURE(text);
  CHECK(pair_count(table, "đảng", "ủy") == (is_pair ? 1 : 0));
  CHECK(table.find(term_of("đảng"))->count == 1);
}

TEST_CASE("title and parts of the body are counted, and no pair reaches from one into the other") {
  DocumentTally tally;
  Document made = document("x", "a b", "c d");
  made.abstract = "e f";
  made.caption = "g h";
  tally.count(made);
  const stats::Table table = tally.take();
  CHECK(table.word_count() == 8);
  for (const auto& [first, second] : {std::pair("a", "b"), {"c", "d"}, {"e", "f"}, {"g", "h"}}) {
    CHECK(pair_count(table, first, second) == 1);
  }
  for (const auto& [first, second] : {std::pair("b", "e"), {"f", "c"}, {"d", "g"}, {"b", "c"}}) {
    CHECK(pair_count(table, first, second) == 0);
  }
  CHECK(tally.take().word_count() == 0);
}

TEST_CASE("statistics are those of the documents that are there, however they came and went") {
  Archive fresh;
  fresh.add(articles(0, 30));
  Archive changed;
  changed.add(articles(0, 50));
  changed.add(articles(10, 20, "another edition"));
  changed.add(articles(10, 20));
  std::vector<std::string> further;
  for (const Document& each : articles(30, 50)) further.push_back(each.id);
  changed.remove(further);
  CHECK(changed.statistics() == fresh.statistics());
}

TEST_CASE("an index without a seal whose statistics are gone or damaged takes changes all the same") {
  Archive archive;
  archive.add(articles(0, 10));
  const std::filesystem::path file =
      std::filesystem::path(archive.path()) / archive.generation() / schema::kStatisticsFile;
  REQUIRE(store::break_seal(file.parent_path()).ok());
  std::filesystem::resize_file(file, 10);
  CHECK(archive.add(articles(10, 12)).added == 2);
  REQUIRE(store::break_seal(file.parent_path()).ok());
  std::filesystem::remove(file);
  CHECK(archive.add(articles(12, 1400)).added == 1388);
  CHECK(archive.ids().size() == 1400);
}

}  // namespace
}  // namespace vnidx::index
