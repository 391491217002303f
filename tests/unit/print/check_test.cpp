#include "print/check.h"

#include "unit/catch.h"

namespace vnidx::print {
namespace {

CheckReport damaged_report() {
  CheckReport report;
  report.path = "/index";
  report.generation = "g000001";
  report.documents = 76;
  report.damaged_documents = 1;
  report.files = 7;
  report.findings = {{"/index/g000001/postlist.glass", "it is not as it was written"},
                     {"document d\x1b[2J", "gone"}};
  report.notes = {"a note"};
  return report;
}

TEST_CASE("a check as text: findings first, safe for a terminal, then what was looked at") {
  CHECK(check_text(damaged_report()) ==
        "/index/g000001/postlist.glass: it is not as it was written\n"
        "document d\uFFFD[2J: gone\n"
        "documents whole 76, damaged 1; files compared 7\n");
  CheckReport whole;
  whole.documents = 3;
  CHECK(check_text(whole) == "documents whole 3; files compared 0\n");
}

TEST_CASE("a check as JSON") {
  CHECK(
      check_json(damaged_report()) ==
      R"({"v":1,"path":"/index","generation":"g000001","whole":false,"documents":76,"damaged_documents":1,"files":7,)"
      R"("findings":[{"place":"/index/g000001/postlist.glass","problem":"it is not as it was written"},)"
      R"({"place":"document d\u001b[2J","problem":"gone"}],"notes":["a note"]})"
      "\n");
  CheckReport unreadable;
  unreadable.findings = {{"/index/current", "?"}};
  CHECK(check_json(unreadable) ==
        R"({"v":1,"path":"","whole":false,"documents":0,"damaged_documents":0,"files":0,)"
        R"("findings":[{"place":"/index/current","problem":"?"}]})"
        "\n");
}

}  // namespace
}  // namespace vnidx::print
