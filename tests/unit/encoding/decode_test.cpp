#include "encoding/decode.h"

#include "unit/catch.h"

using namespace vnidx::encoding;
using namespace std::string_literals;

TEST_CASE("bytes become UTF-8", "[decode]") {
  struct Case {
    const char* what;
    std::string bytes;
    Encoding asked;
    std::string text;
    Encoding encoding;
    std::size_t replaced;
    std::size_t first_bad;
  };
  const Case cases[] = {
      {"empty", "", Encoding::automatic, "", Encoding::utf8, 0, 0},
      {"valid", "Đảng ủy", Encoding::automatic, "Đảng ủy", Encoding::utf8, 0, 0},
      {"mark", "\xEF\xBB\xBFxã", Encoding::automatic, "xã", Encoding::utf8, 0, 0},
      {"mark alone", "\xEF\xBB\xBF", Encoding::automatic, "", Encoding::utf8, 0, 0},
      {"a U+FFFD that is really there", "a\uFFFDb", Encoding::automatic, "a\uFFFDb", Encoding::utf8, 0, 0},
      {"NUL is a character", "a\0b"s, Encoding::automatic, "a\0b"s, Encoding::utf8, 0, 0},
      {"offset counts the mark", "\xEF\xBB\xBF"s + "a\xFF" + "b", Encoding::automatic, "a\uFFFDb",
       Encoding::utf8, 1, 4},
      // The Unicode Standard, table 3-8: one U+FFFD for each maximal subpart.
      {"table 3-8", "\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64", Encoding::utf8,
       "a\uFFFD\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFDd", Encoding::utf8, 6, 1},
      {"overlong forms", "\xC0\xAF\xE0\x80\xBF", Encoding::utf8, "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD",
       Encoding::utf8, 5, 0},
      {"surrogates", "\xED\xA0\x80", Encoding::utf8, "\uFFFD\uFFFD\uFFFD", Encoding::utf8, 3, 0},
      {"beyond U+10FFFF", "\xF4\x91\x92\x93", Encoding::utf8, "\uFFFD\uFFFD\uFFFD\uFFFD", Encoding::utf8, 4,
       0},
      {"cut at the end", "a\xE1\xBB", Encoding::utf8, "a\uFFFD", Encoding::utf8, 1, 1},
      {"cut beside a real U+FFFD", "\xE1\xBB\uFFFD", Encoding::utf8, "\uFFFD\uFFFD", Encoding::utf8, 1, 0},
      {"UTF-16LE with a mark",
       "\xFF\xFE"
       "x\0\xE3\0"s,
       Encoding::automatic, "xã", Encoding::utf16le, 0, 0},
      {"UTF-16BE with a mark",
       "\xFE\xFF"
       "\0x\0\xE3"s,
       Encoding::automatic, "xã", Encoding::utf16be, 0, 0},
      {"UTF-16LE found", "T\0\xEC\0n\0h\0 \0\xE7\x1E"s, Encoding::automatic, "Tình ủ", Encoding::utf16le, 0,
       0},
      {"UTF-16BE found", "\0T\0\xEC\0n\0h"s, Encoding::automatic, "Tình", Encoding::utf16be, 0, 0},
      {"a pair of surrogates", "\x3D\xD8\x00\xDE"s, Encoding::utf16le, "\U0001F600", Encoding::utf16le, 0, 0},
      {"half a pair",
       "a\0\x3D\xD8"
       "b\0"s,
       Encoding::utf16le, "a\uFFFDb", Encoding::utf16le, 1, 2},
      {"half a pair at the end", "a\0\x3D\xD8"s, Encoding::utf16le, "a\uFFFD", Encoding::utf16le, 1, 2},
      {"second half alone",
       "\x00\xDE"
       "a\0"s,
       Encoding::utf16le, "\uFFFDa", Encoding::utf16le, 1, 0},
      {"odd byte at the end",
       "\xFF\xFE"
       "a\0b"s,
       Encoding::automatic, "a\uFFFD", Encoding::utf16le, 1, 4},
      {"zeros here and there are no UTF-16", "abcdefgh\0ij\0\0k"s, Encoding::automatic, "abcdefgh\0ij\0\0k"s,
       Encoding::utf8, 0, 0},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    const Decoded decoded = decode(c.bytes, c.asked);
    CHECK(decoded.text == c.text);
    CHECK(decoded.encoding == c.encoding);
    CHECK(decoded.replaced == c.replaced);
    CHECK(decoded.first_bad == c.first_bad);
  }
}

TEST_CASE("encodings have names", "[decode]") {
  CHECK(encoding_named("auto") == Encoding::automatic);
  CHECK(encoding_named("UTF8") == Encoding::utf8);
  CHECK(encoding_named("utf-16le") == Encoding::utf16le);
  CHECK(encoding_named("Utf_16 BE") == Encoding::utf16be);
  CHECK_FALSE(encoding_named("utf-7"));
  CHECK_FALSE(encoding_named(""));
  for (const Encoding encoding :
       {Encoding::automatic, Encoding::utf8, Encoding::utf16le, Encoding::utf16be}) {
    CHECK(encoding_named(name_of(encoding)) == encoding);
  }
}
