#include "encoding/viqr.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "encoding/words.h"
#include "text/letter.h"
#include "text/utf8.h"

namespace vnidx::encoding {
namespace {

using text::Letter;
using text::Quality;
using text::Tone;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

char small(char c) {
  return is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

/// What `mark` makes of a vowel; none where it cannot bear it.
Quality quality_of(char vowel, char mark) {
  const auto bears = [vowel](std::string_view vowels) {
    return vowels.find(vowel) != std::string_view::npos;
  };
  if (mark == '^' && bears("aeo")) return Quality::circumflex;
  if (mark == '(' && bears("a")) return Quality::breve;
  if ((mark == '+' || mark == '*') && bears("ou")) return Quality::horn;
  return Quality::none;
}

Tone tone_of(char mark) {
  switch (mark) {
    case '`':
      return Tone::huyen;
    case '\'':
      return Tone::sac;
    case '?':
      return Tone::hoi;
    case '~':
      return Tone::nga;
    case '.':
      return Tone::nang;
    default:
      return Tone::level;
  }
}

/// Words that questions end in. Of these with a hook there are none, or rare ones.
bool ends_question(std::string_view word) {
  constexpr auto kWords =
      std::to_array<std::string_view>({"sao", "dda^u", "ai", "chu+a", "chu*a", "a", "ddi"});
  std::string level(word);
  std::ranges::transform(level, level.begin(), small);
  return std::ranges::find(kWords, level) != kWords.end();
}

/// Whether the sign at `at` behind a vowel ends a sentence: nothing, or a capital behind spaces, follows. In
/// a line of capitals that says nothing, and behind most words `?` is a hook even so.
bool ends_sentence(std::string_view text, std::size_t at) {
  if (text[at] != '.' && text[at] != '?') return false;
  const std::size_t next = text.find_first_not_of(" \t", at + 1);
  if (next == std::string_view::npos) return true;
  if (text[next] == '\n' || text[next] == '\r') return true;
  if (next == at + 1 || !is_capital(text[next])) return false;
  std::size_t begin = at;
  while (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '\n' && text[begin - 1] != '\t') --begin;
  const std::string_view word = text.substr(begin, at - begin);
  if (text[at] == '?') return ends_question(word);
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  const bool in_capitals =
      std::ranges::none_of(word, is_small) && next + 1 < text.size() && !is_small(text[next + 1]);
  return !in_capitals;
}

class ViqrReader {
 public:
  explicit ViqrReader(std::string_view text)
      : text_(text), escapes_(text.find("\\.") != std::string_view::npos) {}

  std::string read() {
    out_.reserve(text_.size() + text_.size() / 4);
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }

  void step() {
    const char c = text_[at_];
    if (c == '\\' && at_ + 1 < text_.size() && tone_of(at(at_ + 1)) != Tone::level) {
      out_ += at(at_ + 1);
      at_ += 2;
    } else if (small(c) == 'd' && small(at(at_ + 1)) == 'd') {
      text::append(is_capital(c) ? U'Đ' : U'đ', out_);
      at_ += 2;
    } else if (text::is_vowel({small(c)})) {
      vowel();
    } else {
      out_ += c;
      ++at_;
    }
  }

  void vowel() {
    const char written = text_[at_++];
    Letter letter{small(written)};
    letter.quality = quality_of(letter.base, at(at_));
    if (letter.quality != Quality::none) ++at_;
    if (at_ < text_.size() && (escapes_ || !ends_sentence(text_, at_))) {
      letter.tone = tone_of(text_[at_]);
      if (letter.tone != Tone::level) ++at_;
    }
    const char32_t c = text::code_point(letter);
    text::append(is_capital(written) ? static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))) : c, out_);
  }

  std::string_view text_;
  bool escapes_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

bool is_viqr(std::string_view ascii) {
  constexpr std::size_t kSample = std::size_t{16} << 10;
  ascii = ascii.substr(0, kSample);
  if (ascii.find('^') == std::string_view::npos) return false;
  const auto words = static_cast<std::size_t>(std::count_if(ascii.begin(), ascii.end(), is_letter)) / 4 + 1;
  const std::string text = from_viqr(ascii);
  const Evidence found = evidence(text::to_utf32(text));
  constexpr std::size_t kFewest = 4;
  return found.vietnamese >= kFewest && found.vietnamese * 4 >= words && found.vietnamese >= 6 * found.other;
}

std::string from_viqr(std::string_view text) {
  return ViqrReader(text).read();
}

}  // namespace vnidx::encoding
