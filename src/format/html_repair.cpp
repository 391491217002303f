#include "format/html_repair.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace vnidx::format {
namespace {

constexpr int kMaxAttributes = 500;

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The place after the attribute that begins at `i`. As browsers read it, an attribute is a name, and a value
/// if `=` follows.
std::size_t behind_attribute(std::string_view page, std::size_t i) {
  const auto skip_space = [&] {
    while (i < page.size() && is_space(page[i])) ++i;
  };
  if (i < page.size()) ++i;  // the first may even be `=`
  while (i < page.size() && !is_space(page[i]) &&
         std::string_view("/>=").find(page[i]) == std::string_view::npos)
    ++i;
  const std::size_t name_end = i;
  skip_space();
  if (i == page.size() || page[i] != '=') return name_end;
  ++i;
  skip_space();
  if (i == page.size()) return i;
  if (const char quote = page[i]; quote == '"' || quote == '\'') {
    const std::size_t end = page.find(quote, i + 1);
    return end == std::string_view::npos ? page.size() : end + 1;
  }
  while (i < page.size() && !is_space(page[i]) && page[i] != '>') ++i;
  return i;
}

/// Blanks the attributes that are too many in the tag whose name begins at `i`; where the tag ends.
std::size_t bound_attributes(std::string& page, std::size_t i) {
  while (i < page.size() && !is_space(page[i]) && page[i] != '/' && page[i] != '>') ++i;
  int attributes = 0;
  while (i < page.size() && page[i] != '>') {
    if (is_space(page[i]) || page[i] == '/') {
      ++i;
      continue;
    }
    const std::size_t end = behind_attribute(page, i);
    if (++attributes > kMaxAttributes)
      std::fill(page.begin() + static_cast<std::ptrdiff_t>(i),
                page.begin() + static_cast<std::ptrdiff_t>(end), ' ');
    i = end;
  }
  return i;
}

bool begins_with(std::string_view page, std::size_t i, std::string_view small) {
  return page.size() - i >= small.size() &&
         std::ranges::equal(page.substr(i, small.size()), small, {}, [](char c) {
           return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
         });
}

/// The place after the part without tags (a comment, a script) that begins at `i`, or `i` if none does.
std::size_t behind_opaque(std::string_view page, std::size_t i) {
  const auto behind = [&](std::string_view end) {
    const std::size_t at = page.find(end, i);
    return at == std::string_view::npos ? page.size() : at;
  };
  if (begins_with(page, i, "<!--")) return behind("-->");
  for (const std::string_view name : {"<script", "<style"}) {
    if (!begins_with(page, i, name)) continue;
    for (i = page.find("</", i); i != std::string_view::npos; i = page.find("</", i + 2)) {
      if (begins_with(page, i + 2, name.substr(1))) return i;
    }
    return page.size();
  }
  return i;
}

}  // namespace

void repair_html(std::string& page) {
  std::ranges::replace(page, '\0', ' ');
  for (std::size_t i = page.find('<'); i < page.size(); i = page.find('<', i)) {
    const std::size_t behind = behind_opaque(page, i);
    if (behind != i) {
      i = behind;
      if (i < page.size() && page[i] == '<') ++i;
    } else if (begins_with(page, i, "</>")) {
      page.replace(i, 3, 3, ' ');
    } else if (i + 1 < page.size() && is_letter(page[i + 1])) {
      i = bound_attributes(page, i + 1);
    } else {
      ++i;
    }
  }
}

}  // namespace vnidx::format
