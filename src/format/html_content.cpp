#include "format/html_content.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <unordered_set>
#include <utility>

#include "format/byline.h"
#include "format/html_region.h"
#include "format/law_properties.h"
#include "format/metadata_line.h"
#include "text/canonical.h"

namespace vnidx::format {
namespace {

using Index = HtmlTree::Index;
using Blocks = std::vector<HtmlBlock>;

constexpr std::size_t kGoodLength = 60;  // code points

bool is_good(const HtmlBlock& block) {
  return block.length >= kGoodLength && block.linked * 3 < block.length;
}

/// Whether a line goes on to other pages: `>> …`, `Xem thêm: …`, `Tin liên quan`.
bool is_pointer(const HtmlBlock& block) {
  constexpr std::array<std::string_view, 3> kArrows{">>", "»", "►"};
  constexpr std::array<std::string_view, 9> kLabels{"xem thêm",      "đọc thêm",    "tin liên quan",
                                                    "bài liên quan", "mời độc giả", "từ khóa",
                                                    "tin cùng",      "xem tiếp",    "các tin khác"};
  const std::string_view text = block.text;
  if (std::ranges::any_of(kArrows, [&](std::string_view arrow) { return text.starts_with(arrow); }))
    return block.linked > 0;
  constexpr std::size_t kMaxLabelled = 200;
  if (block.length > kMaxLabelled) return false;
  const bool may_be = block.linked > 0 || block.length <= 24;
  const std::string canonical = may_be ? text::canonical(text) : std::string();
  return std::ranges::any_of(kLabels, [&](std::string_view label) { return canonical.starts_with(label); });
}

/// Sums over blocks by the nodes that they begin at.
class Weights {
 public:
  Weights(const HtmlTree& tree, const Blocks& blocks) : sums_(tree.size() + 1, 0) {
    for (const HtmlBlock& block : blocks) {
      if (is_good(block)) sums_[block.first + 1] += block.length;
    }
    for (std::size_t i = 1; i < sums_.size(); ++i) sums_[i] += sums_[i - 1];
  }

  std::size_t of(const HtmlTree& tree, Index i) const { return sums_[tree[i].end] - sums_[i]; }
  std::size_t all() const { return sums_.back(); }

 private:
  std::vector<std::size_t> sums_;
};

enum class Page : std::uint8_t { article, list };

/// Adds to `skipped` the parts of the page that their names call something else than content. A page that is
/// a list is what stands around an article elsewhere.
void skip_named(const HtmlTree& tree, const Blocks& blocks, Page page, Index title,
                std::vector<bool>& skipped) {
  const Weights weights(tree, blocks);
  for (Index i = 0; i < tree.size(); ++i) {
    if (skipped[i]) {
      i = tree[i].end - 1;
      continue;
    }
    if (tree[i].tag == Tag::text) continue;
    const Region region = region_of(tree, i);
    const bool listed = page == Page::list && (region == Region::aside || region == Region::frame);
    if (region == Region::content || listed) continue;
    if (title != 0 && tree.is_within(title, i)) continue;
    const std::size_t weight = weights.of(tree, i);
    constexpr std::size_t kEnough = 200;
    const bool small = weight * 5 <= weights.all() * 2;
    const bool beside = region == Region::comment && weights.all() - weight >= kEnough;
    if (!small && !beside) continue;
    skipped[i] = true;
    i = tree[i].end - 1;
  }
}

bool is_heading(Tag tag) {
  return tag == Tag::h1 || tag == Tag::h2 || tag == Tag::h3;
}

/// The next block element around `i` that may hold several paragraphs.
Index box_around(const HtmlTree& tree, Index i) {
  do {
    i = tree[i].parent;
  } while (i != 0 && (!is_block(tree[i].tag) || tree[i].tag == Tag::p));
  return i;
}

/// The element that holds most of the good text, each level between taking a part of it away.
Index densest(const HtmlTree& tree, const Blocks& blocks) {
  constexpr int kLevels = 14;
  constexpr double kNearer = 0.75;
  std::vector<float> scores(tree.size(), 0);
  for (const HtmlBlock& block : blocks) {
    if (!is_good(block)) continue;
    double share = static_cast<double>(block.length);
    const Tag tag = tree[block.container].tag;
    Index at = tag == Tag::p || is_heading(tag) ? box_around(tree, block.container) : block.container;
    for (int level = 0; level < kLevels; ++level, share *= kNearer) {
      scores[at] += static_cast<float>(share);
      if (at == 0) break;
      at = box_around(tree, at);
    }
  }
  return static_cast<Index>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

struct Tally {
  std::size_t good = 0;       ///< blocks of good text
  std::size_t running = 0;    ///< of these such that stand beside another one
  std::size_t length = 0;     ///< code points of good text
  std::size_t headlines = 0;  ///< links as long as a headline
  std::size_t headline_length = 0;
};

bool is_headline(const HtmlBlock& block) {
  constexpr std::size_t kMin = 25;
  constexpr std::size_t kMax = 200;
  return block.is_link() && block.length >= kMin && block.length <= kMax;
}

Tally tally(const Blocks& blocks) {
  Tally tally;
  bool beside = false;  // no headline since the last good block
  bool counted = false;
  for (const HtmlBlock& block : blocks) {
    if (is_headline(block)) {
      ++tally.headlines;
      tally.headline_length += block.length;
      beside = false;
    } else if (is_good(block)) {
      ++tally.good;
      tally.length += block.length;
      if (beside) tally.running += counted ? 1 : 2;
      counted = beside;
      beside = true;
    }
  }
  return tally;
}

Blocks within(const HtmlTree& tree, const Blocks& blocks, Index root) {
  Blocks found;
  std::ranges::copy_if(blocks, std::back_inserter(found),
                       [&](const HtmlBlock& block) { return tree.is_within(block.first, root); });
  return found;
}

/// Whether the text is that of a law, where links are references and no headlines.
bool is_law(const Blocks& blocks) {
  constexpr std::string_view kArticle = "Điều ";
  constexpr std::ptrdiff_t kEnough = 3;
  return std::ranges::count_if(blocks, [&](const HtmlBlock& block) {
           return block.text.starts_with(kArticle) && block.text.size() > kArticle.size() &&
                  block.text[kArticle.size()] >= '0' && block.text[kArticle.size()] <= '9';
         }) >= kEnough;
}

/// Whether a short line heads links that follow it on the page: `Tin mới`, `Có thể bạn quan tâm`.
bool heads_links(const HtmlBlock& block, const Blocks& visible) {
  constexpr std::size_t kMaxHeading = 40;
  constexpr std::string_view kStops = ".?!:";
  if (block.length > kMaxHeading || kStops.find(block.text.back()) != std::string_view::npos) return false;
  const auto next = std::ranges::upper_bound(visible, block.first, {}, &HtmlBlock::first);
  return next != visible.end() && next->is_link();
}

/// Leaves out links to other pages, two and more of them in a row or said to be such, what heads them, and
/// what the page repeats.
Blocks without_pointers(Blocks blocks, const Blocks& visible, std::string_view title) {
  if (is_law(blocks)) return blocks;
  constexpr std::size_t kRepeated = 20;
  const auto leads_away = [&](std::size_t i) { return i < blocks.size() && blocks[i].is_link(); };
  std::unordered_set<std::string_view> seen{title};
  std::vector<bool> dropped(blocks.size(), false);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const bool in_row = leads_away(i) && (leads_away(i + 1) || (i > 0 && blocks[i - 1].is_link()));
    const bool last_name = i + 1 == blocks.size() && is_byline(blocks[i].text);
    const bool alone = is_headline(blocks[i]) && blocks[i].linked == blocks[i].length;
    dropped[i] = in_row || alone || is_pointer(blocks[i]) ||
                 (!last_name && heads_links(blocks[i], visible)) ||
                 (blocks[i].length >= kRepeated && !seen.insert(blocks[i].text).second);
  }
  Blocks kept;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (!dropped[i]) kept.push_back(blocks[i]);
  }
  while (!kept.empty() && kept.back().is_link()) kept.pop_back();
  return kept;
}

/// The lead, which many sites set apart between title and text: the good blocks there, and what stands beside
/// them in the same list or box.
Blocks lead(const HtmlTree& tree, const Blocks& blocks, Index behind, Index before) {
  constexpr std::size_t kMaxLead = 6;     // good blocks
  constexpr std::size_t kMinBeside = 30;  // code points
  const auto between = [&](const HtmlBlock& block) { return block.first >= behind && block.first < before; };
  std::unordered_set<Index> boxes;
  std::size_t good = 0;
  for (const HtmlBlock& block : blocks) {
    if (!between(block) || !is_good(block)) continue;
    ++good;
    boxes.insert(block.container);
    boxes.insert(tree[block.container].parent);
  }
  Blocks found;
  if (good == 0 || good > kMaxLead) return found;
  for (const HtmlBlock& block : blocks) {
    if (!between(block) || block.is_link()) continue;
    const bool beside = block.length >= kMinBeside &&
                        (boxes.contains(block.container) || boxes.contains(tree[block.container].parent));
    if (is_good(block) || beside) found.push_back(block);
  }
  return found;
}

/// Where the page prints its title, in a heading if it does; 0 where it does not.
Index title_node(const HtmlTree& tree, const Blocks& blocks, std::string_view title) {
  constexpr std::size_t kUnmistakable = 20;  // code points: a shorter one may stand in a menu
  if (title.empty()) return 0;
  const std::string canonical = text::canonical(title);
  Index found = 0;
  for (const HtmlBlock& block : blocks) {
    if (block.text.size() > 2 * title.size() || block.text.size() * 2 < title.size()) continue;
    const bool heading = is_heading(tree[block.container].tag);
    if (!heading && (found != 0 || block.length < kUnmistakable || block.is_link())) continue;
    if (text::canonical(block.text) != canonical) continue;
    if (heading) return block.first;
    found = block.first;
  }
  return found;
}

/// The table that holds most text; 0 where the page has none worth it.
Index largest_table(const HtmlTree& tree, const Blocks& blocks) {
  constexpr std::size_t kMinCells = 8;
  Index best = 0;
  std::size_t most = 0;
  for (Index i = 0; i < tree.size(); ++i) {
    if (tree[i].tag != Tag::table) continue;
    std::size_t cells = 0;
    std::size_t length = 0;
    for (auto block = std::ranges::lower_bound(blocks, i, {}, &HtmlBlock::first);
         block != blocks.end() && block->first < tree[i].end; ++block) {
      ++cells;
      length += block->length;
    }
    if (cells >= kMinCells && length > most) {
      most = length;
      best = i;
    }
    i = tree[i].end - 1;
  }
  return best;
}

/// Whether the page lists headlines, as far as its text shows. `found` is what its densest element holds.
bool is_list(const Tally& page, const Tally& found, bool titled) {
  constexpr std::size_t kManyHeadlines = 8;
  constexpr std::size_t kShort = 200;
  constexpr std::size_t kLong = 3000;
  constexpr std::size_t kRunning = 3;
  constexpr std::size_t kEnough = 500;
  if (page.headlines < kManyHeadlines) return false;
  // Its title, and paragraphs one behind another: related headlines stand in the same element.
  if (titled && found.running >= kRunning && found.running * 2 > found.good && found.length >= kEnough)
    return false;
  if (found.running * 2 < found.good || found.headlines > found.good || found.length < kShort) return true;
  return !titled && found.length < kLong && page.headline_length > found.length;
}

}  // namespace

HtmlContent html_content(const HtmlTree& tree, std::string_view title, bool is_article) {
  HtmlContent content;
  std::vector<bool> skipped = invisible_nodes(tree);
  content.visible = html_blocks(tree, 0, skipped);
  content.title = title_node(tree, content.visible, title);
  skip_named(tree, content.visible, Page::article, content.title, skipped);
  content.page = html_blocks(tree, 0, skipped);
  content.root = densest(tree, content.page);
  content.blocks = within(tree, content.page, content.root);
  const Tally found = tally(content.blocks);
  constexpr std::size_t kShort = 200;
  const Index table = found.length < kShort ? largest_table(tree, content.page) : 0;
  if (table != 0) {
    Blocks cells = within(tree, content.page, table);
    if (law_properties(cells)) {
      content.kind = HtmlContent::Kind::table;
      content.root = table;
      content.blocks = std::move(cells);
      return content;
    }
  }
  if (!is_article && is_list(tally(content.visible), found, content.title != 0)) {
    content.kind = HtmlContent::Kind::list;
    content.root = 0;
    skipped = invisible_nodes(tree);
    skip_named(tree, content.visible, Page::list, 0, skipped);
    content.blocks = html_blocks(tree, 0, skipped);
    return content;
  }
  if (content.title != 0) {
    const Blocks before = lead(tree, content.page, content.title + 1, content.root);
    content.blocks.insert(content.blocks.begin(), before.begin(), before.end());
    std::erase_if(content.blocks, [&](const HtmlBlock& block) { return block.first <= content.title; });
  }
  content.blocks = without_pointers(std::move(content.blocks), content.visible, title);
  return content;
}

}  // namespace vnidx::format
