// Dates in running text: `Sáng 10.7`, `ngày 11 tháng 7 năm 2018`, `15/9/2018`; not `16/35 đảng ủy`, not `tỉ
// số 2-1`. Not thread-safe, as the analyzer it interns its words in is not.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "entity/date_grammar.h"
#include "entity/recognizer.h"
#include "text/analyzer.h"

namespace vnidx::entity {

class DateFinder {
 public:
  explicit DateFinder(text::Analyzer& analyzer);

  /// Appends the dates of `text`, whose words are `words`, in order. A date without a year takes that of
  /// `document_date`, and counts only where the words before it speak of a day.
  void find(std::string_view text, std::span<const text::Word> words,
            const std::optional<Date>& document_date, std::vector<DateMention>& found) const;

 private:
  /// What a word before a date says.
  enum class Cue : std::uint8_t {
    none,
    day,   ///< `ngày`, `sáng`, `hôm`: a day follows
    span,  ///< `từ`, `đến`: a day may follow, or an amount
  };
  struct Meaning {
    DatePart part;
    Cue cue = Cue::none;
    bool range = false;  ///< may stand between the ends of a range: `đến`, `và`
  };

  Meaning meaning(text::TermId term) const;
  DatePart part(std::string_view text, const text::Word& word, std::size_t gap_begin) const;
  bool stands_alone(std::string_view text, std::span<const text::Word> words, std::size_t first,
                    std::size_t end) const;
  bool speaks_of_day(std::string_view text, std::span<const text::Word> words, std::size_t first,
                     const WrittenDate& date) const;

  std::vector<Meaning> meanings_;  ///< by term
};

}  // namespace vnidx::entity
