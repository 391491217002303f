#include "format/count.h"

#include <limits>

#include "unit/catch.h"

using vnidx::format::parse_count;

TEST_CASE("counts are read as printed", "[count]") {
  struct Case {
    const char* text;
    std::int64_t count;
  };
  const Case cases[] = {
      {"704", 704},
      {" 704 ", 704},
      {"\u00A0"
       "704",
       704},
      {"0", 0},
      {"1.704", 1704},
      {"1,704", 1704},
      {"1 704", 1704},
      {"1\u00A0"
       "704",
       1704},
      {"12.345.678", 12345678},
      {"1704", 1704},
      {"9223372036854775807", std::numeric_limits<std::int64_t>::max()},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(parse_count(c.text) == c.count);
  }
}

TEST_CASE("what is no count is none", "[count]") {
  for (const char* text : {"", " ", "abc", "7a", "a7", "-7", "1.70", "1.7045", "1704.000", "1.704,000",
                           "1..704", ".704", "704.", "9223372036854775808", "99999999999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_count(text));
  }
}
