#include "format/field_value.h"

#include <libxml/HTMLparser.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <vector>

#include "entity/date.h"
#include "format/html_block.h"
#include "format/html_repair.h"
#include "format/html_tree.h"
#include "format/page_date.h"
#include "format/space.h"

namespace vnidx::format {
namespace {

constexpr auto kNone = std::string_view::npos;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr std::string_view kBlocks[] = {
    "p",      "br",      "div",     "li",         "ul",         "ol",     "tr",   "td",  "table",
    "tbody",  "h1",      "h2",      "h3",         "h4",         "h5",     "h6",   "hr",  "th",
    "figure", "section", "article", "blockquote", "figcaption", "center", "body", "html"};
constexpr std::string_view kInlines[] = {"a",     "b",     "i",     "u",     "em",     "strong", "span",
                                         "font",  "img",   "sup",   "sub",   "small",  "iframe", "script",
                                         "style", "label", "video", "input", "button", "link",   "meta"};

enum class Markup : std::uint8_t { none, inline_only, blocks };

Markup markup_of(std::string_view text) {
  Markup found = Markup::none;
  for (std::size_t at = text.find('<'); at != kNone; at = text.find('<', at + 1)) {
    std::size_t begin = at + 1;
    if (begin < text.size() && text[begin] == '/') ++begin;
    std::string name;
    std::size_t end = begin;
    while (end < text.size() && name.size() < 12 && (is_letter(text[end]) || is_digit(text[end])))
      name += static_cast<char>(text[end++] | 0x20);
    if (name.empty() || end == text.size() || std::string_view(" \t\r\n/>").find(text[end]) == kNone)
      continue;
    for (char& c : name) c = is_letter(c) ? c : static_cast<char>((c & 0x0F) | '0');
    if (std::ranges::find(kBlocks, name) != std::end(kBlocks)) return Markup::blocks;
    if (std::ranges::find(kInlines, name) != std::end(kInlines)) found = Markup::inline_only;
  }
  return found;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = text.find(from); at != kNone; at = text.find(from, done)) {
    out.append(text, done, at - done).append(to);
    done = at + from.size();
  }
  if (done > 0) text = out.append(text, done);
}

/// Line feeds are spaces in HTML, but where nothing else parts paragraphs, or where they leave a line empty.
std::string text_of_markup(std::string html, Markup markup) {
  replace_all(html, "\r\n", "\n");
  replace_all(html, markup == Markup::blocks ? "\n\n" : "\n", "<br>");
  repair_html(html);
  const HtmlTree tree = HtmlTree::parse(html);
  std::string text;
  if (tree.size() == 0) return text;
  for (const HtmlBlock& block : html_blocks(tree, 0, invisible_nodes(tree))) {
    if (!text.empty()) text += '\n';
    text += block.text;
  }
  return text;
}

/// The character that the entity `name`, without its signs, stands for; 0 where it is none.
char32_t entity(std::string_view name) {
  if (!name.starts_with('#')) {
    const std::string terminated(name);
    const htmlEntityDesc* const known =
        htmlEntityLookup(reinterpret_cast<const xmlChar*>(terminated.c_str()));
    return known == nullptr ? 0 : known->value;
  }
  const bool hex = name.size() > 1 && (name[1] | 0x20) == 'x';
  name.remove_prefix(hex ? 2 : 1);
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), code, hex ? 16 : 10);
  const bool is_character = code >= 0x20 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  return error == std::errc() && end == name.data() + name.size() && is_character ? code : 0;
}

std::string with_entities_resolved(std::string_view text) {
  constexpr std::size_t kLongest = 10;
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = text.find('&'); at != kNone; at = text.find('&', at + 1)) {
    const std::size_t end = text.substr(0, std::min(text.size(), at + 2 + kLongest)).find(';', at);
    if (end == kNone) continue;
    const char32_t c = entity(text.substr(at + 1, end - at - 1));
    if (c == 0) continue;
    std::array<char, U8_MAX_LENGTH> bytes{};
    std::size_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, c);
    out.append(text, done, at - done).append(bytes.data(), size);
    done = end + 1;
  }
  return out.append(text, done);
}

/// Reads a list as Python prints it.
class PythonList {
 public:
  explicit PythonList(std::string_view text) : rest_(text.substr(1)) {}

  /// The strings of the list; nothing where it is none, to its bracket.
  std::optional<std::vector<std::string>> read() {
    std::vector<std::string> parts;
    while (true) {
      std::optional<std::string> part = string();
      if (!part) return std::nullopt;
      parts.push_back(*std::move(part));
      if (rest_.starts_with(']')) break;
      if (!rest_.starts_with(", ")) return std::nullopt;
      rest_.remove_prefix(2);
    }
    rest_.remove_prefix(1);
    return parts;
  }
  std::string_view rest() const { return rest_; }

 private:
  std::optional<std::string> string() {
    if (rest_.empty() || (rest_[0] != '\'' && rest_[0] != '"')) return std::nullopt;
    const char quote = rest_[0];
    std::string out;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      if (rest_[i] == quote) {
        rest_.remove_prefix(i + 1);
        return out;
      }
      if (rest_[i] != '\\' || i + 1 == rest_.size()) {
        out += rest_[i];
        continue;
      }
      switch (const char c = rest_[++i]) {
        case 'n':
        case 'r':
          out += '\n';
          break;
        case 't':
          out += ' ';
          break;
        case 'x':
          if (rest_.substr(i, 3) == "xa0") i += 2;
          out += ' ';
          break;
        default:
          out += c;
      }
    }
    return std::nullopt;
  }

  std::string_view rest_;
};

/// A text within which a list was printed, the list resolved.
std::optional<std::string> text_of_python(std::string_view text) {
  const std::size_t begin = text.starts_with("[\"") ? 0 : text.find("['");
  if (begin == kNone) return std::nullopt;
  PythonList list(text.substr(begin));
  const auto parts = list.read();
  if (!parts || (begin > 0 && parts->size() < 2)) return std::nullopt;
  const std::array<std::string, 3> all{std::string(text.substr(0, begin)), joined_parts(*parts),
                                       std::string(list.rest())};
  return joined_parts(all);
}

bool begins_sentence(std::string_view part) {
  const auto c = static_cast<unsigned char>(part[0]);
  return !(c >= 'a' && c <= 'z') && std::string_view(" \n\t,.;:!?)").find(part[0]) == kNone;
}

std::optional<Date> epoch_day(std::string_view digits) {
  const bool whole = digits.find_first_not_of("0123456789") == kNone;
  if (!whole || (digits.size() != 10 && digits.size() != 13)) return std::nullopt;
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.size() == 13) value /= 1000;
  constexpr std::chrono::hours kVietnam(7);
  const std::chrono::sys_seconds time(std::chrono::seconds(value) + kVietnam);
  return Date(std::chrono::floor<std::chrono::days>(time));
}

}  // namespace

std::string joined_parts(std::span<const std::string> parts) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    const bool goes_on = out.empty() || out.ends_with(' ') || out.ends_with('\n') || !begins_sentence(part);
    if (!goes_on) out += '\n';
    out += part;
  }
  return std::string(trim(out));
}

std::string plain_value(std::string value) {
  if (value.find('[') != kNone) {
    if (std::optional<std::string> list = text_of_python(value)) value = *std::move(list);
  }
  const bool has_entity = value.find('&') != kNone;
  // Markup that was escaped once more on its way.
  if (has_entity && trim(value).starts_with("&lt;")) {
    std::string resolved = with_entities_resolved(value);
    if (markup_of(resolved) != Markup::none) value = std::move(resolved);
  }
  if (value.find('<') != kNone) {
    if (const Markup markup = markup_of(value); markup != Markup::none)
      return text_of_markup(std::move(value), markup);
  }
  return has_entity ? with_entities_resolved(value) : value;
}

std::optional<Date> value_date(std::string_view written) {
  written = trim(written);
  if (const std::optional<Date> date = entity::parse_date(written)) return date;
  if (const std::optional<Date> date = epoch_day(written)) return date;
  // Letters would make it a period relative to today, such as 30d.
  if (written.find_first_not_of("0123456789-/.") == kNone) {
    const Result<Period> period = entity::parse_period(written, Date{});
    if (period) return period->from;
  }
  if (const std::optional<PageDate> date = page_date(written)) return date->date;
  return english_date(written);
}

std::string site_of(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!url.starts_with(scheme)) continue;
    url.remove_prefix(scheme.size());
    std::string_view host = url.substr(0, url.find_first_of("/:?#"));
    if (host.starts_with("www.")) host.remove_prefix(4);
    const auto is_plain = [](char c) { return is_letter(c) || is_digit(c) || c == '.' || c == '-'; };
    return std::ranges::all_of(host, is_plain) ? std::string(host) : std::string();
  }
  return {};
}

}  // namespace vnidx::format
