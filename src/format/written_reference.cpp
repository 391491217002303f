#include "format/written_reference.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "text/canonical.h"

namespace vnidx::format {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Reads numbers and the words between them, past the dots of a form that was filled in.
class DateReader {
 public:
  DateReader(std::string_view canonical, std::size_t begin) : text_(canonical), at_(begin) {}

  /// The month, behind a day that was left blank, at the end of the text.
  std::optional<Date> read_month() {
    if (word("ngày")) skip_fill();
    const bool named = word("tháng");
    const std::optional<unsigned> month = number(2);
    if (!month || at_ == text_.size()) return std::nullopt;
    const bool joined = word("/") || word("-");
    if (!joined && !(named && word("năm"))) return std::nullopt;
    const std::optional<unsigned> year = number(4);
    skip_fill();
    if (!year || *year < 1900 || *year > 2100 || at_ != text_.size()) return std::nullopt;
    const Date date{std::chrono::year{static_cast<int>(*year)}, std::chrono::month{*month},
                    std::chrono::day{1}};
    return date.ok() ? std::optional(date) : std::nullopt;
  }

  std::optional<FoundDate> read() {
    const std::optional<unsigned> day = number(2);
    if (!day) return std::nullopt;
    skip_fill();
    while (at_ < text_.size() && is_digit(text_[at_])) {  // `ngày 20, 21 tháng 3`: the first counts
      if (!number(2)) return std::nullopt;
      skip_fill();
    }
    const bool figures =
        at_ < text_.size() && std::string_view("/.-").find(text_[at_]) != std::string_view::npos;
    if (figures ? (++at_, false) : !word("tháng")) return std::nullopt;
    const std::optional<unsigned> month = number(2);
    if (!month) return std::nullopt;
    skip_fill();
    if (at_ < text_.size() && std::string_view("/-").find(text_[at_]) != std::string_view::npos) ++at_;
    if (!figures && !word("năm") && text_[at_ - 1] != '/') return std::nullopt;
    const std::optional<unsigned> year = number(4);
    if (!year || *year < 1900 || *year > 2100) return std::nullopt;
    const Date date{std::chrono::year{static_cast<int>(*year)}, std::chrono::month{*month},
                    std::chrono::day{*day}};
    if (!date.ok()) return std::nullopt;
    return FoundDate{date, at_};
  }

 private:
  void skip_fill() {
    constexpr std::string_view kEllipsis = "…";
    while (at_ < text_.size()) {
      if (text_.substr(at_).starts_with(kEllipsis)) {
        at_ += kEllipsis.size();
      } else if (std::string_view(" .,:_").find(text_[at_]) != std::string_view::npos) {
        ++at_;
      } else {
        return;
      }
    }
  }

  bool word(std::string_view wanted) {
    skip_fill();
    if (!text_.substr(at_).starts_with(wanted)) return false;
    at_ += wanted.size();
    return true;
  }

  std::optional<unsigned> number(std::size_t max_digits) {
    skip_fill();
    unsigned value = 0;
    std::size_t digits = 0;
    for (; at_ < text_.size() && is_digit(text_[at_]) && digits < max_digits; ++at_, ++digits) {
      value = value * 10 + static_cast<unsigned>(text_[at_] - '0');
    }
    if (digits == 0 || (at_ < text_.size() && is_digit(text_[at_]))) return std::nullopt;
    return value;
  }

  std::string_view text_;
  std::size_t at_;
};

/// The number behind `số` at the start of `text` (`số: 991/QĐ-UBND`), without spaces; how far it reaches in
/// `end`.
std::string number_at(std::string_view text, std::size_t& end) {
  std::size_t i = 0;
  while (i < text.size() && (text[i] == ' ' || text[i] == ':' || text[i] == '.')) ++i;
  if (i == text.size() || !is_digit(text[i])) return {};
  std::string number;
  bool joint = false;  // the last character joins parts, so that a space may follow
  for (; i < text.size(); ++i) {
    const char c = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : ' ';
    if (c == ' ') {
      if (joint || next == '/' || (next == '-' && number.find('/') != std::string::npos)) continue;
      break;
    }
    if (std::string_view(",;:()\"|").find(c) != std::string_view::npos) break;
    joint = c == '/' || c == '-';
    number += c;
  }
  while (!number.empty() && std::string_view("./-").find(number.back()) != std::string_view::npos) {
    number.pop_back();
  }
  end = i;
  const bool has_type = number.find('/') != std::string::npos || number.find('-') != std::string::npos;
  return has_type && std::ranges::any_of(number, [](char c) { return !is_digit(c) && c != '/' && c != '-'; })
             ? number
             : std::string();
}

constexpr std::size_t kNumberWord = std::string_view("số").size();

}  // namespace

std::optional<FoundDate> find_date(std::string_view canonical, std::size_t from) {
  constexpr std::string_view kDay = "ngày";
  while (true) {
    const std::size_t day = canonical.find(kDay, from);
    if (day == std::string_view::npos) return std::nullopt;
    from = day + kDay.size();
    if (const auto found = DateReader(canonical, from).read()) return found;
  }
}

std::optional<Date> first_date(std::string_view text) {
  const auto found = find_date(text::canonical(text), 0);
  return found ? std::optional(found->date) : std::nullopt;
}

std::optional<Date> last_date(std::string_view text) {
  const std::string canonical = text::canonical(text);
  std::optional<Date> last;
  for (auto found = find_date(canonical, 0); found; found = find_date(canonical, found->end)) {
    last = found->date;
  }
  return last;
}

std::size_t find_number_word(std::string_view text, std::size_t from) {
  constexpr std::array<std::string_view, 3> kWords = {"số", "Số", "SỐ"};
  std::size_t first = std::string_view::npos;
  for (const std::string_view word : kWords) first = std::min(first, text.find(word, from));
  return first;
}

std::optional<Date> month_of_dateline(std::string_view line) {
  constexpr std::size_t kLongest = 70;
  constexpr std::size_t kLongestPlace = 40;
  if (line.size() > kLongest) return std::nullopt;
  const std::string canonical = text::canonical(line);
  const std::size_t comma = canonical.find(',');
  const bool placed = comma != std::string::npos;
  if (placed && comma > kLongestPlace) return std::nullopt;
  return DateReader(canonical, placed ? comma + 1 : 0).read_month();
}

std::optional<FoundNumber> find_number(std::string_view text) {
  for (std::size_t at = find_number_word(text, 0); at != std::string_view::npos;
       at = find_number_word(text, at + kNumberWord)) {
    std::size_t end = 0;
    std::string number = number_at(text.substr(at + kNumberWord), end);
    if (!number.empty()) return FoundNumber{std::move(number), at, at + kNumberWord + end};
  }
  return std::nullopt;
}

}  // namespace vnidx::format
