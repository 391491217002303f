// Words that the making of a PDF took apart: by kerning within a line, by a hyphen at its end. They are put
// together where Vietnamese syllables prove it. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vnidx::format::pdf {

enum class WordPlace : std::uint8_t { first, within };  ///< of its line

/// A word in a font of TCVN3 with its ư, where poppler took that for a hyphen and a syllable proves it:
/// `n-ớc`, not `TT-NHNN`.
std::string with_horns(std::string_view word, WordPlace place);

/// Whether `next` goes on with the last word of `text` without a space, as `đư` and `ợc` do. `gap` is what
/// lies between them, in heights of a word: a real space is seldom less than a seventh.
bool belongs_together(std::string_view text, std::string_view next, double gap);

/// Appends a line to the paragraph that it goes on with: behind a space, or where a hyphen ends the
/// paragraph, without one. The hyphen stays where it belongs to the words (`TANDTC-VKSNDTC`, `xã hội-chính
/// trị`) and goes where it only parted one (`down-load`).
void append_line(std::string& paragraph, std::string_view line);

}  // namespace vnidx::format::pdf
