#include "query/misspelling.h"

#include <algorithm>
#include <string>

#include "unit/catch.h"

namespace vnidx::query {
namespace {

// The least cost of `meant` among what `typed` may have been meant as; below 0 where it is not among it.
double cost(std::string_view typed, std::string_view meant) {
  double least = -1;
  for (const Respelling& each : respellings(typed)) {
    if (each.word == meant && (least < 0 || each.cost < least)) least = each.cost;
  }
  return least;
}

TEST_CASE("what one mistake makes is undone") {
  const auto [typed, meant] = GENERATE(table<std::string, std::string>({
      {"đnảg", "nđảg"},    // the first two swapped
      {"trugn", "trung"},  // the last two
      {"nhânn", "nhân"},   // a letter twice
      {"nhâxn", "nhân"},   // one too many
      {"ngừi", "ngừoi"},   // one missing; its marks are to be found
      {"hội", "hộis"},
      {"hpi", "hoi"},      // a neighbouring key
      {"hzi", "hoi"},      // any other
      {"chanh", "tranh"},  // sounds
      {"xắp", "sắp"},
      {"giảng", "dảng"},
      {"ban", "bang"},
      {"hooij", "hội"},    // keys of Telex
      {"d9ang3", "đảng"},  // keys of VNI
      {"đảng", "đảng"},    // itself, with marks that are not certain
  }));
  CAPTURE(typed, meant);
  CHECK(cost(typed, meant) >= 0);
}

TEST_CASE("the likelier a mistake, the less it costs") {
  CHECK(cost("hooij", "hội") < cost("xắp", "sắp"));
  CHECK(cost("xắp", "sắp") < cost("trugn", "trung"));
  CHECK(cost("trugn", "trung") < cost("nhâxn", "nhân"));
  CHECK(cost("nhânn", "nhân") < cost("nhâxn", "nhân"));
  CHECK(cost("hpi", "hoi") < cost("hzi", "hoi"));
}

TEST_CASE("neighbouring keys are beside, above and below") {
  const auto [a, b, near] = GENERATE(table<char, char, bool>({
      {'a', 's', true},
      {'a', 'q', true},
      {'a', 'w', true},
      {'a', 'z', true},
      {'q', 'a', true},
      {'z', 'a', true},
      {'g', 't', true},
      {'g', 'y', true},
      {'g', 'v', true},
      {'g', 'b', true},
      {'n', 'h', true},
      {'n', 'j', true},
      {'q', 's', false},
      {'q', 'z', false},
      {'q', 'p', false},
      {'a', 'd', false},
      {'g', 'n', false},
      {'p', 'a', false},
  }));
  CAPTURE(a, b);
  const bool costs_less = cost(std::string{'b', a, 'k'}, std::string{'b', b, 'k'}) < cost("bek", "bok");
  CHECK(costs_less == near);
}

TEST_CASE("numbers, single letters, long words and other scripts are let be") {
  const auto word = GENERATE(values<std::string>({"2018", "q5", "ô", "rhythmicity", "30kg"}));
  CAPTURE(word);
  const auto all = respellings(word);
  REQUIRE(all.size() == 1);
  CHECK(all.front().word == word);
  CHECK(respellings("москва").empty());
}

}  // namespace
}  // namespace vnidx::query
