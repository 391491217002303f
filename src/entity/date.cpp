#include "entity/date.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <vector>

#include "entity/date_grammar.h"
#include "text/canonical.h"

namespace vnidx::entity {
namespace {

using Kind = DatePart::Kind;

/// A part together with its word, for what stands around the date: weekday, clock, labels.
struct Piece {
  DatePart part;
  std::string_view word;  ///< letters; empty for a number
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// How the gap between two parts reads: its one sign, apart from spaces.
void describe_gap(std::string_view gap, DatePart& part) {
  part.tight = gap.size() <= 1 && gap != " ";
  part.sign = ' ';
  for (const char c : gap) {
    if (c == ' ') continue;
    part.sign = part.sign == ' ' ? c : '?';
  }
}

/// `canonical` cut into runs of digits and runs of letters.
std::vector<Piece> cut(std::string_view canonical) {
  std::vector<Piece> pieces;
  std::size_t gap_begin = 0;
  for (std::size_t i = 0; i < canonical.size();) {
    const bool digits = is_digit(canonical[i]);
    if (!digits && !is_letter(canonical[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < canonical.size() && (digits ? is_digit(canonical[end]) : is_letter(canonical[end]))) ++end;
    const std::string_view run = canonical.substr(i, end - i);
    Piece piece;
    if (digits) {
      piece.part.kind = Kind::number;
      piece.part.digits = static_cast<std::uint8_t>(std::min<std::size_t>(run.size(), 255));
      for (const char c : run.substr(0, 9)) {
        piece.part.value = piece.part.value * 10 + static_cast<std::uint32_t>(c - '0');
      }
    } else {
      piece.part = date_word(run);
      piece.word = run;
    }
    describe_gap(canonical.substr(gap_begin, i - gap_begin), piece.part);
    pieces.push_back(piece);
    i = gap_begin = end;
  }
  return pieces;
}

/// Words that may stand before a date in a line that is nothing but a date, apart from its own.
constexpr std::array<std::string_view, 22> kLabels{"ngày", "đăng", "lúc", "cập", "nhật", "thứ", "hai", "ba",
                                                   "tư",   "năm",  "sáu", "bảy", "chủ",  "cn",  "mon", "tue",
                                                   "wed",  "thu",  "fri", "sat", "sun",  "t"};

bool is_label(const Piece& piece) {
  return std::find(kLabels.begin(), kLabels.end(), piece.word) != kLabels.end();
}

bool is_clock_word(std::string_view word) {
  return word == "h" || word == "g" || word == "giờ";
}

/// The place behind the clock that begins at `at` (`08:30`, `8h30`, `08:30:15.000 AM`), or `at` where none
/// does.
std::size_t behind_clock(const std::vector<Piece>& pieces, std::size_t at) {
  if (at + 1 >= pieces.size() || pieces[at].part.kind != Kind::number || pieces[at].part.value > 24)
    return at;
  std::size_t end = at + 1;
  if (is_clock_word(pieces[end].word)) {
    ++end;
    if (end < pieces.size() && pieces[end].part.kind == Kind::number && pieces[end].part.value < 60) ++end;
    if (end < pieces.size() && pieces[end].word == "phút") ++end;
  } else if (pieces[end].part.kind == Kind::number && pieces[end].part.sign == ':') {
    while (end < pieces.size() && pieces[end].part.kind == Kind::number && pieces[end].part.tight &&
           (pieces[end].part.sign == ':' || pieces[end].part.sign == '.')) {
      ++end;
    }
  } else {
    return at;
  }
  constexpr std::array<std::string_view, 4> kHalves{"am", "pm", "sa", "ch"};
  if (end < pieces.size() && std::find(kHalves.begin(), kHalves.end(), pieces[end].word) != kHalves.end()) {
    ++end;
  }
  return end;
}

/// The place behind a time zone: `Z`, `GMT`, `(GMT+7)`, `+07:00`, `-0500`.
std::size_t behind_zone(const std::vector<Piece>& pieces, std::size_t at) {
  if (at < pieces.size() && pieces[at].word == "z") return at + 1;
  if (at < pieces.size() && (pieces[at].word == "gmt" || pieces[at].word == "utc")) ++at;
  if (at < pieces.size() && pieces[at].part.kind == Kind::number &&
      (pieces[at].part.sign == '+' || pieces[at].part.sign == '-')) {
    ++at;
    if (at < pieces.size() && pieces[at].part.kind == Kind::number && pieces[at].part.sign == ':') ++at;
  }
  return at;
}

/// `text` in canonical form, its en dashes written as hyphens.
std::string canonical_line(std::string_view text) {
  constexpr std::string_view kEnDash = "\u2013";
  std::string line = text::canonical(text);
  for (auto at = line.find(kEnDash); at != std::string::npos; at = line.find(kEnDash, at)) {
    line.replace(at, kEnDash.size(), "-");
  }
  return line;
}

/// The one date that `text` writes, with nothing but weekday, clock and labels around it.
std::optional<WrittenDate> read_date(std::string_view text) {
  const std::string canonical = canonical_line(text);
  const std::vector<Piece> pieces = cut(canonical);
  std::vector<DatePart> parts;
  for (const Piece& piece : pieces) parts.push_back(piece.part);

  for (std::size_t at = 0; at < pieces.size();) {
    if (const auto date = match_date(std::span(parts).subspan(at))) {
      std::size_t end = at + date->count;
      while (end < pieces.size() && (pieces[end].word == "t" || pieces[end].word == "lúc")) ++end;
      const std::size_t clock = end;
      end = behind_clock(pieces, clock);
      if (end > clock) end = behind_zone(pieces, end);
      return end == pieces.size() ? date : std::nullopt;
    }
    const std::size_t behind = behind_clock(pieces, at);
    const bool weekday_number = pieces[at].part.kind == Kind::number && pieces[at].part.digits == 1 &&
                                at > 0 && (pieces[at - 1].word == "thứ" || pieces[at - 1].word == "t");
    if (behind > at) {
      at = behind;
    } else if (is_label(pieces[at]) || weekday_number) {
      ++at;
    } else {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

struct WrittenMonth {
  std::optional<std::uint32_t> month;  ///< none: the whole year
  std::uint32_t year = 0;
};

/// `2018-07`, `7/2018`, `tháng 7 năm 2018`, `2018`, `năm 2018`.
std::optional<WrittenMonth> read_month_or_year(std::string_view text) {
  const std::string canonical = canonical_line(text);
  std::vector<DatePart> numbers;
  for (const Piece& piece : cut(canonical)) {
    if (piece.part.kind == Kind::number) {
      numbers.push_back(piece.part);
    } else if (piece.part.kind != Kind::month && piece.part.kind != Kind::year) {
      return std::nullopt;
    }
  }
  const auto is_year = [](const DatePart& part) { return part.digits == 4; };
  const auto is_month = [](const DatePart& part) { return part.digits <= 2; };
  if (numbers.size() == 1 && is_year(numbers[0])) return WrittenMonth{std::nullopt, numbers[0].value};
  if (numbers.size() != 2 || numbers[1].sign == '?') return std::nullopt;
  if (is_year(numbers[0]) && is_month(numbers[1])) return WrittenMonth{numbers[1].value, numbers[0].value};
  if (is_month(numbers[0]) && is_year(numbers[1])) return WrittenMonth{numbers[0].value, numbers[1].value};
  return std::nullopt;
}

Error not_a_date(std::string message) {
  return Error{
      ErrorCode::usage, std::move(message), "",
      "write a day as 2018-07-11 or 11.07.2018, a month as 2018-07 or 7/2018, a year as 2018, or 30d, "
      "6m, 2y back from today"};
}

/// Why the parts of a full date name no day.
Error no_such_day(const WrittenDate& date) {
  constexpr std::array<std::string_view, 12> kNames{"January",   "February", "March",    "April",
                                                    "May",       "June",     "July",     "August",
                                                    "September", "October",  "November", "December"};
  if (date.month < 1 || date.month > 12) return not_a_date("there is no month " + std::to_string(date.month));
  std::string message = "there is no " + std::to_string(date.day) + " " + std::string(kNames[date.month - 1]);
  if (date.month == 2 && date.day == 29) message += " " + std::to_string(*date.year);
  return not_a_date(std::move(message));
}

/// The first day of `30d`, `6m`, `2y` back from `today`; the last day of the month stands for one it lacks.
std::optional<Result<Period>> read_relative(std::string_view text, Date today) {
  if (text.size() < 2 || !std::all_of(text.begin(), text.end() - 1, is_digit)) return std::nullopt;
  const char unit = text.back();
  if (unit != 'd' && unit != 'm' && unit != 'y') return std::nullopt;
  const int year = static_cast<int>(today.year());
  const int per_year = unit == 'd' ? 365 : unit == 'm' ? 12 : 1;
  int count = 0;
  for (const char c : text.substr(0, text.size() - 1)) {
    count = count * 10 + (c - '0');
    if (count / per_year >= year) {
      return not_a_date("\"" + std::string(text) + "\" reaches back before the year 1");
    }
  }
  if (unit == 'd') return Period{Date{std::chrono::sys_days{today} - std::chrono::days{count}}, today};
  Date from = unit == 'm' ? today - std::chrono::months{count} : today - std::chrono::years{count};
  if (!from.ok()) from = from.year() / from.month() / std::chrono::last;
  return Period{from, today};
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  // The longest line that is a date and nothing else is far shorter; what is longer is not worth reading.
  constexpr std::size_t kLongest = 200;
  if (text.size() > kLongest) return std::nullopt;
  const auto date = read_date(text);
  return date ? date->resolve(std::nullopt) : std::nullopt;
}

Result<Period> parse_period(std::string_view text, Date today) {
  text = trimmed(text);
  if (text.empty()) return not_a_date("the date is empty");
  if (auto relative = read_relative(text, today)) return *std::move(relative);
  if (const auto date = read_date(text)) {
    if (!date->year) return not_a_date("\"" + std::string(text) + "\" lacks a year");
    if (*date->year == 0) return not_a_date("there is no year 0");
    const auto day = date->resolve(std::nullopt);
    if (!day) return no_such_day(*date);
    return Period{*day, *day};
  }
  const auto written = read_month_or_year(text);
  if (!written) return not_a_date("\"" + std::string(text) + "\" is not a date");
  if (written->year == 0) return not_a_date("there is no year 0");
  using std::chrono::last;
  const std::chrono::year year{static_cast<int>(written->year)};
  if (!written->month) return Period{year / std::chrono::January / 1, year / std::chrono::December / 31};
  const std::chrono::month month{*written->month};
  if (!month.ok()) return not_a_date("there is no month " + std::to_string(*written->month));
  return Period{year / month / 1, Date{year / month / last}};
}

std::string to_string(Date date) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

Date today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return Date{std::chrono::year{local.tm_year + 1900},
              std::chrono::month{static_cast<unsigned>(local.tm_mon + 1)},
              std::chrono::day{static_cast<unsigned>(local.tm_mday)}};
}

}  // namespace vnidx::entity
