// From bytes to UTF-8: the stage where encodings end. Everything behind it sees valid UTF-8 only.
// Pure functions; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace vnidx::encoding {

enum class Encoding : std::uint8_t {
  automatic,
  utf8,
  utf16le,
  utf16be,
  tcvn3,
  vni,
  viscii,
  vps,
  windows1258,
  windows1252,
  viqr,
  misread,  ///< UTF-8 that was read as Windows-1252 and written as UTF-8 again, once or twice
  unknown,  ///< none of these: the bytes of another language's encoding, or no text
};

/// What there is to say of a text whose encoding is unknown.
inline constexpr std::string_view kUnknownEncoding =
    "is neither UTF-8 nor any of the Vietnamese encodings: name its encoding with --encoding, or turn it "
    "into "
    "UTF-8 first";

struct Decoded {
  std::string text;             ///< valid UTF-8, no byte-order mark; empty where the encoding is unknown
  Encoding encoding;            ///< what it was, or what most of it was; never automatic
  std::size_t replaced = 0;     ///< how many U+FFFD stand for bytes that could not be decoded
  std::size_t first_bad = 0;    ///< byte offset of the first of them in the input
  std::size_t other_lines = 0;  ///< how many lines were in another encoding than the rest
  bool look_alike = false;      ///< the bytes of an 8-bit encoding came as the UTF-8 of what they look like
};

/// `bytes` as UTF-8; valid UTF-8 is moved, not copied. Encoding::automatic has detect_encoding() decide, and
/// where that says UTF-8, the text itself: a legacy encoding is taken for one where it makes Vietnamese
/// syllables of the text (eight_bit.h, misread.h, viqr.h). What of UTF-8 and UTF-16 is ill-formed becomes
/// U+FFFD, one for each maximal subpart (The Unicode Standard 15.0, section 3.9, "U+FFFD Substitution of
/// Maximal Subparts"; the same as the WHATWG Encoding Standard).
Decoded decode(std::string bytes, Encoding encoding);

/// A quick look, false for nearly all texts: whether decode_misread() may find anything.
bool may_be_misread(std::string_view text);

/// A text, valid UTF-8, as it was meant, if it was misread before it became UTF-8 (misread.h).
/// It keeps its lines.
std::optional<Decoded> decode_misread(std::string_view text);

/// What the first bytes of a text say: a byte-order mark decides, then NUL bytes in every other place mean
/// UTF-16, else it is UTF-8. Never automatic. A few kilobytes are enough.
Encoding detect_encoding(std::string_view bytes);

/// The byte-order mark of `encoding` that `bytes` begin with; empty where there is none.
std::string_view byte_order_mark(std::string_view bytes, Encoding encoding);

/// The encoding of that name (`utf-8`, `UTF-16LE`, `auto` …, case and hyphens alike), if it is known.
std::optional<Encoding> encoding_named(std::string_view name);
std::string_view name_of(Encoding encoding);

struct NamedEncoding {
  std::string_view name;
  Encoding encoding;
};

/// All that a user can name, `auto` first.
std::span<const NamedEncoding> named_encodings();

/// What was decided, for people: `tcvn3, saved as utf-8`.
std::string description(const Decoded& decoded);

}  // namespace vnidx::encoding
