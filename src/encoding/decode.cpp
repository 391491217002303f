#include "encoding/decode.h"

#include <simdjson.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <utility>

#include "text/utf8.h"

namespace vnidx::encoding {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";

/// Appends to a Decoded whose input began `skipped` bytes before the bytes that a decoder sees.
void replace_at(std::size_t offset, std::size_t skipped, Decoded& decoded) {
  if (decoded.replaced++ == 0) decoded.first_bad = skipped + offset;
  decoded.text.append(kReplacement);
}

void decode_utf8(std::string bytes, std::size_t skipped, Decoded& decoded) {
  if (simdjson::validate_utf8(bytes.data(), bytes.size())) {
    decoded.text = std::move(bytes);
    return;
  }
  const std::string_view all = bytes;
  decoded.text.reserve(bytes.size() + 64);
  std::size_t run_begin = 0;  // of well-formed bytes not yet appended
  for (std::size_t i = 0; i < all.size();) {
    const std::string_view rest = all.substr(i);
    const text::Decoded next = text::decode(rest);  // ends behind the maximal subpart of what is ill-formed
    if (next.code_point == text::kReplacement && !rest.starts_with(kReplacement)) {
      decoded.text.append(all.substr(run_begin, i - run_begin));
      replace_at(i, skipped, decoded);
      run_begin = i + next.bytes;
    }
    i += next.bytes;
  }
  decoded.text.append(all.substr(run_begin));
}

template <bool kBigEndian>
void decode_utf16(std::string bytes, std::size_t skipped, Decoded& decoded) {
  const auto unit_at = [&bytes](std::size_t i) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(kBigEndian ? first << 8 | second : second << 8 | first);
  };
  decoded.text.reserve(bytes.size());
  const std::size_t whole = bytes.size() - bytes.size() % 2;
  for (std::size_t i = 0; i < whole; i += 2) {
    const char32_t unit = unit_at(i);
    if (!U16_IS_SURROGATE(unit)) {
      text::append(unit, decoded.text);
    } else if (U16_IS_SURROGATE_LEAD(unit) && i + 2 < whole && U16_IS_TRAIL(unit_at(i + 2))) {
      text::append(U16_GET_SUPPLEMENTARY(unit, unit_at(i + 2)), decoded.text);
      i += 2;
    } else {
      replace_at(i, skipped, decoded);
    }
  }
  if (whole < bytes.size()) replace_at(whole, skipped, decoded);
}

struct Decoder {
  Encoding encoding;
  std::string_view name;
  std::string_view mark;  ///< byte-order mark
  /// Decodes bytes behind `skipped` bytes of mark into an empty Decoded.
  void (*decode)(std::string bytes, std::size_t skipped, Decoded& decoded);
};

constexpr std::array kDecoders{
    Decoder{Encoding::utf8, "utf-8", "\xEF\xBB\xBF", decode_utf8},
    Decoder{Encoding::utf16le, "utf-16le", "\xFF\xFE", decode_utf16<false>},
    Decoder{Encoding::utf16be, "utf-16be", "\xFE\xFF", decode_utf16<true>},
};

const Decoder& decoder_of(Encoding encoding) {
  return *std::find_if(kDecoders.begin(), kDecoders.end(),
                       [encoding](const Decoder& decoder) { return decoder.encoding == encoding; });
}

/// UTF-16 without a mark: letters without diacritics, spaces and digits have a zero high byte, and they are
/// more than half of any Vietnamese text, while a zero low byte is a rarity.
std::optional<Encoding> utf16_by_zeros(std::string_view bytes) {
  constexpr std::size_t kSample = 4096;
  const std::string_view sample = bytes.substr(0, kSample);
  if (sample.find('\0') == std::string_view::npos) return std::nullopt;
  const std::size_t units = sample.size() / 2;
  std::array<std::size_t, 2> zeros{};  // at even, at odd places
  for (std::size_t i = 0; i < 2 * units; ++i) zeros[i % 2] += sample[i] == '\0' ? 1 : 0;
  const auto high = static_cast<std::size_t>(zeros[1] > zeros[0]);
  if (units < 2 || zeros[high] * 2 <= units || zeros[1 - high] * 16 > zeros[high]) return std::nullopt;
  return high == 1 ? Encoding::utf16le : Encoding::utf16be;
}

/// Small ASCII letters and digits of `name` only.
std::string levelled(std::string_view name) {
  std::string level;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') {
      level += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      level += c;
    }
  }
  return level;
}

}  // namespace

Decoded decode(std::string bytes, Encoding encoding) {
  if (encoding == Encoding::automatic) encoding = detect_encoding(bytes);
  const Decoder& decoder = decoder_of(encoding);
  const std::size_t skipped = byte_order_mark(bytes, encoding).size();
  bytes.erase(0, skipped);
  Decoded decoded{{}, encoding};
  decoder.decode(std::move(bytes), skipped, decoded);
  return decoded;
}

Encoding detect_encoding(std::string_view bytes) {
  for (const Decoder& decoder : kDecoders) {
    if (bytes.starts_with(decoder.mark)) return decoder.encoding;
  }
  return utf16_by_zeros(bytes).value_or(Encoding::utf8);
}

std::string_view byte_order_mark(std::string_view bytes, Encoding encoding) {
  const std::string_view mark = decoder_of(encoding).mark;
  return bytes.starts_with(mark) ? mark : std::string_view();
}

std::optional<Encoding> encoding_named(std::string_view name) {
  const std::string wanted = levelled(name);
  if (wanted == "auto" || wanted == "automatic") return Encoding::automatic;
  for (const Decoder& decoder : kDecoders) {
    if (levelled(decoder.name) == wanted) return decoder.encoding;
  }
  return std::nullopt;
}

std::string_view name_of(Encoding encoding) {
  return encoding == Encoding::automatic ? "auto" : decoder_of(encoding).name;
}

}  // namespace vnidx::encoding
