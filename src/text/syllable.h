// Vietnamese syllables: where their tone mark stands, and which may be written with i or y, and what is
// one. Pure functions
// over constant tables; thread-safe.
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

/// Whether `word` is a syllable that the orthography allows: onset, vowel and coda that go together, one tone
/// at most, and behind a coda of c, ch, p or t a rising or a heavy one (sắc, nặng).
bool is_syllable(std::span<const Letter> word);

/// Writes i for y, or y for i, where both spell the same syllable: its vowel is this letter alone, behind a
/// consonant and without a coda (kỹ, kĩ; quý, quí; also quýt, quít). Whether it did; a word that is no such
/// syllable stays as it is (tai, túi, in, y).
bool swap_i_and_y(std::span<Letter> word);

}  // namespace vnidx::text
