// The fonts that drew Vietnamese before Unicode: `.VnTime`, `VNI-Times`, `VPS Times`. A document set in them
// holds the bytes of their encoding, which its format and its programs take for Windows-1252.
//
// Join neighbouring runs of one font before decoding them: VNI writes a letter and its mark as two
// characters, and these may fall into two runs. Pure functions; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "encoding/decode.h"

namespace vnidx::encoding {

struct Font {
  Encoding encoding;  ///< one of the legacy encodings
  bool capitals;      ///< it draws small letters as capitals, as `.VnTimeH` does
  friend bool operator==(const Font&, const Font&) = default;
};

/// What the font of that name draws; nothing for a font of Unicode, of Windows, or of symbols. The name is
/// as Word, Excel, RTF or PDF has it: any case, with a style (`.VnTime,Bold`) or as a subset
/// (`ABCDEF+VNI-Times`).
std::optional<Font> legacy_font(std::string_view name);

/// The text of a run in that font, in Vietnamese. `run` is UTF-8 whose characters stand for bytes, by
/// Windows-1252 or by Latin-1; other characters stay. TCVN3's ư is a soft hyphen to other programs, and any
/// form of it is read: U+00AD, the U+001F of Word, the U+2212 of PDF.
std::string decode_run(std::string_view run, const Font& font);

}  // namespace vnidx::encoding
