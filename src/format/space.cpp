#include "format/space.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>

#include "text/utf8.h"

namespace vnidx::format {
namespace {

bool is_invisible(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0 || (c >= 0x200B && c <= 0x200D) || c == 0x2060 ||
         c == 0xFEFF;
}

/// The last code point of `text`, which is not empty.
text::Decoded last_code_point(std::string_view text) {
  std::size_t begin = text.size() - 1;
  const std::size_t limit = text.size() - std::min<std::size_t>(text.size(), U8_MAX_LENGTH);
  while (begin > limit && U8_IS_TRAIL(text[begin])) --begin;
  return text::decode(text.substr(begin));
}

}  // namespace

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    const text::Decoded first = text::decode(text);
    if (!is_invisible(first.code_point)) break;
    text.remove_prefix(first.bytes);
  }
  while (!text.empty()) {
    const text::Decoded last = last_code_point(text);
    if (!is_invisible(last.code_point)) break;
    text.remove_suffix(last.bytes);
  }
  return text;
}

}  // namespace vnidx::format
