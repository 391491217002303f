// Which documents are kept from being read, and that no answer changes by it.
#include "search/screen.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "query/compiler.h"
#include "schema/fields.h"
#include "unit/catch.h"
#include "unit/index/archive.h"
#include "unit/search/requests.h"

namespace vnidx::search {
namespace {

using query::Condition;
using query::QueryWord;

QueryWord word(std::string folded) {
  QueryWord made;
  made.canonical = made.reading = folded;
  made.folded = std::move(folded);
  return made;
}

Condition made(Condition::Kind kind, std::vector<std::uint32_t> words, std::vector<Condition> children = {}) {
  Condition condition;
  condition.kind = kind;
  condition.words = std::move(words);
  condition.children = std::move(children);
  return condition;
}

// Documents by their filters: 1 `a b c`, 2 none, 3 `c b a`, 4 a damaged one, 5 `b c`.
Xapian::Database filters() {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  const auto add = [&](std::string value) {
    Xapian::Document document;
    document.add_value(static_cast<Xapian::valueno>(schema::Slot::pairs), value);
    database.add_document(document);
  };
  const auto filter_of = [](std::initializer_list<std::string_view> words) {
    schema::PairFilterBuilder builder;
    for (const std::string_view each : words) builder.add(schema::word_hash(each));
    return builder.take();
  };
  add(filter_of({"a", "b", "c"}));
  add("");
  add(filter_of({"c", "b", "a"}));
  add(filter_of({"c", "b", "a"}) + "x");
  add(filter_of({"b", "c"}));
  return database;
}

struct ScreenCase {
  Condition condition;
  std::vector<Xapian::docid> kept;
};

TEST_CASE("a document is kept from being read where its filter lacks a pair it must have") {
  using Kind = Condition::Kind;
  const auto ab = made(Kind::phrase, {0, 1});
  const auto bc = made(Kind::phrase, {1, 2});
  const auto abc = made(Kind::phrase, {0, 1, 2});
  const auto cb = made(Kind::phrase, {2, 1});
  const auto a = made(Kind::phrase, {0});
  const std::vector<Xapian::docid> all{1, 2, 3, 4, 5};
  const auto [condition, kept] = GENERATE_COPY(values<ScreenCase>({
      {ab, {1, 2, 4}},
      {bc, {1, 2, 4, 5}},
      {abc, {1, 2, 4}},
      {cb, {2, 3, 4}},
      {made(Kind::all_of, {}, {ab, bc}), {1, 2, 4}},
      {made(Kind::all_of, {}, {ab, made(Kind::any_word, {2})}), {1, 2, 4}},
      {made(Kind::any_of, {}, {ab, cb}), {1, 2, 3, 4}},
      {made(Kind::near, {}, {bc, a}), {1, 2, 4, 5}},
      {made(Kind::but_not, {}, {bc, ab}), {1, 2, 4, 5}},
      {made(Kind::but_not, {}, {made(Kind::always, {}), ab}), all},
      {made(Kind::any_of, {}, {ab, made(Kind::documents, {})}), all},
      {made(Kind::near, {}, {a, made(Kind::phrase, {1})}), all},
      {a, all},
      {{}, all},
      // A word of several letterings
      {made(Kind::phrase, {0, 3}), all},
      {made(Kind::phrase, {0, 4}), all},
      {made(Kind::phrase, {0, 5}), all},
      {made(Kind::phrase, {0, 1, 5}), {1, 2, 4}},
  }));
  std::vector<QueryWord> words{word("a"), word("b"), word("c"), word("x"), word("x"), word("x")};
  words[3].twin = "b";
  words[4].alternatives = {{"b", 1}};
  words[5].is_prefix = true;
  const Xapian::Database database = filters();
  const Screen screen(database, words, condition);
  CHECK(screen.is_of_use() == (kept != all));
  std::vector<Xapian::docid> found;
  for (const Xapian::docid number : all) {
    if (screen(database.get_document(number))) found.push_back(number);
  }
  CHECK(found == kept);
  // In any order
  for (const Xapian::docid number : {5U, 1U, 4U, 2U, 2U, 3U, 1U}) {
    CHECK(screen(database.get_document(number)) == std::ranges::binary_search(kept, number));
  }
}

TEST_CASE("documents beyond the last filter may hold anything") {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (int i = 0; i < 3; ++i) database.add_document(Xapian::Document());
  const std::vector<QueryWord> words{word("a"), word("b")};
  const Condition condition = made(Condition::Kind::phrase, {0, 1});
  const Screen screen(database, words, condition);
  for (const Xapian::docid number : {1U, 3U, 2U}) CHECK(screen(database.get_document(number)));
}

// A vocabulary small enough for phrases to be found. Each word in the ways it may be written; the first is
// canonical, its folded form stands in front.
struct Spelt {
  std::string folded;
  std::vector<std::string> forms;
};

const std::vector<Spelt> kVocabulary{
    {"dang", {"đảng", "Đảng", "ĐẢNG", "đa\u0309ng"}},
    {"dang", {"đang", "Đang"}},
    {"hoa", {"hòa", "hoà", "Ho\u0300a"}},
    {"hoa", {"hoa", "HOA"}},
    {"uy", {"ủy", "uỷ", "u\u0309y"}},
    {"te", {"tế", "te\u0302\u0301"}},
    {"ban", {"ban"}},
    {"ban", {"bạn", "ba\u0323n"}},
};

// Texts by the numbers of their words: what a document holds is known without reading it.
class RandomCollection {
 public:
  explicit RandomCollection(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }

  Document document(const std::string& id, std::vector<std::size_t>& words) {
    words.clear();
    Document made;
    made.id = id;
    for (std::string* part : {&made.title, &made.abstract, &made.text, &made.caption}) {
      const std::size_t count = below(part == &made.text ? 12 : 4);
      for (std::size_t i = 0; i < count; ++i) {
        const std::size_t number = below(kVocabulary.size());
        words.push_back(number);
        const auto& forms = kVocabulary[number].forms;
        *part += forms[below(forms.size())] + kGaps[below(kGaps.size())];
      }
    }
    if (words.empty()) {
      words.push_back(0);
      made.text = "đảng";
    }
    return made;
  }

  std::vector<std::size_t> phrase(std::size_t longest) {
    std::vector<std::size_t> words(1 + below(longest));
    for (std::size_t& number : words) number = below(kVocabulary.size());
    return words;
  }

 private:
  inline static const std::vector<std::string> kGaps{" ", " ", ", ", ".\n", "\u00a0", " – ", "\n\n"};
  std::mt19937 random_;
};

bool is_same(std::size_t asked, std::size_t found, Marks marks) {
  const Spelt& a = kVocabulary[asked];
  const bool any = marks == Marks::ignore || (marks == Marks::smart && a.forms.front() == a.folded);
  return any ? a.folded == kVocabulary[found].folded : asked == found;
}

std::vector<std::size_t> places(const std::vector<std::size_t>& phrase, const std::vector<std::size_t>& text,
                                Marks marks) {
  std::vector<std::size_t> found;
  for (std::size_t at = 0; at + phrase.size() <= text.size(); ++at) {
    std::size_t same = 0;
    while (same < phrase.size() && is_same(phrase[same], text[at + same], marks)) ++same;
    if (same == phrase.size()) found.push_back(at);
  }
  return found;
}

// Words at most `distance` apart, that are two words.
bool has_near(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b, std::size_t distance,
              const std::vector<std::size_t>& text, Marks marks) {
  for (const std::size_t one : places(a, text, marks)) {
    for (const std::size_t other : places(b, text, marks)) {
      const std::size_t first_end = (one < other ? one + a.size() : other + b.size()) - 1;
      const std::size_t second = std::max(one, other);
      if (one != other && second <= first_end + distance) return true;
    }
  }
  return false;
}

std::string typed(const std::vector<std::size_t>& phrase) {
  std::string query = "\"";
  for (const std::size_t number : phrase)
    query += (query.size() > 1 ? " " : "") + kVocabulary[number].forms.front();
  return query + "\"";
}

TEST_CASE("phrases and NEAR find what a slow reading of all texts finds, also after changes") {
  const unsigned seed = GENERATE(1U, 2U);
  RandomCollection collection(seed);
  test::Archive archive;
  std::vector<std::vector<std::size_t>> texts(1500);
  std::vector<Document> documents;
  for (std::size_t i = 0; i < texts.size(); ++i)
    documents.push_back(collection.document(std::to_string(i), texts[i]));
  archive.add(documents);
  documents.clear();
  for (std::size_t i = 0; i < texts.size(); i += 10)
    documents.push_back(collection.document(std::to_string(i), texts[i]));
  archive.add(documents);
  std::vector<std::string> removed;
  for (std::size_t i = 5; i < texts.size(); i += 20) {
    removed.push_back(std::to_string(i));
    texts[i].clear();
  }
  archive.remove(removed);

  Searcher searcher = test::open_searcher(archive.path());
  for (int round = 0; round < 200; ++round) {
    const Marks marks = std::vector{Marks::smart, Marks::exact, Marks::ignore}[collection.below(3)];
    const auto a = collection.phrase(4);
    const auto b = collection.phrase(2);
    const std::size_t distance = 1 + collection.below(3);
    const std::size_t kind = collection.below(4);
    const auto holds = [&](const std::vector<std::size_t>& text) {
      const bool has_a = !places(a, text, marks).empty();
      const bool has_b = !places(b, text, marks).empty();
      switch (kind) {
        case 0:
          return has_a;
        case 1:
          return has_a || has_b;
        case 2:
          return has_a && !has_b;
        default:
          return has_near(a, b, distance, text, marks);
      }
    };
    const std::string operators[]{"", " OR ", " AND NOT ", " NEAR/" + std::to_string(distance) + " "};
    SearchRequest request = test::asking(typed(a) + (kind == 0 ? "" : operators[kind] + typed(b)));
    request.marks = marks;
    request.limit = static_cast<std::uint32_t>(texts.size());
    CAPTURE(request.query, static_cast<int>(marks), seed);
    std::vector<std::string> expected;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (holds(texts[i])) expected.push_back(std::to_string(i));
    }
    auto answer = test::answer(searcher, request);
    CHECK(answer.total == expected.size());
    CHECK(answer.total_exact);
    auto ids = test::ids_of(answer);
    std::ranges::sort(ids);
    std::ranges::sort(expected);
    CHECK(ids == expected);
    request.limit = 0;
    CHECK(test::answer(searcher, request).total == expected.size());
    request.limit = 3;
    answer = test::answer(searcher, request);
    CHECK(answer.hits.size() == std::min<std::size_t>(expected.size(), 3));
    CHECK((!answer.total_exact || answer.total == expected.size()));
    for (const std::string& id : test::ids_of(answer)) CHECK(std::ranges::binary_search(expected, id));
  }
}

}  // namespace
}  // namespace vnidx::search
