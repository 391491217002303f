// From bytes to UTF-8: the stage where encodings end. Everything behind it sees valid UTF-8 only.
// Pure functions; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vnidx::source {

enum class Encoding : std::uint8_t { automatic, utf8, utf16le, utf16be };

struct Decoded {
  std::string text;           ///< valid UTF-8, no byte-order mark
  Encoding encoding;          ///< what it was; never automatic
  std::size_t replaced = 0;   ///< how many U+FFFD stand for bytes that could not be decoded
  std::size_t first_bad = 0;  ///< byte offset of the first of them in the input
};

/// `bytes` as UTF-8. With Encoding::automatic a byte-order mark decides, then NUL bytes in every other place mean
/// UTF-16, else it is UTF-8.
Decoded decode(std::string_view bytes, Encoding encoding);

/// The encoding of that name (`utf-8`, `UTF-16LE`, `auto` …, case and hyphens alike), if it is known.
std::optional<Encoding> encoding_named(std::string_view name);
std::string_view name_of(Encoding encoding);

}  // namespace vnidx::source
