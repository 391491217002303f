// Where the tone mark of a Vietnamese syllable stands. Pure function over constant tables; thread-safe.
//
// Source of the rules: Vietnamese orthography in its old style (hòa, khỏe, thúy, ủy), which the press
// prefers.
#pragma once

#include <span>

#include "text/letter.h"

namespace vnidx::text {

/// Moves the tone of a syllable to the vowel letter it belongs on. Leaves alone what is no syllable, has no
/// tone or has more than one.
void place_tone(std::span<Letter> word);

}  // namespace vnidx::text
