#include "unit/text/reference.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

namespace vnidx::text::reference {
namespace {

constexpr std::u32string_view kVowels = U"aăâeêioôơuưy";
constexpr std::u32string_view kOnsets = U"b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x";
constexpr std::u32string_view kCodas = U"c ch k m n ng nh p t";

// Rhymes, each with sắc where the old style writes it. The place of the tone is read off this list.
constexpr std::u32string_view kRhymes =
    U"á ác ách ái ám án áng ánh áo áp át áu áy ắc ắm ắn ắng ắp ắt ấc ấm ấn ấng ấp ất ấu ấy "
    U"é éc ém én éng éo ép ét ế ếch ếm ến ếng ếnh ếp ết ếu "
    U"í ích ím ín ính íp ít ía íu iếc iếm iến iếng iếp iết iếu "
    U"ó óc ói óm ón óng óp ót óa oác oách oái oám oán oáng oánh oáo oáp oát oáy oắc oắm oắn oắng oắp oắt "
    U"óe oéc oém oén oéng oéo oét oóc oóng ố ốc ối ốm ốn ống ốp ốt ớ ới ớm ớn ớng ớp ớt "
    U"ú úc úi úm ún úng úp út úa uấc uấn uấng uất uấy uế uếch uến uếnh uết uớ uớt "
    U"uốc uối uốm uốn uống uốp uốt úy uých uýn uýnh uýp uýt uýa uýu uyến uyết "
    U"ứ ức ứi ứm ứn ứng ứt ứa ứu ước ưới ướm ướn ướng ướp ướt ướu ý yếm yến yếng yết yếu";

// After qu- the glide is spelled already.
constexpr std::u32string_view kRhymesAfterQu =
    U"á ác ách ái ám án áng ánh áo áp át áu áy ắc ắm ắn ắng ắp ắt ấc ấn ấng ất ấu ấy "
    U"é éc én éng éo ét ế ếch ến ếnh ết ếu í ích ín ính ít íu ốc ớ ớn ớt ý ých ýn ýnh ýp ýt ýu yến yết yếu";

// Capital and small letters of Greek and Cyrillic that nobody can tell from the Latin ones below them.
constexpr std::u32string_view kLookAlikes = U"АВЕКМНОРСТХаеорсхΑΒΕΖΗΙΚΜΝΟΡΤΧο";
constexpr std::u32string_view kLookedLike = U"ABEKMHOPCTXaeopcxABEZHIKMNOPTXo";
// Whether these are taken for Latin is a matter of taste.
constexpr std::u32string_view kPerhapsAlikes = U"УІЈЅҮҺԀԚԜӀЗЬЅуіјѕүһԁԛԝӏгктмнвбпиΥανυικρτγχϲϳωΩ";

std::vector<std::u32string> split(std::u32string_view list) {
  std::vector<std::u32string> items(1);
  for (const char32_t c : list) {
    if (c == U' ') {
      items.emplace_back();
    } else {
      items.back() += c;
    }
  }
  return items;
}

bool among(std::u32string_view set, char32_t c) {
  return set.find(c) != set.npos;
}

bool listed(std::u32string_view list, std::u32string_view item) {
  const auto items = split(list);
  return item.empty() || std::find(items.begin(), items.end(), item) != items.end();
}

icu::UnicodeString to_icu(std::u32string_view text) {
  return icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()),
                                       static_cast<std::int32_t>(text.size()));
}

std::u32string from_icu(const icu::UnicodeString& text) {
  std::u32string out(static_cast<std::size_t>(text.countChar32()), U'\0');
  UErrorCode status = U_ZERO_ERROR;
  text.toUTF32(reinterpret_cast<UChar32*>(out.data()), static_cast<std::int32_t>(out.size()), status);
  return out;
}

using Instance = const icu::Normalizer2* (*)(UErrorCode&);

std::u32string normalized(Instance instance, std::u32string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto out = instance(status)->normalize(to_icu(text), status);
  if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
  return from_icu(out);
}

std::u32string lower(std::u32string_view text) {
  return from_icu(to_icu(text).toLower(icu::Locale::getRoot()));
}

bool is_mark(char32_t c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}
bool is_letter(char32_t c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_L_MASK) != 0;
}
bool in_word(char32_t c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) != 0;
}
bool is_invisible(char32_t c) {
  return c == 0xFEFF || (c >= 0x200B && c <= 0x200D) || c == 0x00AD;
}
/// Number signs and separators of lines: part of a word or not, a space or not.
bool is_doubtful(char32_t c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) &
          (U_GC_NL_MASK | U_GC_NO_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK)) != 0;
}

std::u32string without(std::u32string_view marks, std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : nfd(text)) {
    if (!among(marks, c)) out += c;
  }
  return nfc(out);
}

Syllable make_syllable(const std::u32string& onset, const std::u32string& rhyme) {
  Syllable s;
  s.letters = onset + without(kTones, rhyme);
  s.tone_at = onset.size();
  while (among(kVowels, (onset + rhyme)[s.tone_at])) ++s.tone_at;  // ends at the letter with sắc
  for (std::size_t i = 0; i < s.letters.size(); ++i) {
    if (among(kVowels, s.letters[i])) s.vowels.push_back(i);
  }
  return s;
}

/// `gi` is the onset before another vowel; `gì`, `gìn` and `gích` are g + i.
bool goes_together(std::u32string_view onset, std::u32string_view rhyme) {
  const std::u32string bare = without(kTones, rhyme);
  const bool i_first = bare[0] == U'i';
  if (onset == U"gi") return !i_first && bare[0] != U'y';
  if (onset == U"g") return !i_first || bare.size() == 1 || !among(kVowels, bare[1]);
  return true;
}

std::vector<Syllable> make_syllables() {
  std::vector<Syllable> all;
  auto onsets = split(kOnsets);
  onsets.emplace_back();
  for (const auto& onset : onsets) {
    for (const auto& rhyme : split(onset == U"qu" ? kRhymesAfterQu : kRhymes)) {
      if (goes_together(onset, rhyme)) all.push_back(make_syllable(onset, rhyme));
    }
  }
  return all;
}

using Spellings = std::unordered_map<std::u32string, std::u32string>;

/// Every spelling of every toned syllable, right or wrong → the right one.
const Spellings& spellings() {
  static const Spellings all = [] {
    Spellings map;
    for (const Syllable& syllable : syllables()) {
      for (const char32_t tone : kTones) {
        const auto right = syllable.spelled(syllable.tone_at, tone);
        for (const std::size_t at : syllable.vowels) {
          const auto& known = map.emplace(syllable.spelled(at, tone), right).first->second;
          if (known != right) throw std::logic_error("two syllables share " + to_utf8(right));
        }
      }
    }
    return map;
  }();
  return all;
}

std::size_t tones_in(std::u32string_view decomposed) {
  return static_cast<std::size_t>(
      std::count_if(decomposed.begin(), decomposed.end(), [](char32_t c) { return among(kTones, c); }));
}

/// Built like a syllable but of no known rhyme ("hieú", "bỉap"): the rules do not say whether it is one.
bool resembles_syllable(std::u32string_view word) {
  if (tones_in(nfd(word)) != 1) return false;
  const std::u32string bare = without(kTones, word);
  const auto first = std::min(bare.find_first_of(kVowels), bare.size());
  const auto last = std::min(bare.find_first_not_of(kVowels, first), bare.size());
  const auto onset = bare.substr(0, first);
  const bool only_place = last - first == 1 && word[first] != bare[first];
  return first < last && !only_place && (onset == U"q" || listed(kOnsets, onset)) &&
         listed(kCodas, bare.substr(last));
}

/// One word on its way to the canonical form, decomposed as long as its marks are being sorted.
class WordReader {
 public:
  explicit WordReader(std::u32string_view decomposed) : text_(decomposed) {}

  std::u32string read() {
    put_latin();
    order_marks();
    const auto composed = nfc(lower(nfc(text_)));
    const auto found = spellings().find(composed);
    if (found != spellings().end()) return found->second;
    if (resembles_syllable(composed)) settled_ = false;
    return composed;
  }

  bool settled() const { return settled_; }

 private:
  void put_latin() {
    bool all = true;
    bool perhaps = true;
    for (char32_t& c : text_) {
      if (c == 0x00D0 || c == 0x0189) c = U'Đ';
      if (!is_letter(c)) continue;
      all = all && among(kLookAlikes, c);
      perhaps = perhaps && (among(kLookAlikes, c) || among(kPerhapsAlikes, c));
    }
    if (perhaps && !all) settled_ = false;
    if (!all) return;
    for (char32_t& c : text_) {
      if (is_letter(c)) c = kLookedLike[kLookAlikes.find(c)];
    }
  }

  /// Behind each letter: quality marks, then the tone. Stacks with other marks among them are left to taste.
  void order_marks() {
    std::u32string out;
    char32_t base = U'\0';
    for (std::size_t i = 0; i < text_.size();) {
      if (!is_mark(text_[i])) {
        base = text_[i++];
        out += base;
        continue;
      }
      std::u32string qualities, rest;
      for (; i < text_.size() && is_mark(text_[i]); ++i) {
        (among(kQualities, text_[i]) ? qualities : rest) += text_[i];
      }
      const std::size_t tones = tones_in(rest);
      const bool latin = is_letter(base) && base < 0x0250;
      const bool nothing_to_sort = qualities.empty() && (tones == 0 || tones == rest.size());
      const bool vietnamese = latin && rest.size() == tones && qualities.size() <= 1 && tones <= 1;
      const bool lone = qualities.size() + rest.size() == 1;
      if (!lone && !nothing_to_sort && !vietnamese) settled_ = false;
      out += qualities + rest;
    }
    text_ = out;
  }

  std::u32string text_;
  bool settled_ = true;
};

/// The text cut at words: which code points belong to one, invisible ones between its letters too.
std::vector<bool> word_members(std::u32string_view text, bool& settled) {
  std::vector<bool> member(text.size());
  bool open = false;  // the last visible code point was in a word
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_doubtful(text[i])) settled = false;
    if (is_invisible(text[i])) {
      std::size_t next = i;
      while (next < text.size() && is_invisible(text[next])) ++next;
      member[i] = open && next < text.size() && in_word(text[next]);
      continue;
    }
    member[i] = in_word(text[i]);
    if (is_mark(text[i]) && !open) settled = false;  // a mark on nothing
    open = member[i];
  }
  return member;
}

std::vector<Range> word_ranges(std::string_view text, const std::vector<bool>& member) {
  std::vector<Range> ranges;
  const auto pieces = characters(text);
  std::size_t begin = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::size_t end = begin + pieces[i].size();
    if (member[i] && (i == 0 || !member[i - 1])) ranges.push_back({begin, end});
    if (member[i]) ranges.back().end = end;
    begin = end;
  }
  return ranges;
}

std::u32string read_decomposed(std::u32string_view text, bool& settled) {
  const auto member = word_members(text, settled);
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    if (!member[i]) {
      out += u_charType(static_cast<UChar32>(text[i])) == U_SPACE_SEPARATOR ? U' ' : text[i];
      ++i;
      continue;
    }
    std::u32string word;
    for (; i < text.size() && member[i]; ++i) {
      if (!is_invisible(text[i])) word += text[i];
    }
    WordReader reader(nfd(word));
    out += reader.read();
    settled = settled && reader.settled();
  }
  return nfc(out);
}

std::u32string fold(std::u32string_view canonical) {
  std::u32string out;
  for (const char32_t c : nfd(canonical)) {
    if (!is_mark(c)) out += c == U'đ' ? U'd' : c;
  }
  return nfc(out);
}

}  // namespace

std::u32string Syllable::spelled(std::size_t at, char32_t tone) const {
  std::u32string out = letters;
  out.insert(at + 1, 1, tone);
  return nfc(out);
}

const std::vector<Syllable>& syllables() {
  static const std::vector<Syllable> all = make_syllables();
  return all;
}

Reading read(std::string_view text) {
  Reading reading{{}, {}, {}, true};
  const auto points = to_utf32(text);
  const auto canonical = read_decomposed(nfd(points), reading.settled);
  reading.words = word_ranges(text, word_members(points, reading.settled));
  reading.canonical = to_utf8(canonical);
  reading.folded = to_utf8(fold(canonical));
  return reading;
}

std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> pieces;
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    const std::int32_t begin = i;
    U8_FWD_1(text.data(), i, size);
    pieces.push_back(text.substr(begin, i - begin));
  }
  return pieces;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  return to_icu(text).toUTF8String(out);
}

std::u32string to_utf32(std::string_view text) {
  return from_icu(
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))));
}

std::u32string nfc(std::u32string_view text) {
  return normalized(icu::Normalizer2::getNFCInstance, text);
}
std::u32string nfd(std::u32string_view text) {
  return normalized(icu::Normalizer2::getNFDInstance, text);
}

}  // namespace vnidx::text::reference
