// The analyser, the canonical form, and what finds names, dates and numbers in texts.
#include <cstdint>

#include "entity/date.h"
#include "entity/recognizer.h"
#include "entity/user_lexicon.h"
#include "fuzz/target.h"
#include "text/analyzer.h"
#include "text/canonical.h"
#include "text/keystrokes.h"

namespace vnidx::fuzz {
namespace {

void canonical(std::string_view bytes) {
  const std::string once = text::canonical(bytes);
  expect(text::canonical(once) == once, "canonical() is idempotent");
  expect(text::folded(once) == text::folded(bytes), "a text and its canonical form fold alike");
}

void expect_in_order(std::string_view bytes, const std::vector<text::Word>& words) {
  std::uint32_t end = 0;
  for (const text::Word& word : words) {
    expect(word.begin >= end && word.begin < word.end && word.end <= bytes.size(), "words are in order");
    end = word.end;
  }
}

void analyzer(std::string_view bytes) {
  text::Analyzer analyzer;
  std::vector<text::Word> words;
  analyzer.words(bytes, words);
  expect_in_order(bytes, words);
  std::vector<text::Compound> compounds;
  analyzer.compounds(bytes, words, compounds);
  std::uint32_t end = 0;
  for (const text::Compound& compound : compounds) {
    expect(compound.first >= end && compound.count >= 2, "compounds do not overlap");
    end = compound.first + compound.count;
    expect(end <= words.size(), "compounds are made of words");
  }
  static_cast<void>(text::tokenize(analyzer, bytes));
}

template <class Mention>
void expect_inside(std::string_view bytes, const std::vector<Mention>& mentions) {
  for (const Mention& mention : mentions) {
    expect(mention.begin < mention.end && mention.end <= bytes.size(), "mentions lie in the text");
  }
}

void recognizer(std::string_view bytes) {
  text::Analyzer analyzer;
  entity::Recognizer recognizer(analyzer);
  std::vector<text::Word> words;
  analyzer.words(bytes, words);
  entity::Entities found;
  const Date date{std::chrono::year(2018), std::chrono::month(7), std::chrono::day(11)};
  recognizer.recognize(bytes, words, date, found);
  expect_inside(bytes, found.organizations);
  expect_inside(bytes, found.dates);
  expect_inside(bytes, found.numbers);
  for (const auto& organization : found.organizations) {
    static_cast<void>(entity::organization_key(organization.canonical));
  }
}

void date(std::string_view bytes) {
  const std::optional<Date> day = entity::parse_date(bytes);
  if (day) expect(entity::parse_date(entity::to_string(*day)) == day, "a date reads back as it is printed");
  const Date today{std::chrono::year(2026), std::chrono::month(1), std::chrono::day(31)};
  const Result<Period> period = entity::parse_period(bytes, today);
  if (period && period->from && period->to)
    expect(*period->from <= *period->to, "a period does not run back");
}

void keystrokes(std::string_view bytes) {
  static_cast<void>(text::written_by_keys(text::canonical(bytes)));
}

void lexicon(std::string_view bytes) {
  static_cast<void>(entity::read_user_lexicon(bytes, "own.tsv"));
}

void typed_name(std::string_view bytes) {
  static_cast<void>(entity::organization_key(bytes));
  static_cast<void>(entity::typed_organization_keys(bytes));
}

}  // namespace

std::vector<Target> text_targets() {
  const std::vector<std::string> texts = {
      "Sáng 10.7, Đảng ủy Sở Lao động- Thương binh và Xã hội tỉnh Quảng Nam họp về Chỉ thị 05-CT/TƯ; 16/35 "
      "đảng "
      "ủy dự. U.B.N.D, GD&ĐT, TP.HCM, COVID-19.",
      "Ho\xC3\xA0 thu\xE1\xBA\xADn, ho\xCC\x80"
      "a, e\xCC\x81\xCC\x82, \xC3\x90\xE1\xBA\xA3ng, l\xC6\xB0\xCC\xA3ng",
      "Theo Nghị quyết số 48/2024/QH15, ngày 15 tháng 9 năm 2018, UBND TP. Hà Nội và Công ty CP Sông Đà 9…",
  };
  return {
      {"canonical", canonical, texts},
      {"analyzer", analyzer, texts},
      {"recognizer", recognizer, texts},
      {"date",
       date,
       {"11.07.2018", "Thứ tư, 11/7/2018, 08:30", "ngày 11 tháng 7 năm 2018", "2018-07", "30d"}},
      {"keystrokes", keystrokes, {"ddaangr", "d9a6ng3", "tieengs"}},
      {"lexicon", lexicon, {"Trung tâm Lưu trữ quốc gia III\tTTLTQG III\n# ghi chú\n"}},
      {"typed_name", typed_name, {"so ldtbxh", "Sở GD&ĐT tỉnh Kon Tum", "đảng ủy khối"}},
  };
}

}  // namespace vnidx::fuzz
