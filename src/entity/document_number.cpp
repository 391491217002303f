#include "entity/document_number.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>

#include "entity/letter_case.h"
#include "text/canonical.h"

namespace vnidx::entity {
namespace {

using text::Shape;
using text::Word;

/// The kinds of documents that a number names, in capitals; Decree 30/2020/NĐ-CP, appendix III, and Guidance
/// 36-HD/VPTW of the party.
constexpr std::array<std::string_view, 38> kTypes{
    "QĐ", "NĐ",  "NQ",  "CT",  "TT", "TTLT", "KL",   "HD", "KH",   "BC", "TB",   "CV",  "TTR",
    "QC", "QYĐ", "QYC", "CTR", "ĐA", "PA",   "DA",   "BB", "TTRG", "HĐ", "GM",   "GGT", "PG",
    "PC", "PB",  "LCT", "CĐ",  "SL", "TTHT", "NQLT", "L",  "PL",   "QH", "QĐNS", "CTHĐ"};

/// Codes that keep their small letters.
constexpr std::array<std::string_view, 5> kMixed{"TTg", "TTr", "CTr", "QyĐ", "QyC"};

/// A code as written in its canonical form: `tƯ` is TW, `ttg` TTg.
std::string canonical_code(std::string_view written) {
  const std::string upper = upper_case(written);
  if (upper == "TƯ") return "TW";
  for (const std::string_view mixed : kMixed) {
    if (upper_case(mixed) == upper) return std::string(mixed);
  }
  return upper;
}

/// `QH15`, `UBTVQH14` and the types of documents.
bool opens_number(const std::string& code) {
  const std::string letters = upper_case(code.substr(0, code.find_first_of("0123456789")));
  return std::find(kTypes.begin(), kTypes.end(), letters) != kTypes.end() || letters == "UBTVQH" ||
         letters == "HĐBT";
}

class NumberReader {
 public:
  NumberReader(std::string_view text, std::span<const Word> words) : text_(text), words_(words) {}

  /// The number that begins at word `first`; `next` is then the word behind it.
  std::optional<NumberMention> read(std::size_t first, std::size_t& next) const {
    if (!begins_number(first)) return std::nullopt;
    std::size_t at = first + 1;
    const char joint = sign_before(at);
    if (joint == 0) return std::nullopt;
    std::string year;
    if (joint == '/' && at < words_.size() && words_[at].shape == Shape::number && size(at) == 4 &&
        sign_before(at + 1) == '/') {
      year = word(at);
      ++at;
    }
    std::string codes;
    std::size_t count = 0;
    char inner = 0;
    std::string first_code;
    for (; at < words_.size() && is_code(at); ++at) {
      const char sign = sign_before(at);
      if (count > 0 && sign != '-' && sign != '/' && sign != '&' && sign != '.') break;
      if (count > 0 && (spaced_before(at) || words_[at].begin - words_[at - 1].end != 1)) break;
      std::string code = canonical_code(word(at));
      if (code == "T" && at + 1 < words_.size() && upper_case(word(at + 1)) == "Ư" &&
          sign_before(at + 1) == '.') {
        code = "TW";
        if (count > 0) codes += sign;
        codes += code;
        ++count;
        ++at;
        continue;
      }
      if (count == 0) {
        first_code = code;
      } else {
        if (count == 1) inner = sign;
        codes += sign == '&' || sign == '.' ? "" : std::string(1, sign);
      }
      codes += code;
      ++count;
    }
    const bool typed = count > 0 && opens_number(first_code);
    const bool known =
        joint == '/' ? typed || (!year.empty() && count > 0) || inner == '-' : typed && count >= 2;
    if (!known) return std::nullopt;

    NumberMention mention;
    mention.begin = words_[first].begin;
    mention.end = words_[at - 1].end;
    // A party document joins its type by a hyphen and its issuer by a slash.
    const bool central = count == 2 && codes.ends_with("TW");  // `03/CT-TW`
    const bool party = year.empty() && (joint != '/' || inner == '/' || central);
    mention.canonical = word(first);
    mention.canonical += party ? '-' : '/';
    if (!year.empty()) mention.canonical += year + '/';
    if (party) {
      codes[first_code.size()] = '/';
    } else if (const auto slash = codes.find('/'); slash != std::string::npos && !typed) {
      codes[slash] = '-';
    }
    mention.canonical += codes;
    next = at;
    return mention;
  }

 private:
  std::string word(std::size_t i) const { return std::string(text_.substr(words_[i].begin, size(i))); }
  std::size_t size(std::size_t i) const { return words_[i].end - words_[i].begin; }

  bool begins_number(std::size_t first) const {
    constexpr std::size_t kMostDigits = 5;
    const bool digit = text_[words_[first].begin] >= '0' && text_[words_[first].begin] <= '9';
    if (!digit || size(first) > kMostDigits) return false;
    if (words_[first].shape != Shape::number && size(first) > kMostDigits - 1) return false;
    // `1.825/QĐ` begins at the 1.
    return first == 0 || words_[first - 1].shape != Shape::number ||
           words_[first].begin - words_[first - 1].end != 1 || text_[words_[first].begin - 1] == ' ';
  }

  bool is_code(std::size_t i) const {
    constexpr std::size_t kLongest = 14;
    const Shape shape = words_[i].shape;
    return size(i) <= kLongest &&
           (shape == Shape::upper || shape == Shape::mixed || (shape == Shape::capitalized && size(i) <= 2));
  }

  std::string_view gap_before(std::size_t i) const {
    return text_.substr(words_[i - 1].end, words_[i].begin - words_[i - 1].end);
  }
  bool spaced_before(std::size_t i) const { return gap_before(i).find(' ') != std::string_view::npos; }

  /// The one sign before word `i`, ' ' for a space alone, 0 for anything else.
  char sign_before(std::size_t i) const {
    if (i >= words_.size()) return 0;
    char sign = 0;
    for (const char c : gap_before(i)) {
      if (c == ' ') {
        if (sign == 0) sign = ' ';
      } else if ((c == '/' || c == '-' || c == '&' || c == '.') && (sign == 0 || sign == ' ')) {
        sign = c;
      } else {
        return 0;
      }
    }
    return gap_before(i).size() <= 3 ? sign : 0;
  }

  std::string_view text_;
  std::span<const Word> words_;
};

}  // namespace

void find_document_numbers(std::string_view text, std::span<const text::Word> words,
                           std::vector<NumberMention>& found) {
  const NumberReader reader(text, words);
  for (std::size_t i = 0; i + 1 < words.size();) {
    std::size_t next = i + 1;
    if (words[i].shape == Shape::number || words[i].shape == Shape::mixed) {
      if (auto mention = reader.read(i, next)) found.push_back(*std::move(mention));
    }
    i = next;
  }
}

std::string number_key(std::string_view number) {
  const std::string folded = text::folded(text::canonical(number));
  std::string key;
  std::string part;
  const auto end_part = [&] {
    if (key.empty() && part == "so") part.clear();
    if (key.empty() && part.size() > 1) part.erase(0, std::min(part.find_first_not_of('0'), part.size() - 1));
    if (part.empty()) return;
    key.append(key.empty() ? "" : "/").append(part == "tu" ? "tw" : part);
    part.clear();
  };
  for (const char c : folded) {
    if (c == '/' || c == '-' || c == ' ' || c == ':') {
      end_part();
    } else if (static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)) != 0) {
      part += c;
    }
  }
  end_part();
  return key;
}

bool is_number_of(std::string_view typed, std::string_view key) {
  const auto take_part = [](std::string_view& rest) {
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
  };
  const auto is_year = [](std::string_view part) {
    return part.size() == 4 && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  for (bool is_first = true; !typed.empty(); is_first = false) {
    const std::string_view wanted = take_part(typed);
    std::string_view part = take_part(key);
    if (part != wanted && !is_first && is_year(part)) part = take_part(key);
    if (part != wanted) return false;
  }
  return true;
}

std::string number_as_shown(std::string_view small) {
  std::string shown;
  while (!small.empty()) {
    const std::size_t end = std::min(small.find_first_of("-/"), small.size());
    shown += canonical_code(small.substr(0, end));
    if (end < small.size()) shown += small[end];
    small.remove_prefix(std::min(end + 1, small.size()));
  }
  return shown;
}

}  // namespace vnidx::entity
