#include "print/analysis.h"

#include "unit/catch.h"

using namespace vnidx;
using namespace vnidx::print;
using namespace std::chrono_literals;

namespace {

const std::string kText = "Sở Y tế, TP.HCM 15/9/2018";

std::uint32_t at(const char* part) {
  return static_cast<std::uint32_t>(kText.find(part));
}

std::vector<text::Token> tokens() {
  const std::uint32_t tp = at("TP.HCM");
  return {
      {0, 4, "sở", "so", {}},
      {tp, tp + 6, "tp.hcm", "tp.hcm", {{tp, tp + 2, "tp", "tp", {}}, {tp + 3, tp + 6, "hcm", "hcm", {}}}}};
}

entity::Entities entities() {
  entity::Entities found;
  found.organizations = {{0, at(","), "Sở Y tế"}, {0, at(","), "Sở Y tế"}};
  found.dates = {{at("15"), static_cast<std::uint32_t>(kText.size()), 2018y / 9 / 15}};
  found.numbers = {{at("15"), at("/2018"), "15/9"}};
  return found;
}

}  // namespace

TEST_CASE("analysis as JSON Lines, in code points") {
  const std::vector<text::Token> words = tokens();
  const entity::Entities found = entities();
  CHECK(analysis_jsonl({kText, words, found}) ==
        R"({"token":"Sở","start":0,"end":2,"canonical":"sở","folded":"so"})"
        "\n"
        R"({"token":"TP.HCM","start":9,"end":15,"canonical":"tp.hcm","folded":"tp.hcm","parts":[)"
        R"({"token":"TP","start":9,"end":11,"canonical":"tp","folded":"tp"},)"
        R"({"token":"HCM","start":12,"end":15,"canonical":"hcm","folded":"hcm"}]})"
        "\n"
        R"({"kind":"org","start":0,"end":7,"surface":"Sở Y tế","canonical":"Sở Y tế"})"
        "\n"
        R"({"kind":"org","start":0,"end":7,"surface":"Sở Y tế","canonical":"Sở Y tế"})"
        "\n"
        R"({"kind":"date","start":16,"end":25,"surface":"15/9/2018","date":"2018-09-15"})"
        "\n"
        R"({"kind":"number","start":16,"end":20,"surface":"15/9","canonical":"15/9"})"
        "\n");
}

TEST_CASE("analysis as a table") {
  const std::vector<text::Token> words = tokens();
  const entity::Entities found = entities();
  CHECK(analysis_text({kText, words, found}) ==
        "token   place  canonical  folded  parts\n"
        "Sở      0-2    sở         so\n"
        "TP.HCM  9-15   tp.hcm     tp.hcm  tp hcm\n"
        "\n"
        "kind    place  text       canonical\n"
        "org     0-7    Sở Y tế    Sở Y tế\n"
        "org     0-7    Sở Y tế    Sở Y tế\n"
        "date    16-25  15/9/2018  2018-09-15\n"
        "number  16-20  15/9       15/9\n");
}

TEST_CASE("entities of a document") {
  CHECK(entities_jsonl("d1", kText, entities()) ==
        R"({"id":"d1","mentions":[{"start":0,"end":7,"surface":"Sở Y tế","canonical":"Sở Y tế"},)"
        R"({"start":0,"end":7,"surface":"Sở Y tế","canonical":"Sở Y tế"}],"orgs":["Sở Y tế"],)"
        R"("dates":[{"start":16,"end":25,"date":"2018-09-15"}],)"
        R"("numbers":[{"start":16,"end":20,"canonical":"15/9"}]})"
        "\n");
  CHECK(entities_jsonl("d1", "", {}) == R"({"id":"d1","mentions":[],"orgs":[],"dates":[],"numbers":[]})"
                                        "\n");
  CHECK(entities_text("d1", kText, entities()).starts_with("d1\norg     0-7    Sở Y tế    Sở Y tế\n"));
}
