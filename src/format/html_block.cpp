#include "format/html_block.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace vnidx::format {
namespace {

bool is_invisible(Tag tag) {
  switch (tag) {
    case Tag::head:
    case Tag::script:
    case Tag::style:
    case Tag::noscript:
    case Tag::template_:
    case Tag::svg:
    case Tag::iframe:
    case Tag::object:
    case Tag::embed:
    case Tag::canvas:
    case Tag::audio:
    case Tag::video:
    case Tag::select:
    case Tag::option:
    case Tag::button:
    case Tag::textarea:
    case Tag::title:
      return true;
    default:
      return false;
  }
}

/// Whether the style sheet in `style` has `property: value`, in any case and spacing.
bool has_style(std::string_view style, std::string_view declaration) {
  std::string level;
  for (const char c : style) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
      level += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }
  return level.find(declaration) != std::string::npos;
}

bool is_hidden(const HtmlTree& tree, HtmlTree::Index i) {
  const std::string_view style = tree.attribute(i, Attribute::style);
  return tree.has(i, Attribute::hidden) || tree.attribute(i, Attribute::aria_hidden) == "true" ||
         (!style.empty() && (has_style(style, "display:none") || has_style(style, "visibility:hidden")));
}

bool is_strong(Tag tag) {
  return tag == Tag::b || tag == Tag::strong || tag == Tag::i || tag == Tag::em;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// Walks the tree once, ending blocks where block elements begin and end.
class Walk {
 public:
  Walk(const HtmlTree& tree, const std::vector<bool>& skipped) : tree_(tree), skipped_(skipped) {}

  std::vector<HtmlBlock> run(HtmlTree::Index root) {
    open_.push_back({root, tree_[root].end});
    for (HtmlTree::Index i = root; i < tree_[root].end; ++i) {
      leave(i);
      const HtmlTree::Node& node = tree_[i];
      if (skipped_[i]) {
        if (is_block(node.tag)) end_block();
        i = node.end - 1;
      } else if (node.tag == Tag::text) {
        append(i);
      } else {
        enter(i);
      }
    }
    end_block();
    return std::move(blocks_);
  }

 private:
  struct Range {
    HtmlTree::Index node;
    HtmlTree::Index end;
  };

  void enter(HtmlTree::Index i) {
    const HtmlTree::Node& node = tree_[i];
    if (is_block(node.tag) || node.tag == Tag::br || node.tag == Tag::hr) end_block();
    if (node.end == i + 1) return;
    if (is_block(node.tag)) {
      open_.push_back({i, node.end});
    } else if (node.tag == Tag::a) {
      link_end_ = std::max(link_end_, node.end);
    } else if (is_strong(node.tag)) {
      strong_end_ = std::max(strong_end_, node.end);
    }
  }

  /// Ends the blocks that do not reach `i`.
  void leave(HtmlTree::Index i) {
    while (open_.size() > 1 && open_.back().end <= i) {
      end_block();
      open_.pop_back();
    }
  }

  void append(HtmlTree::Index i) {
    const std::size_t before = block_.text.size();
    append_collapsed(block_.text, tree_.text(i));
    if (block_.text.size() == before) return;
    if (before == 0) {
      block_.container = open_.back().node;
      block_.first = i;
    }
    const std::size_t added = code_points(std::string_view(block_.text).substr(before));
    block_.length += added;
    if (i < link_end_) block_.linked += added;
    if (i < strong_end_) block_.strong += added;
  }

  void end_block() {
    while (block_.text.ends_with(' ')) {
      block_.text.pop_back();
      --block_.length;
    }
    if (!block_.text.empty()) blocks_.push_back(std::move(block_));
    block_ = {};
  }

  const HtmlTree& tree_;
  const std::vector<bool>& skipped_;
  std::vector<Range> open_;  // block elements around the node at hand
  HtmlTree::Index link_end_ = 0;
  HtmlTree::Index strong_end_ = 0;
  HtmlBlock block_;
  std::vector<HtmlBlock> blocks_;
};

}  // namespace

bool is_block(Tag tag) {
  switch (tag) {
    case Tag::text:
    case Tag::other:
    case Tag::a:
    case Tag::b:
    case Tag::br:
    case Tag::em:
    case Tag::i:
    case Tag::img:
    case Tag::input:
    case Tag::link:
    case Tag::meta:
    case Tag::strong:
    case Tag::time:
      return false;
    default:
      return true;
  }
}

std::vector<bool> invisible_nodes(const HtmlTree& tree) {
  std::vector<bool> invisible(tree.size(), false);
  for (HtmlTree::Index i = 0; i < tree.size(); ++i) {
    const Tag tag = tree[i].tag;
    if (tag != Tag::text && (is_invisible(tag) || is_hidden(tree, i))) {
      invisible[i] = true;
      i = tree[i].end - 1;
    }
  }
  return invisible;
}

std::vector<HtmlBlock> html_blocks(const HtmlTree& tree, HtmlTree::Index root,
                                   const std::vector<bool>& skipped) {
  return Walk(tree, skipped).run(root);
}

}  // namespace vnidx::format
