#include "format/scanned_page.h"

#include <string>

#include "unit/catch.h"

namespace vnidx::format {
namespace {

TEST_CASE("an image crosses a pipe whole or not at all", "[scanned_page]") {
  const PageImage image{3, 2, 300, std::string("\x00\x7F\xFF\n5\t", 6)};
  const std::string bytes = encode_image(image);
  const auto back = decode_image(bytes);
  REQUIRE(back.has_value());
  CHECK(back->width == 3);
  CHECK(back->height == 2);
  CHECK(back->dots_per_inch == 300);
  CHECK(back->pixels == image.pixels);
  for (std::size_t size = 0; size < bytes.size(); ++size) CHECK(!decode_image(bytes.substr(0, size)));
  CHECK(!decode_image(bytes + 'x'));
  CHECK(as_pgm(image) == "P5\n3 2\n255\n" + image.pixels);
}

TEST_CASE("words stand where the table has them, as high as their line", "[scanned_page]") {
  const RecognizedPage page{
      0, 144,
      "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
      "1\t1\t0\t0\t0\t0\t0\t0\t1190\t1684\t-1\t\n"
      "4\t1\t1\t1\t1\t0\t100\t200\t400\t40\t-1\t\n"
      "5\t1\t1\t1\t1\t1\t100\t210\t80\t20\t96.5\tmùa\n"
      "5\t1\t1\t1\t1\t2\t190\t200\t60\t40\t91\tlúa\n"
      "5\t1\t1\t1\t1\t3\t300\t200\t9\t40\t20\t \n"
      "5\t1\tnot a word\n"
      "5\t1\t1"};
  const pdf::Page found = page_of(page);
  CHECK(found.width == 595);
  CHECK(found.height == 842);
  REQUIRE(found.words.size() == 2);
  CHECK(found.words[0].text == "mùa");
  CHECK(found.words[0].box.left == 50);
  CHECK(found.words[0].box.top == 100);
  CHECK(found.words[0].box.right == 90);
  CHECK(found.words[0].box.bottom == 120);
  CHECK(found.words[1].text == "lúa");
}

TEST_CASE("recognised pages cross a pipe", "[scanned_page]") {
  const RecognizedPage pages[] = {{0, 300, "a\tb\n"}, {700, 150, ""}};
  const std::string bytes = encode_pages(pages);
  const std::vector<RecognizedPage> back = decode_pages(bytes);
  REQUIRE(back.size() == 2);
  CHECK(back[0].table == "a\tb\n");
  CHECK(back[1].index == 700);
  CHECK(back[1].dots_per_inch == 150);
  CHECK(decode_pages({}).empty());
  // Whatever is cut off, it ends.
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK(decode_pages(bytes.substr(0, size)).size() <= 2);
}

}  // namespace
}  // namespace vnidx::format
