#include "format/subtitles.h"

#include "unit/catch.h"

using namespace vnidx;
using namespace vnidx::format;

TEST_CASE("subtitles are what is spoken", "[subtitles]") {
  struct Case {
    const char* what;
    const char* text;
    const char* spoken;
  };
  const Case cases[] = {
      {"SubRip",
       "1\r\n00:00:00,660 --> 00:00:02,780\r\nNước sông lên\r\nrất nhanh.\r\n\r\n2\r\n00:00:03,120 --> "
       "00:00:07,700\r\n{\\an8}<i>12 giờ đêm</i>\r\n",
       "Nước sông lên\nrất nhanh.\n12 giờ đêm"},
      {"WebVTT",
       "WEBVTT\n\nNOTE bản dịch\n\nmở đầu\n00:01.000 --> 00:04.000 align:start\n<v An>Chào bà con.</v>\n",
       "Chào bà con."},
      {"a number that is spoken", "1\n00:00:00,000 --> 00:00:01,000\n113\n", "113"},
      {"a sign that is no tag", "1\n00:00:00,000 --> 00:00:01,000\n3 < 5\n", "3 < 5"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(begins_with_cue(c.text));
    const Extraction extraction = extract_subtitles(c.text, {"phim", encoding::Encoding::automatic});
    REQUIRE(extraction.document);
    CHECK(extraction.document->text == c.spoken);
    CHECK(extraction.document->title == "phim");
  }
}

TEST_CASE("what is no subtitle", "[subtitles]") {
  for (const char* text : {"", "1\n", "1\nMột --> hai\n", "Thu --> chi\n", "00:00 --> \n"}) {
    CAPTURE(text);
    CHECK_FALSE(begins_with_cue(text));
  }
  const Extraction extraction = extract_subtitles("WEBVTT\n", {"phim", encoding::Encoding::automatic});
  CHECK_FALSE(extraction.document);
  CHECK(extraction.rejection == "holds no subtitles");
}
