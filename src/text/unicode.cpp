#include "text/unicode.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <limits>
#include <new>

#include "text/letter.h"

namespace vnidx::text {
namespace {

const icu::Normalizer2& normal_form_c() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) throw std::bad_alloc();
  return *form;
}

std::uint32_t category(char32_t c) {
  return U_GET_GC_MASK(static_cast<UChar32>(c));
}

void append(const icu::UnicodeString& text, std::u32string& out) {
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    out.push_back(static_cast<char32_t>(text.char32At(i)));
  }
}

/// Sorts the marks on one letter by combining class, quality marks first in their class. A stable sort keeps
/// a hostile run of a million marks cheap, where Unicode's own insertion would be quadratic.
void sort_marks(std::u32string::iterator first, std::u32string::iterator last, bool on_letter) {
  const auto rank = [on_letter](char32_t mark) {
    const int other = on_letter && is_quality_mark(mark) ? 0 : 1;
    return 2 * u_getCombiningClass(static_cast<UChar32>(mark)) + other;
  };
  std::ranges::stable_sort(first, last, {}, rank);
}

/// Normal form D, quality marks before tones.
std::u32string decompose(std::u32string_view text) {
  const icu::Normalizer2& form = normal_form_c();
  std::u32string out;
  out.reserve(text.size());
  icu::UnicodeString expansion;
  for (const char32_t c : text) {
    if (c >= 0x80 && form.getDecomposition(static_cast<UChar32>(c), expansion)) {
      append(expansion, out);
    } else {
      out.push_back(c);
    }
  }
  const auto is_mark = [](char32_t c) { return u_getCombiningClass(static_cast<UChar32>(c)) != 0; };
  for (auto first = out.begin(); (first = std::find_if(first, out.end(), is_mark)) != out.end();) {
    const auto last = std::find_if_not(first, out.end(), is_mark);
    sort_marks(first, last, first != out.begin() && (category(first[-1]) & U_GC_L_MASK));
    first = last;
  }
  return out;
}

icu::UnicodeString to_utf16(std::u32string_view text) {
  constexpr std::size_t kMost = std::numeric_limits<std::int32_t>::max() / 2;  // each may become two units
  if (text.size() > kMost) throw std::bad_alloc();
  return icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()),
                                       static_cast<std::int32_t>(text.size()));
}

icu::UnicodeString to_normal_form_c(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString composed = normal_form_c().normalize(text, status);
  if (U_FAILURE(status)) throw std::bad_alloc();
  return composed;
}

std::u32string from_utf16(const icu::UnicodeString& text) {
  if (text.isBogus()) throw std::bad_alloc();
  std::u32string out;
  out.reserve(static_cast<std::size_t>(text.length()));
  append(text, out);
  return out;
}

struct LookAlike {
  char32_t foreign;
  char latin;
};

// Letters that are drawn alike in usual fonts (Unicode Technical Standard 39, confusables). A small letter is
// here only if its capital is too and means the same Latin letter: else small letters alone could make a word
// look alike.
constexpr auto kLookAlikes = std::to_array<LookAlike>({
    // Greek
    {0x0391, 'A'},
    {0x0392, 'B'},
    {0x0395, 'E'},
    {0x0396, 'Z'},
    {0x0397, 'H'},
    {0x0399, 'I'},
    {0x039A, 'K'},
    {0x039C, 'M'},
    {0x039D, 'N'},
    {0x039F, 'O'},
    {0x03A1, 'P'},
    {0x03A4, 'T'},
    {0x03A5, 'Y'},
    {0x03A7, 'X'},
    {0x03BF, 'o'},
    // Cyrillic
    {0x0405, 'S'},
    {0x0406, 'I'},
    {0x0408, 'J'},
    {0x0410, 'A'},
    {0x0412, 'B'},
    {0x0415, 'E'},
    {0x041A, 'K'},
    {0x041C, 'M'},
    {0x041D, 'H'},
    {0x041E, 'O'},
    {0x0420, 'P'},
    {0x0421, 'C'},
    {0x0422, 'T'},
    {0x0423, 'Y'},
    {0x0425, 'X'},
    {0x0430, 'a'},
    {0x0435, 'e'},
    {0x043E, 'o'},
    {0x0440, 'p'},
    {0x0441, 'c'},
    {0x0443, 'y'},
    {0x0445, 'x'},
    {0x0455, 's'},
    {0x0456, 'i'},
    {0x0458, 'j'},
});
static_assert(std::ranges::is_sorted(kLookAlikes, {}, &LookAlike::foreign));

const LookAlike* find_look_alike(char32_t c) {
  const auto found = std::ranges::lower_bound(kLookAlikes, c, {}, &LookAlike::foreign);
  return found != kLookAlikes.end() && found->foreign == c ? &*found : nullptr;
}

/// `word` is decomposed: marks ride along, digits may stand among the letters.
void map_look_alikes(std::u32string& word) {
  const bool all = std::ranges::all_of(
      word, [](char32_t c) { return !(category(c) & U_GC_L_MASK) || find_look_alike(c) != nullptr; });
  if (!all) return;
  for (char32_t& c : word) {
    if (const LookAlike* found = find_look_alike(c)) c = static_cast<char32_t>(found->latin);
  }
}

}  // namespace

std::u32string compose(std::u32string_view text) {
  return from_utf16(to_normal_form_c(to_utf16(decompose(text))));
}

std::u32string compose_small(std::u32string_view word) {
  std::u32string letters = decompose(word);
  map_look_alikes(letters);
  // Composed before its case is mapped, for İ has another small form than I with a dot above; and after, for
  // there are composed small letters whose capitals have none (ẗ).
  icu::UnicodeString composed = to_normal_form_c(to_utf16(letters));
  composed.toLower(icu::Locale::getRoot());
  return from_utf16(to_normal_form_c(composed));
}

std::u32string strip_marks(std::u32string_view text) {
  std::u32string letters = decompose(text);
  std::erase_if(letters, [](char32_t c) { return (category(c) & U_GC_M_MASK) != 0; });
  std::ranges::replace(letters, U'đ', U'd');
  return from_utf16(to_normal_form_c(to_utf16(letters)));
}

}  // namespace vnidx::text
