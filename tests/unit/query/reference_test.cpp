// Random queries against a slow reference that shares nothing with the compiler: each is made as a text and,
// beside it, as what it says of one document. On both sides of every cap they must agree.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/snapshot.h"
#include "unit/catch.h"
#include "unit/index/archive.h"
#include "unit/query/small_collection.h"

namespace vnidx::query {
namespace {

using test::Ids;
using Words = std::vector<std::string>;

struct Spelling {
  std::string word;
  std::string folded;
};

const std::vector<Spelling> kVocabulary{{"cháy", "chay"}, {"chay", "chay"}, {"rừng", "rung"}, {"lửa", "lua"},
                                        {"lúa", "lua"},   {"hoa", "hoa"},   {"gió", "gio"},   {"đất", "dat"},
                                        {"đá", "da"},     {"da", "da"}};

std::string folded(std::string_view word) {
  const auto known =
      std::ranges::find_if(kVocabulary, [&](const Spelling& spelling) { return spelling.word == word; });
  return known == kVocabulary.end() ? std::string(word) : known->folded;
}

struct Article {
  std::string id;
  Words title;
  Words text;
  std::string author;
  int year;
};

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t end) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state_ >> 33) % end;
  }
  bool one_in(std::size_t n) { return below(n) == 0; }
  Words words(std::size_t count) {
    Words made;
    while (made.size() < count) made.push_back(kVocabulary[below(kVocabulary.size())].word);
    return made;
  }

 private:
  std::uint64_t state_;
};

std::string spaced(const Words& words) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : " ").append(word);
  return text;
}

// A few are long enough to hold phrases beyond the words that have a bit of their own.
const std::vector<Article>& collection() {
  static const std::vector<Article> articles = [] {
    Random random(1);
    std::vector<Article> made;
    for (std::size_t i = 0; i < 30; ++i) {
      const std::size_t length = i < 4 ? 150 : 1 + random.below(12);
      made.push_back({"d" + std::to_string(i), random.words(1 + random.below(3)), random.words(length),
                      random.one_in(2) ? "Lan" : "Minh", random.one_in(2) ? 2017 : 2018});
    }
    return made;
  }();
  return articles;
}

store::Snapshot& index() {
  static const test::Archive& archive = *[] {
    static test::Archive made;
    std::vector<Document> documents;
    for (const Article& article : collection()) {
      Document document = test::document(article.id, spaced(article.title), spaced(article.text));
      document.author = article.author;
      document.date = std::chrono::year(article.year) / std::chrono::May / 4;
      documents.push_back(std::move(document));
    }
    made.add(documents);
    return &made;
  }();
  static store::Snapshot snapshot = std::move(*store::Snapshot::open(archive.path()));
  return snapshot;
}

// ── What a query says ──

struct Seen {
  const Article& article;
  SearchIn in = SearchIn::all;

  Words words() const {
    Words all = in == SearchIn::body ? Words() : article.title;
    if (in != SearchIn::title) all.insert(all.end(), article.text.begin(), article.text.end());
    return all;
  }
};

struct Made {
  std::string text;
  std::function<bool(const Seen&)> holds;
  std::size_t words = 0;
  std::size_t prefixes = 0;
  std::size_t filters = 0;
};

void count(Made& all, const Made& part) {
  all.words += part.words;
  all.prefixes += part.prefixes;
  all.filters += part.filters;
}

bool is_word(std::string_view typed, std::string_view word) {
  return typed == folded(typed) ? folded(word) == typed : word == typed;
}

std::vector<std::size_t> starts_of(const Words& phrase, const Words& text) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at + phrase.size() <= text.size(); ++at) {
    if (std::equal(phrase.begin(), phrase.end(), text.begin() + static_cast<std::ptrdiff_t>(at), is_word))
      starts.push_back(at);
  }
  return starts;
}

std::function<bool(const Seen&)> any_of(Words words) {
  return [words = std::move(words)](const Seen& seen) {
    const Words text = seen.words();
    return std::ranges::any_of(words, [&](const auto& word) { return !starts_of({word}, text).empty(); });
  };
}

Made plain(const Words& words) {
  return {spaced(words), any_of(words), words.size()};
}

Made phrase(const Words& words) {
  return {"\"" + spaced(words) + "\"",
          [words](const Seen& seen) { return !starts_of(words, seen.words()).empty(); }, words.size()};
}

Made near(const Words& one, const Words& other, std::size_t distance) {
  const auto holds = [=](const Seen& seen) {
    const Words text = seen.words();
    for (const std::size_t a : starts_of(one, text)) {
      for (const std::size_t b : starts_of(other, text)) {
        const bool a_first = a < b && b <= a + one.size() - 1 + distance;
        const bool b_first = b < a && a <= b + other.size() - 1 + distance;
        if (a_first || b_first) return true;
      }
    }
    return false;
  };
  return {phrase(one).text + " NEAR/" + std::to_string(distance) + " " + phrase(other).text, holds,
          one.size() + other.size()};
}

Made prefix(const std::string& start) {
  const auto holds = [=](const Seen& seen) {
    return std::ranges::any_of(seen.words(),
                               [&](const auto& word) { return folded(word).starts_with(start); });
  };
  return {start + "*", holds, 1, 1};
}

Made filter(Random& random) {
  if (random.one_in(2)) {
    const std::string author = random.one_in(2) ? "Lan" : "Minh";
    return {"author:" + author, [=](const Seen& seen) { return seen.article.author == author; }, 0, 0, 1};
  }
  const int year = random.one_in(2) ? 2017 : 2018;
  return {"date:" + std::to_string(year), [=](const Seen& seen) { return seen.article.year == year; }, 0, 0,
          1};
}

Made in_title(Made inner) {
  inner.text.insert(0, "title:");
  inner.holds = [holds = inner.holds](const Seen& seen) { return holds({seen.article, SearchIn::title}); };
  return inner;
}

Made bracketed(Made inner) {
  inner.text = "(" + inner.text + ")";
  return inner;
}

Made joined(const std::string& sign, std::vector<Made> parts, bool all) {
  Made made;
  for (const Made& part : parts) {
    made.text.append(made.text.empty() ? "" : sign).append(bracketed(part).text);
    count(made, part);
  }
  made.holds = [parts = std::move(parts), all](const Seen& seen) {
    const auto holds = [&](const Made& part) { return part.holds(seen); };
    return all ? std::ranges::all_of(parts, holds) : std::ranges::any_of(parts, holds);
  };
  return made;
}

Made but_not(Made kept, Made excluded) {
  Made made{bracketed(kept).text + " NOT " + bracketed(excluded).text,
            [kept, excluded](const Seen& seen) { return kept.holds(seen) && !excluded.holds(seen); }};
  count(made, kept);
  count(made, excluded);
  return made;
}

struct Clause {
  Made made;
  char sign = ' ';
  enum class Kind { plain, phrase, filter, other } kind = Kind::other;
  std::function<bool(const Seen&)> as_words = {};  // of a phrase: whether any of its words is there
};

Made sequence(std::vector<Clause> clauses) {
  Made made;
  for (const Clause& clause : clauses) {
    made.text.append(made.text.empty() ? "" : " ");
    if (clause.sign != ' ') made.text += clause.sign;
    made.text += clause.made.text;
    count(made, clause.made);
  }
  const bool has_plain = std::ranges::any_of(
      clauses, [](const Clause& c) { return c.kind == Clause::Kind::plain && c.sign == ' '; });
  if (has_plain) {  // phrases beside plain words rank as these do
    for (Clause& clause : clauses) {
      if (clause.kind == Clause::Kind::phrase && clause.sign == ' ') clause.made.holds = clause.as_words;
    }
  }
  made.holds = [clauses = std::move(clauses)](const Seen& seen) {
    bool has_must = false;
    bool has_wish = false;
    bool is_wished = false;
    for (const Clause& clause : clauses) {
      const bool holds = clause.made.holds(seen);
      const bool restricts = clause.sign == '+' || clause.kind == Clause::Kind::filter;
      if (holds ? clause.sign == '-' : clause.sign != '-' && restricts) return false;
      has_must |= clause.sign == '+' && clause.kind != Clause::Kind::filter;
      has_wish |= clause.sign == ' ' && clause.kind != Clause::Kind::filter;
      is_wished |= clause.sign == ' ' && clause.kind != Clause::Kind::filter && holds;
    }
    return has_must || !has_wish || is_wished;
  };
  return made;
}

// ── Random ones ──

// Words that no document has.
Words padding(std::size_t count) {
  Words words;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string letters{static_cast<char>('b' + i % 20), static_cast<char>('b' + i / 20 % 20),
                              static_cast<char>('b' + i / 400)};
    words.push_back("zq" + letters + "qz");
  }
  return words;
}

Made absent(Made made) {
  made.holds = [](const Seen&) { return false; };
  return made;
}

Words phrase_words(Random& random) {
  if (random.one_in(2)) return random.words(1 + random.below(3));
  // As it stands somewhere; of the long ones also longer than a text's occurrences have bits.
  const Words& text = collection()[random.below(8)].text;
  const std::size_t begin = random.below(text.size());
  const std::size_t most = random.one_in(4) ? 80 : 4;
  const std::size_t length = std::min(1 + random.below(most), text.size() - begin);
  Words words(text.begin() + static_cast<std::ptrdiff_t>(begin),
              text.begin() + static_cast<std::ptrdiff_t>(begin + length));
  if (random.one_in(4)) words[random.below(words.size())] = "gió";
  if (random.one_in(4)) words.front() = folded(words.front());
  return words;
}

Made expression(Random& random, unsigned depth);

Clause clause(Random& random, unsigned depth) {
  Clause made;
  switch (random.below(depth > 0 ? 8 : 6)) {
    case 0:
    case 1:
      made = {plain(random.words(1)), ' ', Clause::Kind::plain};
      break;
    case 2: {
      const Words words = phrase_words(random);
      made = {phrase(words), ' ', Clause::Kind::phrase, any_of(words)};
      if (random.one_in(3)) {
        made.made = in_title(made.made);
        made.as_words = in_title(plain(words)).holds;
      }
      break;
    }
    case 3:
      made = {near(random.words(1), phrase_words(random), 1 + random.below(4))};
      break;
    case 4:
      made = {prefix(folded(random.words(1).front()).substr(0, 2))};
      break;
    case 5:
      made = {filter(random), ' ', Clause::Kind::filter};
      break;
    default:
      // Without a sign before them, plain words in brackets are plain words of the whole.
      made = {
          bracketed(joined(" OR ", {expression(random, depth - 1), expression(random, depth - 1)}, false))};
      break;
  }
  made.sign = " +-"[random.below(3)];
  return made;
}

Made expression(Random& random, unsigned depth) {
  if (depth > 0 && random.one_in(3)) {
    std::vector<Made> parts{expression(random, depth - 1), expression(random, depth - 1)};
    switch (random.below(3)) {
      case 0:
        return joined(" AND ", parts, true);
      case 1:
        return joined(" OR ", parts, false);
      default:
        return but_not(parts[0], parts[1]);
    }
  }
  std::vector<Clause> clauses;
  const std::size_t count = 1 + random.below(4);
  while (clauses.size() < count) clauses.push_back(clause(random, depth));
  return sequence(std::move(clauses));
}

void check(const Made& made, SearchIn in) {
  Ids expected;
  for (const Article& article : collection()) {
    if (made.holds({article, in})) expected.insert(article.id);
  }
  const auto found = test::found_in(index(), made.text, Marks::smart, in);
  CAPTURE(made.text, in, made.words, made.prefixes, made.filters);
  const bool fits = made.words <= 1000 && made.prefixes <= 32 && made.filters <= 32;
  REQUIRE(found.ok() == fits);
  if (fits) REQUIRE(*found == expected);
}

SearchIn where(Random& random) {
  return std::vector{SearchIn::all, SearchIn::all, SearchIn::title, SearchIn::body}[random.below(4)];
}

TEST_CASE("queries find what they say") {
  Random random(2);
  for (int i = 0; i < 400; ++i) check(expression(random, 2), where(random));
}

std::vector<Made> padded(const Made& made, const Made& pad, const Made& quoted) {
  return {joined(" OR ", {pad, made}, false), joined(" OR ", {made, pad}, false), but_not(made, pad),
          but_not(made, quoted), joined(" AND ", {but_not(plain({"hoa"}), quoted), made}, true)};
}

TEST_CASE("queries find what they say on both sides of what texts are searched for at once") {
  Random random(3);
  for (const std::size_t words : {60U, 62U, 63U, 64U, 65U, 66U, 130U}) {
    const Made pad = absent(plain(padding(words)));
    const Made quoted = absent(phrase(padding(words)));
    for (int i = 0; i < 5; ++i) {
      const Made made = expression(random, 1);
      for (const Made& each : padded(made, pad, quoted)) check(each, where(random));
    }
    for (int i = 0; i < 30; ++i) {
      std::vector<Clause> clauses{{pad, ' ', Clause::Kind::plain}};
      for (int n = 0; n < 3; ++n) clauses.push_back(clause(random, 1));
      check(sequence(std::move(clauses)), where(random));
    }
  }
}

TEST_CASE("queries find what they say up to the most words there may be, and are refused beyond") {
  Random random(4);
  for (const std::size_t words : {997U, 998U, 999U, 1000U, 1001U}) {
    const Made pad = absent(plain(padding(words)));
    const std::vector<Made> short_ones{plain({"hoa"}), prefix("ch"), in_title(plain({"lua"})),
                                       near({"rừng"}, {"đất"}, 2)};
    for (const Made& made : short_ones) {
      for (const Made& each : padded(made, pad, pad)) check(each, SearchIn::all);
    }
  }
}

TEST_CASE("queries find what they say up to the most beginnings and filters there may be") {
  Random random(5);
  for (const std::size_t count : {30U, 31U, 32U, 33U}) {
    const auto words = padding(count);
    std::vector<Made> beginnings;
    std::vector<Made> filters;
    for (const std::string& word : words) {
      beginnings.push_back(prefix(word));
      filters.push_back(absent({"author:" + word, {}, 0, 0, 1}));
    }
    for (int i = 0; i < 5; ++i) {
      const Made made = expression(random, 1);
      for (const auto& pads : {beginnings, filters}) {
        const Made pad = joined(" OR ", pads, false);
        for (const Made& each : padded(made, pad, pad)) check(each, where(random));
      }
    }
  }
}

}  // namespace
}  // namespace vnidx::query
