// Texts of 8-bit encodings, which are not UTF-8: which encoding is it, and line by line what it says. Pure
// functions; thread-safe.
#pragma once

#include <string_view>

#include "encoding/decode.h"

namespace vnidx::encoding {

/// The legacy encoding of `bytes`, which are not valid UTF-8, by the syllables that it makes of them;
/// Windows-1252 where they are ASCII with its quotes and dashes; UTF-8 where a few bytes of it are damaged;
/// Encoding::unknown where it is none of them. Lines that are valid UTF-8 have no say.
Encoding recognize_eight_bit(std::string_view bytes);

/// `bytes` in the encoding that recognize_eight_bit() found. A line that is valid UTF-8, or plainly another
/// of the legacy encodings, is read as such: such texts were pasted together.
Decoded decode_mixed(std::string_view bytes, Encoding main);

/// All of `bytes` in one 8-bit encoding.
std::string decode_eight_bit(std::string_view bytes, Encoding encoding);

}  // namespace vnidx::encoding
