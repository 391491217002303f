#include "format/html_metadata.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "entity/date.h"
#include "format/page_date.h"
#include "format/space.h"
#include "text/canonical.h"

namespace vnidx::format {
namespace {

using simdjson::dom::element;

/// `value` with its references resolved, which some sites write into what is no HTML, and white space made
/// one.
std::string plain(std::string_view value) {
  std::string text;
  if (value.find('&') == std::string_view::npos) {
    append_collapsed(text, value);
    while (text.ends_with(' ')) text.pop_back();
    return text;
  }
  std::string resolved = HtmlTree::parse(value).inner_text(0);
  // Twice, where the whole was escaped once more.
  if (resolved.find("&#") != std::string::npos) resolved = HtmlTree::parse(resolved).inner_text(0);
  return resolved;
}

void fill(std::string& field, std::string value) {
  if (field.empty()) field = std::move(value);
}

std::optional<Date> date_of(std::string_view written) {
  written = trim(written);
  if (const std::optional<Date> date = entity::parse_date(written)) return date;
  const std::optional<PageDate> date = page_date(written);
  return date ? std::optional(date->date) : std::nullopt;
}

/// JSON-LD, as far as schema.org describes articles with it.
class JsonLd {
 public:
  explicit JsonLd(HtmlMetadata& found) : found_(found) {}

  void read(std::string_view script) {
    // Line breaks within strings are no JSON, but common.
    std::string json(script);
    std::ranges::replace_if(
        json, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    element root;
    if (parser_.parse(json).get(root) == simdjson::SUCCESS) visit(root, 0);
  }

 private:
  static constexpr int kMaxDepth = 4;

  void visit(const element& value, int depth) {
    if (depth > kMaxDepth) return;
    simdjson::dom::array array;
    if (value.get(array) == simdjson::SUCCESS) {
      for (const element child : array) visit(child, depth + 1);
      return;
    }
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS) return;
    element graph;
    if (object["@graph"].get(graph) == simdjson::SUCCESS) visit(graph, depth + 1);
    const std::string type = string_of(object["@type"]);
    if (type.ends_with("Article") || type.ends_with("Posting")) {
      article(object);
    } else if (type == "BreadcrumbList") {
      breadcrumbs(object);
    } else if (type.ends_with("Organization")) {
      fill(organization_, string_of(object["name"]));
    }
  }

  void article(const simdjson::dom::object& object) {
    found_.is_article = true;
    fill(found_.headline, string_of(object["headline"]));
    fill(found_.section, string_of(object["articleSection"]));
    if (!found_.date) found_.date = date_of(string_of(object["datePublished"]));
    names(object["author"]);
    element publisher;
    if (object["publisher"].get(publisher) == simdjson::SUCCESS) fill(found_.site, name_of(publisher));
  }

  void names(const simdjson::simdjson_result<element>& author) {
    element value;
    if (author.get(value) != simdjson::SUCCESS) return;
    simdjson::dom::array several;
    if (value.get(several) != simdjson::SUCCESS) {
      if (std::string name = name_of(value); !name.empty()) found_.authors.push_back(std::move(name));
      return;
    }
    std::string joined;
    for (const element one : several) {
      const std::string name = name_of(one);
      if (name.empty()) continue;
      if (!joined.empty()) joined += ", ";
      joined += name;
    }
    if (!joined.empty()) found_.authors.push_back(std::move(joined));
  }

  void breadcrumbs(const simdjson::dom::object& object) {
    simdjson::dom::array items;
    if (object["itemListElement"].get(items) != simdjson::SUCCESS || items.size() < 2) return;
    std::vector<std::string> path;
    for (const element item : items) {
      std::string name = string_of(item["name"]);
      if (name.empty()) name = string_of(item["item"]["name"]);
      path.push_back(std::move(name));
    }
    // The last is the article itself on some sites.
    if (path.size() > 2 && squashed(path.back()) == squashed(found_.headline)) path.pop_back();
    breadcrumb_ = path.back();
  }

  static std::string name_of(const element& value) {
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS) return plain(text);
    return string_of(value["name"]);
  }

  static std::string string_of(const simdjson::simdjson_result<element>& value) {
    element found;
    if (value.get(found) != simdjson::SUCCESS) return {};
    simdjson::dom::array array;
    if (found.get(array) == simdjson::SUCCESS && array.size() > 0) found = array.at(0);
    std::string_view text;
    return found.get(text) == simdjson::SUCCESS ? plain(text) : std::string();
  }

 public:
  void finish() {
    fill(found_.section, breadcrumb_);
    fill(found_.site, organization_);
  }

 private:
  HtmlMetadata& found_;
  simdjson::dom::parser parser_;
  std::string organization_;
  std::string breadcrumb_;
};

/// One <meta>: `key` is its property, name or itemprop.
struct Meta {
  std::string key;
  std::string_view content;
};

bool is_one_of(std::string_view key, std::initializer_list<std::string_view> keys) {
  return std::ranges::find(keys, key) != keys.end();
}

void read_meta(const Meta& meta, HtmlMetadata& found) {
  if (trim(meta.content).empty()) return;
  if (meta.key == "og:title") {
    found.headline = plain(meta.content);
  } else if (meta.key == "og:site_name") {
    found.site = plain(meta.content);
  } else if (meta.key == "article:section") {
    fill(found.section, plain(meta.content));
  } else if (is_one_of(meta.key, {"article:published_time", "datepublished", "pubdate", "publishdate",
                                  "publish-date", "dc.date", "dc.date.issued", "date"})) {
    if (!found.date) found.date = date_of(meta.content);
    found.is_article |= found.date.has_value() && meta.key != "date";
  } else if (meta.key == "author" || meta.key.ends_with(":author")) {
    std::string names = plain(meta.content);
    for (auto at = names.find(';'); at != std::string::npos; at = names.find(';', at))
      names.replace(at, 1, ", ");
    // That which is not plainly `author` is seldom filled in by the site for all its pages.
    found.authors.insert(meta.key == "author" ? found.authors.end() : found.authors.begin(),
                         std::move(names));
  }
}

std::string in_small_letters(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); });
  return result;
}

std::string key_of(const HtmlTree& tree, HtmlTree::Index i) {
  for (const Attribute name : {Attribute::property, Attribute::name, Attribute::itemprop}) {
    if (const std::string_view key = tree.attribute(i, name); !key.empty())
      return in_small_letters(trim(key));
  }
  return {};
}

std::size_t words(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count(text, ' ')) + 1;
}

/// Whether what stands behind a separator in a title is the name of a site or section.
bool is_suffix(std::string_view part, std::string_view rest, std::string_view site) {
  constexpr std::size_t kMaxWords = 6;
  constexpr std::size_t kMinRest = 4;
  if (!site.empty() && squashed(part) == squashed(site)) return true;
  return words(part) <= kMaxWords && words(rest) >= kMinRest && words(part) <= words(rest);
}

}  // namespace

std::string squashed(std::string_view name) {
  std::string result = text::folded(name);
  std::erase_if(result, [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
  });
  return result;
}

std::string without_site(std::string_view title, std::string_view site) {
  constexpr std::array<std::string_view, 6> kSeparators{" | ", " - ", " – ", " — ", " » ", " :: "};
  constexpr int kMaxSuffixes = 3;
  title = trim(title);
  for (int i = 0; i < kMaxSuffixes; ++i) {
    std::size_t last = std::string_view::npos;
    std::size_t size = 0;
    for (const std::string_view separator : kSeparators) {
      const std::size_t at = title.rfind(separator);
      if (at == std::string_view::npos || (last != std::string_view::npos && at < last)) continue;
      last = at;
      size = separator.size();
    }
    if (last == std::string_view::npos) break;
    const std::string_view rest = trim(title.substr(0, last));
    if (!is_suffix(trim(title.substr(last + size)), rest, site)) break;
    title = rest;
  }
  return std::string(title);
}

HtmlMetadata html_metadata(const HtmlTree& tree) {
  HtmlMetadata found;
  JsonLd json_ld(found);
  for (HtmlTree::Index i = 0; i < tree.size(); ++i) {
    const Tag tag = tree[i].tag;
    if (tag == Tag::meta) {
      read_meta({key_of(tree, i), tree.attribute(i, Attribute::content)}, found);
    } else if (tag == Tag::title && found.title.empty()) {
      found.title = plain(tree.inner_text(i));
    } else if (tag == Tag::script && tree.attribute(i, Attribute::type) == "application/ld+json" &&
               tree[i].end > i + 1) {
      json_ld.read(tree.text(i + 1));
    }
  }
  json_ld.finish();
  constexpr std::array<std::string_view, 3> kNoSections{"news", "article", "trangchu"};
  if (std::ranges::find(kNoSections, squashed(found.section)) != kNoSections.end()) found.section.clear();
  return found;
}

}  // namespace vnidx::format
