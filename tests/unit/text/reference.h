// What the rules of Vietnamese spelling say, worked out the slow way, to judge src/text by.
//
// Nothing here shares a table or a method with src/text: every syllable of the language is spelled out with
// its tone on each of its vowel letters, and a word is repaired by looking its spelling up. Thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vnidx::text::reference {

/// The tone marks huyền, sắc, ngã, hỏi, nặng as combining characters; a level syllable has none of them.
inline constexpr std::u32string_view kTones = U"\u0300\u0301\u0303\u0309\u0323";
/// Circumflex, breve and horn.
inline constexpr std::u32string_view kQualities = U"\u0302\u0306\u031b";

/// A syllable before it gets its tone.
struct Syllable {
  std::u32string letters;           ///< small, composed, toneless: "hoan", "người" as "ngươi"
  std::size_t tone_at;              ///< index of the letter that carries the tone in old-style spelling
  std::vector<std::size_t> vowels;  ///< every letter a hasty writer may put it on, the u of qu- among them

  /// The syllable, composed, with `tone` on letter `at`.
  std::u32string spelled(std::size_t at, char32_t tone) const;
};

/// Every onset with every rhyme it takes, and some that it does not ("ce", "ngia"): spelling rules between
/// onset and vowel are no concern of the tone.
const std::vector<Syllable>& syllables();

struct Range {
  std::size_t begin;  ///< byte offset in the text as read
  std::size_t end;
  bool operator==(const Range&) const = default;
};

/// What a text should become.
struct Reading {
  std::string canonical;
  std::string folded;
  std::vector<Range> words;
  /// False where the rules leave room: the fields above are one answer among others, and prove nothing.
  bool settled;
};

Reading read(std::string_view text);

/// `text` cut into code points and pieces of damaged ones.
std::vector<std::string_view> characters(std::string_view text);

std::string to_utf8(std::u32string_view text);
std::u32string to_utf32(std::string_view text);  ///< what is no UTF-8 becomes U+FFFD
std::u32string nfc(std::u32string_view text);
std::u32string nfd(std::u32string_view text);

}  // namespace vnidx::text::reference
