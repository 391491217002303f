#include "entity/short_form.h"

#include <algorithm>
#include <array>

#include "text/canonical.h"
#include "text/letter.h"
#include "text/utf8.h"

namespace vnidx::entity {
namespace {

using text::Shape;
using text::Word;

/// What may stand in a bracket before the short form: `(sau đây gọi tắt là VEC)`.
constexpr std::array<std::string_view, 9> kIntroducing{"sau", "đây", "gọi",   "viết", "tắt",
                                                       "là",  "tên", "tiếng", "anh"};
constexpr std::size_t kMostIntroducing = 6;
constexpr std::size_t kLongestName = 400;  // bytes

/// Whether `written` is Vietnamese letters with a tone mark, or other letters: codes have none.
bool has_tone(std::string_view written) {
  const auto letters = text::read_letters(text::to_utf32(written));
  return !letters || std::ranges::any_of(*letters, [](const text::Letter& letter) {
    return letter.tone != text::Tone::level;
  });
}

class Finder {
 public:
  Finder(std::string_view text, std::span<const Word> words,
         std::span<const OrganizationMention> organizations)
      : text_(text), words_(words), organizations_(organizations) {}

  void find(ShortForms& found) {
    auto ahead = organizations_.begin();
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (; ahead != organizations_.end() && ahead->begin <= words_[i].begin; ++ahead)
        names_end_ = std::max(names_end_, ahead->end);
      if (words_[i].shape == Shape::lower || words_[i].shape == Shape::number) continue;
      const std::string_view name = name_before_bracket(i);
      if (!name.empty()) {
        found.given.push_back({short_form_key(word(i)), std::string(name)});
      } else if (is_code(i)) {
        found.codes.push_back(short_form_key(word(i)));
      }
    }
  }

 private:
  std::string_view word(std::size_t i) const {
    return text_.substr(words_[i].begin, words_[i].end - words_[i].begin);
  }
  /// What stands before word `i`; for the number of words, what stands behind the last.
  std::string_view gap(std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : words_[i - 1].end;
    const std::size_t end = i == words_.size() ? text_.size() : words_[i].begin;
    return text_.substr(begin, end - begin);
  }

  /// The name in full that the document gives the short form of word `i`; empty where it gives none.
  std::string_view name_before_bracket(std::size_t i) const {
    if (i == 0 || words_[i].end - words_[i].begin < 2) return {};
    const std::string_view behind = gap(i + 1);
    const std::size_t closes = behind.find_first_not_of(" \"");
    if (closes == std::string_view::npos || behind[closes] != ')') return {};
    std::size_t first = i;
    while (first > 0 && i - first < kMostIntroducing && gap(first).find('(') == std::string_view::npos) {
      --first;
      if (std::ranges::find(kIntroducing, text::canonical(word(first))) == kIntroducing.end()) return {};
    }
    const std::string_view opening = gap(first);
    if (first == 0 || (opening != " (" && opening != "(" && opening != " ( " && opening != "( ")) return {};
    // The recogniser may know the short form: as the whole name, as one inside it, or as another body.
    const auto own =
        std::ranges::lower_bound(organizations_, words_[i].begin, {}, &OrganizationMention::begin);
    const bool is_known = own != organizations_.end() && own->begin == words_[i].begin;
    if (is_known && own->end != words_[i].end) return {};
    std::string_view longest;
    for (auto before = own; before != organizations_.begin();) {
      --before;
      if (words_[i].begin - before->begin > kLongestName) break;
      if (before->end != words_[first - 1].end) continue;
      longest = before->canonical;
      if (is_known && own->canonical == before->canonical) return longest;
    }
    return is_known && own->canonical != word(i) ? std::string_view() : longest;
  }

  bool is_code(std::size_t i) const {
    constexpr std::size_t kFewest = 3;
    constexpr std::size_t kMost = 8;
    if (words_[i].shape != Shape::upper || words_[i].end - words_[i].begin < kFewest) return false;
    const std::string_view written = word(i);
    std::size_t letters = 0;
    bool is_roman = true;
    for (std::size_t at = 0; at < written.size(); ++at) {
      const auto byte = static_cast<unsigned char>(written[at]);
      if (byte >= '0' && byte <= '9') return false;
      letters += (byte & 0xc0U) != 0x80 ? 1 : 0;
      is_roman = is_roman && std::string_view("IVXLCDM").find(written[at]) != std::string_view::npos;
    }
    if (letters < kFewest || letters > kMost || is_roman) return false;
    if (joins(i) || joins(i + 1)) return false;
    const bool in_name = words_[i].begin < names_end_;
    return !in_name && !has_tone(written);
  }

  /// Whether word `i` is a part of what stands before it: in a line of capitals, or behind a sign.
  bool joins(std::size_t i) const {
    if (i == 0 || i >= words_.size()) return false;
    const std::string_view between = gap(i);
    if (between == " ") return words_[i].shape == Shape::upper && words_[i - 1].shape == Shape::upper;
    return between.size() == 1 && std::string_view("-/.&_@").find(between[0]) != std::string_view::npos;
  }

  std::string_view text_;
  std::span<const Word> words_;
  std::span<const OrganizationMention> organizations_;
  std::uint32_t names_end_ = 0;  ///< of those that begin no later than the word at hand
};

}  // namespace

void find_short_forms(std::string_view text, std::span<const text::Word> words,
                      std::span<const OrganizationMention> organizations, ShortForms& found) {
  Finder(text, words, organizations).find(found);
}

std::string short_form_key(std::string_view written) {
  return '(' + text::canonical(written) + ')';
}

}  // namespace vnidx::entity
