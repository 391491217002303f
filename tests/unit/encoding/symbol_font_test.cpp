#include "encoding/symbol_font.h"

#include "unit/catch.h"

using namespace vnidx::encoding;

TEST_CASE("fonts of symbols draw what a reader sees", "[symbol_font]") {
  struct Case {
    const char* font;
    char32_t code;
    char32_t drawn;  // 0: nothing to read
  };
  const Case cases[] = {
      {"Symbol", 0x61, U'α'},      {"symbol", 0xF0B3, U'≥'},     {"Symbol", 0xF057, U'Ω'},
      {"Symbol", 0xB0, U'°'},      {"Symbol", 0xF0D6, U'√'},     {"Symbol", 0xE5, U'∑'},
      {"Symbol", 0xF020, 0},       {"Symbol", 0xF0FF, 0},        {"Symbol", 0x5, 0},
      {"Wingdings", 0xF0FC, U'✓'}, {"Wingdings", 0xF0E0, U'→'},  {"Wingdings", 0xF04A, 0},
      {"Webdings", 0xF061, 0},     {"Times New Roman", 0x61, 0}, {"", 0xF0B7, 0},
  };
  for (const Case& c : cases) {
    INFO(c.font << ' ' << static_cast<unsigned>(c.code));
    CHECK(symbol_character(c.font, c.code).value_or(0) == c.drawn);
  }
}
