#include "print/printable.h"

#include "unit/catch.h"

using vnidx::print::display_width;
using vnidx::print::Lines;
using vnidx::print::printable;

namespace {

struct Case {
  const char* what;
  std::string in;
  std::string joined;
  std::string kept;
};

const Case kCases[] = {
    {"plain Vietnamese", "Đảng ủy Khối", "Đảng ủy Khối", "Đảng ủy Khối"},
    {"decomposed stays", "e\u0302\u0301", "e\u0302\u0301", "e\u0302\u0301"},
    {"escape sequence", "a\x1b[31mb", "a\uFFFD[31mb", "a\uFFFD[31mb"},
    {"bell and backspace", "a\x07\x08z", "a\uFFFD\uFFFDz", "a\uFFFD\uFFFDz"},
    {"NUL", std::string("a\0b", 3), "a\uFFFDb", "a\uFFFDb"},
    {"delete", "a\x7f", "a\uFFFD", "a\uFFFD"},
    {"C1 as UTF-8: CSI, OSC, NEL", "\u009B31m\u009D\u0085", "\uFFFD31m\uFFFD\uFFFD", "\uFFFD31m\uFFFD\uFFFD"},
    {"C1 as a bare byte",
     "a\x9b"
     "31m",
     "a\uFFFD31m", "a\uFFFD31m"},
    {"bidirectional overrides", "\u202Aa\u202E", "\uFFFDa\uFFFD", "\uFFFDa\uFFFD"},
    {"bidirectional isolates", "\u2066a\u2069", "\uFFFDa\uFFFD", "\uFFFDa\uFFFD"},
    {"line separators", "a\u2028b\u2029", "a\uFFFDb\uFFFD", "a\uFFFDb\uFFFD"},
    {"nothing to see", "Đ\u200B\u200D\u2060\uFEFF\u00AD\u200Fảng", "Đảng", "Đảng"},
    {"tags", "a\U000E0041b", "ab", "ab"},
    {"no-break space stays", "a\u00A0b", "a\u00A0b", "a\u00A0b"},
    {"line ends and tabs", "a\tb\nc", "a b c", "a\tb\nc"},
    {"line end of two characters", "a\r\nb", "a  b", "a\nb"},
    {"carriage return alone", "a\rb", "a b", "a\uFFFDb"},
    {"cut short", "\xe1\xba", "\uFFFD", "\uFFFD"},
    {"overlong escape", "\xc0\x9b", "\uFFFD\uFFFD", "\uFFFD\uFFFD"},
    {"surrogate", "\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD", "\uFFFD\uFFFD\uFFFD"},
};

}  // namespace

TEST_CASE("what may reach a terminal") {
  for (const Case& each : kCases) {
    INFO(each.what);
    CHECK(printable(each.in) == each.joined);
    CHECK(printable(each.in, Lines::keep) == each.kept);
    CHECK(printable(each.joined) == each.joined);
  }
}

TEST_CASE("no code point below U+3000 acts on a terminal") {
  for (char32_t code_point = 0; code_point < 0x3000; ++code_point) {
    const char32_t shown = printable(code_point);
    INFO(static_cast<unsigned>(code_point));
    const bool control = shown < 0x20 || (shown >= 0x7F && shown < 0xA0);
    CHECK((shown == 0 || !control));
    CHECK((shown < 0x202A || shown > 0x202E));
    CHECK((shown < 0x2066 || shown > 0x2069));
  }
}

TEST_CASE("columns of a code point") {
  constexpr struct {
    char32_t code_point;
    int width;
  } kWidths[] = {{U'a', 1},   {U'ệ', 1},   {0x0301, 0},  {0x0323, 0}, {0x0302, 0},
                 {0x4E2D, 2}, {0xFF21, 2}, {0x1F600, 2}, {0xFFFD, 1}, {0x2026, 1}};
  for (const auto& each : kWidths) {
    INFO(static_cast<unsigned>(each.code_point));
    CHECK(display_width(each.code_point) == each.width);
  }
}
