// The user's lexicon: what is one, and what it makes of a text and of a name that was typed.
#include "entity/user_lexicon.h"

#include <string>
#include <vector>

#include "entity/recognizer.h"
#include "unit/catch.h"

namespace vnidx::entity {
namespace {

const std::string kText =
    "# archives\r\n"
    "Trung tâm Lưu trữ quốc gia III\tTTLTQG III\tLưu trữ 3\r\n"
    "\n"
    "Cơ sở Bảo trợ Hướng Dương\n"
    "Hoà Phát Xanh\tHPX";

/// The names found in `text`, as `surface=name`.
std::vector<std::string> found_in(const std::string& text) {
  const auto lexicon = read_user_lexicon(kText, "own.tsv");
  REQUIRE(lexicon);
  text::Analyzer analyzer;
  Recognizer recognizer(analyzer, *lexicon);
  std::vector<text::Word> words;
  analyzer.words(text, words);
  Entities found;
  recognizer.recognize(text, words, std::nullopt, found);
  std::vector<std::string> names;
  for (const OrganizationMention& mention : found.organizations) {
    names.push_back(text.substr(mention.begin, mention.end - mention.begin) + '=' + mention.canonical);
  }
  return names;
}

TEST_CASE("every form of a body is found as the name in the lexicon") {
  struct Row {
    const char* text;
    std::vector<std::string> names;
  };
  const std::string archive = "Trung tâm Lưu trữ quốc gia III";
  const Row row = GENERATE_REF(values<Row>({
      {"hồ sơ của TTLTQG III về Huế", {"TTLTQG III=" + archive}},
      {"Trung tâm Lưu trữ Quốc gia III mở cửa", {"Trung tâm Lưu trữ Quốc gia III=" + archive}},
      {"TRUNG TÂM LƯU TRỮ QUỐC GIA III MỞ CỬA ĐÓN KHÁCH", {"TRUNG TÂM LƯU TRỮ QUỐC GIA III=" + archive}},
      {"Chi bộ Lưu trữ 3 họp", {"Chi bộ Lưu trữ 3=Chi bộ " + archive, "Lưu trữ 3=" + archive}},
      {"cho lưu trữ 3 năm", {}},
      // Old and new places of tone marks are one.
      {"Hòa Phát Xanh và HPX", {"Hòa Phát Xanh=Hoà Phát Xanh", "HPX=Hoà Phát Xanh"}},
      // A longer name of the grammar stays.
      {"Công ty TNHH HPX Miền Tây", {"Công ty TNHH HPX Miền Tây=Công ty trách nhiệm hữu hạn HPX miền Tây"}},
      // `cơ sở` opens no name of the tables.
      {"Cơ sở Bảo trợ Hướng Dương", {"Cơ sở Bảo trợ Hướng Dương=Cơ sở Bảo trợ Hướng Dương"}},
  }));
  CAPTURE(row.text);
  CHECK(found_in(row.text) == row.names);
}

TEST_CASE("a line that is none is named") {
  struct Row {
    const char* text;
    const char* place;
    const char* message;
  };
  const Row row = GENERATE(values<Row>({
      {"Sao Mai\n\tHPX\n", "own.tsv:2", "a name is empty"},
      {"# a\nSao Mai\t\tHPX", "own.tsv:2", "a name is empty"},
      {"hội quán\n", "own.tsv:1", "'hội quán' does not begin with a capital"},
      {"Sao\xff Mai", "own.tsv:1", "is not UTF-8, or holds control characters"},
      {"Sao\x1b Mai", "own.tsv:1", "is not UTF-8, or holds control characters"},
      {"Sao Mai\tSM\n\nSông Mã\tSM\n", "own.tsv:3", "'SM' is a name in line 1 too"},
  }));
  CAPTURE(row.text);
  const auto read = read_user_lexicon(row.text, "own.tsv");
  REQUIRE_FALSE(read);
  CHECK(read.error().place == row.place);
  CHECK(read.error().message == row.message);
  CHECK_FALSE(read_user_lexicon("Sao " + std::string(200, 'a'), "own.tsv"));
}

TEST_CASE("other names lead to the name in full, those of the tables too") {
  const auto lexicon = read_user_lexicon("Sao Mai\tSM\nHoà Phát\tHòa Phát\n", "own.tsv");
  REQUIRE(lexicon);
  const auto keys = other_keys(*lexicon);
  CHECK(keys.at("sao mai") == std::vector<std::string>{"sm"});
  CHECK(keys.at("tổ chức y tế thế giới") == std::vector<std::string>{"who"});
  CHECK(keys.at("liên hợp quốc") == std::vector<std::string>{"liên hiệp quốc"});
  CHECK_FALSE(keys.contains("hòa phát"));
}

}  // namespace
}  // namespace vnidx::entity
