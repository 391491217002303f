#include "cli/search_options.h"

#include <functional>

#include "unit/catch.h"

using namespace vnidx;
using namespace vnidx::cli;
using namespace std::chrono_literals;

namespace {

constexpr Date kToday = 2020y / 6 / 15;

SearchOptions asked(const std::function<void(SearchOptions&)>& change) {
  SearchOptions options;
  options.words = {"đảng", "ủy"};
  change(options);
  return options;
}

}  // namespace

TEST_CASE("words make one query") {
  const Result<SearchRequest> request = request_of(asked([](SearchOptions&) {}), kToday);
  REQUIRE(request.ok());
  CHECK(request->query == "đảng ủy");
  CHECK_FALSE(request->period);
  CHECK(request->limit == 10);
}

TEST_CASE("dates make a period") {
  const struct {
    const char* from;
    const char* to;
    const char* date;
    std::optional<Date> first;
    std::optional<Date> last;
  } kCases[] = {
      {"2018-07", "", "", 2018y / 7 / 1, {}},
      {"", "2018-07", "", {}, 2018y / 7 / 31},
      {"2018", "2019", "", 2018y / 1 / 1, 2019y / 12 / 31},
      {"2018-07", "11.07.2018", "", 2018y / 7 / 1, 2018y / 7 / 11},
      {"", "", "7/2018", 2018y / 7 / 1, 2018y / 7 / 31},
      {"", "", "11/7/2018", 2018y / 7 / 11, 2018y / 7 / 11},
      {"10d", "", "", 2020y / 6 / 5, {}},
      {"2y", "1y", "", 2018y / 6 / 15, 2019y / 6 / 15},
  };
  for (const auto& each : kCases) {
    INFO(each.from << " " << each.to << " " << each.date);
    const auto request = request_of(asked([&each](SearchOptions& options) {
                                      options.from = each.from;
                                      options.to = each.to;
                                      options.date = each.date;
                                    }),
                                    kToday);
    REQUIRE(request.ok());
    REQUIRE(request->period);
    CHECK(request->period->from == each.first);
    CHECK(request->period->to == each.last);
  }
}

TEST_CASE("documents without a date") {
  const auto request = request_of(asked([](SearchOptions& options) { options.date = "none"; }), kToday);
  REQUIRE(request.ok());
  CHECK(request->undated);
  CHECK_FALSE(request->period);
}

TEST_CASE("options that do not go together are refused") {
  const struct {
    const char* what;
    std::function<void(SearchOptions&)> change;
  } kCases[] = {
      {"no such day", [](SearchOptions& o) { o.date = "2018-02-30"; }},
      {"no date", [](SearchOptions& o) { o.from = "hôm qua"; }},
      {"reversed",
       [](SearchOptions& o) {
         o.from = "2019";
         o.to = "2018";
       }},
      {"reversed, relative",
       [](SearchOptions& o) {
         o.from = "1y";
         o.to = "2y";
       }},
      {"two ways to give dates",
       [](SearchOptions& o) {
         o.date = "2018";
         o.from = "2017";
       }},
      {"NUL behind what is no id", [](SearchOptions& o) { o.nul = true; }},
      {"all of none", [](SearchOptions& o) { o.all_organizations = true; }},
      {"timing without batch", [](SearchOptions& o) { o.timing = "t"; }},
      {"batch as text",
       [](SearchOptions& o) {
         o.words.clear();
         o.batch = "q";
       }},
      {"batch as ids",
       [](SearchOptions& o) {
         o.words.clear();
         o.batch = "q";
         o.format = SearchFormat::ids;
       }},
      {"batch and words",
       [](SearchOptions& o) {
         o.batch = "q";
         o.format = SearchFormat::trec;
       }},
  };
  for (const auto& each : kCases) {
    INFO(each.what);
    const auto request = request_of(asked(each.change), kToday);
    REQUIRE_FALSE(request.ok());
    CHECK(request.error().code == ErrorCode::usage);
  }
}

TEST_CASE("a format costs no more than it shows") {
  const auto request = [](SearchFormat format) {
    return *request_of(asked([format](SearchOptions& options) { options.format = format; }), kToday);
  };
  CHECK(request(SearchFormat::text).snippet == 240);
  CHECK(request(SearchFormat::tsv).snippet == 0);
  CHECK(request(SearchFormat::tsv).with_details);
  CHECK_FALSE(request(SearchFormat::ids).with_details);
  CHECK_FALSE(request(SearchFormat::trec).with_details);
  CHECK(request(SearchFormat::count).limit == 0);
  CHECK(request(SearchFormat::count).exact_total);
}

TEST_CASE("whether anything is asked") {
  const auto asks_with = [](const std::function<void(SearchRequest&)>& change) {
    SearchRequest request;
    change(request);
    return asks(request);
  };
  CHECK_FALSE(asks_with([](SearchRequest&) {}));
  CHECK_FALSE(asks_with([](SearchRequest& r) { r.query = " \t"; }));
  CHECK(asks_with([](SearchRequest& r) { r.query = "a"; }));
  CHECK(asks_with([](SearchRequest& r) { r.undated = true; }));
  CHECK(asks_with([](SearchRequest& r) { r.period = Period{}; }));
  CHECK(asks_with([](SearchRequest& r) { r.organizations = {"Sở Y tế"}; }));
  CHECK(asks_with([](SearchRequest& r) { r.authors = {"A"}; }));
  CHECK(asks_with([](SearchRequest& r) { r.sources = {"B"}; }));
}
