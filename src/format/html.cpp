#include "format/html.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
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
#include "format/metadata_line.h"
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
  // In `Site: headline`, a heading may be that of the site.
  const std::string headline = squashed(metadata.headline);
  const bool title_adds = !headline.empty() && squashed(metadata.title).find(headline) != std::string::npos;
  for (Index i = 0; i < tree.size(); ++i) {
    if (tree[i].tag != Tag::h1) continue;
    std::string heading = tree.inner_text(i);
    if (agrees(heading, metadata.headline) || (!title_adds && agrees(heading, title))) return heading;
  }
  return {};
}

/// The part of <title> that the page prints as a heading or a line of its own: sites put their name and that
/// of the section in front of it, or behind.
std::string printed_part(const std::vector<HtmlBlock>& visible, std::string_view title) {
  constexpr std::array<std::string_view, 7> kSeparators{" | ", " - ", " – ", " — ", " » ", " :: ", ": "};
  constexpr std::size_t kMinPart = 15;  // bytes
  std::string_view best;
  for (const std::string_view separator : kSeparators) {
    for (std::size_t at = title.find(separator); at != std::string_view::npos;
         at = title.find(separator, at + 1)) {
      for (const std::string_view part :
           {trim(title.substr(0, at)), trim(title.substr(at + separator.size()))}) {
        if (part.size() < kMinPart || part.size() <= best.size()) continue;
        const bool printed = std::ranges::any_of(
            visible, [&](const HtmlBlock& block) { return !block.is_link() && block.text == part; });
        if (printed) best = part;
      }
    }
  }
  return std::string(best);
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
  const std::vector<HtmlBlock> visible = html_blocks(tree, 0, invisible_nodes(tree));
  if (std::string part = printed_part(visible, metadata.title); !part.empty()) return part;
  return without_site(metadata.title, metadata.site);
}

/// Whether an element calls itself a title: `tieude`, `news-title`, `headline`.
bool is_called_title(const HtmlTree& tree, Index i) {
  constexpr std::array<std::string_view, 5> kParts{"title", "tieude", "tieu-de", "tieu_de", "headline"};
  for (const Attribute name : {Attribute::class_, Attribute::id}) {
    const std::string_view names = tree.attribute(i, name);
    const auto called = [&](std::string_view part) {
      return std::ranges::search(names, part, {}, [](char c) {
               return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
             }).begin() != names.end();
    };
    if (std::ranges::any_of(kParts, called)) return true;
  }
  return false;
}

/// The title that a page prints in front of its text, where its <title> is printed nowhere, for it is that of
/// the site: a heading, or a line that calls itself a title, or the first bold one.
std::string printed_title(const HtmlTree& tree, const HtmlContent& content, bool takes_bold) {
  constexpr std::ptrdiff_t kBefore = 12;
  constexpr std::size_t kMin = 10;  // code points
  constexpr std::size_t kMax = 200;
  constexpr Index kLevels = 3;
  constexpr Index kMostNodes = 40;
  constexpr std::size_t kText = 100;  // code points that a line of text has at least
  if (content.blocks.empty()) return {};
  const std::vector<HtmlBlock>& page = content.page;
  const auto good = std::ranges::find_if(page, [&](const HtmlBlock& block) {
    return block.first >= content.blocks.front().first && block.length >= kText &&
           block.strong * 2 < block.length;
  });
  const auto text = good == page.end()
                        ? std::ranges::lower_bound(page, content.blocks.front().first, {}, &HtmlBlock::first)
                        : good;
  const auto first = text - std::min(kBefore, text - page.begin());
  std::string bold;
  for (auto block = std::make_reverse_iterator(text); block != std::make_reverse_iterator(first); ++block) {
    if (block->length < kMin || block->length > kMax || block->is_link() || page_date(block->text) ||
        std::string_view(".;,:").find(block->text.back()) != std::string_view::npos ||
        !facts_of(block->text).empty())
      continue;
    Index at = block->first;
    for (Index level = 0; level <= kLevels && at != 0; ++level, at = tree[at].parent) {
      const Tag tag = tree[at].tag;
      if (tag == Tag::h1 || tag == Tag::h2 || tag == Tag::h3) return block->text;
      if (tag != Tag::text && tree[at].end - at < kMostNodes && is_called_title(tree, at)) return block->text;
      if (tag == Tag::td || tag == Tag::body) break;
    }
    if (bold.empty() && block->strong * 10 >= block->length * 9) bold = block->text;
  }
  return takes_bold ? bold : std::string();
}

class Page {
 public:
  Page(std::string_view text, const Hints& hints) : tree_(HtmlTree::parse(text)), hints_(hints) {}

  Extraction read() {
    const HtmlMetadata metadata = html_metadata(tree_);
    document_.title = page_title(tree_, metadata);
    content_ = html_content(tree_, document_.title, metadata.is_article);
    find_title(metadata);
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
  /// What is in <title> on every page of a site is no title.
  void find_title(const HtmlMetadata& metadata) {
    if (content_.kind != Kind::article || content_.title != 0 || !metadata.headline.empty()) return;
    if (!read_official_head(beginning()).title.empty()) return;
    std::string title = printed_title(tree_, content_, document_.title.empty());
    if (title.empty()) return;
    document_.title = std::move(title);
    content_ = html_content(tree_, document_.title, true);
  }

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
      take_metadata_lines();
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
    const bool is_official = !official.number.empty() || !official.title.empty();
    if (!metadata.date && official.date && (is_official || !document_.date)) document_.date = official.date;
    if (properties && properties->date) document_.date = properties->date;
    const bool untitled = metadata.headline.empty() && content_.title == 0;
    if (content_.kind == Kind::table && untitled && properties) {
      const std::string& first = content_.blocks.front().text;
      document_.title = !properties->subject.empty()  ? properties->subject
                        : begins_with_property(first) ? properties->kind + ' ' + properties->number
                                                      : first;
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
    constexpr std::size_t kDateLine = 60;  // code points
    for (auto block = first; block != to && block->length <= kDateLine; ++block) {
      if (const auto date = date_of(*block, content_.title != 0)) return date;
    }
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

  /// Lines in front of the text and behind it that are about it are none of it.
  void take_metadata_lines() {
    constexpr std::size_t kMaxLength = 100;  // code points
    constexpr std::size_t kLines = 4;
    std::vector<HtmlBlock>& blocks = content_.blocks;
    for (std::size_t i = 0; i < kLines && blocks.size() > 1 && blocks.front().length <= kMaxLength; ++i) {
      const auto date = page_date(blocks.front().text);
      if (!(date && date->certain) && !takes(blocks.front().text)) break;
      blocks.erase(blocks.begin());
    }
    for (std::size_t i = 0; i < kLines && blocks.size() > 1 && blocks.back().length <= kMaxLength; ++i) {
      if (!takes(blocks.back().text)) break;
      blocks.pop_back();
    }
  }

  /// Whether `line` is about the text; what it says is kept.
  bool takes(std::string_view line) {
    std::vector<Fact> facts = facts_of(line);
    const auto is_other = [](const Fact& fact) {
      return fact.role == Fact::Role::title || fact.role == Fact::Role::abstract ||
             fact.role == Fact::Role::body || fact.role == Fact::Role::number ||
             fact.role == Fact::Role::issuer || fact.role == Fact::Role::category;
    };
    if (facts.empty() || std::ranges::any_of(facts, is_other)) return false;
    for (Fact& fact : facts) {
      if (fact.role == Fact::Role::author && document_.author.empty())
        document_.author = std::move(fact.value);
      if (fact.role == Fact::Role::source && document_.source.empty())
        document_.source = std::move(fact.value);
      if (fact.role == Fact::Role::date && !document_.date) document_.date = fact.date;
      if (fact.role == Fact::Role::reads && !document_.reads) document_.reads = fact.reads;
    }
    return true;
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
      constexpr std::array<std::string_view, 8> kElements{"html", "head",   "title", "body",
                                                          "meta", "center", "table", "div"};
      if (!head.starts_with('<')) return false;
      return starts_with_small(head, "<!doctype html") ||
             std::ranges::any_of(kElements, [&](std::string_view name) {
               const std::string_view rest = head.substr(1);
               return starts_with_small(rest, name) && rest.size() > name.size() &&
                      std::string_view("> \t\r\n").find(rest[name.size()]) != std::string_view::npos;
             });
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
