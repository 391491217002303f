#include "entity/letter_case.h"

#include <cstddef>

namespace vnidx::entity {
namespace {

/// The Vietnamese letters beyond ASCII take two or three bytes of UTF-8.
struct Letter {
  char32_t code = 0;
  std::size_t size = 1;
};

Letter letter_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t left = text.size() - at;
  if (byte(at) < 0x80) return {byte(at), 1};
  if ((byte(at) & 0xE0) == 0xC0 && left >= 2) {
    return {static_cast<char32_t>((byte(at) & 0x1F) << 6 | (byte(at + 1) & 0x3F)), 2};
  }
  if ((byte(at) & 0xF0) == 0xE0 && left >= 3) {
    const auto code = (byte(at) & 0x0F) << 12 | (byte(at + 1) & 0x3F) << 6 | (byte(at + 2) & 0x3F);
    return {static_cast<char32_t>(code), 3};
  }
  return {0, 1};
}

/// Writes a letter of two or three bytes; a letter and its other case take the same number.
void write(char32_t code, char* at) {
  if (code < 0x800) {
    *at++ = static_cast<char>(0xC0 | code >> 6);
  } else {
    *at++ = static_cast<char>(0xE0 | code >> 12);
    *at++ = static_cast<char>(0x80 | (code >> 6 & 0x3F));
  }
  *at = static_cast<char>(0x80 | (code & 0x3F));
}

bool in_pairs(char32_t code) {
  // Latin Extended-A (Ă Đ Ĩ Ũ) and Latin Extended Additional (Ạ … Ỹ) put each small letter behind its
  // capital.
  return (code >= 0x100 && code <= 0x137) || (code >= 0x14A && code <= 0x177) ||
         (code >= 0x1EA0 && code <= 0x1EF9) || code == 0x1A0 || code == 0x1A1;
}

char32_t small(char32_t code) {
  if (code >= 0xC0 && code <= 0xDE && code != 0xD7) return code + 0x20;
  if (code == 0x1AF) return 0x1B0;
  return in_pairs(code) ? code | 1 : code;
}

char32_t capital(char32_t code) {
  if (code >= 0xE0 && code <= 0xFE && code != 0xF7) return code - 0x20;
  if (code == 0x1B0) return 0x1AF;
  return in_pairs(code) ? code & ~char32_t{1} : code;
}

void make_capital(const Letter& letter, char* at) {
  if (letter.size > 1) {
    write(capital(letter.code), at);
  } else if (letter.code >= 'a' && letter.code <= 'z') {
    *at = static_cast<char>(*at - ('a' - 'A'));
  }
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size();) {
    if (out[i] >= 'A' && out[i] <= 'Z') out[i] = static_cast<char>(out[i] + ('a' - 'A'));
    const Letter letter = letter_at(out, i);
    if (letter.size > 1) write(small(letter.code), out.data() + i);
    i += letter.size;
  }
  return out;
}

std::string upper_case(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size();) {
    const Letter letter = letter_at(out, i);
    make_capital(letter, out.data() + i);
    i += letter.size;
  }
  return out;
}

std::string capitalized(std::string_view word) {
  std::string out(word);
  if (!out.empty()) make_capital(letter_at(out, 0), out.data());
  return out;
}

}  // namespace vnidx::entity
