#include "format/html.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "format/html_byline.h"
#include "format/html_charset.h"
#include "format/html_content.h"
#include "format/html_metadata.h"
#include "format/html_repair.h"
#include "format/html_tree.h"
#include "format/law_properties.h"
#include "format/misread_document.h"
#include "format/official_head.h"
#include "format/page_date.h"
#include "format/repairs.h"
#include "format/space.h"

namespace vnidx::format {
namespace {

using Index = HtmlTree::Index;
using Kind = HtmlContent::Kind;

constexpr const char* kIsList = "is a list of headlines, not an article";

bool starts_with_small(std::string_view text, std::string_view small) {
  return text.size() >= small.size() &&
         std::ranges::equal(text.substr(0, small.size()), small, {}, [](char c) {
           return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
         });
}

/// Whether `heading` says most of what `title` does.
bool agrees(std::string_view heading, std::string_view title) {
  const std::string a = squashed(heading);
  const std::string b = squashed(title);
  if (a.empty() || b.empty() || 5 * a.size() < 2 * b.size()) return false;
  constexpr std::size_t kCommon = 20;
  return a.find(b) != std::string::npos || b.find(a) != std::string::npos ||
         (a.size() > kCommon && b.size() > kCommon && a.compare(0, kCommon, b, 0, kCommon) == 0);
}

/// The text of the first <h1> that fits what the page calls itself.
std::string agreeing_heading(const HtmlTree& tree, const HtmlMetadata& metadata) {
  const std::string title = without_site(metadata.title, metadata.site);
  for (Index i = 0; i < tree.size(); ++i) {
    if (tree[i].tag != Tag::h1) continue;
    std::string heading = tree.inner_text(i);
    if (agrees(heading, metadata.headline) || agrees(heading, title)) return heading;
  }
  return {};
}

std::string first_heading(const HtmlTree& tree) {
  for (const Tag tag : {Tag::h1, Tag::h2, Tag::h3}) {
    for (Index i = 0; i < tree.size(); ++i) {
      if (tree[i].tag != tag) continue;
      if (std::string heading = tree.inner_text(i); !heading.empty()) return heading;
    }
  }
  return {};
}

/// What the page says is its title, as a site prints it where it does.
std::string page_title(const HtmlTree& tree, const HtmlMetadata& metadata) {
  if (std::string heading = agreeing_heading(tree, metadata); !heading.empty()) return heading;
  if (!metadata.headline.empty()) return without_site(metadata.headline, metadata.site);
  return without_site(metadata.title, metadata.site);
}

class Page {
 public:
  Page(std::string_view text, const Hints& hints) : tree_(HtmlTree::parse(text)), hints_(hints) {}

  Extraction read() {
    const HtmlMetadata metadata = html_metadata(tree_);
    document_.title = page_title(tree_, metadata);
    content_ = html_content(tree_, document_.title, metadata.is_article);
    document_.source = metadata.site;
    document_.category = metadata.section;
    document_.date = metadata.date;
    if (content_.kind == Kind::list && hints_.list_pages == ListPages::reject) return {{}, kIsList, {}, true};
    if (content_.kind == Kind::list) {
      read_list(metadata);
    } else {
      read_text(metadata);
    }
    for (const HtmlBlock& block : content_.blocks) {
      if (!document_.text.empty()) document_.text += '\n';
      document_.text += block.text;
    }
    if (document_.title.empty()) document_.title = hints_.stem;
    Extraction extraction;
    if (document_.text.empty()) {
      extraction.rejection = "is an HTML page without text";
      return extraction;
    }
    if (tree_.is_cut())
      repairs_.emplace_back("nests its elements without end: what stands deepest is left out");
    extraction.repairs = std::move(repairs_);
    extraction.document = std::move(document_);
    return extraction;
  }

 private:
  void read_list(const HtmlMetadata& metadata) {
    repairs_.emplace_back(kIsList);
    document_.title =
        without_site(metadata.title.empty() ? metadata.headline : metadata.title, metadata.site);
    document_.date.reset();
  }

  void read_text(const HtmlMetadata& metadata) {
    if (content_.kind == Kind::article) {
      document_.author = take_byline(tree_, metadata, content_);
      if (!document_.date) document_.date = printed_date();
      drop_date_line();
    }
    read_as_law(metadata);
    if (document_.title.empty()) document_.title = first_heading(tree_);
  }

  /// A page that says little of itself may hold a document that does.
  void read_as_law(const HtmlMetadata& metadata) {
    const OfficialHead official = read_official_head(beginning());
    const std::optional<LawProperties> properties =
        law_properties(content_.kind == Kind::table ? content_.blocks : content_.page);
    document_.number = properties ? properties->number : official.number;
    document_.issuer = properties && !properties->issuer.empty() ? properties->issuer : official.issuer;
    if (!metadata.date && official.date) document_.date = official.date;
    if (properties && properties->date) document_.date = properties->date;
    const bool untitled = metadata.headline.empty() && content_.title == 0;
    if (content_.kind == Kind::table && untitled) {
      document_.title = content_.blocks.front().text;
    } else if (untitled && !official.title.empty()) {
      document_.title = official.title;
    }
  }

  /// The first lines of the text, and those before it, where sites set the head of a document apart.
  std::string beginning() const {
    constexpr std::size_t kBytes = 8192;
    constexpr std::ptrdiff_t kBefore = 8;
    std::string head;
    if (content_.blocks.empty()) return head;
    const auto first =
        std::ranges::lower_bound(content_.page, content_.blocks.front().first, {}, &HtmlBlock::first);
    for (auto block = first - std::min(kBefore, first - content_.page.begin()); block != first; ++block)
      head += block->text + '\n';
    for (const HtmlBlock& block : content_.blocks) {
      if (head.size() > kBytes) break;
      head += block.text + '\n';
    }
    return head;
  }

  /// The date that stands nearest to the beginning of the text, in front of it or behind.
  std::optional<Date> printed_date() const {
    if (content_.blocks.empty()) return std::nullopt;
    constexpr std::ptrdiff_t kBefore = 40;
    constexpr std::ptrdiff_t kBehind = 3;
    const std::vector<HtmlBlock>& blocks = content_.visible;
    const Index begin = content_.blocks.front().first;
    const auto first = std::ranges::lower_bound(blocks, begin, {}, &HtmlBlock::first);
    const auto from = first - std::min(kBefore, first - blocks.begin());
    const auto to = first + std::min(kBehind, blocks.end() - first);
    for (auto block = first; block != from;) {
      --block;
      const bool below_title = content_.title != 0 && block->first > content_.title;
      if (const auto date = date_of(*block, below_title)) return date;
    }
    for (auto block = first; block != to; ++block) {
      if (const auto date = date_of(*block, false)) return date;
    }
    const auto behind = std::ranges::lower_bound(blocks, tree_[content_.root].end, {}, &HtmlBlock::first);
    const auto last = behind + std::min(kBehind, blocks.end() - behind);
    for (auto block = behind; block != last; ++block) {
      if (const auto date = date_of(*block, false)) return date;
    }
    return std::nullopt;
  }

  /// A line in front of the text that is little more than its date is none of it.
  void drop_date_line() {
    constexpr std::size_t kMaxLength = 60;  // code points
    std::vector<HtmlBlock>& blocks = content_.blocks;
    if (blocks.size() < 2 || blocks.front().length > kMaxLength) return;
    if (const auto date = page_date(blocks.front().text); date && date->certain) blocks.erase(blocks.begin());
  }

  static std::optional<Date> date_of(const HtmlBlock& block, bool trusted) {
    constexpr std::size_t kDateAlone = 40;  // code points
    if (block.is_link() && block.length > kDateAlone) return std::nullopt;
    const std::optional<PageDate> date = page_date(block.text);
    return date && (trusted || date->certain) ? std::optional(date->date) : std::nullopt;
  }

  HtmlTree tree_;
  const Hints& hints_;
  HtmlContent content_;
  Document document_;
  std::vector<std::string> repairs_;
};

}  // namespace

bool begins_html(std::string_view head) {
  constexpr std::string_view kSpace = " \t\r\n\f";
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (head.starts_with(kMark)) head.remove_prefix(kMark.size());
  while (true) {
    const std::size_t begin = head.find_first_not_of(kSpace);
    if (begin == std::string_view::npos) return false;
    head.remove_prefix(begin);
    std::string_view end;
    if (head.starts_with("<!--")) {
      end = "-->";
    } else if (head.starts_with("<?xml")) {
      end = "?>";
    } else {
      return starts_with_small(head, "<!doctype html") || starts_with_small(head, "<html");
    }
    const std::size_t close = head.find(end);
    if (close == std::string_view::npos) return false;
    head.remove_prefix(close + end.size());
  }
}

Extraction extract_html(std::string bytes, const Hints& hints) {
  encoding::Decoded decoded = decode_page(std::move(bytes), hints.encoding);
  Extraction extraction;
  if (decoded.encoding == encoding::Encoding::unknown) {
    extraction.rejection = encoding::kUnknownEncoding;
    return extraction;
  }
  repair_html(decoded.text);
  extraction = Page(decoded.text, hints).read();
  if (!extraction.document) return extraction;
  if (decoded.replaced > 0) extraction.repairs.push_back(bad_bytes(decoded));
  if (std::optional<std::string> note = decoded_from(decoded)) extraction.repairs.push_back(*std::move(note));
  // Pages typed in legacy fonts hold the letters that stand for their bytes, whatever the page is encoded in.
  if (hints.encoding == encoding::Encoding::automatic)
    restore_misread(*extraction.document, extraction.repairs);
  return extraction;
}

}  // namespace vnidx::format
