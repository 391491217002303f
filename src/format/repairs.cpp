#include "format/repairs.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <cstddef>

namespace vnidx::format {

std::string bad_bytes(const encoding::Decoded& decoded) {
  return "is not valid " + std::string(name_of(decoded.encoding)) + " at byte " +
         std::to_string(decoded.first_bad) + ": " + std::to_string(decoded.replaced) +
         (decoded.replaced == 1 ? " place" : " places") + " replaced by U+FFFD";
}

std::optional<std::string> decoded_from(const encoding::Decoded& decoded) {
  using encoding::Encoding;
  const Encoding is = decoded.encoding;
  if (is == Encoding::utf8 || is == Encoding::utf16le || is == Encoding::utf16be) return std::nullopt;
  return "was decoded from " + description(decoded);
}

std::string bad_date(std::string_view written) {
  constexpr std::size_t kMaxBytes = 40;
  std::string shown(written);
  if (written.size() > kMaxBytes) {
    std::size_t end = kMaxBytes;
    while (end > 0 && U8_IS_TRAIL(written[end])) --end;
    shown.resize(end);
    shown += "…";
  }
  std::replace_if(
      shown.begin(), shown.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return "date '" + shown + "' names no day that exists: left out";
}

}  // namespace vnidx::format
