#include "entity/canonical_name.h"

#include <cstdint>
#include <unordered_map>
#include <utility>

#include "entity/abbreviations.h"
#include "entity/province.h"
#include "entity/recognizer.h"
#include "text/canonical.h"

namespace vnidx::entity {
namespace {

/// Bytes of the sign at `at`, 0 where a letter or digit stands. Dashes and curly quotes (U+2000 to U+203F)
/// are signs.
std::size_t sign_size(std::string_view canonical, std::size_t at) {
  constexpr std::string_view kGeneralPunctuation = "\xE2\x80";
  if (canonical.substr(at).starts_with(kGeneralPunctuation)) return 3;
  const char c = canonical[at];
  const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
  return word ? 0 : 1;
}

/// A run of letters and digits of a canonical text.
struct Piece {
  std::string_view word;
  bool spaced = false;  ///< nothing but spaces stands before it
};

std::vector<Piece> cut(std::string_view canonical) {
  std::vector<Piece> pieces;
  bool spaced = true;
  for (std::size_t i = 0; i < canonical.size();) {
    if (const std::size_t size = sign_size(canonical, i); size > 0) {
      spaced = spaced && canonical[i] == ' ';
      i += size;
      continue;
    }
    std::size_t end = i;
    while (end < canonical.size() && sign_size(canonical, end) == 0) ++end;
    pieces.push_back({canonical.substr(i, end - i), spaced});
    spaced = true;
    i = end;
  }
  return pieces;
}

bool is_open(const Expansion& meaning) {
  return meaning.sense != AbbreviationSense::capitals;
}

/// Abbreviations by their keys without marks: `ldtbxh` for `lđtbxh`.
const Expansion* meaning_without_marks(const std::string& key) {
  static const auto kMeanings = [] {
    std::unordered_map<std::string, const Expansion*> meanings;
    for (const Expansion& meaning : all_expansions()) {
      const std::string folded = text::folded(meaning.key);
      if (folded != meaning.key && is_open(meaning)) meanings.emplace(folded, &meaning);
    }
    return meanings;
  }();
  const auto found = kMeanings.find(key);
  return found == kMeanings.end() ? nullptr : found->second;
}

/// How a name that was typed is read: its abbreviations too may lack their marks, and one that ends with a
/// vowel may be a word: `tinh uy ca mau` means no `Công an`.
enum class Spelling : std::uint8_t { as_written, without_marks, vowels_close_words };

bool closes_with_vowel(std::string_view key) {
  return std::string_view("aeiouy").find(key.back()) != std::string_view::npos;
}

std::vector<std::string> words_of(std::string_view name, Spelling spelling) {
  constexpr std::size_t kMostParts = 5;
  const std::string canonical = text::canonical(name);
  const std::vector<Piece> pieces = cut(canonical);
  std::vector<std::string> words;
  for (std::size_t i = 0; i < pieces.size();) {
    // The longest run of parts that is one abbreviation: `gd&đt`, `tp.hcm`.
    std::string key;
    std::size_t taken = 0;
    const Expansion* meaning = nullptr;
    for (std::size_t count = 0; count < kMostParts && i + count < pieces.size(); ++count) {
      if (count > 0 && pieces[i + count].spaced) break;
      key += pieces[i + count].word;
      if (spelling == Spelling::vowels_close_words && closes_with_vowel(key)) continue;
      const auto meanings = expansions_of(key);
      const Expansion* found = meanings.empty() ? nullptr : &meanings.front();
      if (found == nullptr && spelling != Spelling::as_written) found = meaning_without_marks(key);
      if (found == nullptr || !is_open(*found)) continue;
      taken = count + 1;
      meaning = found;
    }
    if (meaning == nullptr) {
      if (pieces[i].word != "và") words.emplace_back(pieces[i].word);
      ++i;
      continue;
    }
    for (const std::string_view word : meaning->words) {
      if (word != "và") words.emplace_back(word);
    }
    i += taken;
  }
  return words;
}

/// `Trường Đại học Bách khoa` is `Đại học Bách khoa`.
std::vector<std::string> without_school(std::vector<std::string> words) {
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    const bool is_school = text::folded(words[i]) == "truong" && text::folded(words[i + 1]) == "dai" &&
                           text::folded(words[i + 2]) == "hoc";
    if (is_school) words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : " ").append(word);
  return text;
}

}  // namespace

std::vector<std::string> name_words(std::string_view name) {
  return words_of(name, Spelling::as_written);
}

std::string organization_key(std::string_view name) {
  return joined(with_levels(without_school(name_words(name))));
}

std::vector<std::string> typed_organization_keys(std::string_view name) {
  if (text::canonical(name) != text::folded(name)) return {organization_key(name)};
  std::vector<std::string> keys;
  for (const Spelling spelling : {Spelling::without_marks, Spelling::vowels_close_words}) {
    std::vector<std::string> words = words_of(name, spelling);
    std::erase(words, "va");
    keys.push_back(joined(with_levels(without_school(std::move(words)))));
  }
  if (keys.front() == keys.back()) keys.pop_back();
  return keys;
}

}  // namespace vnidx::entity
