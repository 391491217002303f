// The text of an HTML page in blocks: paragraphs, headings, lines between <br>, cells, in reading order.
// What a browser does not show (scripts, styles, hidden elements, controls of forms) is in none. Pure;
// thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "format/html_tree.h"

namespace vnidx::format {

struct HtmlBlock {
  std::string text;               ///< white space runs as one space, none at the ends; never empty
  HtmlTree::Index container = 0;  ///< the innermost block element around it
  HtmlTree::Index first = 0;      ///< its first text node
  std::size_t length = 0;         ///< code points
  std::size_t linked = 0;         ///< of these within links
  std::size_t strong = 0;         ///< of these bold or slanted

  bool is_link() const { return linked * 10 > length * 7; }
};

/// The blocks below `root`, but for subtrees whose root `skipped` marks; it has an entry for each node.
std::vector<HtmlBlock> html_blocks(const HtmlTree& tree, HtmlTree::Index root,
                                   const std::vector<bool>& skipped);

/// For each node, whether a browser shows nothing of it and what is below.
std::vector<bool> invisible_nodes(const HtmlTree& tree);

/// Whether elements of that kind begin and end a block.
bool is_block(Tag tag);

}  // namespace vnidx::format
