#include "print/printer.h"

#include "unit/catch.h"

using namespace vnidx;
using namespace vnidx::print;
using namespace std::chrono_literals;

namespace {

SearchResult sample() {
  SearchResult result;
  Hit full;
  full.rank = 1;
  full.score = 12.345678;
  full.document.id = "d 1";
  full.document.title = "Hội\tnghị";
  full.document.date = 2018y / 7 / 11;
  full.document.author = "Thanh Anh";
  full.document.source = "Báo";
  full.document.reads = 704;
  full.organizations = {"Sở Y tế", "Đảng ủy Khối"};
  full.snippet = "sáng nay";
  full.highlights = {{0, 4}};
  Hit bare;
  bare.rank = 2;
  bare.score = 1;
  bare.document.id =
      "d\x1b"
      "2";
  result.hits = {full, bare};
  result.total = 57;
  result.read_as = "hội nghị";
  result.notes = {"taken: Sở Y tế"};
  result.words = {{"hoi", {"hội", "hỏi"}, 5}, {"qqq", {}, 0}};
  result.lexemes = "text:hoi text:nghi";
  result.syntax_tree = "(text \"hoi nghi\")";
  result.engine_query = "Query(hội)";
  result.milliseconds = 3.14159;
  return result;
}

std::string printed(const Printer& printer, const Question& question = {"hoi nghi", {}, false}) {
  std::string out;
  printer.print(sample(), question, out);
  return out;
}

}  // namespace

TEST_CASE("a hit in a document with pages tells its page") {
  SearchResult result = sample();
  result.hits[0].document.path = "/kho/luat.pdf";
  result.hits[0].page = 12;
  std::string json;
  jsonl_printer()->print(result, {"hoi nghi", {}, false}, json);
  CHECK(json.find(R"("path":"/kho/luat.pdf","page":12,)") != std::string::npos);
  std::string text;
  text_printer({}, 80)->print(result, {"hoi nghi", {}, false}, text);
  CHECK(text.find("/kho/luat.pdf, tr. 12\n") != std::string::npos);
}

TEST_CASE("JSON Lines, version 1") {
  CHECK(printed(*jsonl_printer()) ==
        R"({"v":1,"rank":1,"id":"d 1","score":12.3457,"title":"Hội\tnghị","date":"2018-07-11",)"
        R"("author":"Thanh Anh","source":"Báo","reads":704,"orgs":["Sở Y tế","Đảng ủy Khối"],)"
        R"("snippet":"sáng nay","highlights":[[0,4]]})"
        "\n"
        R"({"v":1,"rank":2,"id":"d\u001b2","score":1.0})"
        "\n"
        R"({"v":1,"summary":{"total":57,"exact":true,"query":"hoi nghi","read_as":"hội nghị","ms":3.14,)"
        R"("notes":["taken: Sở Y tế"]}})"
        "\n");
}

TEST_CASE("JSON Lines of a batch, explained") {
  const std::string out = printed(*jsonl_printer(), {"hoi nghi", "q7", true});
  CHECK(out.starts_with(R"({"v":1,"qid":"q7","rank":1,)"));
  CHECK(out.find(R"j("explain":{"lexemes":"text:hoi text:nghi","syntax_tree":"(text \"hoi nghi\")",)j"
                 R"("words":[{"word":"hoi","forms":["hội","hỏi"],"form_count":5},)"
                 R"j({"word":"qqq","forms":[],"form_count":0}],"engine_query":"Query(hội)"})j") !=
        std::string::npos);
}

TEST_CASE("one JSON document") {
  const std::string out = printed(*json_printer());
  CHECK(out.starts_with(R"({"v":1,"hits":[{"rank":1,"id":"d 1",)"));
  CHECK(out.find(R"({"rank":2,"id":"d\u001b2","score":1.0}],"summary":{"total":57,)") != std::string::npos);
  CHECK(out.find('\n') == out.size() - 1);
}

TEST_CASE("forms for other programs") {
  CHECK(printed(*tsv_printer()) == "d 1\t12.3457\t2018-07-11\tHội nghị\nd\uFFFD2\t1.0000\t\t\n");
  CHECK(printed(*ids_printer(LineEnd::line)) == "d 1\nd\uFFFD2\n");
  CHECK(printed(*ids_printer(LineEnd::nul)) == std::string("d 1\0d\x1b"
                                                           "2\0",
                                                           8));
  CHECK(printed(*trec_printer()) == "1 Q0 d_1 1 12.3457 vnidx\n1 Q0 d\uFFFD2 2 1.0000 vnidx\n");
  CHECK(printed(*trec_printer(), {"x", "q 7", false}).starts_with("q_7 Q0 d_1 1 "));
  CHECK(printed(*count_printer()) == "57\n");
}

TEST_CASE("the file that a hit came from") {
  SearchResult result = sample();
  result.hits[0].document.path = "/tin/Bản tin \x1b.zip!/1.html";
  result.hits[1].document.path = result.hits[0].document.path;
  const auto print = [&result](const Printer& printer) {
    std::string out;
    printer.print(result, {"hoi nghi", {}, false}, out);
    return out;
  };
  CHECK(print(*paths_printer(LineEnd::line)) == "/tin/Bản tin \uFFFD.zip!/1.html\n");
  CHECK(print(*paths_printer(LineEnd::nul)) == std::string("/tin/Bản tin \x1b.zip!/1.html") + '\0');
  CHECK(print(*jsonl_printer()).find(R"("path":"/tin/Bản tin \u001b.zip!/1.html","orgs")") !=
        std::string::npos);
  CHECK(print(*text_printer(kPlain, 80)).find("    d 1\n    /tin/Bản tin \uFFFD.zip!/1.html\n") !=
        std::string::npos);
  Style style;
  style.links = true;
  CHECK(print(*text_printer(style, 80))
            .find("    \x1b]8;;file:///tin/B%E1%BA%A3n%20tin%20%1B.zip\x1b\\/tin/Bản tin \uFFFD.zip!/1.html"
                  "\x1b]8;;\x1b\\\n") != std::string::npos);
}

TEST_CASE("text for a person") {
  CHECK(printed(*text_printer(kPlain, 80)) ==
        " 1. Hội nghị\n"
        "    2018-07-11 · Thanh Anh · Báo · 704 reads\n"
        "    Sở Y tế; Đảng ủy Khối\n"
        "    sáng nay\n"
        "    d 1\n"
        "\n"
        " 2. d\uFFFD2\n");
  CHECK(printed(*text_printer({"<b>", "<m>", "<f>", "</>"}, 80)).find("    <m>sáng</> nay\n") !=
        std::string::npos);
}

TEST_CASE("many organisations are cut short") {
  SearchResult result;
  Hit hit;
  hit.rank = 100;
  hit.document.id = "x";
  hit.document.title = "T";
  hit.organizations = {"A", "B", "C", "D", "E", "F"};
  result.hits = {hit};
  std::string out;
  text_printer(kPlain, 80)->print(result, {}, out);
  CHECK(out == "100. T\n    A; B; C; D; +2\n    x\n");
}

TEST_CASE("what is said beside the hits") {
  SearchResult result = sample();
  CHECK(summary_line(result) == "57 documents, 3.1 ms");
  result.total = 1;
  CHECK(summary_line(result) == "1 document, 3.1 ms");
  result.total = 0;
  result.total_exact = false;
  CHECK(summary_line(result) == "about 0 documents, 3.1 ms");
  CHECK(explanation(result) == std::vector<std::string>{"lexemes: text:hoi text:nghi",
                                                        "syntax tree: (text \"hoi nghi\")", "hoi: hội hỏi +3",
                                                        "qqq: in no document", "engine query: Query(hội)"});
}
