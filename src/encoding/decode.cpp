#include "encoding/decode.h"

#include <simdjson.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <utility>

#include "encoding/eight_bit.h"
#include "encoding/misread.h"
#include "encoding/viqr.h"
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

constexpr std::array kNames{
    NamedEncoding{"auto", Encoding::automatic},
    NamedEncoding{"utf-8", Encoding::utf8},
    NamedEncoding{"utf-16le", Encoding::utf16le},
    NamedEncoding{"utf-16be", Encoding::utf16be},
    NamedEncoding{"tcvn3", Encoding::tcvn3},
    NamedEncoding{"vni", Encoding::vni},
    NamedEncoding{"viscii", Encoding::viscii},
    NamedEncoding{"vps", Encoding::vps},
    NamedEncoding{"windows-1258", Encoding::windows1258},
    NamedEncoding{"windows-1252", Encoding::windows1252},
    NamedEncoding{"viqr", Encoding::viqr},
    NamedEncoding{"utf-8-misread", Encoding::misread},
};

struct Decoder {
  Encoding encoding;
  std::string_view mark;  ///< byte-order mark
  /// Decodes bytes behind `skipped` bytes of mark into an empty Decoded.
  void (*decode)(std::string bytes, std::size_t skipped, Decoded& decoded);
};

constexpr std::array kDecoders{
    Decoder{Encoding::utf8, "\xEF\xBB\xBF", decode_utf8},
    Decoder{Encoding::utf16le, "\xFF\xFE", decode_utf16<false>},
    Decoder{Encoding::utf16be, "\xFE\xFF", decode_utf16<true>},
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

bool has_mark(Encoding encoding) {
  return std::ranges::find(kDecoders, encoding, &Decoder::encoding) != kDecoders.end();
}

bool is_utf8(std::string_view bytes) {
  return simdjson::validate_utf8(bytes.data(), bytes.size());
}

/// Bytes in an encoding without a byte-order mark, because the user says so. What is UTF-8 was saved as that
/// after it had been misread.
Decoded decode_as(std::string bytes, Encoding encoding) {
  if (encoding == Encoding::viqr || encoding == Encoding::misread || is_utf8(bytes)) {
    Decoded decoded{{}, Encoding::utf8};
    decode_utf8(std::move(bytes), 0, decoded);
    if (encoding == Encoding::viqr) return {from_viqr(decoded.text), encoding};
    return text::is_ascii(decoded.text) ? Decoded{std::move(decoded.text), encoding}
                                        : restore_as(decoded.text, encoding);
  }
  return {decode_eight_bit(bytes, encoding), encoding};
}

/// Bytes without a mark: UTF-8 as it stands in nearly all cases.
Decoded decode_automatically(std::string bytes, std::size_t skipped) {
  if (is_utf8(bytes)) {
    if (text::is_ascii(bytes)) {
      if (is_viqr(bytes)) return {from_viqr(bytes), Encoding::viqr};
    } else if (std::optional<Decoded> restored = decode_misread(bytes)) {
      return *std::move(restored);
    }
    return {std::move(bytes), Encoding::utf8};
  }
  const Encoding encoding = recognize_eight_bit(bytes);
  if (encoding == Encoding::unknown) return {{}, encoding};
  if (encoding != Encoding::utf8) return decode_mixed(bytes, encoding);
  Decoded decoded{{}, encoding};
  decode_utf8(std::move(bytes), skipped, decoded);
  return decoded;
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
  const bool automatic = encoding == Encoding::automatic;
  if (automatic) encoding = detect_encoding(bytes);
  const std::size_t skipped = byte_order_mark(bytes, encoding).size();
  bytes.erase(0, skipped);
  if (automatic && encoding == Encoding::utf8) return decode_automatically(std::move(bytes), skipped);
  if (!has_mark(encoding)) return decode_as(std::move(bytes), encoding);
  Decoded decoded{{}, encoding};
  decoder_of(encoding).decode(std::move(bytes), skipped, decoded);
  return decoded;
}

std::optional<Decoded> decode_misread(std::string_view text) {
  if (!may_be_misread(text)) return std::nullopt;
  return restore(text);
}

Encoding detect_encoding(std::string_view bytes) {
  for (const Decoder& decoder : kDecoders) {
    if (bytes.starts_with(decoder.mark)) return decoder.encoding;
  }
  return utf16_by_zeros(bytes).value_or(Encoding::utf8);
}

std::string_view byte_order_mark(std::string_view bytes, Encoding encoding) {
  if (!has_mark(encoding)) return {};
  const std::string_view mark = decoder_of(encoding).mark;
  return bytes.starts_with(mark) ? mark : std::string_view();
}

std::optional<Encoding> encoding_named(std::string_view name) {
  const std::string wanted = levelled(name);
  if (wanted == "automatic") return Encoding::automatic;
  for (const NamedEncoding& entry : kNames) {
    if (levelled(entry.name) == wanted) return entry.encoding;
  }
  return std::nullopt;
}

std::span<const NamedEncoding> named_encodings() {
  return kNames;
}

std::string_view name_of(Encoding encoding) {
  const auto* const entry = std::ranges::find(kNames, encoding, &NamedEncoding::encoding);
  return entry == kNames.end() ? std::string_view("unknown") : entry->name;
}

std::string description(const Decoded& decoded) {
  std::string text(name_of(decoded.encoding));
  if (decoded.look_alike) text += ", saved as utf-8";
  if (decoded.other_lines > 0) {
    text += ", but for " + std::to_string(decoded.other_lines) +
            (decoded.other_lines == 1 ? " line in another encoding" : " lines in other encodings");
  }
  return text;
}

}  // namespace vnidx::encoding
