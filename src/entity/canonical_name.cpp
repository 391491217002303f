#include "entity/canonical_name.h"

#include "entity/abbreviations.h"
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

}  // namespace

std::vector<std::string> name_words(std::string_view name) {
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
      const auto meanings = expansions_of(key);
      if (meanings.empty() || !is_open(meanings.front())) continue;
      taken = count + 1;
      meaning = &meanings.front();
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

std::string organization_key(std::string_view name) {
  std::string key;
  for (const std::string& word : name_words(name)) {
    if (!key.empty()) key += ' ';
    key += word;
  }
  return key;
}

}  // namespace vnidx::entity
