#include "schema/term.h"

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "text/analyzer.h"
#include "text/canonical.h"
#include "unit/catch.h"

namespace vnidx::schema {
namespace {

constexpr std::size_t kMostWordBytes = kMaxTermBytes - 2;  // a prefix takes up to two

std::string term_of(std::string_view word) {
  return word_term(text::canonical(word), text::folded(word));
}

void append(std::string& out, char32_t point) {
  const auto byte = [&](char32_t value) { out += static_cast<char>(value); };
  if (point < 0x80) return byte(point);
  if (point < 0x800) return byte(0xC0 | point >> 6), byte(0x80 | (point & 0x3F));
  if (point < 0x10000) {
    return byte(0xE0 | point >> 12), byte(0x80 | (point >> 6 & 0x3F)), byte(0x80 | (point & 0x3F));
  }
  byte(0xF0 | point >> 18), byte(0x80 | (point >> 12 & 0x3F)), byte(0x80 | (point >> 6 & 0x3F));
  byte(0x80 | (point & 0x3F));
}

// Random text: Vietnamese letters mostly, else letters and marks of any script.
std::string random_text(std::mt19937_64& random, std::size_t points) {
  static const std::u32string kLetters =
      U"aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ0123456789";
  static constexpr std::array<std::pair<char32_t, char32_t>, 8> kRanges{{{0x21, 0x7E},
                                                                         {0xC0, 0x24F},
                                                                         {0x300, 0x36F},
                                                                         {0x370, 0x5FF},
                                                                         {0x900, 0xDFF},
                                                                         {0x1E00, 0x1EFF},
                                                                         {0x4E00, 0x9FFF},
                                                                         {0x1D400, 0x1D7FF}}};
  std::string out;
  const bool vietnamese = random() % 3 != 0;
  for (std::size_t i = 0; i < points; ++i) {
    if (vietnamese) {
      append(out, kLetters[random() % kLetters.size()]);
    } else {
      const auto& [low, high] = kRanges[random() % kRanges.size()];
      append(out, low + static_cast<char32_t>(random() % (high - low + 1)));
    }
  }
  return out;
}

struct FormsCase {
  std::string word;
  std::string term;
};

TEST_CASE("a term is the folded word, then its marks") {
  const auto [word, term] = GENERATE(values<FormsCase>({
      {"dang", "dang"},
      {"", ""},
      {"16", "16"},
      {"covid19", "covid19"},
  }));
  CHECK(word_term(word, word) == term);
  CHECK(term_word(term) == word);
  CHECK(term_folded(term) == word);
}

TEST_CASE("words read back from their terms") {
  for (const std::string word :
       {"đảng", "đang",  "nghiêng", "được",    "ủy",      "khuỷu",  "ế",
        "đ",    "ă",     "việt",    "straße",  "ñandú",   "москва", "ελλάδα",
        "東京", "naïve", "çà",      "ấ\u0308", "x\u0323", "ơớđ",    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaá",
        "ǘ",    "ҕ"}) {
    const std::string canonical = text::canonical(word);
    const std::string term = term_of(word);
    CAPTURE(word);
    CHECK(term_word(term) == canonical);
    CHECK(term_folded(term) == text::folded(word));
  }
}

TEST_CASE("every syllable of the language reads back from its term") {
  const std::array<std::string, 27> onsets{"",  "b",  "c",  "ch", "d", "đ",  "g",  "gh",  "gi",
                                           "h", "k",  "kh", "l",  "m", "n",  "ng", "ngh", "nh",
                                           "p", "ph", "r",  "s",  "t", "th", "tr", "v",   "x"};
  const std::array<std::string, 9> codas{"", "c", "ch", "m", "n", "ng", "nh", "p", "t"};
  const std::u32string vowels = U"aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ";
  std::size_t wrong = 0;
  std::set<std::string> terms;
  std::set<std::string> words;
  for (const std::string& onset : onsets) {
    for (const char32_t vowel : vowels) {
      for (const std::string second : {"", "a", "ê", "o", "u", "ơ", "i", "y"}) {
        for (const std::string& coda : codas) {
          std::string word = onset;
          append(word, vowel);
          word += second + coda;
          const std::string canonical = text::canonical(word);
          const std::string term = term_of(word);
          wrong += term_word(term) != canonical || term_folded(term) != text::folded(word);
          words.insert(canonical);
          terms.insert(term);
        }
      }
    }
  }
  CHECK(wrong == 0);
  CHECK(terms.size() == words.size());
  CHECK(words.size() > 90000);
}

TEST_CASE("random words read back from their terms, which differ as they do and stay short") {
  std::mt19937_64 random(20180711);
  text::Analyzer analyzer;
  std::vector<text::Word> words;
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random_text(random, 1 + random() % (i % 20 == 0 ? 200 : 12));
    analyzer.words(text, words);
  }
  std::map<std::string, std::string> word_by_term;
  for (text::TermId id = 0; id < analyzer.size(); ++id) {
    const std::string canonical(analyzer.canonical(id));
    const std::string folded(analyzer.folded(id));
    const std::string term = word_term(canonical, folded);
    CAPTURE(canonical, folded);
    REQUIRE(term.size() <= kMostWordBytes);
    REQUIRE(word_by_term.emplace(term, canonical).second);
    if (canonical.size() + folded.size() < kMostWordBytes) {
      REQUIRE(term_word(term) == canonical);
      REQUIRE(term_folded(term) == folded);
    } else {
      REQUIRE(folded.starts_with(term_folded(term)));
    }
    REQUIRE_FALSE((canonical == folded) != (term == folded));
  }
  CHECK(word_by_term.size() > 10000);
}

TEST_CASE("all markings of a folded word stand together in byte order, the unmarked one first") {
  std::mt19937_64 random(19450902);
  text::Analyzer analyzer;
  std::vector<text::Word> words;
  // Few letters, so that many words share a folded form or begin with another's.
  const std::u32string letters = U"aáâấăđdnñ1ж";
  for (int i = 0; i < 30000; ++i) {
    std::string text;
    for (std::size_t n = 1 + random() % 4; n > 0; --n) append(text, letters[random() % letters.size()]);
    analyzer.words(text, words);
  }
  struct Spelt {
    std::string term, canonical, folded;
  };
  std::vector<Spelt> all;
  for (text::TermId id = 0; id < analyzer.size(); ++id) {
    Spelt spelt{{}, std::string(analyzer.canonical(id)), std::string(analyzer.folded(id))};
    spelt.term = word_term(spelt.canonical, spelt.folded);
    all.push_back(std::move(spelt));
  }
  std::sort(all.begin(), all.end(), [](const Spelt& a, const Spelt& b) { return a.term < b.term; });
  std::set<std::string> closed;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool is_first = i == 0 || all[i - 1].folded != all[i].folded;
    CAPTURE(all[i].canonical, all[i].folded);
    if (is_first) REQUIRE(closed.insert(all[i].folded).second);
    if (!is_first) REQUIRE(all[i].canonical != all[i].folded);
  }
  CHECK(closed.size() > 500);
}

TEST_CASE("a word of any length has a term that fits, its own, and starts as the word does") {
  std::set<std::string> terms;
  std::size_t words = 0;
  for (const std::string letter : {"a", "á", "đ", "ấ", "ж", "東", "ñ", "1"}) {
    std::string word;
    for (std::size_t length = 1; length <= 1000; ++length) {
      word += letter;
      const std::string canonical = text::canonical(word);
      const std::string folded = text::folded(word);
      const std::string term = word_term(canonical, folded);
      CAPTURE(letter, length);
      REQUIRE(term.size() <= kMostWordBytes);
      REQUIRE(folded.starts_with(term_folded(term)));
      REQUIRE_FALSE(term_folded(term).empty());
      const std::string read = term_word(term);
      REQUIRE((read == canonical || (read.ends_with("…") && term_folded(term).size() >= 60)));
      terms.insert(term);
      ++words;
    }
  }
  CHECK(terms.size() == words);
}

TEST_CASE("words too long that differ only far behind have different terms") {
  const std::string start(300, 'a');
  const std::string one = start + "á";
  const std::string two = start + "à";
  CHECK(term_of(one) != term_of(two));
  CHECK(term_of(one) != term_of(start + "a"));
  CHECK(term_folded(term_of(one)) == term_folded(term_of(two)));
}

TEST_CASE("a term that word_term never made is read without harm") {
  for (const std::string& bytes :
       {std::string("ab\x01\xe5", 4), std::string("\x01\x20", 2), std::string("ab\x01\xff\xff\xff", 6),
        std::string("ab\x01", 3), std::string("\x02", 1), std::string("\x03", 1),
        std::string("ab\x01\x01", 4), std::string("ab\x01\x20\x20\x20\x20", 7),
        std::string("xyz\x01\x31", 5)}) {
    const std::string word = term_word(bytes);
    CHECK(word.size() < 40);
  }
}

TEST_CASE("a value's term is its prefix and the value, or a hash of what is too long") {
  CHECK(value_term("Q", "05-CT/TƯ") == "Q05-CT/TƯ");
  CHECK(value_term("XN", "") == "XN");
  CHECK(value_term("", "a") == "a");
  const std::string fits(kMaxTermBytes - 1, 'x');
  CHECK(value_term("Q", fits) == "Q" + fits);
  std::set<std::string> terms;
  std::size_t values = 0;
  for (std::size_t length = kMaxTermBytes - 3; length < kMaxTermBytes + 50; ++length) {
    for (const char last : {'a', 'b'}) {
      const std::string term = value_term("P", std::string(length, 'x') + last);
      CHECK(term.size() <= kMaxTermBytes);
      CHECK(term.starts_with('P'));
      terms.insert(term);
      ++values;
    }
  }
  CHECK(terms.size() == values);
}

TEST_CASE("a value with a NUL, which counts twice in a term, is hashed; none loses what follows it") {
  const std::string one("a\0b", 3);
  const std::string two("a\0c", 3);
  for (const std::string& value : {one, two}) {
    CHECK(value_term("Q", value).find('\0') == std::string::npos);
    CHECK(value_term("Q", value) != "Qa");
  }
  CHECK(value_term("Q", one) != value_term("Q", two));
  CHECK(value_term("Q", one) == value_term("Q", one));
}

}  // namespace
}  // namespace vnidx::schema
