// Writes Vietnamese as people and programs really do, and text that goes wrong in every other way.
//
// Not thread-safe: written() keeps a table of letters.
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace vnidx::text::reference {

/// Ways to write the same letter in Unicode.
enum class Form {
  composed,
  decomposed,
  tone_first,        ///< e, tone, circumflex
  tone_composed,     ///< é, circumflex
  quality_composed,  ///< ê, tone
};
inline constexpr std::array kForms{Form::composed, Form::decomposed, Form::tone_first, Form::tone_composed,
                                   Form::quality_composed};

enum class Case { lower, capitalized, upper };
inline constexpr std::array kCases{Case::lower, Case::capitalized, Case::upper};

/// `word` (small, composed) as somebody else would write it.
std::string written(std::u32string_view word, Form form, Case letter_case);

/// One random text for each seed.
class Scribe {
 public:
  explicit Scribe(std::uint64_t seed) : random_(seed) {}

  /// Glued syllables, edited ones, random code points, damaged bytes or ASCII; a few dozen characters.
  std::string text();

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }

  template <typename Range>
  auto any(const Range& range) {
    return range[below(range.size())];
  }

  std::string syllable();
  std::string prose();
  char32_t point();
  std::u32string points();
  std::string edited(std::string_view text);
  std::string damaged(std::string text);
  std::string ascii();

  std::mt19937_64 random_;
};

}  // namespace vnidx::text::reference
