#include "entity/abbreviations.h"

#include <algorithm>
#include <vector>

#include "entity/letter_case.h"
#include "entity/tables.h"

namespace vnidx::entity {
namespace {

AbbreviationSense sense_of(std::string_view column) {
  if (column == "?") return AbbreviationSense::ambiguous;
  if (column == "A") return AbbreviationSense::capitals;
  return AbbreviationSense::sole;
}

/// The table in both orders. Keys and words are views into strings that never move again.
class Index {
 public:
  Index() {
    std::size_t rows = 0;
    tables::for_each_row(tables::kAbbreviations, [&](tables::Row) { ++rows; });
    keys_.reserve(rows);
    texts_.reserve(rows);
    words_.reserve(rows);
    tables::for_each_row(tables::kAbbreviations, [&](tables::Row row) { add(row); });

    by_words_ = by_key_;
    std::stable_sort(by_key_.begin(), by_key_.end(),
                     [](const Expansion& a, const Expansion& b) { return a.key < b.key; });
    std::stable_sort(by_words_.begin(), by_words_.end(), words_less);
  }

  std::span<const Expansion> all() const { return by_key_; }
  std::size_t longest() const { return longest_; }

  std::span<const Expansion> with_key(std::string_view key) const {
    const auto [first, last] =
        std::equal_range(by_key_.begin(), by_key_.end(), Expansion{key, {}, {}, {}},
                         [](const Expansion& a, const Expansion& b) { return a.key < b.key; });
    return {first, last};
  }

  std::span<const Expansion> with_words(std::span<const std::string_view> words) const {
    const auto [first, last] =
        std::equal_range(by_words_.begin(), by_words_.end(), Expansion{{}, {}, words, {}}, words_less);
    return {first, last};
  }

 private:
  static bool words_less(const Expansion& a, const Expansion& b) {
    return std::lexicographical_compare(a.words.begin(), a.words.end(), b.words.begin(), b.words.end());
  }

  void add(tables::Row row) {
    keys_.push_back(lower_case(row[0]));
    texts_.push_back(lower_case(row[1]));
    std::string& text = texts_.back();
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == ',' || c == '-'; }, ' ');
    std::vector<std::string_view>& words = words_.emplace_back();
    tables::for_each_part(text, ' ', [&](std::string_view word) { words.push_back(word); });
    longest_ = std::max(longest_, words.size());
    by_key_.push_back({keys_.back(), row[1], words, sense_of(row[2])});
  }

  std::vector<std::string> keys_;
  std::vector<std::string> texts_;
  std::vector<std::vector<std::string_view>> words_;
  std::vector<Expansion> by_key_;
  std::vector<Expansion> by_words_;
  std::size_t longest_ = 0;
};

const Index& index() {
  static const Index kIndex;
  return kIndex;
}

}  // namespace

std::string abbreviation_key(std::string_view written) {
  std::string key = lower_case(written);
  std::erase_if(key, [](char c) { return c == '&' || c == '-' || c == '.' || c == '/' || c == ' '; });
  return key;
}

std::span<const Expansion> expansions_of(std::string_view key) {
  return index().with_key(key);
}

std::span<const Expansion> abbreviations_of(std::span<const std::string_view> words) {
  return index().with_words(words);
}

std::size_t longest_expansion() {
  return index().longest();
}

std::span<const Expansion> all_expansions() {
  return index().all();
}

}  // namespace vnidx::entity
