// Which parts of a page are none of its own content: menus, related headlines, comments, share buttons. They
// are known by the elements of HTML 5 and by the words that people name classes with. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <string_view>

#include "format/html_tree.h"

namespace vnidx::format {

enum class Region : std::uint8_t {
  content,  ///< nothing speaks against it
  foot,     ///< named as the foot of the site
  frame,    ///< named as what is on every page of a site: a menu, a search box, advertisements
  aside,    ///< named as what is around an article: a list of other pages, tools
  comment,  ///< named as comments of readers
};

/// What the element `i` itself says, its ancestors apart.
Region region_of(const HtmlTree& tree, HtmlTree::Index i);

/// Whether one of the words that `names` (a class or id) is made of is `word`; words end where letters do and
/// where a capital follows a small letter.
bool has_word(std::string_view names, std::string_view word);

}  // namespace vnidx::format
