#include "format/article_line.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>

#include "entity/date.h"
#include "format/count.h"
#include "format/space.h"
#include "text/canonical.h"
#include "text/utf8.h"

namespace vnidx::format {
namespace {

using Role = ArticleLine::Role;

// Lines of the layout are short, also decomposed; the limit spares long paragraphs the folding.
constexpr std::size_t kMaxLabelled = 240;
constexpr std::size_t kMaxDateline = 400;  // two columns with spaces between

struct Label {
  std::string_view words;  ///< folded, one space between
  Role role;
};

constexpr std::array kLabels{
    Label{"ngay", Role::date},          Label{"ngay dang", Role::date},
    Label{"dang ngay", Role::date},     Label{"ngay viet", Role::date},
    Label{"ngay xuat ban", Role::date}, Label{"xuat ban", Role::date},
    Label{"ngay cap nhat", Role::date}, Label{"cap nhat", Role::date},
    Label{"cap nhat ngay", Role::date}, Label{"cap nhat luc", Role::date},
    Label{"thoi gian", Role::date},     Label{"so lan doc", Role::reads},
    Label{"so luot doc", Role::reads},  Label{"so luot xem", Role::reads},
    Label{"so nguoi doc", Role::reads}, Label{"so nguoi xem", Role::reads},
    Label{"luot doc", Role::reads},     Label{"luot xem", Role::reads},
    Label{"lan doc", Role::reads},      Label{"lan xem", Role::reads},
    Label{"da doc", Role::reads},       Label{"da xem", Role::reads},
    Label{"tac gia", Role::author},     Label{"nguoi viet", Role::author},
    Label{"thuc hien", Role::author},   Label{"bai", Role::author},
    Label{"tin", Role::author},         Label{"bai anh", Role::author},
    Label{"bai va anh", Role::author},  Label{"tin anh", Role::author},
    Label{"tin va anh", Role::author},  Label{"tin bai", Role::author},
    Label{"tin bai anh", Role::author}, Label{"anh bai", Role::author},
};

/// What may stand behind a count.
constexpr std::array<std::string_view, 5> kCounted{"", "lan", "luot", "luot doc", "luot xem"};

bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The words of `text`, folded, one space between; punctuation is left out.
std::string folded_words(std::string_view text) {
  std::string words;
  for (const char c : text::folded(text)) {
    const bool kept = (c >= 'a' && c <= 'z') || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80;
    if (kept) words += c;
    if (!kept && !words.empty() && words.back() != ' ') words += ' ';
  }
  if (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

Role role_of(std::string_view label) {
  const std::string words = folded_words(label);
  const auto* const found = std::find_if(kLabels.begin(), kLabels.end(),
                                         [&words](const Label& entry) { return entry.words == words; });
  return found == kLabels.end() ? Role::text : found->role;
}

/// A count, with or without what is counted behind it.
std::optional<std::int64_t> count_in(std::string_view value) {
  const auto last = std::find_if(value.rbegin(), value.rend(), is_ascii_digit);
  const auto length = static_cast<std::size_t>(value.rend() - last);
  const std::string counted = folded_words(value.substr(length));
  if (std::find(kCounted.begin(), kCounted.end(), counted) == kCounted.end()) return std::nullopt;
  return parse_count(value.substr(0, length));
}

/// Digits and punctuation only: meant as a date, whether it is one or not.
bool is_numeric(std::string_view value) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  };
  return std::any_of(value.begin(), value.end(), is_ascii_digit) &&
         std::none_of(value.begin(), value.end(), is_letter);
}

/// The line as `label: value`; role text where it is not.
ArticleLine classify_labelled(std::string_view line, std::size_t colon) {
  ArticleLine result{role_of(line.substr(0, colon)), trim(line.substr(colon + 1)), {}, {}};
  switch (result.role) {
    case Role::date:
      result.date = entity::parse_date(result.value);
      if (result.date || is_numeric(result.value)) return result;
      break;
    case Role::reads:
      result.reads = count_in(result.value);
      if (result.reads || result.value.empty()) return result;
      break;
    case Role::author:
      if (is_byline(result.value)) return result;
      break;
    case Role::text:
      break;
  }
  return {Role::text, line, {}, {}};
}

/// A word of a name: a capital first, no digits, and letters, `.`, `-` or `'` behind it.
bool is_name_word(std::string_view word) {
  if (word.empty() || u_isUUppercase(static_cast<UChar32>(text::decode(word).code_point)) == 0) return false;
  while (!word.empty()) {
    const text::Decoded next = text::decode(word);
    const auto c = static_cast<UChar32>(next.code_point);
    const bool mark = u_charType(c) == U_NON_SPACING_MARK;
    if (u_isalpha(c) == 0 && !mark && c != '.' && c != '-' && c != '\'' && c != 0x2019) return false;
    word.remove_prefix(next.bytes);
  }
  return true;
}

/// Cuts the first word off `rest`; empty where there is none.
std::string_view next_word(std::string_view& rest) {
  rest = trim(rest);
  std::size_t end = 0;
  while (end < rest.size()) {
    const text::Decoded next = text::decode(rest.substr(end));
    if (u_isUWhiteSpace(static_cast<UChar32>(next.code_point)) != 0) break;
    end += next.bytes;
  }
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(end);
  return word;
}

}  // namespace

ArticleLine classify_line(std::string_view line) {
  if (line.size() > kMaxLabelled) return {Role::text, line, {}, {}};
  if (const std::size_t colon = line.find(':'); colon != std::string_view::npos) {
    const ArticleLine labelled = classify_labelled(line, colon);
    if (labelled.role != Role::text) return labelled;
  }
  const auto digit =
      static_cast<std::size_t>(std::find_if(line.begin(), line.end(), is_ascii_digit) - line.begin());
  if (digit == line.size()) return {Role::text, line, {}, {}};
  if (const std::optional<Date> date = entity::parse_date(line)) return {Role::date, line, date, {}};
  if (role_of(line.substr(0, digit)) == Role::reads) {
    const std::string_view value = line.substr(digit);
    if (const auto reads = count_in(value)) return {Role::reads, value, {}, reads};
  }
  return {Role::text, line, {}, {}};
}

bool is_byline(std::string_view line) {
  constexpr std::size_t kMaxBytes = 160;
  constexpr int kMaxNames = 4;
  constexpr int kMaxWords = 5;
  constexpr std::array<std::string_view, 6> kBetween{"-", "–", "&", "/", "và", "va\u0300"};
  line = trim(line);
  if (line.empty() || line.size() > kMaxBytes || line.ends_with('.') || line.ends_with('-')) return false;
  int names = 1;
  int words = 0;  // of the name at hand
  const auto end_name = [&names, &words] {
    ++names;
    return std::exchange(words, 0) > 0;
  };
  for (std::string_view word = next_word(line); !word.empty(); word = next_word(line)) {
    if (std::find(kBetween.begin(), kBetween.end(), word) != kBetween.end()) {
      if (!end_name()) return false;
      continue;
    }
    const bool comma = word.ends_with(',');
    if (comma) word.remove_suffix(1);
    if (!is_name_word(word) || ++words > kMaxWords) return false;
    if (comma && !end_name()) return false;
  }
  return words > 0 && names <= kMaxNames;
}

std::optional<Date> dateline(std::string_view line) {
  if (line.size() > kMaxDateline || std::none_of(line.begin(), line.end(), is_ascii_digit))
    return std::nullopt;
  const std::string canonical = text::canonical(line);
  constexpr std::string_view kBefore = ", ";
  const std::size_t day = canonical.rfind(", ngày ");
  if (day == std::string::npos) return std::nullopt;
  const std::size_t last = canonical.find_last_of("0123456789");
  if (last < day) return std::nullopt;
  const std::string_view written = std::string_view(canonical).substr(day + kBefore.size());
  // Tables leave bars and dashes behind it, nothing else may follow.
  const std::string_view behind = std::string_view(canonical).substr(last + 1);
  if (behind.find_first_not_of(" \t|-.") != std::string_view::npos) return std::nullopt;
  return entity::parse_date(written.substr(0, written.size() - behind.size()));
}

}  // namespace vnidx::format
