// From bytes to UTF-8: the stage where encodings end. Everything behind it sees valid UTF-8 only.
// Pure functions; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
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
};

struct Decoded {
  std::string text;           ///< valid UTF-8, no byte-order mark
  Encoding encoding;          ///< what it was; never automatic
  std::size_t replaced = 0;   ///< how many U+FFFD stand for bytes that could not be decoded
  std::size_t first_bad = 0;  ///< byte offset of the first of them in the input
};

/// `bytes` as UTF-8; valid UTF-8 is moved, not copied. Encoding::automatic stands for detect_encoding(). What
/// is ill-formed becomes U+FFFD, one for each maximal subpart (The Unicode Standard 15.0, section 3.9,
/// "U+FFFD Substitution of Maximal Subparts"; the same as the WHATWG Encoding Standard).
Decoded decode(std::string bytes, Encoding encoding);

/// What the first bytes of a text say: a byte-order mark decides, then NUL bytes in every other place mean
/// UTF-16, else it is UTF-8. Never automatic. A few kilobytes are enough.
Encoding detect_encoding(std::string_view bytes);

/// The byte-order mark of `encoding` that `bytes` begin with; empty where there is none.
std::string_view byte_order_mark(std::string_view bytes, Encoding encoding);

/// The encoding of that name (`utf-8`, `UTF-16LE`, `auto` …, case and hyphens alike), if it is known.
std::optional<Encoding> encoding_named(std::string_view name);
std::string_view name_of(Encoding encoding);

}  // namespace vnidx::encoding
