// The 8-bit encodings that Vietnamese was written in before Unicode, from their code units to letters.
//
// A code unit is a byte. A text of them comes as bytes, or as the characters that a program took the bytes
// for: `Uû ban nh©n d©n` is TCVN3 read as Windows-1252. Pure functions over constant tables; thread-safe.
//
// Sources: TCVN 5712:1993 (its letters; the fonts of TCVN3 have no marks of their own and keep U+00B0 to
// U+00B4), RFC 1456 for VISCII, Microsoft's tables of code pages 1252 and 1258, and the tables that VNI and
// VPS published with their fonts.
#pragma once

#include <string>
#include <string_view>

#include "encoding/decode.h"

namespace vnidx::encoding {

/// Whether it is one of the encodings of this header: the Vietnamese ones, and Windows-1252.
bool is_eight_bit(Encoding encoding);

/// The code units of `characters`: each that stands for a byte in Windows-1252 or in Latin-1 becomes that
/// byte, U+0000 to U+00FF; others, which no byte stands for, stay.
std::u32string code_units(std::u32string_view characters);

/// Code units in a legacy encoding as letters, each in one code point where it has one. Units that mean
/// nothing there are what they are in Windows-1252, and those above U+00FF themselves.
std::u32string letters_of(std::u32string_view units, Encoding legacy);

/// TCVN3 has no capitals with tones, so a heading typed in it reads `CộNG HOà`. Raises the small letters with
/// marks in words that have capitals but no other small letter, where two capitals or the words beside it
/// tell that it is one of a heading.
void raise_capitals(std::u32string& text);

}  // namespace vnidx::encoding
