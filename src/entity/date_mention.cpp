#include "entity/date_mention.h"

#include <array>

namespace vnidx::entity {
namespace {

using text::Shape;
using text::Word;

constexpr std::array<std::string_view, 5> kDateWords{"ngày", "mùng", "mồng", "tháng", "năm"};
constexpr std::array<std::string_view, 19> kDayCues{"ngày", "sáng", "trưa", "chiều", "tối",  "đêm", "khuya",
                                                    "hôm",  "nay",  "qua",  "mai",   "kia",  "lễ",  "dịp",
                                                    "tết",  "thứ",  "nhật", "mùng",  "phiên"};
constexpr std::array<std::string_view, 8> kSpanCues{"từ", "đến", "tới", "trước", "sau", "hết", "vào", "kể"};
constexpr std::array<std::string_view, 4> kRangeWords{"đến", "tới", "và", "hoặc"};

std::string_view gap(std::string_view text, std::span<const Word> words, std::size_t i) {
  return text.substr(words[i - 1].end, words[i].begin - words[i - 1].end);
}

bool is_join(std::string_view gap) {
  return gap == "/" || gap == "." || gap == "-" || gap == "\u2013" || gap == ",";
}

/// Digits a word opens with: all of `11`, two of the `11T08` of ISO 8601.
std::size_t leading_digits(std::string_view word) {
  std::size_t digits = 0;
  while (digits < word.size() && word[digits] >= '0' && word[digits] <= '9') ++digits;
  if (digits == word.size()) return digits;
  return word[digits] == 'T' && digits + 1 < word.size() && word[digits + 1] >= '0' && word[digits + 1] <= '9'
             ? digits
             : 0;
}

}  // namespace

DateFinder::DateFinder(text::Analyzer& analyzer) {
  const auto entry = [&](std::string_view word) -> Meaning& {
    const text::TermId term = analyzer.intern(word);
    if (term >= meanings_.size()) meanings_.resize(term + 1);
    return meanings_[term];
  };
  for (const std::string_view word : kDateWords) entry(word).part = date_word(word);
  for (const std::string_view word : kDayCues) entry(word).cue = Cue::day;
  for (const std::string_view word : kSpanCues) entry(word).cue = Cue::span;
  for (const std::string_view word : kRangeWords) entry(word).range = true;
}

DateFinder::Meaning DateFinder::meaning(text::TermId term) const {
  return term < meanings_.size() ? meanings_[term] : Meaning{};
}

DatePart DateFinder::part(std::string_view text, const Word& word, std::size_t gap_begin) const {
  DatePart part = meaning(word.term).part;
  const std::string_view written = text.substr(word.begin, word.end - word.begin);
  if (const std::size_t digits = leading_digits(written); digits > 0 && digits < 10) {
    part.kind = DatePart::Kind::number;
    part.digits = static_cast<std::uint8_t>(digits);
    part.value = 0;
    for (const char c : written.substr(0, digits))
      part.value = part.value * 10 + static_cast<std::uint32_t>(c - '0');
  }
  constexpr std::size_t kWidestGap = 5;
  const std::string_view before = text.substr(gap_begin, word.begin - gap_begin);
  part.tight = before.size() == 1 && before != " ";
  part.sign = before.size() > kWidestGap ? '?' : ' ';
  for (std::size_t i = 0; i < before.size() && part.sign != '?'; ++i) {
    if (before[i] == ' ') continue;
    if (before.substr(i).starts_with("\u00A0")) {
      ++i;
    } else if (before.substr(i).starts_with("\u2013")) {
      part.sign = part.sign == ' ' ? '-' : '?';
      i += 2;
    } else {
      part.sign = part.sign == ' ' ? before[i] : '?';
    }
  }
  return part;
}

/// Whether the words [first, end) are not a piece of a longer number: `48/2024/QH15`, `1.10.7`.
bool DateFinder::stands_alone(std::string_view text, std::span<const Word> words, std::size_t first,
                              std::size_t end) const {
  if (first > 0 && words[first - 1].shape == Shape::number && words[first].shape == Shape::number) {
    const std::string_view before = gap(text, words, first);
    // `27-28/3/2021`: the end of a range.
    if (is_join(before) && before != "-" && before != "\u2013") return false;
  }
  if (end < words.size() && is_join(gap(text, words, end))) {
    const std::string_view behind = gap(text, words, end);
    const bool range = (behind == "-" || behind == "\u2013") && words[end].shape == Shape::number;
    const bool glued = behind == "." && words[end].shape != Shape::number;  // `ngày 10.7.Ông`
    if (!range && !glued) return false;
  }
  if (end < words.size() && words[end].begin == words[end - 1].end) return false;
  return !text.substr(words[end - 1].end).starts_with('%');
}

/// Whether what stands before a date without a year says that a day is meant.
bool DateFinder::speaks_of_day(std::string_view text, std::span<const Word> words, std::size_t first,
                               const WrittenDate& date) const {
  if (date.named || date.sign == ' ') return true;
  // `Lễ khai mạc (9/7)`
  const std::size_t end = first + date.count;
  const bool bracketed =
      first > 0 && gap(text, words, first).ends_with('(') && text.substr(words[end - 1].end).starts_with(')');
  if (bracketed && date.sign == '/') return true;
  constexpr std::size_t kFarthest = 6;
  bool spans = false;
  std::size_t i = first;
  for (std::size_t steps = 0; i > 0 && steps < kFarthest; ++steps) {
    const Meaning before = meaning(words[i - 1].term);
    if (before.cue == Cue::day || before.part.kind == DatePart::Kind::day) return true;
    // `thứ ba (23/10)`, `chủ nhật 28/10`
    if (i >= 2 && i == first && meaning(words[i - 2].term).cue == Cue::day &&
        words[i - 1].shape != Shape::number && !before.range && before.cue == Cue::none) {
      return true;
    }
    if (before.cue == Cue::span) spans = true;
    const bool number =
        leading_digits(text.substr(words[i - 1].begin, words[i - 1].end - words[i - 1].begin)) > 0;
    if (!number && !before.range && before.cue != Cue::span) break;
    --i;
  }
  // `đến 26/10` is a day, `từ 2/3 số phiếu` a share: a share is below one.
  return spans && date.sign == '/' && date.day > date.month;
}

void DateFinder::find(std::string_view text, std::span<const Word> words,
                      const std::optional<Date>& document_date, std::vector<DateMention>& found) const {
  constexpr std::size_t kMostParts = 7;
  std::optional<std::uint32_t> year;
  if (document_date) year = static_cast<std::uint32_t>(static_cast<int>(document_date->year()));
  std::array<DatePart, kMostParts> parts;
  for (std::size_t i = 0; i < words.size();) {
    const std::size_t number = i++;
    if (words[number].shape != Shape::number || words[number].end - words[number].begin > 4) continue;
    const bool named = number > 0 && meaning(words[number - 1].term).part.kind == DatePart::Kind::day &&
                       gap(text, words, number) == " ";
    const std::size_t first = named ? number - 1 : number;
    std::size_t count = 0;
    for (; count < kMostParts && first + count < words.size(); ++count) {
      const std::size_t word = first + count;
      parts[count] = part(text, words[word], word == 0 ? 0 : words[word - 1].end);
      if (parts[count].kind == DatePart::Kind::other) break;
    }
    const auto date = match_date(std::span(parts).first(count));
    if (!date) continue;
    const std::size_t end = first + date->count;
    const auto day = date->resolve(year);
    if (!day || !stands_alone(text, words, number, end)) continue;
    // `từ 30/4 đến 3/5`: one end of a range is a day, so is the other.
    const bool ends_range = !found.empty() && first > 1 && meaning(words[first - 1].term).range &&
                            found.back().end == words[first - 2].end;
    if (!date->year && !ends_range && !speaks_of_day(text, words, first, *date)) continue;
    const Word& last = words[end - 1];
    const std::size_t digits = leading_digits(text.substr(last.begin, last.end - last.begin));
    found.push_back({words[first].begin, static_cast<std::uint32_t>(last.begin + digits), *day});
    i = end;
  }
}

}  // namespace vnidx::entity
