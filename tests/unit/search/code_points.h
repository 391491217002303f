// Text as code points, the plain way; what is no UTF-8 fails the test.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "vnidx/search.h"

namespace vnidx::test {

/// One string for each code point.
inline std::vector<std::string> code_points(std::string_view text) {
  std::vector<std::string> points;
  for (const char byte : text) {
    if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80) points.emplace_back();
    if (points.empty()) FAIL("the text starts inside a code point");
    points.back() += byte;
  }
  return points;
}

/// The part of `text` that `range` names.
inline std::string part(std::string_view text, const CodePointRange& range) {
  const auto points = code_points(text);
  REQUIRE(range.start < range.end);
  REQUIRE(range.end <= points.size());
  std::string joined;
  for (std::size_t i = range.start; i < range.end; ++i) joined += points[i];
  return joined;
}

}  // namespace vnidx::test
