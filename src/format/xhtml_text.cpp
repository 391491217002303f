#include "format/xhtml_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "text/utf8.h"

namespace vnidx::format {
namespace {

using namespace std::string_view_literals;

constexpr std::array kBlocks{
    "address"sv, "article"sv, "aside"sv, "blockquote"sv, "body"sv,       "br"sv,     "caption"sv, "center"sv,
    "dd"sv,      "div"sv,     "dl"sv,    "dt"sv,         "figcaption"sv, "figure"sv, "footer"sv,  "h1"sv,
    "h2"sv,      "h3"sv,      "h4"sv,    "h5"sv,         "h6"sv,         "header"sv, "hr"sv,      "li"sv,
    "nav"sv,     "ol"sv,      "p"sv,     "pre"sv,        "section"sv,    "table"sv,  "tr"sv,      "ul"sv,
};
constexpr std::array kUnseen{"head"sv, "script"sv, "style"sv, "title"sv, "template"sv};

/// The entities that Vietnamese pages use; XML's own five are among them.
constexpr std::array<std::pair<std::string_view, char32_t>, 59> kEntities{{
    {"amp", '&'},      {"lt", '<'},        {"gt", '>'},       {"quot", '"'},      {"apos", '\''},
    {"nbsp", 0xA0},    {"laquo", 0xAB},    {"raquo", 0xBB},   {"middot", 0xB7},   {"deg", 0xB0},
    {"shy", 0xAD},     {"copy", 0xA9},     {"reg", 0xAE},     {"times", 0xD7},    {"ndash", 0x2013},
    {"mdash", 0x2014}, {"lsquo", 0x2018},  {"rsquo", 0x2019}, {"ldquo", 0x201C},  {"rdquo", 0x201D},
    {"bull", 0x2022},  {"hellip", 0x2026}, {"Agrave", 0xC0},  {"Aacute", 0xC1},   {"Acirc", 0xC2},
    {"Atilde", 0xC3},  {"Egrave", 0xC8},   {"Eacute", 0xC9},  {"Ecirc", 0xCA},    {"Igrave", 0xCC},
    {"Iacute", 0xCD},  {"ETH", 0xD0},      {"Ograve", 0xD2},  {"Oacute", 0xD3},   {"Ocirc", 0xD4},
    {"Otilde", 0xD5},  {"Ugrave", 0xD9},   {"Uacute", 0xDA},  {"Yacute", 0xDD},   {"agrave", 0xE0},
    {"aacute", 0xE1},  {"acirc", 0xE2},    {"atilde", 0xE3},  {"egrave", 0xE8},   {"eacute", 0xE9},
    {"ecirc", 0xEA},   {"igrave", 0xEC},   {"iacute", 0xED},  {"eth", 0xF0},      {"ograve", 0xF2},
    {"oacute", 0xF3},  {"ocirc", 0xF4},    {"otilde", 0xF5},  {"ugrave", 0xF9},   {"uacute", 0xFA},
    {"yacute", 0xFD},  {"ensp", 0x2002},   {"emsp", 0x2003},  {"thinsp", 0x2009},
}};

char lower(char c) {
  return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// The number in `&#7841;` or `&#x1EA1;`, without its ends; 0 where it is none.
char32_t numbered(std::string_view digits) {
  const bool hexadecimal = !digits.empty() && lower(digits.front()) == 'x';
  if (hexadecimal) digits.remove_prefix(1);
  const char32_t base = hexadecimal ? 16 : 10;
  char32_t value = 0;
  for (const char c : digits) {
    const char32_t digit = c >= '0' && c <= '9'                 ? c - '0'
                           : lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10
                                                                : 99;
    if (digit >= base || value > 0x10FFFF) return 0;
    value = base * value + digit;
  }
  const bool surrogate = value >= 0xD800 && value < 0xE000;
  return value > 0x10FFFF || surrogate ? text::kReplacement : value;
}

class Chapter {
 public:
  explicit Chapter(std::string_view page) : rest_(page) {}

  std::string read() {
    while (!rest_.empty()) {
      if (rest_.front() == '<') {
        markup();
      } else if (rest_.front() == '&') {
        entity();
      } else {
        character(rest_.front());
        rest_.remove_prefix(1);
      }
    }
    return std::move(text_);
  }

 private:
  void character(char c) {
    if (is_space(c)) {
      if (!text_.empty() && text_.back() != ' ' && text_.back() != '\n') text_ += ' ';
    } else {
      text_ += c;
    }
  }

  void end_line() {
    while (!text_.empty() && text_.back() == ' ') text_.pop_back();
    text_ += '\n';
  }

  /// Drops what stands before `end` and `end` itself; all where it does not come.
  void skip_behind(std::string_view end) {
    const std::size_t at = rest_.find(end);
    rest_.remove_prefix(at == std::string_view::npos ? rest_.size() : at + end.size());
  }

  void markup() {
    if (rest_.starts_with("<!--")) return skip_behind("-->");
    if (rest_.starts_with("<![CDATA[")) return rest_.remove_prefix(9);
    std::size_t at = 1;
    const bool closing = rest_.substr(at).starts_with('/');
    if (closing) ++at;
    std::string name;
    for (; at < rest_.size() && (std::isalnum(static_cast<std::uint8_t>(rest_[at])) != 0); ++at)
      name += lower(rest_[at]);
    if (name.empty() && !closing && !rest_.substr(1).starts_with('!') && !rest_.substr(1).starts_with('?')) {
      character('<');  // a sign of its own
      return rest_.remove_prefix(1);
    }
    const std::size_t end = rest_.find('>');
    const bool empty_element = end != std::string_view::npos && rest_[end - 1] == '/';
    skip_behind(">");
    if (!closing && !empty_element && std::ranges::find(kUnseen, name) != kUnseen.end()) skip_element(name);
    if (std::ranges::find(kBlocks, name) != kBlocks.end() && !(closing && name == "br")) end_line();
    if (name == "td" || name == "th") character(' ');
  }

  void skip_element(const std::string& name) {
    while (!rest_.empty()) {
      skip_behind("</");
      const bool ours = std::ranges::equal(rest_.substr(0, name.size()), name, {}, lower);
      if (!ours) continue;
      return skip_behind(">");
    }
  }

  void entity() {
    constexpr std::size_t kLongest = 10;
    const std::size_t end = rest_.substr(0, kLongest).find(';');
    if (end == std::string_view::npos || end < 2) {
      text_ += '&';
      return rest_.remove_prefix(1);
    }
    const std::string_view name = rest_.substr(1, end - 1);
    char32_t code_point = 0;
    if (name.front() == '#') {
      code_point = numbered(name.substr(1));
    } else {
      const auto known = std::ranges::find(kEntities, name, &std::pair<std::string_view, char32_t>::first);
      if (known != kEntities.end()) code_point = known->second;
    }
    if (code_point == 0) {
      text_ += '&';
      return rest_.remove_prefix(1);
    }
    text::append(code_point, text_);
    rest_.remove_prefix(end + 1);
  }

  std::string_view rest_;
  std::string text_;
};

}  // namespace

std::string xhtml_text(std::string_view page) {
  return Chapter(page).read();
}

}  // namespace vnidx::format
