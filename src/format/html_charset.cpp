#include "format/html_charset.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace vnidx::format {
namespace {

using encoding::Decoded;
using encoding::Encoding;

struct Label {
  std::string_view name;
  Encoding encoding;
};

// As the Encoding Standard and old Vietnamese pages name them. Latin-1 and its like are missing: pages in
// legacy fonts call themselves so.
constexpr std::array kLabels{
    Label{"windows-1258", Encoding::windows1258},
    Label{"cp1258", Encoding::windows1258},
    Label{"x-cp1258", Encoding::windows1258},
    Label{"viscii", Encoding::viscii},
    Label{"x-viet-tcvn5712", Encoding::tcvn3},
    Label{"tcvn", Encoding::tcvn3},
    Label{"tcvn-5712", Encoding::tcvn3},
    Label{"x-viet-vni", Encoding::vni},
    Label{"x-viet-vps", Encoding::vps},
    Label{"utf-8", Encoding::utf8},
    Label{"utf8", Encoding::utf8},
};

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/// The value behind `key` and `=` at the beginning of `text`, quotes left out.
std::string_view value_behind(std::string_view text) {
  std::size_t i = 0;
  const auto skip_space = [&] {
    while (i < text.size() && is_space(text[i])) ++i;
  };
  skip_space();
  if (i == text.size() || text[i] != '=') return {};
  ++i;
  skip_space();
  if (i < text.size() && (text[i] == '"' || text[i] == '\'')) ++i;
  const std::size_t end = text.find_first_of("\"'/>; \t\r\n", i);
  return text.substr(i, end == std::string_view::npos ? 0 : end - i);
}

}  // namespace

std::string named_charset(std::string_view page) {
  constexpr std::size_t kHead = 8192;
  std::string head(page.substr(0, kHead));
  std::ranges::transform(head, head.begin(),
                         [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); });
  for (const std::string_view key : {"charset", "encoding"}) {
    for (auto at = head.find(key); at != std::string::npos; at = head.find(key, at + key.size())) {
      // In a script the word says nothing about this page.
      const std::size_t tag = head.rfind('<', at);
      const bool said = tag != std::string::npos &&
                        (head.compare(tag, 5, "<meta") == 0 || head.compare(tag, 5, "<?xml") == 0);
      const std::string_view value = value_behind(std::string_view(head).substr(at + key.size()));
      if (said && !value.empty()) return std::string(value);
    }
  }
  return {};
}

Decoded decode_page(std::string page, Encoding said) {
  if (said != Encoding::automatic) return decode(std::move(page), said);
  const Encoding detected = encoding::detect_encoding(page);
  if (detected != Encoding::utf8 || !encoding::byte_order_mark(page, detected).empty() ||
      simdjson::validate_utf8(page.data(), page.size()))
    return decode(std::move(page), detected);
  const std::string charset = named_charset(page);
  const auto* const label = std::ranges::find(kLabels, charset, &Label::name);
  if (label != kLabels.end()) return decode(std::move(page), label->encoding);
  constexpr std::array<std::string_view, 4> kLatin{"windows-1252", "iso-8859-1", "latin1", "us-ascii"};
  const bool latin = std::ranges::find(kLatin, charset) != kLatin.end();
  Decoded decoded = latin ? decode(page, Encoding::automatic) : decode(std::move(page), Encoding::automatic);
  if (decoded.encoding == Encoding::unknown && latin) return decode(std::move(page), Encoding::windows1252);
  return decoded;
}

}  // namespace vnidx::format
