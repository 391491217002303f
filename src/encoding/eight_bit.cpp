#include "encoding/eight_bit.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <string>

#include "encoding/charset.h"
#include "encoding/words.h"
#include "text/utf8.h"

namespace vnidx::encoding {
namespace {

// In the order that decides a tie.
constexpr std::array kCandidates = {Encoding::tcvn3, Encoding::vni, Encoding::windows1258, Encoding::viscii,
                                    Encoding::vps};

bool is_utf8(std::string_view bytes) {
  return simdjson::validate_utf8(bytes.data(), bytes.size());
}

/// The line at the start of `bytes`, with its line feed.
std::string_view first_line(std::string_view bytes) {
  return bytes.substr(0, std::min(bytes.find('\n'), bytes.size() - 1) + 1);
}

std::u32string units_of(std::string_view bytes) {
  std::u32string units(bytes.size(), U'\0');
  std::ranges::transform(bytes, units.begin(), [](char c) { return static_cast<unsigned char>(c); });
  return units;
}

/// The lines of `bytes` that are not UTF-8, as far as they are needed to tell the encoding.
std::u32string sample_of(std::string_view bytes) {
  constexpr std::size_t kEnough = std::size_t{64} << 10;
  std::u32string sample;
  while (!bytes.empty() && sample.size() < kEnough) {
    const std::string_view line = first_line(bytes);
    if (!is_utf8(line)) sample += units_of(line.substr(0, kEnough));
    bytes.remove_prefix(line.size());
  }
  return sample;
}

struct Guess {
  Encoding encoding = Encoding::unknown;
  Evidence evidence;
};

/// Four words of five are syllables in a text that was decoded rightly, names and formulas allowed for.
bool is_convincing(const Evidence& evidence) {
  return evidence.vietnamese > 0 && evidence.vietnamese >= 4 * evidence.other;
}

Guess best_guess(std::u32string_view units) {
  Guess best;
  for (const Encoding candidate : kCandidates) {
    const Evidence found = evidence(letters_of(units, candidate));
    const auto balance = [](const Evidence& e) {
      return static_cast<std::ptrdiff_t>(e.vietnamese) - 2 * static_cast<std::ptrdiff_t>(e.other);
    };
    if (best.encoding == Encoding::unknown || balance(found) > balance(best.evidence)) {
      best = {candidate, found};
    }
  }
  return best;
}

/// What bytes beyond ASCII are there.
struct Census {
  std::size_t sequences = 0;     ///< of well-formed UTF-8
  std::size_t stray = 0;         ///< bytes that are in none
  bool only_punctuation = true;  ///< all stray ones are quotes, dashes, bullets or spaces in Windows-1252
  bool controls = false;         ///< control characters that no text has
};

Census census(std::string_view bytes) {
  constexpr std::string_view kPunctuation =
      "\x82\x84\x85\x8B\x91\x92\x93\x94\x95\x96\x97\x99\x9B\xA0\xA7\xA9"
      "\xAB\xAE\xB0\xB7\xBB";
  Census census;
  while (!bytes.empty()) {
    const auto byte = static_cast<unsigned char>(bytes[0]);
    if (byte < 0x80) {
      census.controls =
          census.controls ||
          (byte < 0x20 && std::string_view("\t\n\v\f\r\x1A\x1B").find(bytes[0]) == std::string_view::npos);
      bytes.remove_prefix(1);
      continue;
    }
    const text::Decoded next = text::decode(bytes);
    if (next.code_point == text::kReplacement) {
      ++census.stray;
      census.only_punctuation =
          census.only_punctuation && kPunctuation.find(bytes[0]) != std::string_view::npos;
    } else {
      ++census.sequences;
    }
    bytes.remove_prefix(next.bytes);
  }
  return census;
}

/// A line that happens to be UTF-8 is not meant so where only the legacy encoding makes syllables of it.
bool is_meant_as_utf8(std::string_view line, Encoding legacy) {
  if (text::is_ascii(line) || is_convincing(evidence(text::to_utf32(line)))) return true;
  return !is_convincing(evidence(letters_of(units_of(line), legacy)));
}

}  // namespace

Encoding recognize_eight_bit(std::string_view bytes) {
  constexpr std::size_t kSample = std::size_t{1} << 20;
  const Census found = census(bytes.substr(0, kSample));
  // A few bytes of a UTF-8 text were lost: its own characters outnumber them.
  if (found.sequences >= 4 * found.stray) {
    const Guess guess = best_guess(sample_of(bytes));
    // Unless these lines were written in another encoding.
    const bool pasted = is_convincing(guess.evidence) && guess.evidence.vietnamese >= 8;
    return pasted ? guess.encoding : Encoding::utf8;
  }
  const Guess guess = best_guess(sample_of(bytes));
  if (is_convincing(guess.evidence) && guess.evidence.vietnamese >= 2) return guess.encoding;
  if (found.controls) return Encoding::unknown;
  if (found.only_punctuation && found.sequences == 0) return Encoding::windows1252;
  // Here and there a byte in a text that is ASCII otherwise says nothing of an encoding.
  constexpr std::size_t kRare = 400;
  const bool rare = found.stray <= 3 || found.stray * kRare < bytes.size();
  return rare ? Encoding::utf8 : Encoding::unknown;
}

std::string decode_eight_bit(std::string_view bytes, Encoding encoding) {
  std::u32string letters = letters_of(units_of(bytes), encoding);
  if (encoding == Encoding::tcvn3) raise_capitals(letters);
  return text::to_utf8(letters);
}

Decoded decode_mixed(std::string_view bytes, Encoding main) {
  Decoded decoded{{}, main};
  decoded.text.reserve(bytes.size() + bytes.size() / 2);
  while (!bytes.empty()) {
    const std::string_view line = first_line(bytes);
    bytes.remove_prefix(line.size());
    if (is_utf8(line) && is_meant_as_utf8(line, main)) {
      if (!text::is_ascii(line)) ++decoded.other_lines;
      decoded.text += line;
      continue;
    }
    const std::u32string units = units_of(line);
    Encoding encoding = main;
    if (!is_convincing(evidence(letters_of(units, main)))) {
      const Guess guess = best_guess(units);
      constexpr std::size_t kEnoughWords = 3;
      if (is_convincing(guess.evidence) && guess.evidence.vietnamese >= kEnoughWords) {
        encoding = guess.encoding;
      }
    }
    if (encoding != main) ++decoded.other_lines;
    decoded.text += decode_eight_bit(line, encoding);
  }
  return decoded;
}

}  // namespace vnidx::encoding
