#include "format/list_numbers.h"

#include "unit/catch.h"

using namespace vnidx::format;

namespace {

ListLevels decree() {
  ListLevels levels;
  levels[0] = {.style = NumberStyle::upper_roman, .pattern = "Chương %1."};
  levels[1] = {.pattern = "Điều %2.", .goes_on = true};
  levels[2] = {.pattern = "%3."};
  levels[3] = {.style = NumberStyle::lower_letter, .pattern = "%4)"};
  levels[4] = {.style = NumberStyle::bullet, .pattern = "-"};
  levels[5] = {.pattern = "%1.%2", .all_decimal = true, .joined = true};
  return levels;
}

}  // namespace

TEST_CASE("numbers are written as a list has them", "[list_numbers]") {
  struct Case {
    std::uint32_t number;
    NumberStyle style;
    const char* written;
  };
  const Case cases[] = {
      {4, NumberStyle::decimal, "4"},
      {4, NumberStyle::padded, "04"},
      {12, NumberStyle::padded, "12"},
      {4, NumberStyle::upper_roman, "IV"},
      {1994, NumberStyle::upper_roman, "MCMXCIV"},
      {48, NumberStyle::lower_roman, "xlviii"},
      {1, NumberStyle::upper_letter, "A"},
      {26, NumberStyle::lower_letter, "z"},
      {28, NumberStyle::lower_letter, "bb"},
      {0, NumberStyle::lower_letter, "0"},
      {4000, NumberStyle::upper_roman, "4000"},
      {4'000'000'000, NumberStyle::upper_letter, "4000000000"},
      {3, NumberStyle::bullet, ""},
      {3, NumberStyle::none, ""},
  };
  for (const Case& c : cases) {
    INFO(c.number);
    CHECK(list_number(c.number, c.style) == c.written);
  }
}

TEST_CASE("a level begins anew below the next number of a higher one", "[list_numbers]") {
  const ListLevels levels = decree();
  ListCounter counter;
  CHECK(counter.next(levels, 0) == "Chương I. ");
  CHECK(counter.next(levels, 1) == "Điều 1. ");
  CHECK(counter.next(levels, 2) == "1. ");
  CHECK(counter.next(levels, 3) == "a) ");
  CHECK(counter.next(levels, 3) == "b) ");
  CHECK(counter.next(levels, 4) == "- ");
  CHECK(counter.next(levels, 2) == "2. ");
  CHECK(counter.next(levels, 3) == "a) ");
  CHECK(counter.next(levels, 0) == "Chương II. ");
  // Articles are counted through all chapters.
  CHECK(counter.next(levels, 1) == "Điều 2. ");
  CHECK(counter.next(levels, 5) == "2.2");
  counter.restart(1);
  CHECK(counter.next(levels, 1) == "Điều 1. ");
}

TEST_CASE("a sign of a font of symbols is a dot", "[list_numbers]") {
  ListLevels levels;
  levels[0] = {.style = NumberStyle::bullet, .pattern = "\uF0B7"};
  levels[1] = {.style = NumberStyle::bullet, .pattern = "+"};
  levels[2] = {.style = NumberStyle::bullet, .pattern = ""};
  ListCounter counter;
  CHECK(counter.next(levels, 0) == "• ");
  CHECK(counter.next(levels, 1) == "+ ");
  CHECK(counter.next(levels, 2).empty());
}

TEST_CASE("a number of a level that has not counted is its first", "[list_numbers]") {
  ListLevels levels;
  levels[0] = {.start = 3, .pattern = "%1."};
  levels[1] = {.pattern = "%1.%2"};
  ListCounter counter;
  CHECK(counter.next(levels, 1) == "3.1 ");
}
