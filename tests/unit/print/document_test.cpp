#include "print/document.h"

#include <vector>

#include "unit/catch.h"

using namespace vnidx;
using namespace vnidx::print;
using namespace std::chrono_literals;

namespace {

Document full() {
  Document document;
  document.id = "a/b 1";
  document.title = "Hội nghị";
  document.date = 2018y / 7 / 11;
  document.author = "Thanh Anh";
  document.source = "Báo";
  document.category = "Xây dựng Đảng";
  document.reads = 704;
  document.abstract = "Tóm tắt";
  document.text = "Dòng một\nDòng hai";
  document.caption = "Ảnh";
  return document;
}

std::string json_of(const Document& document, PathOf path = PathOf::left_out) {
  std::string out;
  append_json(out, document, path);
  return out;
}

}  // namespace

TEST_CASE("a document as JSON") {
  CHECK(
      json_of(full()) ==
      R"({"id":"a/b 1","title":"Hội nghị","date":"2018-07-11","author":"Thanh Anh","source":"Báo",)"
      R"("category":"Xây dựng Đảng","reads":704,"abstract":"Tóm tắt","text":"Dòng một\nDòng hai","caption":"Ảnh"})"
      "\n");
  Document least;
  least.id = "1";
  least.text = "\"\x1b\u009B\u202E\u200B\\";
  // Exact for whoever parses it, harmless for whoever looks at it.
  CHECK(json_of(least) == "{\"id\":\"1\",\"text\":\"\\\"\\u001b\\u009b\\u202e\\u200b\\\\\"}\n");
  Document broken;
  broken.id = "\xff";
  CHECK(json_of(broken) == "{\"id\":\"\uFFFD\"}\n");
  Document filed;
  filed.id = "1";
  filed.path = "/a/b.txt";
  CHECK(json_of(filed, PathOf::shown) == "{\"id\":\"1\",\"path\":\"/a/b.txt\"}\n");
  CHECK(json_of(filed) == "{\"id\":\"1\"}\n");
}

TEST_CASE("a document for a person") {
  std::string out;
  append_text(out, full(), std::vector<CodePointRange>{{0, 3}}, std::vector<CodePointRange>{{0, 3}},
              {"<b>", "<m>", "<f>", "</>"});
  CHECK(
      out.starts_with("<m>Hội</><b> nghị</>\n"
                      "<f>2018-07-11 · Thanh Anh · Báo · 704 reads</>\n"
                      "<f>a/b 1</>\n"
                      "\n"
                      "<m>Tóm</>"));
  CHECK(out.ends_with('\n'));

  Document bare;
  bare.id = "x";
  out.clear();
  append_text(out, bare, {}, {}, kPlain);
  CHECK(out == "x\n");
}
