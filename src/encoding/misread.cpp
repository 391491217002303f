#include "encoding/misread.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <vector>

#include "encoding/charset.h"
#include "encoding/words.h"
#include "text/letter.h"
#include "text/syllable.h"
#include "text/utf8.h"

namespace vnidx::encoding {
namespace {

/// Sixteen bytes, which GCC and Clang compare at once on every processor.
using Bytes = std::uint8_t __attribute__((vector_size(16)));

Bytes bytes_at(const char* from) {
  Bytes bytes;
  std::memcpy(&bytes, from, sizeof bytes);
  return bytes;
}

Bytes between(Bytes bytes, std::uint8_t first, std::uint8_t last) {
  return Bytes(bytes >= first) & Bytes(bytes <= last);
}

/// How many of the 16 pairs of bytes from `from` on are characters that Vietnamese in UTF-8 does not have and
/// misread text has all the time: `¨` to `®` and `µ` to `¾`, of TCVN3 and of UTF-8; `ä å ë ï ñ ö ø û ü` of
/// VNI, and their capitals. Reads 17 bytes.
std::size_t suspects_at(const char* from) {
  const Bytes lead = bytes_at(from);
  const Bytes second = bytes_at(from + 1);
  const Bytes small = second | 0x20;
  const Bytes sign = between(second, 0xA8, 0xAE) | between(second, 0xB5, 0xBE);
  const Bytes mark = between(small, 0xA4, 0xA5) | Bytes(small == 0xAB) | Bytes(small == 0xAF) |
                     Bytes(small == 0xB1) | Bytes(small == 0xB6) | Bytes(small == 0xB8) |
                     between(small, 0xBB, 0xBC);
  const Bytes suspect = (Bytes(lead == 0xC2) & sign) | (Bytes(lead == 0xC3) & mark);
  std::array<std::uint64_t, 2> halves{};
  std::memcpy(halves.data(), &suspect, sizeof suspect);
  constexpr int kBitsOfByte = 8;
  return static_cast<std::size_t>((std::popcount(halves[0]) + std::popcount(halves[1])) / kBitsOfByte);
}

std::vector<std::u32string_view> lines_of(std::u32string_view text) {
  std::vector<std::u32string_view> lines;
  while (!text.empty()) {
    const std::size_t feed = text.find(U'\n');
    lines.push_back(text.substr(0, feed == std::u32string_view::npos ? feed : feed + 1));
    text.remove_prefix(lines.back().size());
  }
  return lines;
}

// --- UTF-8 read as Windows-1252

/// Whether a character made of two bytes is one that such a text holds; U+0080 to U+009F are the bytes of a
/// text that was misread twice, and so are U+02C6 and U+02DC, what Windows-1252 has for two of them. Three
/// bytes do not stand together by chance.
bool is_likely(char32_t c) {
  return (c >= 0x80 && c < 0x250) || c == 0x2C6 || c == 0x2DC || (c >= 0x300 && c < 0x370) || c >= 0x800;
}

struct Joined {
  std::u32string text;
  std::size_t joined = 0;  ///< characters made of several
};

/// Whether the letters at the start of `text` are the end of the syllable that `begun` has begun, and none of
/// their own.
bool completes_syllable(std::u32string_view begun, std::u32string_view text) {
  const std::size_t length = word_length(text);
  if (length == 0) return false;
  const auto alone = text::read_letters(text.substr(0, length));
  if (alone && text::is_syllable(*alone)) return false;
  std::size_t start = begun.size();
  while (start > 0 && word_length(begun.substr(start - 1, 1)) == 1) --start;
  const std::u32string whole = std::u32string(begun.substr(start)) + std::u32string(text.substr(0, length));
  return verdict(whole) == Verdict::vietnamese;
}

/// Takes characters for bytes and joins them where they are UTF-8. The no-break space, second byte of `à`,
/// may have become a common space.
Joined join_bytes(std::u32string_view characters) {
  constexpr char32_t kLeadOfA = 0xC3;
  const std::u32string units = code_units(characters);
  Joined result;
  result.text.reserve(units.size());
  for (std::size_t i = 0; i < units.size();) {
    const char32_t lead = units[i];
    const std::size_t length = lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE0 && lead <= 0xEF ? 3 : 1;
    const auto is_trail = [](char32_t unit) { return unit >= 0x80 && unit <= 0xBF; };
    const bool whole = length > 1 && i + length <= units.size() &&
                       std::all_of(units.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                   units.begin() + static_cast<std::ptrdiff_t>(i + length), is_trail);
    if (whole) {
      char32_t c = lead & (length == 2 ? 0x1F : 0x0F);
      for (std::size_t k = 1; k < length; ++k) c = c << 6 | (units[i + k] & 0x3F);
      if (is_likely(c)) {
        result.text.push_back(c);
        ++result.joined;
        i += length;
        continue;
      }
    }
    if (lead == kLeadOfA && i + 1 < units.size() && units[i + 1] == U' ') {
      result.text.push_back(U'à');
      ++i;
      const std::u32string_view rest = std::u32string_view(characters).substr(i + 1);
      const bool punctuation =
          !rest.empty() && std::u32string_view(U" ,.;:!?)").find(rest[0]) != std::u32string_view::npos;
      if (punctuation || completes_syllable(result.text, rest)) ++i;
      continue;
    }
    result.text.push_back(characters[i]);
    ++i;
  }
  return result;
}

/// The text before it was misread once or twice; nothing where that makes no Vietnamese of it.
std::optional<std::u32string> undo_misreading(std::u32string_view text) {
  constexpr std::size_t kEnough = 3;  // joined characters
  std::optional<std::u32string> best;
  std::size_t most = evidence(text).vietnamese;
  Joined joined = join_bytes(text);
  for (int round = 0; round < 2 && joined.joined >= kEnough; ++round) {
    const Evidence found = evidence(joined.text);
    if (found.vietnamese > most && found.vietnamese >= 4 * found.other) {
      most = found.vietnamese;
      best = joined.text;
    }
    joined = join_bytes(joined.text);
  }
  return best;
}

// --- TCVN3 and VNI read as Windows-1252

/// What speaks for a line being in a legacy encoding, in words.
struct Votes {
  std::size_t vietnamese = 0;  ///< became syllables, and were none
  std::size_t other = 0;       ///< did not become syllables, and were none
  std::size_t sound = 0;       ///< are syllables as they stand, and would be none or hold later letters
  std::size_t with_signs = 0;  ///< of the former, those with a sign inside that no word of any language has
};

std::u32string decoded_word(std::u32string_view word, Encoding legacy) {
  return letters_of(code_units(word), legacy);
}

/// Characters that are no letters and stand inside words of misread TCVN3; vowels with a second mark behind
/// them, as only VNI writes.
bool has_sign(std::u32string_view word, Encoding legacy) {
  constexpr std::u32string_view kSigns = U"¨©«¬\u00AD®¶·¸¹»¼½¾";
  constexpr std::u32string_view kMarks = U"øØûÛïÏõÕùÙåÅäÄëËüÜ";
  constexpr std::u32string_view kVowels = U"aeouyAEOUYôÔöÖ";
  if (legacy == Encoding::tcvn3) return word.find_first_of(kSigns) != std::u32string_view::npos;
  for (std::size_t i = 1; i < word.size(); ++i) {
    const bool mark = kMarks.find(word[i]) != std::u32string_view::npos;
    if (mark && kVowels.find(word[i - 1]) != std::u32string_view::npos) return true;
  }
  return false;
}

/// A syllable as it stands that is none when decoded, or has letters that no byte was ever taken for.
bool is_sound(std::u32string_view word, std::u32string_view decoded) {
  if (verdict(word) != Verdict::vietnamese) return false;
  return verdict(decoded) != Verdict::vietnamese ||
         std::ranges::any_of(code_units(word), [](char32_t unit) { return unit > 0xFF; });
}

Votes votes_of(std::u32string_view line, Encoding legacy) {
  Votes votes;
  while (!line.empty()) {
    const std::size_t length = word_length(line);
    const std::u32string_view word = line.substr(0, length);
    line.remove_prefix(std::max<std::size_t>(length, 1));
    const Verdict as_it_stands = verdict(word);
    if (as_it_stands == Verdict::plain || length == 1) continue;  // a letter alone says nothing
    const std::u32string decoded = decoded_word(word, legacy);
    if (is_sound(word, decoded)) {
      ++votes.sound;
    } else if (verdict(decoded) != Verdict::vietnamese) {
      ++votes.other;
    } else if (as_it_stands != Verdict::vietnamese) {
      ++votes.vietnamese;
      if (has_sign(word, legacy)) ++votes.with_signs;
    }
  }
  return votes;
}

/// Words of `line` in Vietnamese: those that are syllables as they stand and none when decoded stay, and so
/// do those that may be either beside them.
std::u32string restore_line(std::u32string_view line, Encoding legacy) {
  std::u32string restored;
  restored.reserve(line.size());
  bool keep = votes_of(line, legacy).sound > 0;
  while (!line.empty()) {
    const std::size_t length = word_length(line);
    const std::u32string_view word = line.substr(0, length);
    if (length == 0) {
      restored += decoded_word(line.substr(0, 1), legacy);
      line.remove_prefix(1);
      continue;
    }
    const std::u32string decoded = decoded_word(word, legacy);
    const bool syllable = verdict(word) == Verdict::vietnamese;
    if (is_sound(word, decoded)) keep = true;
    if (!syllable && verdict(decoded) == Verdict::vietnamese) keep = false;
    if (keep && syllable) {
      restored += word;
    } else {
      restored += decoded;
    }
    line.remove_prefix(length);
  }
  if (legacy == Encoding::tcvn3) raise_capitals(restored);
  return restored;
}

constexpr std::array kLegacy = {Encoding::tcvn3, Encoding::vni};

struct LineReading {
  std::optional<Encoding> encoding;
  Votes votes;
};

bool wins(const Votes& votes, std::size_t least) {
  return votes.vietnamese >= least && votes.vietnamese >= 4 * votes.other;
}

LineReading read_line(std::u32string_view line) {
  LineReading best;
  for (const Encoding legacy : kLegacy) {
    const Votes votes = votes_of(line, legacy);
    const bool better = !best.encoding || votes.vietnamese > best.votes.vietnamese;
    if (wins(votes, 1) && better) {
      best = {legacy, votes};
    } else if (!best.encoding) {
      best.votes.other = std::max(best.votes.other, votes.other);
      best.votes.sound = std::max(best.votes.sound, votes.sound);
    }
  }
  return best;
}

std::optional<Decoded> restore_legacy(std::u32string_view text) {
  constexpr std::size_t kStrong = 3;  // words of a line that speaks for itself
  constexpr std::size_t kEnough = 4;  // words of all such lines
  const std::vector<std::u32string_view> lines = lines_of(text);
  std::vector<LineReading> readings;
  readings.reserve(lines.size());
  std::array<Votes, kLegacy.size()> strong{};
  for (const std::u32string_view line : lines) {
    readings.push_back(read_line(line));
    const LineReading& reading = readings.back();
    if (!reading.encoding || reading.votes.vietnamese < kStrong) continue;
    Votes& sum = strong[*reading.encoding == kLegacy[0] ? 0 : 1];
    sum.vietnamese += reading.votes.vietnamese;
    sum.with_signs += reading.votes.with_signs;
  }
  const std::size_t main = strong[1].vietnamese > strong[0].vietnamese ? 1 : 0;
  const auto is_sure = [&strong](std::size_t which) {
    return strong[which].vietnamese >= kEnough && strong[which].with_signs >= 2 &&
           strong[which].with_signs * 4 >= strong[which].vietnamese;
  };
  if (!is_sure(main)) return std::nullopt;

  // Where nearly all is in one encoding, lines that say nothing are in it too: `§. T.`, `nãi`.
  const std::size_t restored_lines = std::ranges::count_if(
      readings, [&](const LineReading& reading) { return reading.encoding == kLegacy[main]; });
  const std::size_t sound_lines = std::ranges::count_if(readings, [](const LineReading& reading) {
    return !reading.encoding && reading.votes.other + reading.votes.sound > 0;
  });
  const bool throughout = restored_lines >= 4 * sound_lines;

  Decoded decoded{{}, kLegacy[main]};
  decoded.look_alike = true;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::optional<Encoding> encoding = readings[i].encoding;
    if (encoding && *encoding != kLegacy[main] && !is_sure(1 - main)) encoding.reset();
    if (!encoding && throughout) {
      const Votes votes = votes_of(lines[i], kLegacy[main]);
      if (votes.sound == 0 && votes.vietnamese >= votes.other) encoding = kLegacy[main];
    }
    decoded.text += text::to_utf8(encoding ? restore_line(lines[i], *encoding) : std::u32string(lines[i]));
    const bool plain = std::ranges::all_of(lines[i], [](char32_t c) { return c < 0x80; });
    if (!plain && encoding != kLegacy[main]) ++decoded.other_lines;
  }
  return decoded;
}

}  // namespace

bool may_be_misread(std::string_view text) {
  constexpr std::size_t kEnough = 3;
  constexpr std::size_t kStep = sizeof(Bytes);
  std::size_t found = 0;
  std::size_t i = 0;
  for (; i + kStep < text.size() && found < kEnough; i += kStep) found += suspects_at(text.data() + i);
  std::array<char, kStep + 1> rest{};
  text.copy(rest.data(), rest.size(), std::min(i, text.size()));
  return found + suspects_at(rest.data()) >= kEnough;
}

std::optional<Decoded> restore(std::string_view text) {
  const std::u32string characters = text::to_utf32(text);
  if (const auto meant = undo_misreading(characters))
    return Decoded{text::to_utf8(*meant), Encoding::misread};
  return restore_legacy(characters);
}

Decoded restore_as(std::string_view text, Encoding encoding) {
  const std::u32string characters = text::to_utf32(text);
  if (encoding == Encoding::misread) {
    const auto meant = undo_misreading(characters);
    return {text::to_utf8(meant ? *meant : join_bytes(characters).text), Encoding::misread};
  }
  Decoded decoded{{}, encoding};
  decoded.look_alike = true;
  std::u32string letters = letters_of(code_units(characters), encoding);
  if (encoding == Encoding::tcvn3) raise_capitals(letters);
  decoded.text = text::to_utf8(letters);
  return decoded;
}

}  // namespace vnidx::encoding
