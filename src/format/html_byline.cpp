#include "format/html_byline.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "format/byline.h"
#include "format/html_region.h"
#include "format/metadata_line.h"
#include "format/space.h"
#include "text/canonical.h"

namespace vnidx::format {
namespace {

using Index = HtmlTree::Index;

constexpr std::size_t kMaxName = 80;  // bytes

/// `text` without a label in front (`Tác giả:`, `Theo`, `Bài, ảnh:`), brackets, and stops behind.
std::string_view name_in(std::string_view text) {
  constexpr std::array<std::string_view, 6> kLabels{"Theo ", "Tác giả ", "PV ", "Bài và ảnh ", "By ", "Bài "};
  text = trim(text);
  if (const std::string_view names = labelled_author(text); !names.empty()) return names;
  if (const std::size_t colon = text.find(':'); colon != std::string_view::npos && colon < text.size() / 2)
    text = trim(text.substr(colon + 1));
  while (!text.empty() && (text.front() == '(' || text.front() == '-')) text = trim(text.substr(1));
  for (const std::string_view label : kLabels) {
    if (text.starts_with(label)) text = trim(text.substr(label.size()));
  }
  while (!text.empty() && std::string_view(").-|/").find(text.back()) != std::string_view::npos)
    text = trim(text.substr(0, text.size() - 1));
  return text;
}

/// The name that a line below a text gives. `Theo …` and `Nguồn: …` name where the text was taken from, and a
/// person only in front of a slash: `Theo Lê An/Báo Ví Dụ`.
std::string_view name_below(std::string_view text) {
  if (text.size() > 2 * kMaxName) return {};
  const std::vector<Fact> facts = credit_of(text);
  if (facts.size() == 2 && facts[0].role == Fact::Role::author && text.starts_with(facts[0].value))
    return text.substr(0, facts[0].value.size());
  const std::string canonical = text::canonical(text);
  const bool taken = canonical.starts_with("theo ") || canonical.starts_with("(theo ") ||
                     canonical.starts_with("nguồn") || canonical.starts_with("(nguồn");
  const std::size_t slash = text.find('/');
  if (taken && slash == std::string_view::npos) return {};
  return name_in(taken ? text.substr(0, slash) : text);
}

bool is_site(std::string_view name, const HtmlMetadata& metadata) {
  constexpr std::array<std::string_view, 3> kAddresses{"://", ".vn", ".com"};
  if (std::ranges::any_of(kAddresses,
                          [&](std::string_view part) { return name.find(part) != std::string_view::npos; }))
    return true;
  constexpr std::array<std::string_view, 5> kOffices{"online", "admin", "toasoan", "banbientap",
                                                     "bientapvien"};
  const std::string level = squashed(name);
  if (std::ranges::any_of(kOffices,
                          [&](std::string_view office) { return level.find(office) != std::string::npos; }))
    return true;
  const std::string site = squashed(metadata.site);
  return !site.empty() && (site.find(level) != std::string::npos || level.find(site) != std::string::npos);
}

bool has_several_words(std::string_view name) {
  return name.find(' ') != std::string_view::npos;
}

/// Capitals alone, as agencies have them: `TTXVN`.
bool is_abbreviation(std::string_view name) {
  return std::ranges::all_of(name, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Whether `name` may be that of a person, the site's own name excluded.
bool is_person(std::string_view name, const HtmlMetadata& metadata) {
  return !name.empty() && name.size() <= kMaxName && is_byline(name) && !is_abbreviation(name) &&
         !is_site(name, metadata);
}

/// The name of an account of a forum: one word, written in any way.
bool is_account(std::string_view name) {
  constexpr std::size_t kMax = 40;
  return !name.empty() && name.size() <= kMax && !has_several_words(name) &&
         std::ranges::none_of(name, [](char c) { return c == ':' || c == '(' || c == '@' || c == '/'; });
}

/// The machine-readable part of a page names a person where it is not the site's name; one word is an
/// account of it as a rule.
std::string said_author(const HtmlMetadata& metadata) {
  for (const std::string& author : metadata.authors) {
    const std::string_view name = name_in(author);
    if (is_person(name, metadata) && has_several_words(name)) return std::string(name);
  }
  return {};
}

enum class Box : std::uint8_t { none, person, account };

/// What the element `i` calls itself.
Box box_of(const HtmlTree& tree, Index i) {
  constexpr std::array<std::string_view, 6> kPersons{"author", "tacgia",    "byline",
                                                     "writer", "nguoidang", "reporter"};
  constexpr std::array<std::string_view, 4> kAccounts{"username", "bigusername", "poster", "nickname"};
  const auto calls_itself = [&](const auto& words) {
    const auto has_any = [&](std::string_view names) {
      return !names.empty() &&
             std::ranges::any_of(words, [&](std::string_view word) { return has_word(names, word); });
    };
    return has_any(tree.attribute(i, Attribute::class_)) || has_any(tree.attribute(i, Attribute::id));
  };
  if (tree[i].tag == Tag::text || tree[i].tag == Tag::meta) return Box::none;
  if (calls_itself(kAccounts)) return Box::account;
  const bool said =
      tree.attribute(i, Attribute::itemprop) == "author" || tree.attribute(i, Attribute::rel) == "author";
  return said || calls_itself(kPersons) ? Box::person : Box::none;
}

/// The name in the first box of an author between two nodes.
std::string name_in_box(const HtmlTree& tree, const HtmlMetadata& metadata, Index from, Index to) {
  constexpr Index kMaxNodes = 60;
  for (Index i = from; i < std::min(to, tree.size()); ++i) {
    const Box box = box_of(tree, i);
    if (box == Box::none || tree[i].end - i > kMaxNodes) continue;
    for (Index child = i; child < tree[i].end; ++child) {
      std::string line;
      append_collapsed(line, tree.text(child));
      const std::string_view name = name_below(line);
      if (is_person(name, metadata) || (box == Box::account && is_account(name))) return std::string(name);
    }
  }
  return {};
}

bool is_set_apart(const HtmlTree& tree, const HtmlBlock& block) {
  if (block.strong * 2 >= block.length) return true;
  const std::string_view style = tree.attribute(block.container, Attribute::style);
  return style.find("right") != std::string_view::npos || box_of(tree, block.container) == Box::person;
}

/// How much a line below a text looks like its author's.
int likeness(const HtmlTree& tree, const HtmlMetadata& metadata, const HtmlBlock& block) {
  const std::string_view name = name_below(block.text);
  if (!is_person(name, metadata) || block.linked * 2 > block.length) return 0;
  return (has_several_words(name) ? 2 : 0) + (is_set_apart(tree, block) ? 1 : 0);
}

/// A name in the last lines of the text, which is taken off it.
std::string last_line(const HtmlTree& tree, const HtmlMetadata& metadata, std::vector<HtmlBlock>& blocks) {
  constexpr std::size_t kLines = 5;
  constexpr std::size_t kPlainLines = 2;  // of these a name that nothing sets apart
  std::optional<std::size_t> best;
  int most = 0;
  for (std::size_t back = 1; back <= std::min(kLines, blocks.size()); ++back) {
    const std::size_t at = blocks.size() - back;
    const int found = likeness(tree, metadata, blocks[at]);
    if (found <= most || (found % 2 == 0 && back > kPlainLines)) continue;
    most = found;
    best = at;
  }
  if (!best || blocks.size() < 2) return {};
  std::string author(name_below(blocks[*best].text));
  blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(*best));
  return author;
}

/// A name that a line between title and text says somebody wrote under: `Viết bởi Thanh Anh`.
std::string line_above(const HtmlMetadata& metadata, const HtmlContent& content, Index from) {
  constexpr std::ptrdiff_t kLines = 12;
  constexpr std::ptrdiff_t kInText = 3;
  const std::vector<HtmlBlock>& visible = content.visible;
  const auto text = std::ranges::lower_bound(visible, content.blocks.front().first, {}, &HtmlBlock::first);
  const auto first = std::ranges::lower_bound(visible, from, {}, &HtmlBlock::first);
  const auto last = text + std::min(kInText, visible.end() - text);
  for (auto block = std::max(first, text - std::min(kLines, text - visible.begin())); block < last; ++block) {
    if (block->text.size() > 2 * kMaxName) continue;
    for (const Fact& fact : facts_of(block->text)) {
      if (fact.role == Fact::Role::author && is_person(fact.value, metadata)) return fact.value;
    }
  }
  return {};
}

/// A name in the lines that follow the element of the text.
std::string line_behind(const HtmlTree& tree, const HtmlMetadata& metadata, const HtmlContent& content) {
  constexpr std::ptrdiff_t kLines = 2;
  const auto first = std::ranges::lower_bound(content.visible, tree[content.root].end, {}, &HtmlBlock::first);
  const auto last = first + std::min(kLines, content.visible.end() - first);
  const auto found =
      std::find_if(first, last, [&](const HtmlBlock& block) { return likeness(tree, metadata, block) >= 2; });
  return found == last ? std::string() : std::string(name_below(found->text));
}

}  // namespace

std::string take_byline(const HtmlTree& tree, const HtmlMetadata& metadata, HtmlContent& content) {
  constexpr Index kAround = 400;  // nodes
  if (content.blocks.empty()) return said_author(metadata);
  const Index begin = content.blocks.front().first;
  const Index end = tree[content.root].end;
  const bool titled = content.title != 0 && content.title < begin;
  const Index from = titled ? content.title : begin - std::min(begin, kAround);

  std::string author = said_author(metadata);
  const std::string last = last_line(tree, metadata, content.blocks);
  if (author.empty()) author = name_in_box(tree, metadata, from, begin);
  if (author.empty()) author = line_above(metadata, content, from);
  if (author.empty()) author = last;
  if (author.empty()) author = line_behind(tree, metadata, content);
  if (author.empty()) author = name_in_box(tree, metadata, end, end + kAround);
  return author;
}

}  // namespace vnidx::format
