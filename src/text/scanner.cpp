#include "text/scanner.h"

#include <unicode/uchar.h>

#include <array>

#include "text/utf8.h"

namespace vnidx::text {
namespace {

constexpr auto kAsciiKinds = [] {
  std::array<CharKind, 128> kinds{};
  for (char c = '0'; c <= '9'; ++c) kinds[c] = CharKind::starter;
  for (char c = 'a'; c <= 'z'; ++c) kinds[c] = kinds[c - 'a' + 'A'] = CharKind::starter;
  return kinds;
}();

}  // namespace

CharKind kind_of(char32_t code_point) {
  if (code_point < kAsciiKinds.size()) return kAsciiKinds[code_point];
  if (code_point >= 0x1E00 && code_point <= 0x1EFF) return CharKind::starter;  // most Vietnamese letters
  const bool joiner_or_space = code_point >= 0x200B && code_point <= 0x200D;
  if (joiner_or_space || code_point == 0xFEFF || code_point == 0x00AD) return CharKind::zero_width;
  const std::uint32_t category = U_GET_GC_MASK(static_cast<UChar32>(code_point));
  if (category & (U_GC_L_MASK | U_GC_N_MASK)) return CharKind::starter;
  return category & U_GC_M_MASK ? CharKind::mark : CharKind::separator;
}

Range find_word(std::string_view text, std::size_t from) {
  Range word{text.size(), text.size()};
  for (std::size_t at = from; at < text.size();) {
    const Decoded here = decode(text.substr(at));
    const CharKind kind = kind_of(here.code_point);
    const bool inside = word.begin < text.size();
    if (kind == CharKind::starter && !inside) word.begin = at;
    if (kind == CharKind::separator && inside) break;
    at += here.bytes;
    if (kind == CharKind::starter || (kind == CharKind::mark && inside)) word.end = at;
  }
  return word;
}

}  // namespace vnidx::text
