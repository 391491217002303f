#include "vnidx/document.h"

#include "unit/catch.h"

namespace vnidx {
namespace {

struct BodyCase {
  std::string abstract, text, caption, body;
};

TEST_CASE("a body is abstract, text and caption, one a paragraph, without empty ones") {
  const auto [abstract, text, caption, body] = GENERATE(values<BodyCase>({
      {"", "", "", ""},
      {"a", "", "", "a"},
      {"", "b", "", "b"},
      {"", "", "c", "c"},
      {"a", "b", "", "a\nb"},
      {"a", "", "c", "a\nc"},
      {"", "b", "c", "b\nc"},
      {"a", "b\nb", "c", "a\nb\nb\nc"},
  }));
  Document document;
  document.title = "the title is no part of it";
  document.abstract = abstract;
  document.text = text;
  document.caption = caption;
  CHECK(document.body() == body);
}

}  // namespace
}  // namespace vnidx
