// Words of a text as evidence of its encoding: what was decoded rightly is made of Vietnamese syllables.
// Pure functions; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vnidx::encoding {

enum class Verdict : std::uint8_t {
  plain,       ///< ASCII alone, or nothing
  vietnamese,  ///< a syllable with marks
  other,       ///< anything else beyond ASCII
};

/// The verdict on a word as next_word() cuts it.
Verdict verdict(std::u32string_view word);

/// The length of the word at the start of `text`, 0 where none begins there. Words are of letters and of all
/// that a letter may have become by a wrong reading: U+00A1 to U+00FF, soft hyphens and marks among them.
std::size_t word_length(std::u32string_view text);

struct Evidence {
  std::size_t vietnamese = 0;  ///< words
  std::size_t other = 0;
};

/// The evidence of all words in `text`.
Evidence evidence(std::u32string_view text);

}  // namespace vnidx::encoding
