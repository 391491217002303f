#include "entity/date_grammar.h"

#include <array>
#include <utility>

namespace vnidx::entity {
namespace {

using Kind = DatePart::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 5> kWords{{
    {"ngày", Kind::day},
    {"mùng", Kind::day},
    {"mồng", Kind::day},
    {"tháng", Kind::month},
    {"năm", Kind::year},
}};

constexpr std::array<std::string_view, 12> kMonthNames{"jan", "feb", "mar", "apr", "may", "jun",
                                                       "jul", "aug", "sep", "oct", "nov", "dec"};

bool is_join(char sign) {
  return sign == '.' || sign == '/' || sign == '-';
}

/// Reads parts in order; every step either takes what it names or leaves the cursor where it is.
class PartCursor {
 public:
  explicit PartCursor(std::span<const DatePart> parts) : parts_(parts) {}

  std::size_t position() const { return position_; }

  const DatePart* peek() const { return position_ < parts_.size() ? &parts_[position_] : nullptr; }

  bool word(Kind kind) {
    const DatePart* part = peek();
    if (part == nullptr || part->kind != kind) return false;
    if (position_ > 0 && part->sign != ' ' && part->sign != ',') return false;
    ++position_;
    return true;
  }

  std::optional<std::uint32_t> number(std::uint8_t min_digits, std::uint8_t max_digits) {
    const DatePart* part = peek();
    if (part == nullptr || part->kind != Kind::number) return std::nullopt;
    if (part->digits < min_digits || part->digits > max_digits) return std::nullopt;
    ++position_;
    return part->value;
  }

  /// A number behind that sign.
  std::optional<std::uint32_t> number_after(char sign, std::uint8_t min_digits, std::uint8_t max_digits) {
    const DatePart* part = peek();
    if (part == nullptr || part->sign != sign) return std::nullopt;
    return number(min_digits, max_digits);
  }

 private:
  std::span<const DatePart> parts_;
  std::size_t position_ = 0;
};

/// `2018-07-11`, `2018/07/11`.
std::optional<WrittenDate> year_first(PartCursor cursor) {
  WrittenDate date;
  date.year = cursor.number(4, 4);
  if (!date.year || cursor.peek() == nullptr || !is_join(cursor.peek()->sign)) return std::nullopt;
  date.sign = cursor.peek()->sign;
  const auto month = cursor.number_after(date.sign, 1, 2);
  const auto day = cursor.number_after(date.sign, 1, 2);
  if (!month || !day) return std::nullopt;
  date.month = *month;
  date.day = *day;
  date.count = cursor.position();
  return date;
}

/// The year behind `11/7` or `11 tháng 7`: `/2018` (behind `sign`), ` năm 2018`, `, 2018`.
std::optional<std::uint32_t> trailing_year(PartCursor& cursor, char sign) {
  PartCursor ahead = cursor;
  auto year = ahead.number_after(sign, 4, 4);
  if (!year && ahead.word(Kind::year)) year = ahead.number_after(' ', 4, 4);
  if (year) cursor = ahead;
  return year;
}

/// `11/7/2018`, `ngày 11 tháng 7 năm 2018`, `ngày 11/7 năm 2018`, `11 Jul 2018`, and the same without a year.
std::optional<WrittenDate> day_first(PartCursor cursor) {
  WrittenDate date;
  date.named = cursor.word(Kind::day);
  const auto day = cursor.number(1, 2);
  if (!day || cursor.peek() == nullptr) return std::nullopt;
  date.day = *day;

  const DatePart& next = *cursor.peek();
  if (next.kind == Kind::number && is_join(next.sign)) {
    const bool tight = next.tight;
    date.sign = next.sign;
    const auto month = cursor.number(1, 2);
    if (!month) return std::nullopt;
    date.month = *month;
    date.year = trailing_year(cursor, date.sign);
    // `26 - 29` and `ngày 10. 7 người` are no dates, `11 - 7 - 2018` is one.
    if (!date.year && !tight) return std::nullopt;
  } else if (cursor.word(Kind::month)) {
    const auto month = cursor.number_after(' ', 1, 2);
    if (!month) return std::nullopt;
    date.month = *month;
    for (const char sign : {'/', '-', '.', ','}) {
      if (!date.year) date.year = trailing_year(cursor, sign);
    }
  } else if (cursor.word(Kind::month_name)) {
    date.month = next.value;
    date.year = trailing_year(cursor, ' ');
    if (!date.year) return std::nullopt;
  } else {
    return std::nullopt;
  }
  date.count = cursor.position();
  return date;
}

}  // namespace

std::optional<Date> WrittenDate::resolve(std::optional<std::uint32_t> assumed_year) const {
  const auto resolved_year = year ? year : assumed_year;
  if (!resolved_year || *resolved_year == 0 || *resolved_year > 9999) return std::nullopt;
  const Date date{std::chrono::year{static_cast<int>(*resolved_year)}, std::chrono::month{month},
                  std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  return date;
}

DatePart date_word(std::string_view canonical) {
  DatePart part;
  for (const auto& [word, kind] : kWords) {
    if (word == canonical) part.kind = kind;
  }
  for (std::size_t i = 0; i < kMonthNames.size(); ++i) {
    if (kMonthNames[i] != canonical) continue;
    part.kind = Kind::month_name;
    part.value = static_cast<std::uint32_t>(i + 1);
  }
  return part;
}

std::optional<WrittenDate> match_date(std::span<const DatePart> parts) {
  if (auto date = year_first(PartCursor(parts))) return date;
  return day_first(PartCursor(parts));
}

}  // namespace vnidx::entity
