// Small changes to the statistics and the names of an index: they cost what they add, and come to the same.
#include "index/pair_changes.h"

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "index/statistics.h"
#include "schema/fields.h"
#include "store/append_log.h"
#include "unit/catch.h"
#include "unit/index/archive.h"

namespace vnidx::index {
namespace {

namespace fs = std::filesystem;
using test::Archive;
using test::document;

// So many different words that pairs of them take some hundred kilobytes.
std::vector<Document> varied(int first, int count) {
  std::vector<Document> documents;
  for (int i = first; i < first + count; ++i) {
    std::mt19937 random(static_cast<unsigned>(i));
    std::string text;
    for (int word = 0; word < 400; ++word) text += "từ" + std::to_string(random() % 3000) + ' ';
    documents.push_back(document("bài-" + std::to_string(i), "Sở Y tế " + std::to_string(i), text));
  }
  return documents;
}

fs::path generation_of(const Archive& archive) {
  return fs::path(archive.path()) / archive.generation();
}

std::string summed(const Archive& archive) {
  return summed_statistics(StatisticsParts::of(generation_of(archive)).sources());
}

std::size_t file_count(const fs::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(folder)) count += entry.is_regular_file() ? 1 : 0;
  return count;
}

TEST_CASE("many small changes add up to what one large one counts, in as many files") {
  const auto base = varied(0, 300);
  const auto further = varied(300, 25);
  Archive at_once;
  at_once.add(base);
  Archive one_by_one;
  one_by_one.add(base);
  const fs::path generation = generation_of(one_by_one);
  const fs::path statistics = generation / schema::kStatisticsFile;
  const fs::path changes = store::changes_of(statistics);
  const std::string before = one_by_one.statistics();
  REQUIRE(before.size() > (256 << 10));
  REQUIRE(one_by_one.statistics() == at_once.statistics());

  at_once.add(further);
  CHECK(summed(at_once) != before);
  std::size_t most_files = 0;
  bool waited = false;
  bool added_up = false;
  for (const Document& each : further) {
    one_by_one.add({each});
    waited = waited || one_by_one.statistics() == before;
    added_up = added_up || one_by_one.statistics() != before;
    CHECK(store::bytes_of(changes) < before.size() / 20 + 20'000);
    most_files = std::max(most_files, file_count(generation));
  }
  CHECK(waited);
  CHECK(added_up);
  CHECK(most_files <= 11);
  CHECK(summed(one_by_one) == summed(at_once));

  SECTION("and are taken away again") {
    for (const Document& each : further) one_by_one.remove({each.id});
    CHECK(summed(one_by_one) == before);
  }
  SECTION("and a large run builds upon them") {
    const auto many = varied(1000, 1100);
    one_by_one.add(many);
    at_once.add(many);
    CHECK(one_by_one.statistics() == at_once.statistics());
    CHECK_FALSE(fs::exists(store::changes_of(generation_of(one_by_one) / schema::kStatisticsFile)));
  }
}

}  // namespace
}  // namespace vnidx::index
