#include "format/html_tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <array>
#include <climits>
#include <cstring>
#include <memory>
#include <new>
#include <optional>
#include <utility>

namespace vnidx::format {
namespace {

template <class Value>
struct Named {
  std::string_view name;
  Value value;
};

constexpr std::array kTags = std::to_array<Named<Tag>>({
    {"a", Tag::a},
    {"article", Tag::article},
    {"aside", Tag::aside},
    {"audio", Tag::audio},
    {"b", Tag::b},
    {"blockquote", Tag::blockquote},
    {"body", Tag::body},
    {"br", Tag::br},
    {"button", Tag::button},
    {"canvas", Tag::canvas},
    {"center", Tag::center},
    {"dd", Tag::dd},
    {"div", Tag::div},
    {"dl", Tag::dl},
    {"dt", Tag::dt},
    {"em", Tag::em},
    {"embed", Tag::embed},
    {"fieldset", Tag::fieldset},
    {"figcaption", Tag::figcaption},
    {"figure", Tag::figure},
    {"footer", Tag::footer},
    {"form", Tag::form},
    {"h1", Tag::h1},
    {"h2", Tag::h2},
    {"h3", Tag::h3},
    {"h4", Tag::h4},
    {"h5", Tag::h5},
    {"h6", Tag::h6},
    {"head", Tag::head},
    {"header", Tag::header},
    {"hr", Tag::hr},
    {"html", Tag::html},
    {"i", Tag::i},
    {"iframe", Tag::iframe},
    {"img", Tag::img},
    {"input", Tag::input},
    {"li", Tag::li},
    {"link", Tag::link},
    {"main", Tag::main},
    {"meta", Tag::meta},
    {"nav", Tag::nav},
    {"noscript", Tag::noscript},
    {"object", Tag::object},
    {"ol", Tag::ol},
    {"option", Tag::option},
    {"p", Tag::p},
    {"pre", Tag::pre},
    {"script", Tag::script},
    {"section", Tag::section},
    {"select", Tag::select},
    {"strong", Tag::strong},
    {"style", Tag::style},
    {"svg", Tag::svg},
    {"table", Tag::table},
    {"tbody", Tag::tbody},
    {"td", Tag::td},
    {"template", Tag::template_},
    {"textarea", Tag::textarea},
    {"tfoot", Tag::tfoot},
    {"th", Tag::th},
    {"thead", Tag::thead},
    {"time", Tag::time},
    {"title", Tag::title},
    {"tr", Tag::tr},
    {"ul", Tag::ul},
    {"video", Tag::video},
});

constexpr std::array kAttributes = std::to_array<Named<Attribute>>({
    {"aria-hidden", Attribute::aria_hidden},
    {"class", Attribute::class_},
    {"content", Attribute::content},
    {"datetime", Attribute::datetime},
    {"face", Attribute::face},
    {"hidden", Attribute::hidden},
    {"href", Attribute::href},
    {"id", Attribute::id},
    {"itemprop", Attribute::itemprop},
    {"name", Attribute::name},
    {"property", Attribute::property},
    {"rel", Attribute::rel},
    {"role", Attribute::role},
    {"style", Attribute::style},
    {"type", Attribute::type},
});

static_assert(std::ranges::is_sorted(kTags, {}, &Named<Tag>::name));
static_assert(std::ranges::is_sorted(kAttributes, {}, &Named<Attribute>::name));

template <class Table>
auto lookup(const Table& table, std::string_view name) {
  using Entry = typename Table::value_type;
  const auto found = std::ranges::lower_bound(table, name, {}, &Entry::name);
  return found != table.end() && found->name == name ? std::optional(found->value) : std::nullopt;
}

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

/// What browsers make of references to the control characters U+0080 to U+009F: Windows-1252 (HTML Standard,
/// "numeric character reference end state"); 0 stands for those that stay.
constexpr std::array<std::uint16_t, 32> kWindows1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// `text` is one character of two bytes, U+0080 to U+009F: as it comes of a reference.
bool append_control(std::string& to, std::string_view text) {
  if (text.size() != 2 || text[0] != '\xC2' || static_cast<unsigned char>(text[1]) >= 0xA0) return false;
  const std::uint16_t c = kWindows1252[static_cast<unsigned char>(text[1]) - 0x80U];
  if (c == 0) return true;  // means nothing
  if (c < 0x800) {
    to += static_cast<char>(0xC0 | (c >> 6));
  } else {
    to += static_cast<char>(0xE0 | (c >> 12));
    to += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
  }
  to += static_cast<char>(0x80 | (c & 0x3F));
  return true;
}

// Browsers nest no deeper than 512 (Chromium, WebKit).
constexpr std::size_t kMaxDepth = 512;
// Each takes a copy of what is left of the page.
constexpr int kMaxRestarts = 256;

}  // namespace

class HtmlTreeBuilder {
 public:
  HtmlTree build(std::string_view page) {
    tree_.nodes_.push_back({});
    for (int restarts = 0; !page.empty(); ++restarts) {
      if (restarts == kMaxRestarts) {
        tree_.cut_ = true;
        break;
      }
      page.remove_prefix(parse(page));
      while (open_.size() > 1) close();
    }
    tree_.nodes_[0].end = tree_.size();
    return std::move(tree_);
  }

 private:
  /// Reads `page` until its end or until elements nest too deep; says how many bytes it took.
  std::size_t parse(std::string_view page);

  void open(std::string_view name, const xmlChar** attributes) {
    add({lookup(kTags, name).value_or(Tag::other), 0, 0, static_cast<std::uint32_t>(tree_.values_.size()),
         0});
    const auto self = static_cast<HtmlTree::Index>(tree_.nodes_.size() - 1);
    for (; attributes != nullptr && *attributes != nullptr; attributes += 2) {
      const auto known = lookup(kAttributes, view(attributes[0]));
      if (!known) continue;
      const std::string_view value = view(attributes[1]);
      tree_.values_.push_back(
          {*known, static_cast<std::uint32_t>(tree_.text_.size()), static_cast<std::uint32_t>(value.size())});
      tree_.text_ += value;
      ++tree_.nodes_[self].size;
    }
    open_.push_back(self);
    if (open_.size() > kMaxDepth) stop();
  }

  void close() {
    if (open_.size() == 1) return;
    tree_.nodes_[open_.back()].end = tree_.size();
    open_.pop_back();
  }

  void characters(std::string_view text) {
    if (text.empty()) return;
    HtmlTree::Node* last = &tree_.nodes_.back();
    if (last->tag != Tag::text || last->parent != open_.back() ||
        last->first + last->size != tree_.text_.size()) {
      add({Tag::text, 0, 0, static_cast<std::uint32_t>(tree_.text_.size()), 0});
      last = &tree_.nodes_.back();
      last->end = tree_.size();
    }
    if (!append_control(tree_.text_, text)) tree_.text_ += text;
    last->size = static_cast<std::uint32_t>(tree_.text_.size() - last->first);
  }

  void add(HtmlTree::Node node) {
    node.parent = open_.back();
    tree_.nodes_.push_back(node);
  }

  void stop() {
    stopped_at_ = static_cast<std::size_t>(xmlByteConsumed(parser_));
    xmlStopParser(parser_);
  }

  /// Nothing thrown may pass through libxml2.
  template <class Action>
  static void guarded(void* self, Action action) {
    auto& builder = *static_cast<HtmlTreeBuilder*>(self);
    if (builder.failed_ || builder.stopped_at_) return;
    try {
      action(builder);
    } catch (const std::bad_alloc&) {
      builder.failed_ = true;
      xmlStopParser(builder.parser_);
    }
  }

  static void on_start(void* self, const xmlChar* name, const xmlChar** attributes) {
    guarded(self, [&](HtmlTreeBuilder& builder) { builder.open(view(name), attributes); });
  }
  static void on_end(void* self, const xmlChar* /*name*/) {
    guarded(self, [](HtmlTreeBuilder& builder) { builder.close(); });
  }
  static void on_text(void* self, const xmlChar* text, int size) {
    guarded(self, [&](HtmlTreeBuilder& builder) {
      builder.characters({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
    });
  }
  static void on_error(void* /*self*/, const char* /*message*/, ...) {}

  HtmlTree tree_;
  std::vector<HtmlTree::Index> open_{0};
  htmlParserCtxtPtr parser_ = nullptr;
  std::optional<std::size_t> stopped_at_;
  bool failed_ = false;
};

std::size_t HtmlTreeBuilder::parse(std::string_view page) {
  htmlSAXHandler events{};
  events.startElement = on_start;
  events.endElement = on_end;
  events.characters = on_text;
  events.ignorableWhitespace = on_text;
  events.cdataBlock = on_text;
  events.warning = on_error;
  events.error = on_error;
  if (page.size() > INT_MAX) {
    page = page.substr(0, INT_MAX);
    tree_.cut_ = true;
  }
  stopped_at_.reset();
  parser_ = htmlCreateMemoryParserCtxt(page.data(), static_cast<int>(page.size()));
  if (parser_ == nullptr) throw std::bad_alloc();
  htmlSAXHandlerPtr own_events = std::exchange(parser_->sax, &events);
  parser_->userData = this;
  // The page is UTF-8 by now, whatever it says of itself.
  htmlCtxtUseOptions(parser_, HTML_PARSE_IGNORE_ENC);
  // Then a script ends at </script> and at no other end tag within its strings.
  parser_->recovery = 1;
  xmlSwitchEncoding(parser_, XML_CHAR_ENCODING_UTF8);
  htmlParseDocument(parser_);
  parser_->sax = own_events;
  htmlFreeParserCtxt(std::exchange(parser_, nullptr));
  if (failed_) throw std::bad_alloc();
  if (!stopped_at_) return page.size();
  // It stopped inside of a tag.
  const std::size_t end = page.find('>', std::min(*stopped_at_, page.size()));
  return end == std::string_view::npos ? page.size() : end + 1;
}

HtmlTree HtmlTree::parse(std::string_view page) {
  return HtmlTreeBuilder().build(page);
}

std::string_view HtmlTree::text(Index i) const {
  const Node& node = nodes_[i];
  return node.tag == Tag::text ? std::string_view(text_).substr(node.first, node.size) : std::string_view();
}

std::string HtmlTree::inner_text(Index i) const {
  std::string inner;
  for (Index child = i; child < nodes_[i].end; ++child) {
    if (nodes_[child].tag == Tag::script || nodes_[child].tag == Tag::style) {
      child = nodes_[child].end - 1;
    } else if (nodes_[child].tag == Tag::br) {
      append_collapsed(inner, " ");
    } else {
      append_collapsed(inner, text(child));
    }
  }
  while (inner.ends_with(' ')) inner.pop_back();
  return inner;
}

const HtmlTree::Value* HtmlTree::find(Index i, Attribute name) const {
  const Node& node = nodes_[i];
  if (node.tag == Tag::text) return nullptr;
  const std::span<const Value> values = std::span(values_).subspan(node.first, node.size);
  const auto found = std::ranges::find(values, name, &Value::name);
  return found == values.end() ? nullptr : &*found;
}

std::string_view HtmlTree::attribute(Index i, Attribute name) const {
  const Value* value = find(i, name);
  return value == nullptr ? std::string_view() : std::string_view(text_).substr(value->first, value->size);
}

bool HtmlTree::has(Index i, Attribute name) const {
  return find(i, name) != nullptr;
}

void append_collapsed(std::string& to, std::string_view text) {
  constexpr std::string_view kNoBreak = "\u00A0";
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    const bool no_break = c == kNoBreak[0] && text.substr(i).starts_with(kNoBreak);
    if (no_break || c == ' ' || (c >= '\t' && c <= '\r')) {
      if (!to.empty() && to.back() != ' ' && to.back() != '\n') to += ' ';
      i += no_break ? kNoBreak.size() : 1;
      continue;
    }
    std::size_t end = i + 1;
    while (end < text.size() && static_cast<unsigned char>(text[end]) > ' ' && text[end] != kNoBreak[0])
      ++end;
    to += text.substr(i, end - i);
    i = end;
  }
}

}  // namespace vnidx::format
