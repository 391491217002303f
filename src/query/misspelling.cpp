#include "query/misspelling.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <tuple>
#include <utility>

#include "text/keystrokes.h"
#include "text/letter.h"
#include "text/utf8.h"

namespace vnidx::query {
namespace {

constexpr std::size_t kMinLetters = 2;
constexpr std::size_t kMaxLetters = 10;

constexpr double kKeysLeft = 1;
constexpr double kSameSound = 6;
constexpr double kSlip =
    7;  // of the fingers: a neighbouring key, a key hit twice, two keys in the wrong order
constexpr double kOther = 9;

// Initials and finals that many speakers do not tell apart.
constexpr std::array<std::pair<std::u32string_view, std::u32string_view>, 7> kSounds{
    {{U"ch", U"tr"}, {U"s", U"x"}, {U"l", U"n"}, {U"gi", U"d"}, {U"gi", U"r"}, {U"d", U"r"}, {U"ng", U"n"}}};

constexpr std::array<std::string_view, 3> kKeyboard{"qwertyuiop", "asdfghjkl", "zxcvbnm"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool are_neighbours(char a, char b) {
  for (std::size_t row = 0; row < kKeyboard.size(); ++row) {
    const std::size_t at = kKeyboard[row].find(a);
    if (at == std::string_view::npos) continue;
    // Each row is set half a key to the right of the one above.
    for (const auto& [other, from, to] :
         {std::tuple(row, at == 0 ? at : at - 1, at + 1), std::tuple(row - 1, at, at + 1),
          std::tuple(row + 1, at == 0 ? at : at - 1, at)}) {
      if (other >= kKeyboard.size()) continue;
      const std::size_t found = kKeyboard[other].find(b);
      if (found != std::string_view::npos && found >= from && found <= to) return true;
    }
  }
  return false;
}

class Speller {
 public:
  Speller(std::u32string_view word, std::span<const text::Letter> letters)
      : typed_(word), letters_(letters) {}

  std::vector<Respelling> run() {
    swap_letters();
    leave_out_letters();
    put_in_letters();
    replace_letters();
    replace_sounds();
    return std::move(found_);
  }

 private:
  void add(std::u32string_view word, double cost) { found_.push_back({text::to_utf8(word), cost}); }

  // `typed_` with `count` letters from `at` on replaced.
  void add(std::size_t at, std::size_t count, std::u32string_view letters, double cost) {
    std::u32string word = typed_;
    add(word.replace(at, count, letters), cost);
  }

  void swap_letters() {
    for (std::size_t i = 1; i < typed_.size(); ++i) {
      if (typed_[i] != typed_[i - 1]) add(i - 1, 2, std::u32string{typed_[i], typed_[i - 1]}, kSlip);
    }
  }

  void leave_out_letters() {
    for (std::size_t i = 0; i < typed_.size(); ++i) {
      const bool is_twice = i > 0 && letters_[i].base == letters_[i - 1].base;
      add(i, 1, {}, is_twice ? kSlip : kOther);
    }
  }

  void put_in_letters() {
    for (std::size_t i = 0; i <= typed_.size(); ++i) {
      for (char32_t letter = U'a'; letter <= U'z'; ++letter) add(i, 0, {&letter, 1}, kOther);
    }
  }

  void replace_letters() {
    for (std::size_t i = 0; i < typed_.size(); ++i) {
      for (char letter = 'a'; letter <= 'z'; ++letter) {
        if (letter == letters_[i].base) continue;
        const auto letter32 = static_cast<char32_t>(letter);
        add(i, 1, {&letter32, 1}, are_neighbours(letters_[i].base, letter) ? kSlip : kOther);
      }
    }
  }

  void replace_sounds() {
    for (const auto& [one, other] : kSounds) {
      replace_sound(one, other);
      replace_sound(other, one);
    }
  }

  void replace_sound(std::u32string_view from, std::u32string_view to) {
    const std::u32string_view typed = typed_;
    if (typed.starts_with(from)) add(0, from.size(), to, kSameSound);
    if (typed.ends_with(from)) add(typed.size() - from.size(), from.size(), to, kSameSound);
  }

  std::u32string typed_;
  std::span<const text::Letter> letters_;  // the same
  std::vector<Respelling> found_;
};

}  // namespace

std::vector<Respelling> respellings(std::string_view word) {
  const std::u32string typed = text::to_utf32(word);
  const auto letters = text::read_letters(typed);
  if (!letters) return {};
  std::vector<Respelling> found;
  if (letters->size() >= kMinLetters && letters->size() <= kMaxLetters) {
    const bool has_digit =
        std::ranges::any_of(*letters, [](text::Letter letter) { return is_digit(letter.base); });
    if (!has_digit) found = Speller(typed, *letters).run();
    if (std::string written = text::written_by_keys(word); !written.empty()) {
      found.push_back({std::move(written), kKeysLeft, Respelling::Marks::unsure});
    }
  }
  found.push_back({std::string(word), 0, Respelling::Marks::unsure});
  return found;
}

}  // namespace vnidx::query
