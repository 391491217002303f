#include "print/facets.h"

#include <string>

#include "unit/catch.h"

using namespace vnidx;
using namespace vnidx::print;

namespace {

std::string bars(const Facet& facet, std::size_t width) {
  std::string out;
  append_bars(out, facet, kPlain, width);
  return out;
}

}  // namespace

TEST_CASE("names, counts and bars stand in columns") {
  const Facet facet{
      FacetField::organization, {{"Sở Y tế", 16}, {"Công an tỉnh Kon Tum", 8}, {"ASEAN", 1}}, 5};
  CHECK(bars(facet, 42) ==
        "org: 3 of 5\n"
        "  Sở Y tế               16  ██████████████\n"
        "  Công an tỉnh Kon Tum   8  ███████\n"
        "  ASEAN                  1  ▉\n");
}

TEST_CASE("a name that leaves no room for a bar is cut") {
  const Facet facet{FacetField::source, {{"Cơ quan của Đảng bộ tỉnh", 3}, {"Báo\x1b[31m", 1}}, 2};
  CHECK(bars(facet, 34) ==
        "source\n"
        "  Cơ quan của Đảng…  3  ██████████\n"
        "  Báo\uFFFD[31m           1  ███▍\n");
}

TEST_CASE("nothing has no bar, very little has the thinnest") {
  const Facet facet{FacetField::year, {{"2018", 10000}, {"2019", 0}, {"2020", 1}}, 2};
  CHECK(bars(facet, 25) ==
        "year\n"
        "  2018  10000  ██████████\n"
        "  2019      0\n"
        "  2020      1  ▏\n");
  CHECK(bars({FacetField::year, {}, 0}, 80) == "year\n");
}

TEST_CASE("counts as JSON keep their order") {
  const Facet facet{FacetField::month, {{"2018-07", 2}, {"2018-01", 1}}, 2};
  CHECK(counts_of(facet).dump() == R"({"2018-07":2,"2018-01":1})");
  CHECK(counts_of({FacetField::month, {}, 0}).dump() == "{}");
}
