// The table of abbreviations, both ways.
#include "entity/abbreviations.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "entity/letter_case.h"
#include "text/canonical.h"
#include "unit/catch.h"

namespace vnidx::entity {
namespace {

std::string joined(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) text.append(text.empty() ? "" : " ").append(word);
  return text;
}

std::vector<std::string> meanings(std::string_view written) {
  std::vector<std::string> found;
  for (const Expansion& meaning : expansions_of(abbreviation_key(written)))
    found.push_back(joined(meaning.words));
  return found;
}

TEST_CASE("every writing of an abbreviation has one key") {
  const char* written = GENERATE("GD&ĐT", "GD-ĐT", "GDĐT", "G.D.Đ.T", "gd & đt", "Gd-Đt");
  CAPTURE(written);
  CHECK(abbreviation_key(written) == "gdđt");
}

TEST_CASE("an abbreviation gives its meanings, the usual one first") {
  using List = std::vector<std::string>;
  CHECK(meanings("UBND") == List{"ủy ban nhân dân"});
  CHECK(meanings("U.B.N.D") == List{"ủy ban nhân dân"});
  CHECK(meanings("LĐ-TB&XH") == List{"lao động thương binh và xã hội"});
  CHECK(meanings("TP.HCM") == List{"thành phố hồ chí minh"});
  CHECK(meanings("VHTTDL") == List{"văn hóa thể thao và du lịch"});
  CHECK(meanings("CĐ") == List{"công đoàn", "cao đẳng"});
  CHECK(meanings("XYZ").empty());
  CHECK(meanings("").empty());
}

TEST_CASE("an expansion gives its abbreviations") {
  const std::vector<std::string_view> words{"ủy", "ban", "nhân", "dân"};
  const auto found = abbreviations_of(words);
  REQUIRE(found.size() == 1);
  CHECK(found[0].key == "ubnd");
  CHECK(found[0].display == "Ủy ban nhân dân");

  std::set<std::string_view> keys;
  const std::vector<std::string_view> central{"trung", "ương"};
  for (const Expansion& meaning : abbreviations_of(central)) keys.insert(meaning.key);
  CHECK(keys == std::set<std::string_view>{"tw", "tư"});

  const std::vector<std::string_view> part{"ủy", "ban", "nhân"};
  CHECK(abbreviations_of(part).empty());
  CHECK(abbreviations_of({}).empty());
}

TEST_CASE("an abbreviation that is an everyday syllable counts in capitals only") {
  CHECK(expansions_of("tư").front().sense == AbbreviationSense::capitals);
  CHECK(expansions_of("ubnd").front().sense == AbbreviationSense::sole);
  CHECK(expansions_of("cp").front().sense == AbbreviationSense::ambiguous);
}

TEST_CASE("every line of the table is well formed") {
  std::set<std::pair<std::string_view, std::string>> seen;
  for (const Expansion& meaning : all_expansions()) {
    CAPTURE(meaning.key);
    CHECK(abbreviation_key(meaning.key) == meaning.key);
    CHECK(text::canonical(meaning.key) == meaning.key);
    CHECK(text::canonical(meaning.display) == lower_case(meaning.display));
    CHECK(meaning.words.size() >= 2);
    CHECK(meaning.words.size() <= longest_expansion());
    CHECK(seen.emplace(meaning.key, joined(meaning.words)).second);
  }
}

}  // namespace
}  // namespace vnidx::entity
