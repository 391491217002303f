// Rules that hold for every string, tried on every Vietnamese syllable in every spelling and on random
// strings.
//
// VNIDX_PROPERTY_STRINGS and VNIDX_PROPERTY_SEED set how many random strings there are and the seed of the
// first; a failure names the seed of its string, which alone brings it back (with a count of 1).
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <sstream>

#include "text/analyzer.h"
#include "text/canonical.h"
#include "unit/catch.h"
#include "unit/text/reference.h"
#include "unit/text/scribe.h"

namespace vnidx::text {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__OPTIMIZE__)
constexpr bool kSlowBuild = true;
#else
constexpr bool kSlowBuild = false;
#endif

/// `text` with everything but printable ASCII as \u escapes, and \x for what is no UTF-8.
std::string escaped(std::string_view text) {
  std::string out;
  std::array<char, 12> buffer{};
  const auto put = [&](const char* format, std::uint32_t value) {
    std::snprintf(buffer.data(), buffer.size(), format, value);
    out += buffer.data();
  };
  for (const std::string_view piece : reference::characters(text)) {
    const char32_t c = reference::to_utf32(piece)[0];
    if (reference::to_utf8({&c, 1}) != piece) {
      for (const char byte : piece) put("\\x%02X", static_cast<unsigned char>(byte));
    } else if (c >= 0x20 && c < 0x7F) {
      out += piece;
    } else {
      put(c > 0xFFFF ? "\\U%08X" : "\\u%04X", c);
    }
  }
  return out;
}

/// Reports the first failures in full and counts the others, so that a broken rule does not bury the rest.
class Verdict {
 public:
  void expect(bool holds, std::string_view rule, std::string_view text, std::string_view got = {},
              std::string_view want = {}) {
    if (holds) return;
    ++failures_;
    if (++by_rule_[std::string(rule)] > kShownOfEachRule) return;
    std::ostringstream report;
    report << rule << "\n  text \"" << escaped(text) << '"';
    if (got != want) report << "\n  got  \"" << escaped(got) << "\"\n  want \"" << escaped(want) << '"';
    if (seed_) report << "\n  seed " << *seed_;
    FAIL_CHECK(report.str());
  }

  void same(std::string_view got, std::string_view want, std::string_view rule, std::string_view text) {
    expect(got == want, rule, text, got, want);
  }

  /// The seed of the text under trial, for the report.
  void about(std::uint64_t seed) { seed_ = seed; }

  std::size_t failures() const { return failures_; }

 private:
  static constexpr int kShownOfEachRule = 5;
  std::map<std::string, int> by_rule_;
  std::size_t failures_ = 0;
  std::optional<std::uint64_t> seed_;
};

std::string unmarked(std::u32string_view word) {
  std::string out;
  for (const char32_t c : reference::nfd(word)) {
    if (c == U'đ') out += 'd';
    if (c < 0x80) out += static_cast<char>(c);
  }
  return out;
}

Shape shape_of(reference::Case letter_case, std::size_t letters) {
  if (letter_case == reference::Case::lower) return Shape::lower;
  return letter_case == reference::Case::upper && letters > 1 ? Shape::upper : Shape::capitalized;
}

/// One toned syllable, in all its spellings, through all three ways in.
void try_syllable(Analyzer& analyzer, const reference::Syllable& syllable, char32_t tone, Verdict& verdict) {
  const bool level = tone == U'\0';
  const auto right = level ? syllable.letters : syllable.spelled(syllable.tone_at, tone);
  const std::string want = reference::to_utf8(right);
  const std::string want_folded = unmarked(right);
  const TermId want_term = analyzer.intern(want);
  std::vector<Word> words;
  for (const std::size_t at : syllable.vowels) {
    const auto spelling = level ? right : syllable.spelled(at, tone);
    for (const reference::Form form : reference::kForms) {
      for (const reference::Case letter_case : reference::kCases) {
        const std::string text = reference::written(spelling, form, letter_case);
        verdict.same(canonical(text), want, "canonical syllable", text);
        verdict.same(folded(text), want_folded, "folded syllable", text);
        analyzer.words(text, words);
        const bool whole = words.size() == 1 && words[0].begin == 0 && words[0].end == text.size();
        verdict.expect(whole, "a syllable is one word", text);
        if (!whole) continue;
        verdict.expect(words[0].term == want_term, "term of a syllable", text,
                       analyzer.canonical(words[0].term), want);
        verdict.expect(words[0].shape == shape_of(letter_case, spelling.size()), "shape", text);
      }
    }
    if (level) break;
  }
  verdict.same(analyzer.folded(want_term), want_folded, "folded term", want);
}

std::string lowered_ascii(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

bool is_utf8(std::string_view text) {
  return reference::to_utf8(reference::to_utf32(text)) == text;
}

void try_forms(std::string_view text, bool valid, Verdict& verdict) {
  const std::string form = canonical(text);
  const std::string key = folded(text);
  const auto points = reference::to_utf32(text);
  verdict.same(canonical(form), form, "canonical is idempotent", text);
  verdict.same(folded(form), key, "folded(canonical(x)) = folded(x)", text);
  verdict.same(folded(key), key, "folded is idempotent", text);
  verdict.same(reference::to_utf8(reference::nfc(reference::to_utf32(form))), form, "canonical is NFC", text);
  if (std::all_of(points.begin(), points.end(), [](char32_t c) { return c < 0x80; })) {
    verdict.same(form, lowered_ascii(std::string(text)), "ASCII changes its case only", text);
  }
  if (!valid) return;
  verdict.same(canonical(reference::to_utf8(reference::nfd(points))), form, "canonical(NFD x) = canonical(x)",
               text);
  verdict.same(canonical(reference::to_utf8(reference::nfc(points))), form, "canonical(NFC x) = canonical(x)",
               text);
}

/// Whether a code point, or what stands for a damaged one, begins or ends at `at`.
bool on_boundary(std::string_view text, std::size_t at) {
  std::size_t end = 0;
  for (const std::string_view piece : reference::characters(text.substr(0, std::min(text.size(), at + 4)))) {
    if (end >= at) break;
    end += piece.size();
  }
  return end == at;
}

void try_words(Analyzer& analyzer, std::string_view text, const std::vector<Word>& words, Verdict& verdict) {
  std::size_t done = 0;
  for (const Word& word : words) {
    const bool in_order =
        word.begin < word.end && word.end <= text.size() && (done == 0 || word.begin > done);
    verdict.expect(in_order, "words in order, apart, inside the text", text);
    if (!in_order) return;
    done = word.end;
    const auto part = text.substr(word.begin, word.end - word.begin);
    verdict.expect(is_utf8(part) && on_boundary(text, word.begin) && on_boundary(text, word.end),
                   "words begin and end between characters", text);
    verdict.expect(word.term < analyzer.size(), "term ids are dense", text);
    verdict.same(analyzer.canonical(word.term), canonical(part), "canonical of a word", part);
    verdict.same(analyzer.folded(word.term), folded(part), "folded of a word", part);
    verdict.expect(!analyzer.folded(word.term).empty(), "no word is empty", part);
    verdict.expect(analyzer.intern(canonical(part)) == word.term, "a form has one term", part);
  }
}

void try_compounds(std::string_view text, std::span<const Word> words, std::span<const Compound> compounds,
                   Verdict& verdict) {
  std::size_t next = 0;
  for (const Compound& compound : compounds) {
    const bool fits =
        compound.first >= next && compound.count >= 2 && compound.first + compound.count <= words.size();
    verdict.expect(fits, "compounds of two words or more, in order, apart", text);
    if (!fits) return;
    next = compound.first + compound.count;
    for (std::size_t i = compound.first; i + 1 < next; ++i) {
      const auto gap = text.substr(words[i].end, words[i + 1].begin - words[i].end);
      verdict.expect(canonical(gap).find_first_of(" \t\r\n") == std::string::npos,
                     "no space inside a compound", text);
    }
  }
}

/// tokenize() tells the same story as words() and compounds().
void try_tokens(Analyzer& analyzer, std::string_view text, std::span<const Word> words,
                std::span<const Compound> compounds, Verdict& verdict) {
  std::size_t word = 0;
  std::size_t compound = 0;
  const auto is_word = [&](const Token& token) {
    if (word == words.size()) return false;
    const Word& w = words[word++];
    return token.begin == w.begin && token.end == w.end && token.parts.empty() &&
           token.canonical == analyzer.canonical(w.term) && token.folded == analyzer.folded(w.term);
  };
  bool same = true;
  for (const Token& token : tokenize(analyzer, text)) {
    if (token.parts.empty()) {
      same = same && is_word(token);
      continue;
    }
    same = same && compound < compounds.size() && compounds[compound].first == word &&
           compounds[compound].count == token.parts.size() && token.begin == token.parts.front().begin &&
           token.end == token.parts.back().end &&
           std::all_of(token.parts.begin(), token.parts.end(), is_word);
    ++compound;
  }
  verdict.expect(same && word == words.size() && compound == compounds.size(),
                 "tokens are the words, those of a compound together", text);
}

/// Where the reference is sure, it is right.
void try_against(const reference::Reading& want, Analyzer& analyzer, std::string_view text,
                 std::span<const Word> words, Verdict& verdict) {
  verdict.same(canonical(text), want.canonical, "canonical as the reference", text);
  verdict.same(folded(text), want.folded, "folded as the reference", text);
  const auto same_range = [](const Word& a, const reference::Range& b) {
    return a.begin == b.begin && a.end == b.end;
  };
  verdict.expect(std::equal(words.begin(), words.end(), want.words.begin(), want.words.end(), same_range),
                 "words as the reference", text);
  std::vector<Word> again;
  analyzer.words(want.canonical, again);
  const auto same_term = [](const Word& a, const Word& b) { return a.term == b.term; };
  verdict.expect(std::equal(words.begin(), words.end(), again.begin(), again.end(), same_term),
                 "the canonical form has the same words", text);
}

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

}  // namespace

TEST_CASE("every spelling of every syllable has the canonical form of the reference") {
  Analyzer analyzer;
  Verdict verdict;
  const auto& all = reference::syllables();
  for (std::size_t i = 0; i < all.size(); i += kSlowBuild ? 23 : 1) {
    try_syllable(analyzer, all[i], U'\0', verdict);
    for (const char32_t tone : reference::kTones) try_syllable(analyzer, all[i], tone, verdict);
  }
  CHECK(verdict.failures() == 0);
}

TEST_CASE("random strings keep the rules and agree with the reference") {
  const std::uint64_t first = setting("VNIDX_PROPERTY_SEED", 1);
  const std::uint64_t count = setting("VNIDX_PROPERTY_STRINGS", kSlowBuild ? 10'000 : 200'000);
  Analyzer analyzer;
  std::vector<Word> words;
  std::vector<Compound> compounds;
  std::uint64_t settled = 0;
  Verdict verdict;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    verdict.about(seed);
    if (seed % 10'000 == 0) analyzer.forget();
    const std::string text = reference::Scribe(seed).text();
    const bool valid = is_utf8(text);
    try_forms(text, valid, verdict);
    analyzer.words(text, words);
    try_words(analyzer, text, words, verdict);
    analyzer.compounds(text, words, compounds);
    try_compounds(text, words, compounds, verdict);
    try_tokens(analyzer, text, words, compounds, verdict);
    if (!valid) continue;
    const auto want = reference::read(text);
    if (!want.settled) continue;
    ++settled;
    try_against(want, analyzer, text, words, verdict);
  }
  CHECK(verdict.failures() == 0);
  // A reference that shrugs at most strings would prove nothing.
  if (count >= 1000) CHECK(settled * 2 > count);
}

TEST_CASE("forgotten terms leave no trace") {
  Analyzer analyzer;
  std::vector<Word> words;
  analyzer.words("Đảng uỷ khối", words);
  const std::size_t before = analyzer.size();
  analyzer.forget();
  CHECK(analyzer.size() == 0);
  analyzer.words("khối", words);
  REQUIRE(words.size() == 1);
  CHECK(words[0].term == 0);
  CHECK(analyzer.canonical(0) == "khối");
  CHECK(analyzer.size() == 1);
  CHECK(before == 3);
}

}  // namespace vnidx::text
