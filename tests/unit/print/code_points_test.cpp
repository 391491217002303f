#include "print/code_points.h"

#include <string>

#include "unit/catch.h"

using vnidx::print::CodePointCounter;

TEST_CASE("bytes to code points") {
  // 1, 2, 3 and 4 bytes, and a combining mark of its own.
  const std::string text = "ađảe\u0301😀z";
  const struct {
    std::size_t byte;
    std::uint32_t code_point;
  } kPlaces[] = {{0, 0}, {1, 1}, {3, 2}, {6, 3}, {7, 4}, {9, 5}, {13, 6}, {14, 7}, {99, 7}};
  CodePointCounter counter(text);
  for (const auto& place : kPlaces) CHECK(counter.at(place.byte) == place.code_point);
  // Backwards and in disorder, as nested places are asked.
  for (auto place = std::rbegin(kPlaces); place != std::rend(kPlaces); ++place) {
    CHECK(counter.at(place->byte) == place->code_point);
    CHECK(counter.at(6) == 3);
  }
}

TEST_CASE("an empty text has no code points") {
  CodePointCounter counter("");
  CHECK(counter.at(0) == 0);
  CHECK(counter.at(5) == 0);
}
