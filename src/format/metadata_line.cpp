#include "format/metadata_line.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "entity/date.h"
#include "entity/province.h"
#include "format/byline.h"
#include "format/count.h"
#include "format/metadata_label.h"
#include "format/page_date.h"
#include "format/space.h"
#include "text/canonical.h"

namespace vnidx::format {
namespace {

using Role = Fact::Role;

// Lines of metadata are short, also decomposed; the limit spares long paragraphs the folding.
constexpr std::size_t kMaxLine = 400;
constexpr std::size_t kMaxDateline = 400;  // two columns with spaces between

/// What may stand behind a count.
constexpr std::array<std::string_view, 9> kCounted{"",        "lan",     "luot",      "luot doc", "luot xem",
                                                   "lan doc", "lan xem", "nguoi doc", "views"};

bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}

/// A count, with or without what is counted behind it.
std::optional<std::int64_t> count_in(std::string_view value) {
  const auto last = std::find_if(value.rbegin(), value.rend(), is_ascii_digit);
  const auto length = static_cast<std::size_t>(value.rend() - last);
  const std::string counted = folded_words(value.substr(length));
  if (std::find(kCounted.begin(), kCounted.end(), counted) == kCounted.end()) return std::nullopt;
  return parse_count(value.substr(0, length));
}

/// The day that `value` names, if it is one and no month.
std::optional<Date> day_in(std::string_view value) {
  if (const std::optional<Date> date = entity::parse_date(value)) return date;
  const std::optional<PageDate> written = page_date(value);
  return written && written->certain ? std::optional(written->date) : english_date(value);
}

/// Digits and punctuation only: meant as a date, whether it is one or not.
bool is_numeric(std::string_view value) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  };
  return std::any_of(value.begin(), value.end(), is_ascii_digit) &&
         std::none_of(value.begin(), value.end(), is_letter);
}

/// A word that dates are written with: of weekdays, months, the clock, and what says that it is a date.
bool is_date_word(std::string_view word) {
  static constexpr std::array<std::string_view, 41> kWords{
      "thứ", "hai",  "ba",  "tư", "năm",  "sáu",    "bảy",     "tám",  "chín", "mười",  "một",
      "chủ", "nhật", "cn",  "t",  "ngày", "tháng",  "lúc",     "giờ",  "phút", "giây",  "h",
      "g",   "gmt",  "utc", "am", "pm",   "sa",     "ch",      "sáng", "trưa", "chiều", "tối",
      "cập", "đăng", "vào", "on", "at",   "posted", "updated", "gửi"};
  static constexpr std::array<std::string_view, 19> kEnglish{
      "january",   "february",  "march",   "april",    "may",      "june",   "july",
      "august",    "september", "october", "november", "december", "monday", "tuesday",
      "wednesday", "thursday",  "friday",  "saturday", "sunday"};
  if (std::ranges::find(kWords, word) != kWords.end()) return true;
  return word.size() >= 3 && std::ranges::any_of(kEnglish, [word](std::string_view name) {
           return name.starts_with(word) || word == "sept";
         });
}

/// Whether all words of `canonical` are such as dates are written with.
bool has_date_words_only(std::string_view canonical) {
  std::string word;
  for (const char c : canonical) {
    const bool letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (letter) {
      word += c;
    } else if (!word.empty()) {
      if (!is_date_word(word)) return false;
      word.clear();
    }
  }
  return word.empty() || is_date_word(word);
}

/// A line that is a date alone has no more letters than weekday, month and clock take.
std::optional<Date> bare_date(std::string_view piece) {
  constexpr std::size_t kMaxLetters = 64;  // bytes
  constexpr std::size_t kMaxBytes = 160;
  const auto digits = static_cast<std::size_t>(std::ranges::count_if(piece, is_ascii_digit));
  if (digits < 4 || piece.size() > kMaxBytes) return std::nullopt;
  const std::string canonical = text::canonical(piece);
  if (canonical.size() - digits > kMaxLetters || !has_date_words_only(canonical)) return std::nullopt;
  if (const std::optional<Date> date = day_in(piece)) return date;
  return canonical.starts_with("tháng ") ? month_date(piece) : std::nullopt;
}

/// A name and the date behind it: `Thanh Hà - 11/07/2018 10:22`, `Báo Kon Tum (11/7/2018)`.
struct DatedName {
  std::string_view name;
  std::string_view written;
  Date date;
};

std::optional<DatedName> dated_name(std::string_view piece) {
  constexpr std::size_t kMaxBytes = 160;
  if (piece.size() > kMaxBytes || std::ranges::none_of(piece, is_ascii_digit)) return std::nullopt;
  constexpr std::array<std::string_view, 6> kSigns{" - ", " – ", ", ", " (", " ngày ", " lúc "};
  for (std::size_t at = piece.find_first_of(" ,", 1); at != std::string_view::npos;
       at = piece.find_first_of(" ,", at + 1)) {
    for (const std::string_view sign : kSigns) {
      if (!piece.substr(at).starts_with(sign)) continue;
      std::string_view written = trim(piece.substr(at + sign.size()));
      if (written.ends_with(')') && written.find('(') == std::string_view::npos) written.remove_suffix(1);
      const std::string_view name = trim(piece.substr(0, at));
      if (const std::optional<Date> date = bare_date(written)) return DatedName{name, written, *date};
    }
  }
  return std::nullopt;
}

/// `Đăng bởi Thanh Hà lúc 10:22 11/07/2018`, `Viết bởi Thanh Hà`, `Đăng ngày 11/07/2018 bởi Thanh Hà`.
std::vector<Fact> signed_by(std::string_view piece) {
  constexpr std::size_t kMaxBytes = 160;
  constexpr std::array<std::string_view, 4> kBy{"bởi ", "Bởi ", "by ", "By "};
  if (piece.size() > kMaxBytes) return {};
  std::size_t at = std::string_view::npos;
  for (const std::string_view by : kBy) {
    const std::size_t found = piece.find(by);
    if (found != std::string_view::npos && (found == 0 || piece[found - 1] == ' ')) {
      at = found;
      break;
    }
  }
  if (at == std::string_view::npos) return {};
  // What stands in front says that somebody wrote it, and when.
  std::string before = text::canonical(piece.substr(0, at));
  for (const std::string_view verb :
       {"được", "viết", "đưa", "tải", "lên", "bài", "tin", "submitted", "written"}) {
    for (auto found = before.find(verb); found != std::string::npos; found = before.find(verb))
      before.erase(found, verb.size());
  }
  if (!has_date_words_only(before)) return {};
  std::string_view name = trim(piece.substr(piece.find(' ', at)));
  std::vector<Fact> facts;
  for (const std::string_view sign : {" vào ", " lúc ", " ngày ", " on ", " at "}) {
    const std::size_t end = name.find(sign);
    if (end == std::string_view::npos) continue;
    const std::string_view written = trim(name.substr(end));
    const std::optional<Date> date = bare_date(written);
    if (!date) return {};
    facts.push_back({Role::date, std::string(written), date, {}});
    name = trim(name.substr(0, end));
  }
  if (const std::optional<DatedName> dated = dated_name(name); dated && facts.empty()) {
    facts.push_back({Role::date, std::string(dated->written), dated->date, {}});
    name = dated->name;
  }
  if (facts.empty()) {
    if (const std::optional<Date> date = bare_date(piece.substr(0, at)))
      facts.push_back({Role::date, std::string(piece.substr(0, at)), date, {}});
  }
  constexpr std::array<std::string_view, 5> kNobody{"admin", "administrator", "quan tri", "quan tri vien",
                                                    "ban quan tri"};
  const bool nobody = std::ranges::find(kNobody, folded_words(name)) != kNobody.end();
  if (!is_byline(name) && (facts.empty() || !is_short_name(name) || !begins_with_capital(name))) return {};
  facts.push_back({nobody || !is_byline(name) ? Role::other : Role::author, std::string(name), {}, {}});
  return facts;
}

/// `label: value` as a fact, where the value fits the label.
std::optional<Fact> labelled(std::string_view piece) {
  const std::size_t colon = piece.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::optional<Role> role = role_of(piece.substr(0, colon));
  if (!role) return std::nullopt;
  std::string_view value = unwrapped(piece.substr(colon + 1));
  if (piece.starts_with('(') && value.ends_with(')') && value.find('(') == std::string_view::npos)
    value = trim(value.substr(0, value.size() - 1));
  Fact fact{*role, std::string(value), {}, {}};
  switch (*role) {
    case Role::date:
      fact.date = date_in(value);
      if (fact.date || is_numeric(value)) return fact;
      return std::nullopt;
    case Role::reads:
      fact.reads = count_in(value);
      if (fact.reads || value.empty()) return fact;
      return std::nullopt;
    case Role::author:
      if (is_byline(value)) return fact;
      if (const auto dated = dated_name(value); dated && is_byline(dated->name)) return fact;
      return std::nullopt;
    case Role::source:
    case Role::category:
      if (is_short_name(value)) return fact;
      return std::nullopt;
    case Role::number:
      if (std::ranges::any_of(value, is_ascii_digit) && is_short_name(value)) return fact;
      return std::nullopt;
    case Role::issuer:
      if (begins_with_capital(value)) return fact;
      return std::nullopt;
    case Role::title:
    case Role::abstract:
    case Role::body:
    case Role::other:
      return fact;
  }
  return std::nullopt;
}

/// `Trang chủ > Thời sự > Trong tỉnh`: the last is the section.
std::optional<Fact> breadcrumb(std::string_view piece) {
  constexpr std::size_t kMaxBytes = 160;
  if (piece.size() > kMaxBytes) return std::nullopt;
  for (const std::string_view sign : {">", "»", "›", "→"}) {
    const std::size_t last = piece.rfind(sign);
    if (last == std::string_view::npos) continue;
    const std::string home = folded_words(piece.substr(0, piece.find(sign)));
    const std::string_view section = trim(piece.substr(last + sign.size()));
    if ((home == "trang chu" || home == "home" || is_section(home)) && is_short_name(section)) {
      return Fact{Role::category, std::string(section), {}, {}};
    }
  }
  return std::nullopt;
}

/// A piece of a line that says one thing without a label.
std::optional<Fact> unlabelled(std::string_view piece) {
  const std::string_view bare = unwrapped(piece);
  if (const std::optional<Date> date = bare_date(bare)) return Fact{Role::date, std::string(bare), date, {}};
  if (is_section(bare)) return Fact{Role::category, std::string(bare), {}, {}};
  if (std::optional<Fact> crumb = breadcrumb(piece)) return crumb;
  const auto first = static_cast<std::size_t>(std::ranges::find_if(piece, is_ascii_digit) - piece.begin());
  if (first == piece.size()) return std::nullopt;
  const auto last = piece.find_last_of("0123456789");
  const std::optional<std::int64_t> count = parse_count(piece.substr(first, last + 1 - first));
  if (!count) return std::nullopt;
  const std::optional<Role> counted = role_of(first > 0 ? piece.substr(0, first) : piece.substr(last + 1));
  if (counted == Role::other) return Fact{Role::other, std::string(piece.substr(first)), {}, {}};
  if (counted != Role::reads || (first > 0 && !count_in(piece.substr(first)))) return std::nullopt;
  return Fact{Role::reads, std::string(piece.substr(first)), {}, count};
}

bool begins_with_label(std::string_view rest) {
  const std::size_t colon = rest.substr(0, kMaxLabel).find(':');
  return colon != std::string_view::npos && role_of(rest.substr(0, colon)).has_value();
}

/// The length of the sign at the start of `rest` that parts two statements: a bar, a dot, a tab or spaces, or
/// a comma, semicolon or dash before a label; 0 where there is none.
std::size_t separator(std::string_view rest) {
  const auto before_label = [&](std::string_view sign) {
    return rest.starts_with(sign) && begins_with_label(rest.substr(sign.size())) ? sign.size() : 0;
  };
  const auto always = [&](std::string_view sign) { return rest.starts_with(sign) ? sign.size() : 0; };
  switch (rest.front()) {
    case '|':
    case '\t':
      return 1;
    case '\xC2':
      return always("\u00B7");
    case '\xE2':
      return always("\u2022");
    case ',':
      return before_label(", ");
    case ';':
      return before_label("; ");
    case ' ':
      // Nearly every space stands between words.
      if (rest.size() < 2 || (rest[1] != ' ' && rest[1] != '-' && rest[1] != '\xE2')) return 0;
      if (const std::size_t wide = always("   "); wide > 0) return wide;
      return std::max({before_label("  "), before_label(" - "), before_label(" \u2013 ")});
    default:
      return 0;
  }
}

std::vector<std::string_view> pieces_of(std::string_view line) {
  std::vector<std::string_view> pieces;
  const auto take = [&pieces](std::string_view piece) {
    piece = trim(piece);
    if (!piece.empty()) pieces.push_back(piece);
  };
  std::size_t begin = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t sign = separator(line.substr(at));
    if (sign > 0) {
      take(line.substr(begin, at - begin));
      begin = at + sign;
    }
    at += std::max<std::size_t>(sign, 1);
  }
  take(line.substr(begin));
  return pieces;
}

bool is_province(std::string_view name) {
  const entity::Province* const found = entity::province_of(name);
  return found != nullptr && folded_words(found->name) == folded_words(name);
}

/// What one statement says, which may be of a name and a date.
std::vector<Fact> facts_of_piece(std::string_view piece) {
  if (std::optional<Fact> fact = labelled(piece)) {
    const bool names = fact->role == Role::source || fact->role == Role::author;
    const std::optional<DatedName> dated = names ? dated_name(fact->value) : std::nullopt;
    if (!dated || (fact->role == Role::author && !is_byline(dated->name))) return {*std::move(fact)};
    return {{fact->role, std::string(dated->name), {}, {}},
            {Role::date, std::string(dated->written), dated->date, {}}};
  }
  if (std::optional<Fact> fact = unlabelled(piece)) return {*std::move(fact)};
  if (std::vector<Fact> facts = signed_by(piece); !facts.empty()) return facts;
  const std::optional<DatedName> dated = dated_name(piece);
  // With a place, the line says where and when the text was written, and belongs to the text.
  if (!dated || dateline(piece) || is_province(dated->name)) return {};
  std::vector<Fact> facts = credit_of(dated->name);
  if (facts.empty() && is_byline(dated->name))
    facts.push_back({Role::author, std::string(dated->name), {}, {}});
  if (!facts.empty()) facts.push_back({Role::date, std::string(dated->written), dated->date, {}});
  return facts;
}

/// Spares most paragraphs a closer look: what says something without a label or bars is shorter.
bool is_plainly_text(std::string_view line) {
  constexpr std::size_t kMaxUnlabelled = 160;
  return line.size() > kMaxUnlabelled && std::ranges::none_of(std::array{':', '|', '\t'}, [line](char sign) {
           return line.find(sign) != std::string_view::npos;
         });
}

}  // namespace

std::string_view unwrapped(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kPairs{
      {{"(", ")"}, {"[", "]"}, {"\"", "\""}, {"'", "'"}, {"“", "”"}, {"*", "*"}}};
  text = trim(text);
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [open, close] : kPairs) {
      if (text.size() < open.size() + close.size() || !text.starts_with(open) || !text.ends_with(close))
        continue;
      text = trim(text.substr(open.size(), text.size() - open.size() - close.size()));
      changed = true;
    }
  }
  return text;
}

std::optional<Date> date_in(std::string_view value) {
  const std::optional<Date> date = day_in(value);
  return date ? date : month_date(value);
}

std::vector<Fact> facts_of(std::string_view line) {
  if (line.size() > kMaxLine) {
    // A long value behind a label that takes one.
    const std::optional<Fact> fact = labelled(line);
    const bool takes =
        fact && (fact->role == Role::abstract || fact->role == Role::body || fact->role == Role::other);
    return takes ? std::vector<Fact>{*fact} : std::vector<Fact>();
  }
  if (is_plainly_text(line)) return {};
  std::vector<Fact> facts;
  std::vector<std::string_view> rest;
  if (const std::optional<Fact> whole = labelled(line);
      whole && (whole->role == Role::title || whole->role == Role::abstract || whole->role == Role::body)) {
    return {*whole};
  }
  for (const std::string_view piece : pieces_of(line)) {
    std::vector<Fact> found = facts_of_piece(piece);
    if (found.empty()) rest.push_back(piece);
    std::ranges::move(found, std::back_inserter(facts));
  }
  // Beside a date stands a name: `11/07/2018 | Thanh Anh`.
  const bool dated = std::ranges::any_of(facts, [](const Fact& fact) { return fact.role == Role::date; });
  for (const std::string_view piece : rest) {
    if (!dated || !is_byline(piece)) return {};
    facts.push_back({Role::author, std::string(piece), {}, {}});
  }
  return facts;
}

std::string_view labelled_author(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || role_of(line.substr(0, colon)) != Role::author) return {};
  const std::string_view names = unwrapped(line.substr(colon + 1));
  return is_byline(names) ? names : std::string_view();
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
