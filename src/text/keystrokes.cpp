#include "text/keystrokes.h"

#include <algorithm>
#include <optional>
#include <ranges>
#include <span>
#include <vector>

#include "text/letter.h"
#include "text/syllable.h"
#include "text/utf8.h"

namespace vnidx::text {
namespace {

std::optional<Tone> tone_of(char key) {
  switch (key) {
    case 'f':
    case '2':
      return Tone::huyen;
    case 's':
    case '1':
      return Tone::sac;
    case 'r':
    case '3':
      return Tone::hoi;
    case 'x':
    case '4':
      return Tone::nga;
    case 'j':
    case '5':
      return Tone::nang;
    default:
      return std::nullopt;
  }
}

struct QualityKey {
  char key;
  std::string_view bases;  // the letters it marks
  Quality quality;
};

constexpr QualityKey kQualityKeys[] = {
    {'a', "a", Quality::circumflex},   {'e', "e", Quality::circumflex}, {'o', "o", Quality::circumflex},
    {'6', "aeo", Quality::circumflex}, {'w', "ou", Quality::horn},      {'7', "ou", Quality::horn},
    {'w', "a", Quality::breve},        {'8', "a", Quality::breve},      {'d', "d", Quality::stroke},
    {'9', "d", Quality::stroke},
};

bool set_tone(std::span<Letter> word, Tone tone) {
  const auto vowel = std::ranges::find_if(word | std::views::reverse, is_vowel);
  if (vowel == std::ranges::rend(word)) return false;
  vowel->tone = tone;
  return true;
}

// Marks the last letter that the key can mark; with the o of `uo` its u as well, unless that belongs to q.
bool set_quality(std::span<Letter> word, char key) {
  for (std::size_t i = word.size(); i-- > 0;) {
    if (word[i].quality != Quality::none) continue;
    const auto* mark = std::ranges::find_if(kQualityKeys, [&](const QualityKey& each) {
      return each.key == key && each.bases.find(word[i].base) != std::string_view::npos;
    });
    if (mark == std::end(kQualityKeys)) continue;
    word[i].quality = mark->quality;
    const bool is_uo =
        mark->quality == Quality::horn && word[i].base == 'o' && i > 0 && word[i - 1].base == 'u';
    if (is_uo && (i == 1 || word[i - 2].base != 'q')) word[i - 1].quality = Quality::horn;
    return true;
  }
  return false;
}

}  // namespace

std::string written_by_keys(std::string_view word) {
  const auto keys = read_letters(to_utf32(word));
  if (!keys) return {};
  std::vector<Letter> written;
  for (const Letter key : *keys) {
    const bool is_plain = key.quality == Quality::none && key.tone == Tone::level;
    const auto tone = tone_of(key.base);
    if (is_plain && (tone ? set_tone(written, *tone) : set_quality(written, key.base))) continue;
    written.push_back(key);
  }
  if (written.size() == keys->size()) return {};
  place_tone(written);
  std::string out;
  for (const Letter letter : written) append(code_point(letter), out);
  return out;
}

}  // namespace vnidx::text
