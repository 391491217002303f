// Queries typed without marks, read back by what stands next to what in a collection.
#include "query/reading.h"

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "schema/term.h"
#include "text/canonical.h"
#include "unit/catch.h"
#include "unit/query/counted.h"

namespace vnidx::query {
namespace {

const stats::Table& collection() {
  static const stats::Table table = test::statistics_of({{"đảng ủy khối các cơ quan", 50},
                                                         {"đảng viên", 40},
                                                         {"rừng đang cháy", 60},
                                                         {"đang dập lửa", 100},
                                                         {"anh ấy đáng khen", 5},
                                                         {"ủy ban nhân dân", 30},
                                                         {"uy tín", 20},
                                                         {"tôi bán hàng", 20},
                                                         {"cái bàn gỗ", 25},
                                                         {"người bạn thân", 30},
                                                         {"khôi phục", 10},
                                                         {"bo", 1}});
  return table;
}

std::string read(std::string_view query, Writer writer = Writer::without_marks) {
  std::vector<QueryWord> words;
  std::istringstream typed{std::string(query)};
  for (std::string each; typed >> each;) {
    QueryWord word;
    word.canonical = text::canonical(each);
    word.folded = text::folded(each);
    word.reading = word.canonical;
    word.match = word.canonical == word.folded      ? MarkMatch::any
                 : schema::has_tone(word.canonical) ? MarkMatch::exact
                                                    : MarkMatch::at_least;
    words.push_back(word);
  }
  std::string out;
  const auto forms = read_back(words, writer, collection());
  REQUIRE(forms.size() == words.size());
  for (const std::string& form : forms) out += (out.empty() ? "" : " ") + form;
  return out;
}

struct ReadingCase {
  std::string typed;
  std::string read;
};

TEST_CASE("a word is read by its neighbours, before its frequency") {
  const auto [typed, expected] = GENERATE(values<ReadingCase>({
      {"dang", "đang"},
      {"dang uy", "đảng ủy"},
      {"dang uy khoi", "đảng ủy khối"},
      {"dang vien", "đảng viên"},
      {"rung dang chay", "rừng đang cháy"},
      {"dang khen", "đáng khen"},
      {"uy", "ủy"},
      {"uy tin", "uy tín"},
      {"uy ban", "ủy ban"},
      {"ban hang", "bán hàng"},
      {"ban than", "bạn thân"},
      {"ban go", "bàn gỗ"},
      // What is typed with marks is not touched, and helps to read the rest
      {"đảng uy", "đảng ủy"},
      {"đang cháy", "đang cháy"},
      {"đang viên", "đảng viên"},
      // What the collection does not know stays as it was typed
      {"xyzzy", "xyzzy"},
      {"dang xyzzy", "đang xyzzy"},
      {"đằng xa", "đằng xa"},
      {"2018", "2018"},
  }));
  CAPTURE(typed);
  CHECK(read(typed) == expected);
}

TEST_CASE("a reading always folds to what was typed, and keeps the marks typed") {
  for (const std::string typed :
       {"dang uy khoi cac co quan", "ban hang", "bo", "đang uy", "ban ban ban", "a b c"}) {
    std::istringstream given(typed);
    std::istringstream got(read(typed));
    for (std::string word, form; given >> word && got >> form;) {
      CHECK(text::folded(form) == text::folded(word));
      CHECK(schema::has_marks_of(form, word));
    }
  }
}

TEST_CASE("a writer who types marks means words without marks as typed, where they are words") {
  CHECK(read("uy", Writer::without_marks) == "ủy");
  CHECK(read("uy", Writer::with_marks) == "uy");
}

TEST_CASE("without statistics everything stays as typed") {
  QueryWord word;
  word.canonical = word.folded = word.reading = "dang";
  word.match = MarkMatch::any;
  CHECK(read_back({&word, 1}, Writer::without_marks, stats::Table()) == std::vector<std::string>{"dang"});
  CHECK(read_back({}, Writer::without_marks, collection()).empty());
}

}  // namespace
}  // namespace vnidx::query
