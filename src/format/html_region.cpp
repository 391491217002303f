#include "format/html_region.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace vnidx::format {
namespace {

using Names = std::span<const std::string_view>;

/// In a name wherever they stand: too long to be part of another word.
constexpr auto kFootParts = std::to_array<std::string_view>({"footer", "copyright"});
constexpr auto kFrameParts = std::to_array<std::string_view>(
    {"breadcrumb", "quangcao", "quang-cao", "banner", "advert", "popup", "modal", "newsletter"});
constexpr auto kAsideParts = std::to_array<std::string_view>(
    {"related",   "relation", "lienquan",  "lien-quan", "tinkhac",    "tin-khac",  "social",
     "sidebar",   "side-bar", "toolbar",   "paginat",   "docthem",    "doc-them",  "xemthem",
     "xem-them",  "readmore", "read-more", "othernews", "other-news", "recommend", "mostread",
     "most-read", "share",    "tinmoi",    "tin-moi"});
constexpr auto kCommentParts =
    std::to_array<std::string_view>({"comment", "binhluan", "binh-luan", "phanhoi", "feedback"});
/// Words of their own in a name.
constexpr auto kFrameWords = std::to_array<std::string_view>(
    {"nav", "navbar", "topnav", "menu", "mainmenu", "ads", "ad", "search", "login", "hotline"});
constexpr auto kAsideWords =
    std::to_array<std::string_view>({"submenu", "tag", "tags", "like", "vote", "rating", "tool", "tools",
                                     "print", "paging", "keyword", "keywords", "widget", "tukhoa"});

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char small(char c) {
  return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

std::string in_small_letters(std::string_view names) {
  std::string result(names);
  std::ranges::transform(result, result.begin(), small);
  return result;
}

bool has_part(std::string_view names, Names parts) {
  return std::ranges::any_of(
      parts, [&](std::string_view part) { return names.find(part) != std::string_view::npos; });
}

bool has_any_word(std::string_view names, Names words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return has_word(names, word); });
}

Region region_of_names(std::string_view names) {
  if (names.empty()) return Region::content;
  const std::string level = in_small_letters(names);
  if (has_part(level, kCommentParts)) return Region::comment;
  if (has_part(level, kFootParts)) return Region::foot;
  if (has_part(level, kFrameParts) || has_any_word(names, kFrameWords)) return Region::frame;
  return has_part(level, kAsideParts) || has_any_word(names, kAsideWords) ? Region::aside : Region::content;
}

}  // namespace

bool has_word(std::string_view names, std::string_view word) {
  for (std::size_t begin = 0; begin < names.size();) {
    if (!is_letter(names[begin])) {
      ++begin;
      continue;
    }
    std::size_t end = begin + 1;
    const auto goes_on = [&] {
      const bool hump = names[end] != small(names[end]) && names[end - 1] == small(names[end - 1]);
      return is_letter(names[end]) && !hump;
    };
    while (end < names.size() && goes_on()) ++end;
    const std::string_view found = names.substr(begin, end - begin);
    if (found.size() == word.size() && std::ranges::equal(found, word, {}, small)) return true;
    begin = end;
  }
  return false;
}

Region region_of(const HtmlTree& tree, HtmlTree::Index i) {
  constexpr std::array<std::string_view, 5> kFrameRoles{"navigation", "banner", "contentinfo",
                                                        "complementary", "search"};
  switch (tree[i].tag) {
    case Tag::text:
    case Tag::html:
    case Tag::body:
    case Tag::main:
      return Region::content;
    case Tag::footer:
      return Region::foot;
    case Tag::nav:
      return Region::frame;
    case Tag::aside:
      return Region::aside;
    default:
      break;
  }
  if (std::ranges::find(kFrameRoles, tree.attribute(i, Attribute::role)) != kFrameRoles.end())
    return Region::frame;
  const Region by_class = region_of_names(tree.attribute(i, Attribute::class_));
  return by_class != Region::content ? by_class : region_of_names(tree.attribute(i, Attribute::id));
}

}  // namespace vnidx::format
