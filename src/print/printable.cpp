#include "print/printable.h"

#include <unicode/uchar.h>

#include "text/utf8.h"

namespace vnidx::print {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Characters that act on the terminal or on the order of what is shown.
constexpr Range kActing[] = {
    {0x0000, 0x001F},  // C0 controls
    {0x007F, 0x009F},  // delete, C1 controls
    {0x2028, 0x2029},  // line and paragraph separator
    {0x202A, 0x202E},  // bidirectional embeddings and overrides
    {0x2066, 0x2069},  // bidirectional isolates
};

// Characters that show nothing where they stand.
constexpr Range kInvisible[] = {
    {0x00AD, 0x00AD},    // soft hyphen
    {0x061C, 0x061C},    // Arabic letter mark
    {0x180E, 0x180E},    // Mongolian vowel separator
    {0x200B, 0x200F},    // zero-width space, joiners, directional marks
    {0x2060, 0x2065},    // word joiner, invisible operators
    {0x206A, 0x206F},    // deprecated format characters
    {0xFEFF, 0xFEFF},    // byte-order mark
    {0xFFF9, 0xFFFB},    // interlinear annotation
    {0xE0000, 0xE007F},  // tags
};

template <std::size_t N>
bool in(const Range (&ranges)[N], char32_t code_point) {
  for (const Range& range : ranges) {
    if (code_point >= range.first && code_point <= range.last) return true;
  }
  return false;
}

}  // namespace

char32_t printable(char32_t code_point) {
  if (code_point >= 0x20 && code_point < 0x7F) return code_point;
  if (in(kActing, code_point)) return text::kReplacement;
  if (in(kInvisible, code_point)) return 0;
  return code_point;
}

std::string printable(std::string_view text, Lines lines) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto [code_point, bytes] = text::decode(text);
    text.remove_prefix(bytes);
    if (code_point == '\n' || code_point == '\t') {
      out += lines == Lines::keep ? static_cast<char>(code_point) : ' ';
    } else if (code_point == '\f') {  // the end of a page
      out += lines == Lines::keep ? "\n\n" : " ";
    } else if (code_point == '\r' && lines == Lines::join) {
      out += ' ';
    } else if (code_point == '\r' && text.starts_with('\n')) {
      continue;  // a line end of two characters is one line end
    } else if (const char32_t shown = printable(code_point)) {
      text::append(shown, out);
    }
  }
  return out;
}

int display_width(char32_t code_point) {
  if (code_point < 0x300) return 1;
  const auto c = static_cast<UChar32>(code_point);
  if ((U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0) return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace vnidx::print
