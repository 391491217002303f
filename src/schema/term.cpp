#include "schema/term.h"

#include <xxhash.h>

#include <array>
#include <cstdint>

#include "schema/fields.h"

namespace vnidx::schema {
namespace {

constexpr char kMarks = '\x01';     // folded form, then marks
constexpr char kVerbatim = '\x02';  // folded form, then canonical form
constexpr char kHashed = '\x03';    // start of the folded form, then a hash
constexpr unsigned kFirstMark = 0x20;
constexpr unsigned kMarkKinds = 18;  // 17 marked forms of a vowel, and đ
constexpr unsigned kGaps = 11;       // unmarked letters between two marked ones that one byte can say
constexpr char kSkip = '\xff';       // kGaps unmarked letters
constexpr std::size_t kMaxWordBytes = kMaxTermBytes - 2;

constexpr unsigned kTones = 6;    // none, grave, acute, hook above, tilde, dot below
constexpr unsigned kStroke = 17;  // the mark of đ, behind the 3 × 6 − 1 of vowels

struct Vowel {
  char base;
  unsigned quality;  // 0 none, 1 circumflex, 2 breve or horn
  std::array<char32_t, kTones> toned;
};

constexpr std::array<Vowel, 12> kVowels{{
    {'a', 0, {U'a', U'à', U'á', U'ả', U'ã', U'ạ'}},
    {'a', 2, {U'ă', U'ằ', U'ắ', U'ẳ', U'ẵ', U'ặ'}},
    {'a', 1, {U'â', U'ầ', U'ấ', U'ẩ', U'ẫ', U'ậ'}},
    {'e', 0, {U'e', U'è', U'é', U'ẻ', U'ẽ', U'ẹ'}},
    {'e', 1, {U'ê', U'ề', U'ế', U'ể', U'ễ', U'ệ'}},
    {'i', 0, {U'i', U'ì', U'í', U'ỉ', U'ĩ', U'ị'}},
    {'o', 0, {U'o', U'ò', U'ó', U'ỏ', U'õ', U'ọ'}},
    {'o', 1, {U'ô', U'ồ', U'ố', U'ổ', U'ỗ', U'ộ'}},
    {'o', 2, {U'ơ', U'ờ', U'ớ', U'ở', U'ỡ', U'ợ'}},
    {'u', 0, {U'u', U'ù', U'ú', U'ủ', U'ũ', U'ụ'}},
    {'u', 2, {U'ư', U'ừ', U'ứ', U'ử', U'ữ', U'ự'}},
    {'y', 0, {U'y', U'ỳ', U'ý', U'ỷ', U'ỹ', U'ỵ'}},
}};

// A letter as its unmarked base and the number of its mark: 0 none, else 1 … kMarkKinds. Base 0: no
// Vietnamese letter.
struct Letter {
  char base;
  unsigned char mark;
};

// Letters by code point: U+00C0–U+01B7 and U+1EA0–U+1EFF hold all that are marked.
constexpr std::size_t kLowSize = 0x1c0;
constexpr std::size_t kHighStart = 0x1ea0;

struct LetterTable {
  std::array<Letter, kLowSize> low{};
  std::array<Letter, 0x60> high{};

  constexpr LetterTable() {
    for (char c = 'a'; c <= 'z'; ++c) low[static_cast<std::size_t>(c)] = {c, 0};
    for (char c = '0'; c <= '9'; ++c) low[static_cast<std::size_t>(c)] = {c, 0};
    for (const Vowel& vowel : kVowels) {
      for (unsigned tone = 0; tone < kTones; ++tone) {
        const char32_t letter = vowel.toned[tone];
        auto& cell = letter < kLowSize ? low[letter] : high[letter - kHighStart];
        cell = {vowel.base, static_cast<unsigned char>(vowel.quality * kTones + tone)};
      }
    }
    low[U'đ'] = {'d', kStroke + 1};
  }

  constexpr Letter at(char32_t letter) const {
    if (letter < kLowSize) return low[letter];
    if (letter >= kHighStart && letter < kHighStart + high.size()) return high[letter - kHighStart];
    return {0, 0};
  }
};

constexpr LetterTable kLetters;

// Marks that ask for nothing but themselves: what `mark` leaves out of `needed`.
constexpr bool includes(unsigned mark, unsigned needed) {
  if (needed == 0 || mark == needed) return true;
  if (mark > kStroke || needed > kStroke) return false;
  const unsigned quality = needed / kTones;
  const unsigned tone = needed % kTones;
  return (quality == 0 || quality == mark / kTones) && (tone == 0 || tone == mark % kTones);
}

// Next code point of well-formed UTF-8.
char32_t next_letter(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  char32_t letter = length == 1 ? lead : lead & (0xffU >> (length + 1));
  for (std::size_t i = 1; i < length && i < text.size(); ++i) letter = letter << 6 | (byte(i) & 0x3fU);
  text.remove_prefix(std::min(length, text.size()));
  return letter;
}

void append_letter(std::string& out, char32_t letter) {
  if (letter < 0x80) {
    out += static_cast<char>(letter);
  } else if (letter < 0x800) {
    out += static_cast<char>(0xc0 | letter >> 6);
    out += static_cast<char>(0x80 | (letter & 0x3f));
  } else {
    out += static_cast<char>(0xe0 | letter >> 12);
    out += static_cast<char>(0x80 | (letter >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (letter & 0x3f));
  }
}

char32_t marked(char base, unsigned mark) {
  if (mark == kStroke + 1) return U'đ';
  for (const Vowel& vowel : kVowels) {
    if (vowel.base == base && vowel.quality == mark / kTones) return vowel.toned[mark % kTones];
  }
  return static_cast<unsigned char>(base);
}

std::string hash_of(std::string_view value) {
  constexpr char kDigits[] = "0123456789abcdef";
  const auto hash = XXH3_128bits(value.data(), value.size());
  std::string digits;
  for (const std::uint64_t half : {hash.high64, hash.low64}) {
    for (int shift = 60; shift >= 0; shift -= 4) digits += kDigits[half >> shift & 15];
  }
  return digits;
}

// The first `bytes` of `text`, less what would cut a code point.
std::string_view start_of(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0U) == 0x80) --bytes;
  return text.substr(0, bytes);
}

}  // namespace

std::string word_term(std::string_view canonical, std::string_view folded) {
  if (canonical.size() + folded.size() > kMaxWordBytes - 1) {
    return std::string(start_of(folded, 64)) + kHashed + hash_of(canonical);
  }
  std::string term(folded);
  if (canonical == folded) return term;
  term += kMarks;
  unsigned gap = 0;
  for (std::string_view rest = canonical; !rest.empty();) {
    const Letter letter = kLetters.at(next_letter(rest));
    if (letter.base == 0) return std::string(folded) + kVerbatim + std::string(canonical);
    if (letter.mark == 0) {
      ++gap;
      continue;
    }
    for (; gap >= kGaps; gap -= kGaps) term += kSkip;
    term += static_cast<char>(kFirstMark + gap * kMarkKinds + letter.mark - 1);
    gap = 0;
  }
  return term;
}

std::string term_word(std::string_view term) {
  const std::string_view folded = term_folded(term);
  if (folded.size() == term.size()) return std::string(term);
  const char kind = term[folded.size()];
  const std::string_view rest = term.substr(folded.size() + 1);
  if (kind == kVerbatim) return std::string(rest);
  if (kind == kHashed) return std::string(folded) + "…";
  std::string word;
  std::size_t at = 0;
  for (const char code : rest) {
    if (at >= folded.size()) break;  // not a term of word_term
    if (code == kSkip) {
      word.append(folded.substr(at, kGaps));
      at += kGaps;
      continue;
    }
    const unsigned value = static_cast<unsigned char>(code) - kFirstMark;
    const std::size_t gap = value / kMarkKinds;
    if (at + gap >= folded.size()) break;  // not a term of word_term
    word.append(folded.substr(at, gap));
    at += gap;
    append_letter(word, marked(folded[at++], value % kMarkKinds + 1));
  }
  if (at < folded.size()) word.append(folded.substr(at));
  return word;
}

std::string_view term_folded(std::string_view term) {
  constexpr std::string_view kSeparators("\x01\x02\x03", 3);
  return term.substr(0, term.find_first_of(kSeparators));
}

std::string value_term(std::string_view prefix, std::string_view value) {
  std::string term(prefix);
  const bool has_nul = value.find('\0') != std::string_view::npos;
  if (prefix.size() + value.size() > kMaxTermBytes || has_nul) {
    term += kHashed;
    term += hash_of(value);
  } else {
    term += value;
  }
  return term;
}

bool has_marks_of(std::string_view form, std::string_view typed) {
  while (!form.empty() && !typed.empty()) {
    const char32_t form_letter = next_letter(form);
    const char32_t typed_letter = next_letter(typed);
    if (form_letter == typed_letter) continue;
    const Letter have = kLetters.at(form_letter);
    const Letter want = kLetters.at(typed_letter);
    if (have.base == 0 || have.base != want.base || !includes(have.mark, want.mark)) return false;
  }
  return form.empty() && typed.empty();
}

bool has_tone(std::string_view canonical) {
  while (!canonical.empty()) {
    const unsigned mark = kLetters.at(next_letter(canonical)).mark;
    if (mark <= kStroke && mark % kTones != 0) return true;
  }
  return false;
}

}  // namespace vnidx::schema
