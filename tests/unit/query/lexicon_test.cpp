#include "query/lexicon.h"

#include <string>
#include <vector>

#include "schema/fields.h"
#include "text/canonical.h"
#include "unit/catch.h"
#include "unit/query/small_collection.h"

namespace vnidx::query {
namespace {

std::vector<std::string> names(const std::vector<Form>& forms) {
  std::vector<std::string> found;
  for (const Form& form : forms) found.push_back(form.canonical);
  return found;
}

TEST_CASE("the forms of a folded word, most frequent first") {
  Lexicon lexicon(test::small_index().database());
  CHECK(names(lexicon.forms("dang")) == std::vector<std::string>{"đảng", "dang", "đang"});
  CHECK(lexicon.forms("dang").front().documents == 2);
  CHECK(names(lexicon.forms("duong")).size() == 4);
  CHECK(names(lexicon.forms("y")) == std::vector<std::string>{"y"});
  CHECK(lexicon.forms("xyzzy").empty());
  CHECK(lexicon.forms("").empty());
  CHECK(lexicon.forms("đảng").empty());
}

TEST_CASE("a form's term is the one in the index") {
  Lexicon lexicon(test::small_index().database());
  for (const std::string folded : {"dang", "hoa", "ban", "nghi"}) {
    for (const Form& form : lexicon.forms(folded)) {
      CHECK(test::small_index().database().get_termfreq(form.term) == form.documents);
    }
  }
}

struct PrefixCase {
  std::string start;
  std::vector<std::string> forms;
};

TEST_CASE("forms that begin with a word have at least its marks there") {
  const auto [start, forms] = GENERATE(values<PrefixCase>({
      {"nghi", {"nghị"}},
      {"nghị", {"nghị"}},
      {"nghỉ", {}},
      {"hò", {"hòa", "hồng"}},
      {"viê", {"việc"}},
      {"kho", {"khoi", "khối", "khong"}},
      {"khô", {"khối"}},
      {"xyzzy", {}},
  }));
  Lexicon lexicon(test::small_index().database());
  bool cut = true;
  CAPTURE(start);
  CHECK(names(lexicon.starting_with(text::canonical(start), text::folded(start), 100, cut)) == forms);
  CHECK_FALSE(cut);
}

TEST_CASE("too many forms of a prefix are cut to the most frequent, and that is said") {
  Lexicon lexicon(test::small_index().database());
  bool cut = false;
  const auto all = lexicon.starting_with("h", "h", 1000, cut);
  REQUIRE(all.size() > 5);
  CHECK_FALSE(cut);
  const auto some = lexicon.starting_with("h", "h", 5, cut);
  CHECK(cut);
  REQUIRE(some.size() == 5);
  for (std::size_t i = 0; i < 5; ++i) CHECK(some[i].documents == all[i].documents);
}

TEST_CASE("names under a prefix are found with the marks typed at least") {
  const auto authors = [](std::string_view name) {
    return names(values_like(test::small_index().database(), schema::prefix::kAuthor, text::canonical(name),
                             text::folded(name)));
  };
  CHECK(authors("Lê Diệu") == std::vector<std::string>{"lê diệu"});
  CHECK(authors("le dieu") == std::vector<std::string>{"lê diễu", "lê diệu"});
  CHECK(authors("lê diêu") == std::vector<std::string>{"lê diễu", "lê diệu"});
  CHECK(authors("Lê").empty());
  CHECK(authors("").empty());
}

}  // namespace
}  // namespace vnidx::query
