#include "format/metadata_line.h"

#include <algorithm>
#include <array>
#include <utility>

#include "entity/date.h"
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

/// Digits and punctuation only: meant as a date, whether it is one or not.
bool is_numeric(std::string_view value) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  };
  return std::any_of(value.begin(), value.end(), is_ascii_digit) &&
         std::none_of(value.begin(), value.end(), is_letter);
}

/// A line that is a date alone has no more letters than weekday, month and clock take.
std::optional<Date> bare_date(std::string_view piece) {
  constexpr std::size_t kMaxLetters = 40;
  constexpr std::size_t kMaxBytes = 160;
  const auto digits = static_cast<std::size_t>(std::ranges::count_if(piece, is_ascii_digit));
  if (digits < 4 || piece.size() > kMaxBytes) return std::nullopt;
  const std::string canonical = text::canonical(piece);
  if (canonical.size() - digits > kMaxLetters) return std::nullopt;
  static constexpr std::array<std::string_view, 29> kWords{
      "thứ",  "hai",   "ba",  "tư",   "năm",  "sáu",   "bảy", "chủ", "nhật", "cn",
      "ngày", "tháng", "lúc", "giờ",  "phút", "h",     "g",   "gmt", "utc",  "am",
      "pm",   "sa",    "ch",  "sáng", "trưa", "chiều", "tối", "cập", "đăng"};
  std::string word;
  const auto is_known = [&word] { return word.empty() || std::ranges::find(kWords, word) != kWords.end(); };
  for (const char c : canonical) {
    const bool letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (letter) {
      word += c;
    } else {
      if (!is_known()) return std::nullopt;
      word.clear();
    }
  }
  if (!is_known()) return std::nullopt;
  return date_in(piece);
}

/// `label: value` as a fact, where the value fits the label.
std::optional<Fact> labelled(std::string_view piece) {
  const std::size_t colon = piece.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::optional<Role> role = role_of(piece.substr(0, colon));
  if (!role) return std::nullopt;
  const std::string_view value = unwrapped(piece.substr(colon + 1));
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
  const bool is_reads = first > 0
                            ? role_of(piece.substr(0, first)) == Role::reads && count_in(piece.substr(first))
                            : role_of(piece.substr(last + 1)) == Role::reads;
  if (!is_reads) return std::nullopt;
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
  if (const std::optional<Date> date = entity::parse_date(value)) return date;
  const std::optional<PageDate> written = page_date(value);
  return written && written->certain ? std::optional(written->date) : std::nullopt;
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
    std::optional<Fact> fact = labelled(piece);
    if (!fact) fact = unlabelled(piece);
    if (fact) {
      facts.push_back(*std::move(fact));
    } else {
      rest.push_back(piece);
    }
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
