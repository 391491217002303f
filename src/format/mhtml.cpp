#include "format/mhtml.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "format/html.h"
#include "format/space.h"

namespace vnidx::format {
namespace {

constexpr auto kNone = std::string_view::npos;
constexpr int kMaxDepth = 4;  // of parts within parts

char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string in_small_letters(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), small);
  return result;
}

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == kNone ? rest.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// What the head of a message or part says (RFC 2045).
struct PartHead {
  std::string type;  ///< `text/html`, in small letters
  std::string boundary;
  std::string charset;
  std::string coding;  ///< `base64`, in small letters
};

/// The value of `name=` in the parameters of a Content-Type.
std::string parameter(std::string_view field, std::string_view name) {
  const std::string level = in_small_letters(field);
  const std::string key = std::string(name) + '=';
  for (std::size_t at = level.find(key); at != kNone; at = level.find(key, at + 1)) {
    const bool begins = at == 0 || level[at - 1] == ';' || level[at - 1] == ' ' || level[at - 1] == '\t';
    if (!begins) continue;
    std::string_view value = field.substr(at + key.size());
    if (value.starts_with('"')) return std::string(value.substr(1, value.find('"', 1) - 1));
    return std::string(trim(value.substr(0, value.find_first_of("; \t"))));
  }
  return {};
}

void read_field(std::string_view field, PartHead& head) {
  const std::size_t colon = field.find(':');
  if (colon == kNone) return;
  const std::string name = in_small_letters(trim(field.substr(0, colon)));
  const std::string_view value = trim(field.substr(colon + 1));
  if (name == "content-type") {
    head.type = in_small_letters(trim(value.substr(0, value.find(';'))));
    head.boundary = parameter(value, "boundary");
    head.charset = parameter(value, "charset");
  } else if (name == "content-transfer-encoding") {
    head.coding = in_small_letters(value);
  }
}

/// Reads the head that `rest` begins with, and takes it and the blank line behind it off.
PartHead take_head(std::string_view& rest) {
  constexpr std::size_t kMaxField = 4096;
  PartHead head;
  std::string field;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    const bool goes_on = line.starts_with(' ') || line.starts_with('\t');
    if (!goes_on) {
      read_field(field, head);
      field.clear();
    }
    if (line.empty()) return head;
    if (field.size() + line.size() < kMaxField) field += line;
  }
  read_field(field, head);
  return head;
}

int hexadecimal(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = small(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// RFC 2045, section 6.7; what is no escape stays.
std::string unquoted(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') {
      bytes += text[i];
      continue;
    }
    const std::string_view rest = text.substr(i + 1);
    const int high = rest.empty() ? -1 : hexadecimal(rest[0]);
    const int low = rest.size() < 2 ? -1 : hexadecimal(rest[1]);
    if (high >= 0 && low >= 0) {
      bytes += static_cast<char>(high * 16 + low);
      i += 2;
    } else if (rest.starts_with("\r\n") || rest.starts_with('\n')) {
      i += rest[0] == '\r' ? 2 : 1;
    } else {
      bytes += '=';
    }
  }
  return bytes;
}

/// RFC 2045, section 6.8; what is none of its letters is passed over.
std::string from_base64(std::string_view text) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < kLetters.size(); ++i)
    values[static_cast<unsigned char>(kLetters[i])] = static_cast<std::int8_t>(i);
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char c : text) {
    if (c == '=') break;
    const int value = values[static_cast<unsigned char>(c)];
    if (value < 0) continue;
    held = held << 6U | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(held >> bits & 0xFFU);
  }
  return bytes;
}

/// Where the line of the delimiter that begins at or behind `from` begins; the end where there is none.
std::size_t delimiter_from(std::string_view text, std::string_view delimiter, std::size_t from) {
  for (std::size_t at = text.find(delimiter, from); at != kNone; at = text.find(delimiter, at + 1)) {
    if (at == 0 || text[at - 1] == '\n') return at;
  }
  return text.size();
}

struct Page {
  std::string html;
  std::string charset;
};

/// The first page in `message`, whose head is `head` and was taken off.
std::optional<Page> page_in(std::string_view message, const PartHead& head, int depth) {
  if (head.type == "text/html" || head.type == "application/xhtml+xml") {
    if (head.coding == "base64") return Page{from_base64(message), head.charset};
    if (head.coding == "quoted-printable") return Page{unquoted(message), head.charset};
    return Page{std::string(message), head.charset};
  }
  if (!head.type.starts_with("multipart/") || head.boundary.empty() || depth == kMaxDepth)
    return std::nullopt;
  const std::string delimiter = "--" + head.boundary;
  std::size_t at = delimiter_from(message, delimiter, 0);
  while (at < message.size()) {
    const std::size_t end = delimiter_from(message, delimiter, at + delimiter.size());
    std::string_view part = message.substr(at + delimiter.size(), end - at - delimiter.size());
    if (part.starts_with("--")) break;
    take_line(part);
    const PartHead inner = take_head(part);
    if (std::optional<Page> page = page_in(part, inner, depth + 1)) return page;
    at = end;
  }
  return std::nullopt;
}

}  // namespace

bool begins_mhtml(std::string_view head) {
  constexpr std::size_t kMaxHead = 4096;
  const std::string level = in_small_letters(head.substr(0, kMaxHead));
  constexpr auto kFields = std::to_array<std::string_view>(
      {"from:", "mime-version:", "content-type:", "subject:", "date:", "snapshot-content-location:", "x-"});
  const bool begins =
      std::ranges::any_of(kFields, [&](std::string_view field) { return level.starts_with(field); });
  return begins && level.find("mime-version:") != kNone && level.find("multipart/related") != kNone;
}

Extraction extract_mhtml(std::string bytes, const Hints& hints) {
  std::string_view rest = bytes;
  const PartHead head = take_head(rest);
  std::optional<Page> page = page_in(rest, head, 0);
  if (!page) {
    Extraction extraction;
    extraction.rejection = "is a saved page without HTML in it";
    return extraction;
  }
  Hints inner = hints;
  // Its own charset counts where the bytes do not speak for themselves.
  const auto named = encoding::encoding_named(page->charset);
  const bool tells = named && *named != encoding::Encoding::utf8 && *named != encoding::Encoding::windows1252;
  if (hints.encoding == encoding::Encoding::automatic && tells &&
      encoding::decode(page->html, encoding::Encoding::utf8).replaced > 0)
    inner.encoding = *named;
  return extract_html(std::move(page->html), inner);
}

}  // namespace vnidx::format
