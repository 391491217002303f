// Provinces and the cities of their rank: their usual names and levels, so that `Sở Y tế Quảng Nam` and `Sở Y
// tế tỉnh Quảng Nam` are one body, and which of them a text names.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/analyzer.h"

namespace vnidx::entity {

struct Province {
  std::string name;        ///< `Kon Tum`, `Hồ Chí Minh`
  std::string_view level;  ///< `tỉnh`, `thành phố`
};

/// `words` of a name, canonical, with the level before each province that has none and with its usual
/// spelling. Words without marks are taken for provinces too: a query may be typed so. Thread-safe.
std::vector<std::string> with_levels(std::vector<std::string> words);

/// The only province that `text` (a label, a few words) names, or nullptr. Thread-safe.
const Province* province_of(std::string_view text);

/// Finds provinces in running text. Not thread-safe, as the analyzer it is bound to is not.
class ProvinceFinder {
 public:
  explicit ProvinceFinder(text::Analyzer& analyzer);

  /// Adds to `found` each mention of a province in `text`, whose words are `words`. A name inside a longer
  /// run of capitals (`Điện Biên Phủ`, `Nguyễn Thái Bình`) is none, a level before it apart.
  void find(std::string_view text, std::span<const text::Word> words,
            std::vector<const Province*>& found) const;

 private:
  struct Name {
    std::vector<text::TermId> terms;
    const Province* province;
  };

  std::vector<Name> names_;                 ///< by first term, the longer first
  std::vector<std::uint32_t> first_names_;  ///< by term: 1 + the first of its names; 0 for none
  std::vector<text::TermId> level_ends_;    ///< the last words of levels, which may be capitals before a name
};

}  // namespace vnidx::entity
