#include "format/metadata_line.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "entity/date.h"
#include "format/count.h"
#include "format/page_date.h"
#include "format/space.h"
#include "text/canonical.h"
#include "text/letter.h"
#include "text/syllable.h"
#include "text/utf8.h"

namespace vnidx::format {
namespace {

using Role = Fact::Role;

// Lines of metadata are short, also decomposed; the limit spares long paragraphs the folding.
constexpr std::size_t kMaxLine = 400;
constexpr std::size_t kMaxDateline = 400;  // two columns with spaces between

/// What a line of metadata begins with: how newspapers and their content systems label what they tell of an
/// article.
struct Label {
  std::string_view words;  ///< folded, one space between
  Role role;
};

constexpr std::array kLabels{
    Label{"tieu de", Role::title},
    Label{"tieu de bai viet", Role::title},
    Label{"ten bai", Role::title},
    Label{"ten bai viet", Role::title},
    Label{"title", Role::title},
    Label{"headline", Role::title},
    Label{"tit", Role::title},
    Label{"ngay", Role::date},
    Label{"ngay dang", Role::date},
    Label{"dang ngay", Role::date},
    Label{"ngay viet", Role::date},
    Label{"ngay xuat ban", Role::date},
    Label{"xuat ban", Role::date},
    Label{"ngay cap nhat", Role::date},
    Label{"cap nhat", Role::date},
    Label{"cap nhat ngay", Role::date},
    Label{"cap nhat luc", Role::date},
    Label{"cap nhat lan cuoi", Role::date},
    Label{"thoi gian", Role::date},
    Label{"thoi gian dang", Role::date},
    Label{"dang luc", Role::date},
    Label{"dang vao", Role::date},
    Label{"gui luc", Role::date},
    Label{"ngay gui", Role::date},
    Label{"ngay tao", Role::date},
    Label{"ngay ban hanh", Role::date},
    Label{"ngay ky", Role::date},
    Label{"ngay phat hanh", Role::date},
    Label{"ngay gio", Role::date},
    Label{"ngay thang", Role::date},
    Label{"date", Role::date},
    Label{"published", Role::date},
    Label{"publish date", Role::date},
    Label{"posted", Role::date},
    Label{"posted on", Role::date},
    Label{"updated", Role::date},
    Label{"last updated", Role::date},
    Label{"so lan doc", Role::reads},
    Label{"so luot doc", Role::reads},
    Label{"so luot xem", Role::reads},
    Label{"so lan xem", Role::reads},
    Label{"so nguoi doc", Role::reads},
    Label{"so nguoi xem", Role::reads},
    Label{"so luot truy cap", Role::reads},
    Label{"luot doc", Role::reads},
    Label{"luot xem", Role::reads},
    Label{"luot truy cap", Role::reads},
    Label{"lan doc", Role::reads},
    Label{"lan xem", Role::reads},
    Label{"da doc", Role::reads},
    Label{"da xem", Role::reads},
    Label{"view", Role::reads},
    Label{"views", Role::reads},
    Label{"tac gia", Role::author},
    Label{"nguoi viet", Role::author},
    Label{"nguoi dang", Role::author},
    Label{"nguoi gui", Role::author},
    Label{"dang boi", Role::author},
    Label{"viet boi", Role::author},
    Label{"thuc hien", Role::author},
    Label{"nguoi thuc hien", Role::author},
    Label{"phong vien", Role::author},
    Label{"nhom phong vien", Role::author},
    Label{"pv", Role::author},
    Label{"ctv", Role::author},
    Label{"cong tac vien", Role::author},
    Label{"bai", Role::author},
    Label{"tin", Role::author},
    Label{"bai anh", Role::author},
    Label{"bai va anh", Role::author},
    Label{"tin anh", Role::author},
    Label{"tin va anh", Role::author},
    Label{"tin bai", Role::author},
    Label{"tin bai anh", Role::author},
    Label{"anh bai", Role::author},
    Label{"but danh", Role::author},
    Label{"author", Role::author},
    Label{"authors", Role::author},
    Label{"by", Role::author},
    Label{"nguon", Role::source},
    Label{"nguon tin", Role::source},
    Label{"nguon bai viet", Role::source},
    Label{"theo", Role::source},
    Label{"trich nguon", Role::source},
    Label{"source", Role::source},
    Label{"bao", Role::source},
    Label{"trang", Role::source},
    Label{"website", Role::source},
    Label{"chuyen muc", Role::category},
    Label{"muc", Role::category},
    Label{"danh muc", Role::category},
    Label{"chu de", Role::category},
    Label{"chuyen de", Role::category},
    Label{"the loai", Role::category},
    Label{"linh vuc", Role::category},
    Label{"category", Role::category},
    Label{"categories", Role::category},
    Label{"section", Role::category},
    Label{"so hieu", Role::number},
    Label{"so ky hieu", Role::number},
    Label{"so van ban", Role::number},
    Label{"so hieu van ban", Role::number},
    Label{"co quan ban hanh", Role::issuer},
    Label{"noi ban hanh", Role::issuer},
    Label{"don vi ban hanh", Role::issuer},
    Label{"tom tat", Role::abstract},
    Label{"sapo", Role::abstract},
    Label{"mo ta", Role::abstract},
    Label{"trich yeu", Role::abstract},
    Label{"description", Role::abstract},
    Label{"abstract", Role::abstract},
    Label{"summary", Role::abstract},
    Label{"noi dung", Role::body},
    Label{"noi dung bai viet", Role::body},
    Label{"content", Role::body},
    Label{"body", Role::body},
    Label{"text", Role::body},
    Label{"tu khoa", Role::other},
    Label{"tag", Role::other},
    Label{"tags", Role::other},
    Label{"keywords", Role::other},
    Label{"binh luan", Role::other},
    Label{"so binh luan", Role::other},
    Label{"luot binh luan", Role::other},
    Label{"luot thich", Role::other},
    Label{"so luot thich", Role::other},
    Label{"comments", Role::other},
    Label{"likes", Role::other},
    Label{"url", Role::other},
    Label{"link", Role::other},
    Label{"lien ket", Role::other},
    Label{"duong dan", Role::other},
    Label{"permalink", Role::other},
    Label{"layout", Role::other},
    Label{"slug", Role::other},
    Label{"ma tin", Role::other},
    Label{"ma bai", Role::other},
    Label{"ma bai viet", Role::other},
    Label{"id", Role::other},
    Label{"co chu", Role::other},
    Label{"thumbnail", Role::other},
    Label{"image", Role::other},
};

/// What newspapers call their sections, folded.
constexpr std::array<std::string_view, 53> kSections{"an ninh quoc phong",
                                                     "an ninh trat tu",
                                                     "ban doc",
                                                     "bat dong san",
                                                     "chinh tri",
                                                     "chinh tri xa hoi",
                                                     "chuyen doi so",
                                                     "cong nghe",
                                                     "cong thuong",
                                                     "doanh nghiep",
                                                     "doi song",
                                                     "du lich",
                                                     "giai tri",
                                                     "giao duc",
                                                     "giao duc dao tao",
                                                     "giao thong",
                                                     "khoa hoc",
                                                     "khoa hoc cong nghe",
                                                     "kinh doanh",
                                                     "kinh te",
                                                     "kinh te xa hoi",
                                                     "moi truong",
                                                     "nhan ai",
                                                     "nhip song tre",
                                                     "nong nghiep",
                                                     "nong thon moi",
                                                     "phap luat",
                                                     "phong su",
                                                     "phong su ky su",
                                                     "quoc phong an ninh",
                                                     "quoc te",
                                                     "suc khoe",
                                                     "suc khoe y te",
                                                     "the gioi",
                                                     "the thao",
                                                     "thoi su",
                                                     "thoi su chinh tri",
                                                     "tin hoat dong",
                                                     "tin moi",
                                                     "tin noi bat",
                                                     "tin quoc te",
                                                     "tin trong nuoc",
                                                     "tin trong tinh",
                                                     "tin tuc",
                                                     "tin tuc su kien",
                                                     "trong nuoc",
                                                     "trong tinh",
                                                     "van hoa",
                                                     "van hoa nghe thuat",
                                                     "van hoa xa hoi",
                                                     "xa hoi",
                                                     "xay dung dang",
                                                     "y te"};

/// Who signs for several, folded.
constexpr std::array<std::string_view, 9> kCollective{
    "nhom phong vien", "nhom pv", "phong vien",    "pv", "nhom tac gia",
    "ban bien tap",    "bbt",     "cong tac vien", "ctv"};

/// What may stand behind a count.
constexpr std::array<std::string_view, 9> kCounted{"",        "lan",     "luot",      "luot doc", "luot xem",
                                                   "lan doc", "lan xem", "nguoi doc", "views"};

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

// Longer than any label or name of a section, however its marks are coded.
constexpr std::size_t kMaxLabel = 80;

std::optional<Role> role_of(std::string_view label) {
  static const std::unordered_map<std::string_view, Role> roles = [] {
    std::unordered_map<std::string_view, Role> all;
    for (const Label& entry : kLabels) all.emplace(entry.words, entry.role);
    return all;
  }();
  if (label.empty() || label.size() > kMaxLabel) return std::nullopt;
  const auto found = roles.find(folded_words(label));
  if (found == roles.end()) return std::nullopt;
  return found->second;
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

bool begins_with_capital(std::string_view text) {
  return !text.empty() && u_isUUppercase(static_cast<UChar32>(text::decode(text).code_point)) != 0;
}

bool is_collective(std::string_view line) {
  return line.size() <= kMaxLabel && begins_with_capital(line) &&
         std::ranges::find(kCollective, folded_words(line)) != kCollective.end();
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

/// `text` without the brackets or quotes that stand around all of it.
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

std::size_t word_count(std::string_view text) {
  std::size_t words = 0;
  while (!next_word(text).empty()) ++words;
  return words;
}

/// Whether `value` can be the name of a paper, site or section: short, and no sentence.
bool is_short_name(std::string_view value) {
  constexpr std::size_t kMaxWords = 10;
  return !value.empty() && word_count(value) <= kMaxWords && !value.ends_with('.') && !value.ends_with(':');
}

std::optional<Date> date_in(std::string_view value) {
  if (const std::optional<Date> date = entity::parse_date(value)) return date;
  const std::optional<PageDate> written = page_date(value);
  return written && written->certain ? std::optional(written->date) : std::nullopt;
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

bool is_section(std::string_view piece) {
  static const std::unordered_set<std::string_view> sections(kSections.begin(), kSections.end());
  return piece.size() <= kMaxLabel && sections.contains(folded_words(piece));
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

bool is_syllable(std::string_view word) {
  std::u32string letters;
  while (!word.empty()) {
    const text::Decoded next = text::decode(word);
    letters += next.code_point;
    word.remove_prefix(next.bytes);
  }
  const auto read = text::read_letters(letters);
  return read && text::is_syllable(*read);
}

/// The name of an agency, `TTXVN`, `VOV`: one word in capitals that is no Vietnamese syllable, as a pen name
/// is.
bool is_agency(std::string_view name) {
  if (word_count(name) != 1 || is_syllable(name)) return false;
  std::size_t capitals = 0;
  for (std::string_view rest = name; !rest.empty();) {
    const text::Decoded next = text::decode(rest);
    const auto c = static_cast<UChar32>(next.code_point);
    if (u_isULowercase(c) != 0) return false;
    capitals += u_isUUppercase(c) != 0 ? 1 : 0;
    rest.remove_prefix(next.bytes);
  }
  return capitals >= 3;
}

/// `Thu Hà/TTXVN`, `Lê An - Báo Kon Tum`: a person and where it is taken from.
std::vector<Fact> person_and_source(std::string_view name) {
  for (const std::string_view sign : {"/", " - ", " – ", " ("}) {
    const std::size_t at = name.find(sign);
    if (at == std::string_view::npos) continue;
    const std::string_view person = trim(name.substr(0, at));
    std::string_view source = trim(name.substr(at + sign.size()));
    if (sign == " (" && source.ends_with(')')) source.remove_suffix(1);
    if (is_byline(person) && !is_agency(person) && is_short_name(source) && begins_with_capital(source)) {
      return {{Role::author, std::string(person), {}, {}}, {Role::source, std::string(source), {}, {}}};
    }
  }
  return {};
}

/// Spares most paragraphs a closer look: what says something without a label or bars is shorter.
bool is_plainly_text(std::string_view line) {
  constexpr std::size_t kMaxUnlabelled = 160;
  return line.size() > kMaxUnlabelled && std::ranges::none_of(std::array{':', '|', '\t'}, [line](char sign) {
           return line.find(sign) != std::string_view::npos;
         });
}

}  // namespace

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

std::vector<Fact> credit_of(std::string_view line) {
  constexpr std::size_t kMaxCredit = 120;
  if (line.size() > kMaxCredit) return {};
  const std::string_view bare = unwrapped(line);
  const bool in_brackets = bare.size() < trim(line).size();
  std::string_view name = bare;
  const std::string_view first = next_word(name);
  if (folded_words(first) == "theo" && begins_with_capital(trim(name))) {
    name = trim(name);
    if (!is_short_name(name)) return {};
    std::vector<Fact> both = person_and_source(name);
    return both.empty() ? std::vector<Fact>{{Role::source, std::string(name), {}, {}}} : both;
  }
  if (is_agency(bare) && (in_brackets || bare.size() == line.size()))
    return {{Role::source, std::string(bare), {}, {}}};
  return person_and_source(bare);
}

std::vector<Fact> facts_of_opening(std::string_view paragraph) {
  constexpr std::size_t kMaxOpening = 120;
  const std::size_t open = paragraph.substr(0, kMaxOpening).find('(');
  const std::size_t close = paragraph.substr(0, kMaxOpening).find(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return {};
  const std::string_view behind = trim(paragraph.substr(close + 1));
  const bool dashed = behind.starts_with('-') || behind.starts_with("–") || behind.starts_with("—");
  const std::string_view place = trim(paragraph.substr(0, open));
  if (!dashed || (!place.empty() && !is_byline(place.substr(0, place.find_last_not_of(',') + 1)))) return {};
  std::string_view inside = trim(paragraph.substr(open + 1, close - open - 1));
  std::vector<Fact> facts;
  const auto digit = static_cast<std::size_t>(std::ranges::find_if(inside, is_ascii_digit) - inside.begin());
  if (digit < inside.size()) {
    const std::optional<Date> date = date_in(inside.substr(digit));
    if (!date) return {};
    facts.push_back({Role::date, std::string(inside.substr(digit)), date, {}});
    inside = trim(inside.substr(0, digit));
    while (inside.ends_with(',') || inside.ends_with('-')) inside = trim(inside.substr(0, inside.size() - 1));
  }
  if (!inside.empty()) {
    if (!is_short_name(inside) || word_count(inside) > 4) return {};
    facts.push_back({Role::source, std::string(inside), {}, {}});
  }
  return facts;
}

bool is_byline(std::string_view line) {
  constexpr std::size_t kMaxBytes = 160;
  constexpr int kMaxNames = 4;
  constexpr int kMaxWords = 5;
  constexpr std::array<std::string_view, 6> kBetween{"-", "–", "&", "/", "và", "va\u0300"};
  line = trim(line);
  if (is_collective(line)) return true;
  if (line.empty() || line.size() > kMaxBytes || line.ends_with('.') || line.ends_with('-')) return false;
  int names = 1;
  int words = 0;  // of the name at hand
  const auto end_name = [&names, &words] {
    ++names;
    return std::exchange(words, 0) > 0;
  };
  for (std::string_view word = next_word(line); !word.empty(); word = next_word(line)) {
    if (std::ranges::find(kBetween, word) != kBetween.end()) {
      if (!end_name()) return false;
      continue;
    }
    const bool comma = word.ends_with(',') || word.ends_with(';');
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
