#include "format/markdown.h"

#include "unit/catch.h"

using namespace vnidx;
using namespace vnidx::format;
using namespace std::chrono_literals;

TEST_CASE("Markdown is the text that a reader sees", "[markdown]") {
  struct Case {
    const char* what;
    const char* markdown;
    const char* text;
  };
  const Case cases[] = {
      {"paragraphs", "Một.\nHai.\n\nBa.\n", "Một.\nHai.\n\nBa.\n\n"},
      {"emphasis, links, pictures", "**Mùa** *mía* [ở Sa Bình](http://a.vn/b) ![ruộng mía](c.png)\n",
       "Mùa mía ở Sa Bình ruộng mía\n\n"},
      {"headings", "# Mùa mía\n\n## Năng suất {#nang-suat}\n\nMột.\n", "# Mùa mía\n\nNăng suất\n\nMột.\n\n"},
      {"lists", "1. Một\n2. Hai\n   - Ba\n", "1. Một\n2. Hai\nBa\n"},
      {"items of several paragraphs", "3) Một\n\n   Hai\n\n4) Ba\n", "3) Một\n\nHai\n\n4) Ba\n\n"},
      {"tables", "| Xã | Mía |\n|---|---|\n| Sa Bình | 12 |\n", "Xã\tMía\nSa Bình\t12\n\n"},
      {"HTML and entities", "a<br>b &amp; c&nbsp;d\n", "ab & c d\n\n"},
      {"signs that are none", "5 * 3 _ 2 # 1\n", "5 * 3 _ 2 # 1\n\n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(text_of_markdown(c.markdown) == c.text);
  }
}

TEST_CASE("front matter tells of the document", "[markdown]") {
  const Extraction extraction =
      extract_markdown("---\ntitle: Mùa mía\ndate: 2018-07-11\nlayout: post\n---\n# Mở đầu\n\n**Một.**\n",
                       {"tep", encoding::Encoding::automatic});
  REQUIRE(extraction.document);
  CHECK(extraction.document->title == "Mùa mía");
  CHECK(extraction.document->date == Date{2018y / 7 / 11});
  CHECK(extraction.document->text == "# Mở đầu\n\nMột.");
}

TEST_CASE("Markdown nested without end is read", "[markdown]") {
  std::string quotes(100000, '>');
  const Extraction extraction = extract_markdown(quotes + " sâu", {"tep", encoding::Encoding::automatic});
  REQUIRE(extraction.document);
  CHECK(extraction.document->text.find("sâu") != std::string::npos);
}
