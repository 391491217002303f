// Searcher end to end, on a small index.
#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <vector>

#include "unit/catch.h"
#include "unit/index/archive.h"
#include "unit/query/small_collection.h"
#include "unit/search/requests.h"
#include "vnidx/search.h"

namespace vnidx {
namespace {

using test::answer;
using test::asking;
using test::ids_of;
using Ids = std::vector<std::string>;

Date day(int year, unsigned month, unsigned day_of_month) {
  return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day_of_month);
}

Searcher& searcher() {
  static Searcher opened = test::open_searcher(test::small_index_path());
  return opened;
}

const Document& original(const std::string& id) {
  const auto& all = test::small_collection();
  return *std::find_if(all.begin(), all.end(), [&](const Document& document) { return document.id == id; });
}

TEST_CASE("a hit is the document it stands for, without its body") {
  const auto result = answer(searcher(), asking("rừng cháy"));
  REQUIRE(result.hits.size() == 1);
  const Hit& hit = result.hits[0];
  const Document& document = original("chay");
  CHECK(hit.rank == 1);
  CHECK(hit.score > 0);
  CHECK(hit.document.title == document.title);
  CHECK(hit.document.date == document.date);
  CHECK(hit.document.author == document.author);
  CHECK(hit.document.source == document.source);
  CHECK(hit.document.path == document.path);
  CHECK(hit.document.body().empty());
  CHECK(hit.snippet.starts_with("Rừng đang cháy ở huyện Phước Sơn."));
  CHECK(hit.title_highlights == std::vector<CodePointRange>{{0, 4}, {10, 14}});
  CHECK(result.total == 1);
  CHECK(result.total_exact);
}

TEST_CASE("a hit names its organisations, each once") {
  const auto result = answer(searcher(), asking("+\"Đảng ủy Sở Y tế\""));
  REQUIRE(result.hits.size() == 1);
  const auto& names = result.hits[0].organizations;
  CHECK(std::find(names.begin(), names.end(), "Sở Y tế thành phố Đà Nẵng") != names.end());
  CHECK(std::set<std::string>(names.begin(), names.end()).size() == names.size());
}

TEST_CASE("without a query all documents are there, newest first, undated last") {
  const auto result = answer(searcher(), asking(""));
  CHECK(result.total == test::small_collection().size());
  CHECK(ids_of(result) == Ids{"lao-dong", "y-te-2", "ban", "chay", "khoi", "y-te", "duong", "hoa", "dang"});
}

struct FilterCase {
  std::string what;
  void (*set)(SearchRequest&);
  std::set<std::string> ids;
};

TEST_CASE("filters of a request") {
  const auto [what, set, ids] = GENERATE(values<FilterCase>({
      {"a period", [](SearchRequest& r) { r.period = Period{day(2018, 7, 1), day(2018, 8, 31)}; }, {"khoi", "chay"}},
      {"a period without end", [](SearchRequest& r) { r.period = Period{day(2019, 1, 1), std::nullopt}; }, {"y-te-2", "lao-dong"}},
      {"a period without start", [](SearchRequest& r) { r.period = Period{std::nullopt, day(2017, 12, 31)}; }, {"y-te"}},
      {"any period", [](SearchRequest& r) { r.period = Period{}; }, {"khoi", "chay", "ban", "y-te", "y-te-2", "lao-dong"}},
      {"a period of nothing", [](SearchRequest& r) { r.period = Period{day(1990, 1, 1), day(1999, 1, 1)}; }, {}},
      {"no date", [](SearchRequest& r) { r.undated = true; }, {"duong", "hoa", "dang"}},
      {"an organisation", [](SearchRequest& r) { r.organizations = {"so y te"}; }, {"y-te", "y-te-2"}},
      {"one of two organisations", [](SearchRequest& r) { r.organizations = {"Sở Y tế", "Sở LĐ-TB&XH"}; }, {"y-te", "y-te-2", "lao-dong"}},
      {"both organisations",
       [](SearchRequest& r) {
         r.organizations = {"Sở Y tế", "Đảng ủy Sở Y tế"};
         r.organizations_combine = Combine::every;
       },
       {"y-te-2"}},
      {"an organisation nobody names", [](SearchRequest& r) { r.organizations = {"Bộ Xây dựng Xyzzy"}; }, {}},
      {"an author", [](SearchRequest& r) { r.authors = {"Lê Diệu"}; }, {"khoi", "ban", "y-te-2"}},
      {"one of two authors", [](SearchRequest& r) { r.authors = {"Lê Diễu", "hà nguyên"}; }, {"y-te", "chay", "lao-dong"}},
      {"a source", [](SearchRequest& r) { r.sources = {"Báo Đà Nẵng"}; }, {"ban", "y-te"}},
      {"a folder", [](SearchRequest& r) { r.sources = {"/tin/2018"}; }, {"khoi", "chay", "ban"}},
      {"an author and a source",
       [](SearchRequest& r) {
         r.authors = {"Lê Diệu"};
         r.sources = {"Báo Đà Nẵng"};
       },
       {"ban"}},
      {"everything at once",
       [](SearchRequest& r) {
         r.query = "đảng";
         r.period = Period{day(2018, 1, 1), day(2018, 12, 31)};
         r.authors = {"le dieu"};
         r.sources = {"bao quang nam"};
       },
       {"khoi"}},
      {"a phrase and a period",
       [](SearchRequest& r) {
         r.query = "\"đảng ủy\"";
         r.period = Period{day(2019, 1, 1), day(2019, 12, 31)};
       },
       {"y-te-2"}},
  }));
  INFO(what);
  SearchRequest request;
  request.limit = 100;
  set(request);
  const auto result = answer(searcher(), request);
  const auto found = ids_of(result);
  CHECK(std::set<std::string>(found.begin(), found.end()) == ids);
  CHECK(result.total == ids.size());
}

TEST_CASE("sorting by date and by reads, with those that have none last either way") {
  test::Archive archive;
  std::vector<Document> documents;
  const std::vector<std::optional<Date>> dates{day(2018, 7, 11), std::nullopt, day(1999, 1, 1),
                                               day(2020, 2, 29)};
  const std::vector<std::optional<std::int64_t>> reads{5, 70, std::nullopt, 600};
  for (std::size_t i = 0; i < 4; ++i) {
    Document document = test::document(std::string(1, static_cast<char>('a' + i)), "", "cháy rừng");
    document.date = dates[i];
    document.reads = reads[i];
    documents.push_back(document);
  }
  archive.add(documents);
  Searcher own = test::open_searcher(archive.path());
  for (const std::string query : {"", "cháy", "\"cháy rừng\"", "+cháy"}) {
    CAPTURE(query);
    const auto sorted = [&](SortBy sort) {
      SearchRequest request = asking(query);
      request.sort = sort;
      return ids_of(answer(own, request));
    };
    CHECK(sorted(SortBy::newest) == Ids{"d", "a", "c", "b"});
    CHECK(sorted(SortBy::oldest) == Ids{"c", "a", "d", "b"});
    CHECK(sorted(SortBy::reads) == Ids{"d", "b", "a", "c"});
  }
}

TEST_CASE("how much is asked for of a hit is what is given") {
  SearchRequest request = asking("cháy");
  request.with_details = false;
  const auto bare = answer(searcher(), request);
  CHECK(bare.hits[0].document.id == "chay");
  CHECK(bare.hits[0].document.title.empty());
  CHECK(bare.hits[0].snippet.empty());

  request = asking("cháy");
  request.snippet = 0;
  CHECK(answer(searcher(), request).hits[0].snippet.empty());
  CHECK(answer(searcher(), request).hits[0].highlights.empty());

  request.limit = 0;
  const auto counted = answer(searcher(), request);
  CHECK(counted.hits.empty());
  CHECK(counted.total == 1);
}

TEST_CASE("a query that cannot be read is an error that points at it, and leaves the searcher as it was") {
  for (const std::string query : {"\"cháy", "(cháy", "nosuch:cháy", "cháy date:2018-02-30", "cháy AND"}) {
    auto request = asking(query);
    request.strict = true;
    const auto result = searcher().search(request);
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().code == ErrorCode::usage);
    CHECK(result.error().place.starts_with("column "));
  }
  CHECK(answer(searcher(), asking("cháy")).total == 1);
}

TEST_CASE("what was read as punctuation is told") {
  for (const std::string query : {"\"cháy", "(cháy", "nosuch:cháy"}) {
    const auto result = answer(searcher(), asking(query));
    CHECK(result.total == 1);
    CHECK(result.notes.size() == 1);
  }
}

TEST_CASE("a query without a word finds nothing") {
  for (const std::string query : {"\"", "…", "()"}) {
    const auto result = answer(searcher(), asking(query));
    CHECK(result.total == 0);
    CHECK(result.notes.size() == 1);
  }
}

TEST_CASE("how a query was read is said") {
  const auto result = answer(searcher(), asking("hoc tap nghi quyet"));
  CHECK(result.read_as == "học tập nghị quyết");
  CHECK(result.words.size() == 4);
  CHECK(result.engine_query.empty());
  SearchRequest explained = asking("hoc tap nghi quyet");
  explained.explain = true;
  CHECK_FALSE(answer(searcher(), explained).engine_query.empty());
  CHECK(answer(searcher(), asking("học tập")).read_as.empty());
  SearchRequest request;
  request.organizations = {"so y te"};
  CHECK(answer(searcher(), request).notes.size() == 1);
}

TEST_CASE("one document by id or path") {
  for (const Document& document : test::small_collection()) {
    CHECK(*searcher().document(document.id) == document);
    if (!document.path.empty()) CHECK(*searcher().document(document.path) == document);
  }
  for (const std::string missing : {"", "xyzzy", "/tin/2016", "/tin/2018"}) {
    CHECK(searcher().document(missing).error().code == ErrorCode::not_found);
  }
}

TEST_CASE("every document in the order they were added, until enough") {
  std::vector<Document> all;
  REQUIRE(searcher()
              .for_each_document([&](const Document& document) {
                all.push_back(document);
                return true;
              })
              .ok());
  CHECK(all == test::small_collection());
  std::size_t seen = 0;
  REQUIRE(searcher().for_each_document([&](const Document&) { return ++seen < 3; }).ok());
  CHECK(seen == 3);
}

TEST_CASE("organisations by name, and all by count") {
  const auto all = searcher().organizations("", 100);
  REQUIRE(all.ok());
  CHECK(all->size() >= 4);
  const auto some = searcher().organizations("", 2);
  REQUIRE(some.ok());
  CHECK(some->size() == 2);
  const auto named = searcher().organizations("dang uy so y te", 10);
  REQUIRE(named.ok());
  REQUIRE_FALSE(named->empty());
  CHECK(named->front().documents == 1);
  CHECK(searcher().organizations("xyzzy", 10)->empty());
}

TEST_CASE("figures about the index") {
  const auto info = searcher().info();
  REQUIRE(info.ok());
  std::uint64_t text_bytes = 0;
  for (const Document& each : test::small_collection()) text_bytes += each.title.size() + each.text.size();
  CHECK(info->path == test::small_index_path());
  CHECK(info->documents == test::small_collection().size());
  CHECK(info->text_bytes == text_bytes);
  CHECK(info->terms > 50);
  CHECK(info->words > info->terms);
  CHECK(info->oldest == day(2017, 12, 31));
  CHECK(info->newest == day(2019, 2, 28));
  CHECK(info->bytes > 0);
  CHECK(info->generation == "g000001");
}

TEST_CASE("an index without documents answers everything with nothing") {
  test::Archive archive;
  archive.add({});
  Searcher own = test::open_searcher(archive.path());
  for (const std::string query :
       {"", "cháy", "\"cháy rừng\"", "NOT cháy", "chá*", "date:2018", "org:x", "cháy NEAR rừng"}) {
    const auto result = answer(own, asking(query));
    CHECK(result.total == 0);
    CHECK(result.total_exact);
  }
  CHECK(own.info()->documents == 0);
  CHECK_FALSE(own.info()->oldest.has_value());
  CHECK(own.organizations("", 10)->empty());
  CHECK(own.document("x").error().code == ErrorCode::not_found);
}

TEST_CASE("what is no index does not open") {
  const test::TemporaryFolder folder;
  CHECK(Searcher::open(folder.path("missing")).error().code == ErrorCode::no_index);
  CHECK(Searcher::open(folder.write("file", "x")).error().code == ErrorCode::no_index);
}

}  // namespace
}  // namespace vnidx
