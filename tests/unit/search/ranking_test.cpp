// What must rank above what, whatever the weights.
#include <string>
#include <vector>

#include "unit/catch.h"
#include "unit/index/archive.h"
#include "unit/search/requests.h"

namespace vnidx {
namespace {

using test::answer;
using test::asking;
using test::document;
using test::ids_of;

// Documents about other things, so that the words of the tests are neither rare nor everywhere.
std::vector<Document> others() {
  std::vector<Document> made;
  const std::vector<std::string> texts{"Mưa lớn ở miền núi gây lũ quét",
                                       "Đội bóng thắng trận thứ ba liên tiếp", "Giá lúa tăng trong vụ hè thu",
                                       "Học sinh trở lại trường sau kỳ nghỉ"};
  for (std::size_t i = 0; i < 40; ++i)
    made.push_back(document("other-" + std::to_string(i), texts[i % 4], texts[(i + 1) % 4]));
  return made;
}

struct RankingCase {
  std::string what;
  std::string query;
  Document better;
  Document worse;
};

TEST_CASE("one document ranks above the other, in whatever order they were added") {
  const std::string filler = "Theo tin từ miền núi thì lúa đã chín và trận mưa thứ hai đã qua";
  const auto test_case = GENERATE_COPY(values<RankingCase>({
      {"exact marks above compatible ones", "đang cháy",
       document("better", "", filler + " đang cháy " + filler),
       document("worse", "", filler + " đảng cháy " + filler)},
      {"exact marks above other ones where all count", "đang",
       document("better", "", filler + " đang " + filler), document("worse", "", filler + " đảng " + filler)},
      {"title above body", "ngân sách", document("better", "Ngân sách", filler + " " + filler),
       document("worse", filler, "Ngân sách " + filler)},
      {"both words above one of them", "kiểm lâm", document("better", "", filler + " kiểm lâm " + filler),
       document("worse", "", filler + " kiểm " + filler)},
      {"next to each other above far apart", "kiểm lâm",
       document("better", "", "kiểm lâm " + filler + " " + filler),
       document("worse", "", "kiểm " + filler + " lâm " + filler)},
      {"in order above turned round", "đảng ủy", document("better", "", filler + " đảng ủy " + filler),
       document("worse", "", filler + " ủy đảng " + filler)},
      {"short above long", "kiểm lâm", document("better", "", "kiểm lâm " + filler),
       document("worse", "", "kiểm lâm " + filler + filler + filler + filler + filler + filler)},
      {"several times above once", "kiểm lâm",
       document("better", "", "kiểm lâm " + filler + " kiểm lâm " + filler + " kiểm lâm"),
       document("worse", "", "kiểm lâm " + filler + " mưa mưa " + filler + " mưa mưa")},
      {"a name above another word", "đường Hùng", document("better", "", filler + " Hùng " + filler),
       document("worse", "", filler + " đường " + filler)},
      {"near each other above far apart", "kiểm lâm",
       document("better", "", "kiểm " + filler.substr(0, 34) + " lâm " + filler + " " + filler),
       document("worse", "", "kiểm " + filler + " " + filler + " lâm " + filler.substr(0, 34))},
      {"the opening above the end, of an abbreviation alone too", "UBND",
       document("better", "", "UBND " + filler + " " + filler + " " + filler + " " + filler + " " + filler),
       document("worse", "", filler + " " + filler + " " + filler + " " + filler + " " + filler + " UBND")},
      {"the rare word above the common one", "mưa kiểm",
       document("better", "", filler.substr(0, 30) + " kiểm"),
       document("worse", "", filler.substr(0, 30) + " mưa")},
  }));
  INFO(test_case.what);
  for (const bool better_first : {true, false}) {
    test::Archive archive;
    std::vector<Document> documents = others();
    documents.push_back(better_first ? test_case.better : test_case.worse);
    documents.push_back(better_first ? test_case.worse : test_case.better);
    archive.add(documents);
    Searcher searcher = test::open_searcher(archive.path());
    SearchRequest request = asking(test_case.query);
    request.limit = 100;
    auto ids = ids_of(answer(searcher, request));
    std::erase_if(ids, [](const std::string& id) { return id.starts_with("other-"); });
    if (ids.size() == 1) ids.push_back("worse");  // `đang` need not find đảng at all where it is a whole word
    CHECK(ids == std::vector<std::string>{"better", "worse"});
  }
}

// The first stage counts words and does not see that they stand together, so its best twenty are not all that
// is read.
TEST_CASE("a candidate with half of the best first score is read, and may come out first") {
  const std::string filler = "Theo tin từ miền núi thì lúa đã chín và trận mưa thứ hai đã qua";
  test::Archive archive;
  std::vector<Document> documents = others();
  for (int i = 0; i < 30; ++i)
    documents.push_back(document("apart-" + std::to_string(i), "",
                                 "kiểm " + filler + " lâm " + filler + " kiểm " + filler + " lâm"));
  documents.push_back(
      document("together", "", filler + filler + filler + filler + filler + filler + " kiểm lâm"));
  archive.add(documents);
  Searcher searcher = test::open_searcher(archive.path());
  CHECK(ids_of(answer(searcher, asking("kiểm lâm"))).front() == "together");
}

TEST_CASE("scores fall, ranks rise, and equal documents keep the order they were added in") {
  test::Archive archive;
  std::vector<Document> documents = test::articles(0, 60);
  for (int i = 0; i < 5; ++i)
    documents.push_back(document("same-" + std::to_string(i), "", "kiểm lâm dập lửa"));
  archive.add(documents);
  Searcher searcher = test::open_searcher(archive.path());
  SearchRequest request = asking("kiểm lâm dập lửa đảng ủy");
  request.limit = 100;
  const auto result = answer(searcher, request);
  REQUIRE(result.hits.size() > 50);
  std::vector<std::string> same;
  for (std::size_t i = 0; i < result.hits.size(); ++i) {
    CHECK(result.hits[i].rank == i + 1);
    if (i > 0) CHECK(result.hits[i].score <= result.hits[i - 1].score);
    if (result.hits[i].document.id.starts_with("same-")) same.push_back(result.hits[i].document.id);
  }
  CHECK(same == std::vector<std::string>{"same-0", "same-1", "same-2", "same-3", "same-4"});
}

TEST_CASE(
    "a query without marks ranks the reading that stands in the collection first, and finds the others") {
  test::Archive archive;
  std::vector<Document> documents = others();
  for (int i = 0; i < 10; ++i)
    documents.push_back(
        document("uy-" + std::to_string(i), "", "Đảng ủy khối họp lần thứ " + std::to_string(i)));
  documents.push_back(document("words", "", "rừng đang uy nghi, khôi phục"));
  archive.add(documents);
  Searcher searcher = test::open_searcher(archive.path());
  SearchRequest request = asking("dang uy khoi");
  request.limit = 100;
  const auto result = answer(searcher, request);
  CHECK(result.read_as == "đảng ủy khối");
  REQUIRE(result.hits.size() == 11);
  CHECK(result.hits[0].document.id.starts_with("uy-"));
  CHECK(result.hits[10].document.id == "words");
}

}  // namespace
}  // namespace vnidx
