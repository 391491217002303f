// Texts that are valid UTF-8 and yet not what was written: bytes of TCVN3 or VNI, or UTF-8 itself, were taken
// for Windows-1252 or Latin-1 and saved as UTF-8.
//
//     Uû ban nh©n d©n     TCVN3      Ủy ban nhân dân
//     Uûy ban nhaân daân  VNI        Ủy ban nhân dân
//     á»¦y ban nhÃ¢n dÃ¢n   UTF-8      Ủy ban nhân dân
//
// Any other text, whatever its language, is left as it is: a text is restored only where what looks foreign
// becomes Vietnamese syllables nearly everywhere, and only in the lines and words where it does. Pure
// functions; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "encoding/decode.h"

namespace vnidx::encoding {

/// The text as it was meant, with as many lines as `text`, valid UTF-8, has; nothing where it is meant as it
/// stands.
std::optional<Decoded> restore(std::string_view text);

/// `text` read as `encoding` (TCVN3, VNI …, or Encoding::misread) throughout, because the user says so.
Decoded restore_as(std::string_view text, Encoding encoding);

}  // namespace vnidx::encoding
