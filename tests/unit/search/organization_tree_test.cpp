// The tree of organisations: counts by document, broader names above narrower ones.
#include <string>

#include "unit/catch.h"
#include "unit/index/archive.h"
#include "unit/search/requests.h"
#include "vnidx/search.h"

namespace vnidx {
namespace {

std::string drawn(Searcher& searcher, const std::string& name, std::size_t limit) {
  const auto tree = searcher.organization_tree(name, limit);
  if (!tree) FAIL(tree.error().message);
  std::string text;
  for (const OrganizationNode& node : *tree) {
    text.append(2 * node.depth, ' ').append(node.name).append(" ").append(std::to_string(node.documents));
    if (node.hidden > 0) text.append(" +").append(std::to_string(node.hidden));
    text += '\n';
  }
  return text;
}

TEST_CASE("documents count once for each name and once for each broader one") {
  test::Archive archive;
  archive.add({
      test::document("a", "", "UBND tỉnh Kon Tum và UBND tỉnh Gia Lai; Sở Y tế tỉnh Gia Lai."),
      test::document("b", "", "UBND tỉnh Kon Tum; UBND huyện Sa Thầy."),
      test::document("c", "", "Ủy ban nhân dân tỉnh Kon Tum."),
      test::document("d", "", "Bộ Y tế; Đảng ủy Bộ Y tế."),
      test::document("gone", "", "UBND tỉnh Kon Tum."),
  });
  archive.remove({"gone"});
  Searcher searcher = test::open_searcher(archive.path());
  CHECK(drawn(searcher, "", 20) ==
        "Ủy ban nhân dân 3\n"
        "  Ủy ban nhân dân tỉnh 3\n"
        "    Ủy ban nhân dân tỉnh Kon Tum 3\n"
        "    Ủy ban nhân dân tỉnh Gia Lai 1\n"
        "  Ủy ban nhân dân huyện Sa Thầy 1\n"
        "Bộ Y tế 1\n"
        "Sở Y tế tỉnh Gia Lai 1\n"
        "Đảng ủy Bộ Y tế 1\n");
  CHECK(drawn(searcher, "", 1) ==
        "Ủy ban nhân dân 3 +1\n"
        "  Ủy ban nhân dân tỉnh 3 +1\n"
        "    Ủy ban nhân dân tỉnh Kon Tum 3\n");
  CHECK(drawn(searcher, "so y te", 20) == "Sở Y tế tỉnh Gia Lai 1\n");
  CHECK(drawn(searcher, "không có", 20).empty());
}

}  // namespace
}  // namespace vnidx
