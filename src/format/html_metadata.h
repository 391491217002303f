// What a page says of itself to machines: its <title>, <meta> elements and JSON-LD (schema.org). Sites fill
// these in carelessly, so values are candidates: html.cpp decides. Pure; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "format/html_tree.h"
#include "vnidx/document.h"

namespace vnidx::format {

struct HtmlMetadata {
  std::string title;     ///< of <title>, the site's name still behind it
  std::string headline;  ///< og:title, or of JSON-LD
  std::string site;      ///< og:site_name, or of JSON-LD
  std::string section;
  std::vector<std::string> authors;  ///< persons or the site, the likeliest first
  std::optional<Date> date;          ///< of publication
  bool is_article = false;           ///< more than `og:type`, which most sites set on every page
};

HtmlMetadata html_metadata(const HtmlTree& tree);

/// `title` without what a site puts behind its titles: `Giá lúa tăng - Kinh tế | Báo Ví Dụ`.
std::string without_site(std::string_view title, std::string_view site);

/// Letters and digits in folded form: two writings of one name are equal.
std::string squashed(std::string_view name);

}  // namespace vnidx::format
