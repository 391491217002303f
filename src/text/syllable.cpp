#include "text/syllable.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace vnidx::text {
namespace {

using Letters = std::u32string_view;

constexpr Letters kVowels = U"aăâeêioôơuưy";

constexpr auto kOnsets = std::to_array<Letters>(
    {U"",  U"b",  U"c",   U"ch", U"d", U"đ",  U"g",  U"gh", U"gi", U"h", U"k",  U"kh", U"l", U"m",
     U"n", U"ng", U"ngh", U"nh", U"p", U"ph", U"qu", U"r",  U"s",  U"t", U"th", U"tr", U"v", U"x"});
constexpr auto kCodas = std::to_array<Letters>({U"c", U"ch", U"m", U"n", U"ng", U"nh", U"p", U"t"});

// Vowels by what may follow them: a coda or nothing, nothing, a coda.
constexpr auto kFreeNuclei = std::to_array<Letters>(
    {U"a", U"e", U"ê", U"i", U"o", U"ô", U"ơ", U"u", U"ư", U"y", U"oa", U"oe", U"uê", U"uơ", U"uy"});
constexpr auto kOpenNuclei = std::to_array<Letters>(
    {U"ai",  U"ao",  U"au",  U"ay",  U"âu", U"ây",  U"eo",  U"êu", U"ia",  U"iu",  U"iêu",
     U"oai", U"oao", U"oay", U"oeo", U"oi", U"ôi",  U"ơi",  U"ua", U"uây", U"uêu", U"ui",
     U"uôi", U"uya", U"uyu", U"ưa",  U"ưi", U"ươi", U"ươu", U"ưu", U"yêu"});
constexpr auto kClosedNuclei =
    std::to_array<Letters>({U"ă", U"â", U"iê", U"oă", U"oo", U"ôô", U"uâ", U"uô", U"uyê", U"ươ", U"yê"});

constexpr bool holds(std::span<const Letters> table, Letters letters) {
  return std::ranges::find(table, letters) != table.end();
}

/// A syllable without its tone, cut in three.
struct Syllable {
  Letters onset;
  Letters nucleus;
  Letters coda;
};

std::optional<Syllable> parse(Letters word) {
  std::size_t nucleus = std::min(word.find_first_of(kVowels), word.size());
  const bool qu = word.starts_with(U"qu");
  const bool gi = word.starts_with(U"gi") && word.size() > 2 && kVowels.find(word[2]) != Letters::npos;
  if (qu || gi) nucleus = 2;
  const std::size_t coda = std::min(word.find_first_not_of(kVowels, nucleus), word.size());

  const Syllable syllable{word.substr(0, nucleus), word.substr(nucleus, coda - nucleus), word.substr(coda)};
  const bool open = syllable.coda.empty();
  const bool has_nucleus =
      holds(kFreeNuclei, syllable.nucleus) ||
      (open ? holds(kOpenNuclei, syllable.nucleus) : holds(kClosedNuclei, syllable.nucleus)) ||
      (qu && open && syllable.nucleus == U"yu");  // quýu: the nucleus uyu of khuỷu
  const bool has_coda = open || holds(kCodas, syllable.coda);
  if (!has_nucleus || !has_coda || !holds(kOnsets, syllable.onset)) return std::nullopt;
  return syllable;
}

/// Index of the letter of the word that bears the tone.
std::size_t tone_bearer(const Syllable& syllable) {
  const Letters nucleus = syllable.nucleus;
  const std::size_t first = syllable.onset.size();
  const std::size_t marked = nucleus.find_last_of(U"ăâêôơư");
  if (marked != Letters::npos) return first + marked;
  if (!syllable.coda.empty()) return first + nucleus.size() - 1;
  return first + (nucleus.size() == 3 ? 1 : 0);
}

constexpr std::size_t kLongest = 8;  // an onset of three letters, a nucleus of three, a coda of two

/// The letters of a word of at most kLongest without their tone.
struct Toneless {
  std::array<char32_t, kLongest> letters{};
  std::size_t size;

  explicit Toneless(std::span<const Letter> word) : size(word.size()) {
    std::ranges::transform(word, letters.begin(), [](Letter letter) {
      letter.tone = Tone::level;
      return code_point(letter);
    });
  }
  Letters view() const { return {letters.data(), size}; }
};

}  // namespace

void place_tone(std::span<Letter> word) {
  if (word.size() > kLongest) return;
  const auto toned = [](Letter letter) { return letter.tone != Tone::level; };
  if (std::ranges::count_if(word, toned) != 1) return;
  if (std::ranges::count_if(word, is_vowel) == 1) return;  // it stands on the only vowel already

  const Toneless plain(word);
  const auto syllable = parse(plain.view());
  if (!syllable) return;
  std::swap(std::ranges::find_if(word, toned)->tone, word[tone_bearer(*syllable)].tone);
}

bool is_syllable(std::span<const Letter> word) {
  if (word.empty() || word.size() > kLongest) return false;
  const auto toned = [](Letter letter) { return letter.tone != Tone::level; };
  const auto tones = std::ranges::count_if(word, toned);
  if (tones > 1) return false;
  const Toneless plain(word);
  const auto syllable = parse(plain.view());
  if (!syllable) return false;
  // c, g and ng are written k, gh and ngh before e, ê, i and y.
  const bool front = Letters(U"eêiy").find(syllable->nucleus.front()) != Letters::npos;
  constexpr auto kBeforeFront = std::to_array<Letters>({U"k", U"gh", U"ngh"});
  constexpr auto kBeforeBack = std::to_array<Letters>({U"c", U"g", U"ng"});
  const bool gi = syllable->onset == U"g" && syllable->nucleus.front() == U'i';
  if (front ? holds(kBeforeBack, syllable->onset) && !gi : holds(kBeforeFront, syllable->onset)) return false;
  const bool stopped =
      syllable->coda == U"c" || syllable->coda == U"ch" || syllable->coda == U"p" || syllable->coda == U"t";
  if (!stopped) return true;
  const Tone tone = tones == 0 ? Tone::level : std::ranges::find_if(word, toned)->tone;
  return tone == Tone::sac || tone == Tone::nang;
}

bool swap_i_and_y(std::span<Letter> word) {
  if (word.size() > kLongest) return false;
  const Toneless plain(word);
  const auto syllable = parse(plain.view());
  if (!syllable || syllable->onset.empty() || (syllable->nucleus != U"i" && syllable->nucleus != U"y"))
    return false;
  if (!syllable->coda.empty() && !(syllable->onset == U"qu" && syllable->coda == U"t")) return false;
  char& vowel = word[syllable->onset.size()].base;
  vowel = vowel == 'i' ? 'y' : 'i';
  return true;
}

}  // namespace vnidx::text
