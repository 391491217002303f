// What a page is about: the text of its article without what stands around it on every page of the site.
//
// Good text is paragraphs that are long and hardly linked. The element that holds most of it, near and not
// scattered, is the content (the idea of Arc90's Readability); parts named as menus, related headlines or
// comments count nowhere unless they hold too much of the page to be that. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "format/html_block.h"
#include "format/html_tree.h"

namespace vnidx::format {

struct HtmlContent {
  enum class Kind : std::uint8_t {
    article,  ///< running text
    list,     ///< headlines that link to other pages: a home page, a section
    table,    ///< labels and values
  };
  Kind kind = Kind::article;
  HtmlTree::Index root = 0;        ///< the element that holds the text
  HtmlTree::Index title = 0;       ///< the text node that prints the title; 0 where none does
  std::vector<HtmlBlock> blocks;   ///< its text, in reading order, the lead in front of `root` included
  std::vector<HtmlBlock> page;     ///< all text of the page but for what is named as menu or comment
  std::vector<HtmlBlock> visible;  ///< all text of the page
};

/// `title` is the title as far as it is known: the text begins behind it. `is_article` says that the page
/// calls itself one, so it is no list.
HtmlContent html_content(const HtmlTree& tree, std::string_view title, bool is_article);

}  // namespace vnidx::format
