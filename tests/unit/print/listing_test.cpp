#include "print/listing.h"

#include <vector>

#include "unit/catch.h"

using namespace vnidx;
using namespace vnidx::print;
using namespace std::chrono_literals;

TEST_CASE("organisations") {
  const std::vector<OrganizationCount> organizations{{"Sở Y tế", 120}, {"Báo\tA\x1b", 3}};
  CHECK(organizations_text(organizations) == "120  Sở Y tế\n  3  Báo A\uFFFD\n");
  CHECK(organizations_tsv(organizations) == "Sở Y tế\t120\nBáo A\uFFFD\t3\n");
  CHECK(organizations_jsonl(organizations) ==
        "{\"v\":1,\"org\":\"Sở Y tế\",\"documents\":120}\n"
        "{\"v\":1,\"org\":\"Báo\\tA\\u001b\",\"documents\":3}\n");
  CHECK(organizations_text({}).empty());
}

TEST_CASE("organisations as a tree") {
  const std::vector<OrganizationNode> tree{{"Ủy ban nhân dân", 120, 0, 0},
                                           {"Ủy ban nhân dân tỉnh", 80, 1, 3},
                                           {"Ủy ban\x1b", 9, 2, 0},
                                           {"Sở Y tế", 7, 0, 1}};
  CHECK(organization_tree_text(tree) ==
        "120  Ủy ban nhân dân\n"
        " 80    Ủy ban nhân dân tỉnh\n"
        "  9      Ủy ban\uFFFD\n"
        "         +3 more\n"
        "  7  Sở Y tế\n"
        "       +1 more\n");
  CHECK(organization_tree_jsonl(std::span(tree).first(2)) ==
        "{\"v\":1,\"org\":\"Ủy ban nhân dân\",\"documents\":120,\"depth\":0}\n"
        "{\"v\":1,\"org\":\"Ủy ban nhân dân tỉnh\",\"documents\":80,\"depth\":1,\"broader\":\"Ủy ban nhân "
        "dân\"}\n");
  CHECK(organization_tree_text({}).empty());
}

TEST_CASE("what an index is made of") {
  IndexInfo info;
  info.path = "/a";
  info.documents = 2;
  info.bytes = 1234567;
  info.oldest = 2018y / 7 / 11;
  info.newest = 2019y / 1 / 2;
  info.generation = "g1";
  CHECK(info_text(info).find("documents       2\n"
                             "dates           2018-07-11 to 2019-01-02\n") != std::string::npos);
  CHECK(info_text(info).find("size on disk    1.2 MB\n") != std::string::npos);
  CHECK(
      info_json(info) ==
      R"({"v":1,"path":"/a","documents":2,"removed":0,"words":0,"terms":0,"organizations":0,"text_bytes":0,"bytes":1234567,)"
      R"("oldest":"2018-07-11","newest":"2019-01-02","schema":0,"analyzer":0,"generation":"g1"})"
      "\n");
  info.oldest.reset();
  CHECK(info_text(info).find("dates           none\n") != std::string::npos);
  CHECK(info_json(info).find("oldest") == std::string::npos);
}

TEST_CASE("bytes for a person") {
  const struct {
    std::uint64_t bytes;
    const char* text;
  } kCases[] = {{0, "0 B"},
                {999, "999 B"},
                {1000, "1.0 kB"},
                {999'949, "999.9 kB"},
                {999'950, "1.0 MB"},
                {1'234'567, "1.2 MB"},
                {5'000'000'000, "5.0 GB"},
                {2'000'000'000'000'000, "2000.0 TB"}};
  for (const auto& each : kCases) CHECK(human_bytes(each.bytes) == each.text);
}
