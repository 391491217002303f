#include "format/byline.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "format/metadata_label.h"
#include "format/space.h"
#include "text/letter.h"
#include "text/syllable.h"
#include "text/utf8.h"

namespace vnidx::format {
namespace {

using Role = Fact::Role;

/// Who signs for several, folded.
constexpr std::array<std::string_view, 9> kCollective{
    "nhom phong vien", "nhom pv", "phong vien",    "pv", "nhom tac gia",
    "ban bien tap",    "bbt",     "cong tac vien", "ctv"};

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

std::size_t word_count(std::string_view text) {
  std::size_t words = 0;
  while (!next_word(text).empty()) ++words;
  return words;
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
  if (word_count(name) != 1 || name.find('/') != std::string_view::npos || is_syllable(name)) return false;
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

/// Whether `name` is that of a paper or body, which could else be a person's: `Báo Kon Tum`, `TTXVN`,
/// `Vietnamnet`, `Văn phòng Bộ`.
bool names_body(std::string_view name) {
  constexpr auto kFirst = std::to_array<std::string_view>(
      {"bao", "tap",  "dai",  "thong", "cong",  "trang", "ban",    "bo",   "so",  "phong", "van", "trung",
       "hoi", "doan", "ubnd", "uy",    "huyen", "tinh",  "truong", "vien", "cuc", "chi",   "to",  "nhom"});
  if (is_agency(name) || name.find('.') != std::string_view::npos) return true;
  if (word_count(name) == 1) return !is_syllable(name);
  std::string_view rest = name;
  const std::string first = folded_words(next_word(rest));
  // A person's second name does not begin in a small letter.
  return std::ranges::find(kFirst, first) != kFirst.end() &&
         (first == "bao" || !is_byline(name) || word_count(name) > 4);
}

/// `theo` in front of a source, in any case, taken off.
std::string_view without_theo(std::string_view name) {
  std::string_view rest = name;
  return folded_words(next_word(rest)) == "theo" ? trim(rest) : name;
}

/// `Thu Hà/TTXVN`, `Lê An - Báo Kon Tum`, `T.H (theo VnExpress)`: a person and where it is taken from.
std::vector<Fact> person_and_source(std::string_view name) {
  for (const std::string_view sign : {"/", " - ", " – ", " ("}) {
    const std::size_t at = name.find(sign);
    if (at == std::string_view::npos) continue;
    const std::string_view person = trim(name.substr(0, at));
    std::string_view written = trim(name.substr(at + sign.size()));
    if (sign == " (" && written.ends_with(')')) written.remove_suffix(1);
    const std::string_view source = without_theo(written);
    const bool gathered = folded_words(source) == "tong hop";
    if (gathered && is_byline(person) && !is_agency(person))
      return {{Role::author, std::string(person), {}, {}}};
    if (sign.size() > 2 && source.size() == written.size() && !names_body(source)) continue;
    if (is_byline(person) && !is_agency(person) && is_short_name(source) && begins_with_capital(source)) {
      return {{Role::author, std::string(person), {}, {}}, {Role::source, std::string(source), {}, {}}};
    }
  }
  return {};
}

}  // namespace

bool begins_with_capital(std::string_view text) {
  return !text.empty() && u_isUUppercase(static_cast<UChar32>(text::decode(text).code_point)) != 0;
}

bool names_paper(std::string_view line) {
  constexpr std::size_t kMaxBytes = 80;
  constexpr auto kSites = std::to_array<std::string_view>(
      {"cong thong tin", "trang thong tin", "tap chi ", "dai phat thanh", "dai truyen hinh", "thong tan xa"});
  if (line.size() > kMaxBytes || !begins_with_capital(line) || !is_short_name(line)) return false;
  const std::string folded = folded_words(line);
  if (folded.starts_with("bao ") && is_byline(line)) return true;
  return std::ranges::any_of(kSites, [&](std::string_view site) { return folded.starts_with(site); });
}

bool is_short_name(std::string_view value) {
  constexpr std::size_t kMaxWords = 10;
  return !value.empty() && word_count(value) <= kMaxWords && !value.ends_with('.') && !value.ends_with(':');
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

/// Whether what follows `theo` is a name and no clause.
static bool names_source(std::string_view name) {
  constexpr std::array<std::string_view, 6> kKinds{"báo ", "tạp chí ", "đài ", "trang ", "cổng ", "website "};
  return begins_with_capital(name) || std::ranges::any_of(kKinds, [name](std::string_view kind) {
           return name.starts_with(kind) && begins_with_capital(name.substr(kind.size()));
         });
}

std::vector<Fact> credit_of(std::string_view line) {
  constexpr std::size_t kMaxCredit = 120;
  if (line.size() > kMaxCredit) return {};
  const std::string_view bare = unwrapped(line);
  const bool in_brackets = bare.size() < trim(line).size();
  std::string_view name = bare;
  const std::string_view first = next_word(name);
  if (folded_words(first) == "theo" && names_source(trim(name))) {
    name = trim(name);
    if (!is_short_name(name)) return {};
    std::vector<Fact> both = person_and_source(name);
    return both.empty() ? std::vector<Fact>{{Role::source, std::string(name), {}, {}}} : both;
  }
  if (in_brackets && is_agency(bare.substr(0, bare.find('/'))) && is_short_name(bare))
    return {{Role::source, std::string(bare), {}, {}}};
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
  const std::size_t digit = std::min(inside.find_first_of("0123456789"), inside.size());
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

}  // namespace vnidx::format
