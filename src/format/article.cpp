#include "format/article.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "format/byline.h"
#include "format/metadata_line.h"
#include "format/official_head.h"
#include "format/repairs.h"
#include "format/space.h"
#include "text/canonical.h"
#include "text/utf8.h"

namespace vnidx::format {
namespace {

using Role = Fact::Role;

/// A line that is not blank, as a range of the text.
struct Line {
  std::string_view content;  ///< trimmed
  std::size_t begin;         ///< of the whole line, spaces included
  std::size_t end;           ///< behind its line feed, if it has one
};

/// The first line at or behind `from` that is not blank.
std::optional<Line> line_from(std::string_view text, std::size_t from, std::size_t limit) {
  while (from < limit) {
    const std::size_t feed = text.find('\n', from);
    const std::size_t end = feed < limit ? feed + 1 : limit;
    const std::string_view content = trim(text.substr(from, end - from));
    if (!content.empty()) return Line{content, from, end};
    from = end;
  }
  return std::nullopt;
}

/// The last line between `from` and `before` that is not blank.
std::optional<Line> line_before(std::string_view text, std::size_t from, std::size_t before) {
  while (before > from) {
    const std::size_t feed = before - from < 2 ? std::string_view::npos : text.rfind('\n', before - 2);
    const std::size_t begin = feed == std::string_view::npos || feed < from ? from : feed + 1;
    const std::string_view content = trim(text.substr(begin, before - begin));
    if (!content.empty()) return Line{content, begin, before};
    before = begin;
  }
  return std::nullopt;
}

/// Whether `text` has more than `limit` code points.
bool longer_than(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return false;
  const auto is_start = [](char c) { return !U8_IS_TRAIL(c); };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_start)) > limit;
}

bool starts_in_small_letters(std::string_view text) {
  return u_isULowercase(static_cast<UChar32>(text::decode(text).code_point)) != 0;
}

bool has_letter(std::string_view text) {
  while (!text.empty()) {
    const text::Decoded next = text::decode(text);
    if (u_isalpha(static_cast<UChar32>(next.code_point)) != 0) return true;
    text.remove_prefix(next.bytes);
  }
  return false;
}

/// Whether the whole names in `name` stand side by side in `names`, with a comma and a space between.
bool is_among(std::string_view name, std::string_view names) {
  const auto fenced = [](std::string_view list) { return std::string(", ").append(list).append(", "); };
  return fenced(names).find(fenced(name)) != std::string::npos;
}

/// Whether `line` reads as the title of the text that goes on with `next`.
bool looks_like_title(const Line& line, const Line& next) {
  constexpr std::size_t kMaxTitle = 200;  // code points; headlines of the press stay below 150
  if (longer_than(line.content, kMaxTitle) || !has_letter(line.content)) return false;
  const bool stopped = std::string_view(".,;:").find(line.content.back()) != std::string_view::npos;
  if (stopped && !line.content.ends_with("...")) return false;
  const bool wrapped = next.begin == line.end && starts_in_small_letters(next.content);
  return !wrapped;
}

/// A mark that stands where the page had a picture or film: `[img]`.
bool is_placeholder(std::string_view line) {
  constexpr std::array<std::string_view, 6> kMarks{"[img]",   "[image]", "[photo]",
                                                   "[video]", "[ảnh]",   "[media]"};
  return line.size() < 16 && line.starts_with('[') &&
         std::ranges::find(kMarks, text::canonical(line)) != kMarks.end();
}

class Layout {
 public:
  explicit Layout(std::string text) : text_(std::move(text)), body_end_(text_.size()) {}

  Article parse(std::string_view file_name) {
    parse_front_matter();
    parse_head();
    parse_tail();
    drop_lonely_section();
    Document& document = article_.document;
    if (const std::optional<Line> first = line_from(text_, body_begin_, body_end_))
      parse_opening(first->content);
    if (!found_layout_) parse_official_head();
    if (!document.date && !bad_date_) find_dateline();
    if (document.title.empty()) document.title = section_.empty() ? file_name : std::string_view(section_);
    take_body();
    return std::move(article_);
  }

 private:
  /// The head of a Markdown file as site generators read it: lines of `key: value` between lines of `---`.
  void parse_front_matter() {
    constexpr int kMaxLines = 100;
    constexpr std::string_view kFence = "---";
    std::optional<Line> line = line_from(text_, 0, body_end_);
    if (!line || line->content != kFence) return;
    std::vector<Fact> facts;
    for (int i = 0; i < kMaxLines; ++i) {
      line = line_from(text_, line->end, body_end_);
      if (!line) return;
      if (line->content == kFence) {
        for (Fact& fact : facts) take(std::move(fact));
        body_begin_ = line->end;
        return;
      }
      std::vector<Fact> found = facts_of(line->content);
      if (found.empty() && line->content.find(':') == std::string_view::npos &&
          !line->content.starts_with('-'))
        return;
      std::ranges::move(found, std::back_inserter(facts));
    }
  }

  void parse_head() {
    constexpr std::size_t kMaxTitle = 500;  // code points, where the layout says that it is one
    bool beside_layout = false;             // a line of the layout stands before the next line
    while (const std::optional<Line> line = line_from(text_, body_begin_, body_end_)) {
      std::vector<Fact> facts = facts_in(*line);
      const bool is_section =
          facts.size() == 1 && facts[0].role == Role::category && facts[0].value == line->content;
      if (is_section && !article_.document.title.empty()) break;
      if (!facts.empty()) {
        if (is_section) section_ = line->content;
        beside_layout = !is_section;
        if (facts.back().role == Role::body) {
          const std::string& value = facts.back().value;
          body_begin_ = value.empty() ? line->end : line->begin + text_.substr(line->begin).find(value);
          found_layout_ = true;
          break;
        }
        take_all(std::move(facts));
      } else if (is_placeholder(line->content)) {
        beside_layout = false;
      } else if (article_.document.title.empty() && names_paper(line->content) && title_follows(*line)) {
        if (article_.document.source.empty()) article_.document.source = line->content;
        beside_layout = false;
      } else {
        const std::optional<Line> next = line_from(text_, line->end, body_end_);
        const bool before_layout = next && !facts_at(*next).empty();
        if (!article_.document.title.empty()) {
          if (!is_head_byline(line->content, beside_layout, before_layout, next)) break;
          add_author(line->content);
        } else if (is_title(*line, next, beside_layout || before_layout ? kMaxTitle : 0)) {
          article_.document.title = without_heading_mark(line->content);
        } else {
          break;
        }
        beside_layout = false;
      }
      body_begin_ = line->end;
    }
  }

  /// Whether a title stands behind `line`, of the layout or of a paper's name above it.
  bool title_follows(const Line& line) const {
    constexpr int kMaxLines = 4;
    std::size_t from = line.end;
    for (int i = 0; i < kMaxLines; ++i) {
      const std::optional<Line> found = line_from(text_, from, body_end_);
      if (!found) return false;
      from = found->end;
      const std::vector<Fact> facts = facts_of(found->content);
      if (std::ranges::any_of(facts, [](const Fact& fact) { return fact.role == Role::title; })) return true;
      if (!facts.empty()) continue;
      const std::optional<Line> next = line_from(text_, from, body_end_);
      return next && looks_like_title(*found, *next);
    }
    return false;
  }

  /// `limit`: code points, where the layout says that it is one; else 0.
  static bool is_title(const Line& line, const std::optional<Line>& next, std::size_t limit) {
    if (line.content.starts_with("# ")) return true;
    return limit > 0 ? !longer_than(line.content, limit) : next && looks_like_title(line, *next);
  }

  static std::string_view without_heading_mark(std::string_view title) {
    return title.starts_with("# ") ? trim(title.substr(2)) : title;
  }

  /// A name between the title and the text, above or below the date.
  bool is_head_byline(std::string_view line, bool behind_layout, bool before_layout,
                      const std::optional<Line>& next) const {
    if (!article_.document.author.empty() || !next || !(behind_layout || before_layout)) return false;
    return line.find(' ') != std::string_view::npos && is_byline(line);
  }

  void parse_tail() {
    const bool author_in_head = !article_.document.author.empty();
    while (const std::optional<Line> line = line_before(text_, body_begin_, body_end_)) {
      std::vector<Fact> facts = facts_in(*line);
      const bool is_text = std::ranges::any_of(facts, [](const Fact& fact) {
        return fact.role == Role::body || fact.role == Role::title || fact.role == Role::abstract;
      });
      if (is_text ||
          (facts.size() == 1 && facts[0].role == Role::category && facts[0].value == line->content))
        break;
      if (facts.empty() && article_.document.source.empty()) facts = credit_of(line->content);
      if (!facts.empty()) {
        take_all(std::move(facts));
      } else if (!is_placeholder(line->content)) {
        const bool is_signature =
            found_layout_ && !author_in_head && has_room_for_author() && is_byline(line->content);
        if (!is_signature || !line_before(text_, body_begin_, line->begin)) break;
        add_author(line->content);
      }
      body_end_ = line->begin;
    }
  }

  /// The agency and day that a report begins with stay in its text.
  void parse_opening(std::string_view paragraph) {
    for (Fact& fact : facts_of_opening(paragraph)) {
      if (fact.role == Role::source && article_.document.source.empty())
        article_.document.source = fact.value;
      if (fact.role == Role::date && !article_.document.date && !bad_date_)
        article_.document.date = fact.date;
    }
  }

  /// A section's name with nothing behind it is a text.
  void drop_lonely_section() {
    Document& document = article_.document;
    if (section_.empty() || !document.title.empty() || line_from(text_, body_begin_, body_end_)) return;
    section_.clear();
    document.category.clear();
    body_begin_ = 0;
  }

  /// A decree or letter saved as text; its head stays in the body.
  void parse_official_head() {
    OfficialHead head = read_official_head(text_);
    if (head.title.empty()) return;
    Document& document = article_.document;
    document.title = std::move(head.title);
    document.number = std::move(head.number);
    document.issuer = std::move(head.issuer);
    if (head.date) document.date = head.date;
    body_begin_ = 0;
  }

  void find_dateline() {
    constexpr int kMaxLines = 12;
    std::size_t from = 0;
    for (int i = 0; i < kMaxLines && !article_.document.date; ++i) {
      const std::optional<Line> line = line_from(text_, from, text_.size());
      if (!line) break;
      article_.document.date = dateline(line->content);
      from = line->end;
    }
  }

  /// An article has few authors; a list of names is text.
  bool has_room_for_author() const {
    constexpr std::size_t kMaxAuthors = 400;  // bytes
    return article_.document.author.size() < kMaxAuthors;
  }

  /// What a line says; of the last one asked for it is known.
  const std::vector<Fact>& facts_at(const Line& line) {
    if (known_begin_ != line.begin) {
      known_facts_ = facts_of(line.content);
      known_begin_ = line.begin;
    }
    return known_facts_;
  }

  std::vector<Fact> facts_in(const Line& line) {
    std::vector<Fact> facts = facts_at(line);
    const bool names = std::ranges::any_of(facts, [](const Fact& fact) { return fact.role == Role::author; });
    return names && !has_room_for_author() ? std::vector<Fact>() : facts;
  }

  void take_all(std::vector<Fact> facts) {
    for (Fact& fact : facts) take(std::move(fact));
  }

  void take(Fact fact) {
    found_layout_ = true;
    Document& document = article_.document;
    const auto keep = [&fact](std::string& field) {
      if (field.empty()) field = std::move(fact.value);
    };
    switch (fact.role) {
      case Role::date:
        if (document.date) break;
        document.date = fact.date;
        if (!fact.date) bad_date_ = bad_date(fact.value);
        break;
      case Role::reads:
        if (!document.reads) document.reads = fact.reads;
        break;
      case Role::author:
        add_author(fact.value);
        break;
      case Role::title:
        keep(document.title);
        break;
      case Role::source:
        keep(document.source);
        break;
      case Role::category:
        keep(document.category);
        break;
      case Role::number:
        keep(document.number);
        break;
      case Role::issuer:
        keep(document.issuer);
        break;
      case Role::abstract:
        keep(document.abstract);
        break;
      case Role::body:
      case Role::other:
        break;
    }
  }

  void add_author(std::string_view name) {
    std::string& author = article_.document.author;
    if (is_among(name, author)) return;  // in the head and in the tail
    if (!author.empty()) author.insert(0, ", ");
    author.insert(0, name);
  }

  /// Moves what is left between head and tail into the document, blank lines around it left out.
  void take_body() {
    if (bad_date_ && !article_.document.date) article_.repairs.push_back(*bad_date_);
    const std::optional<Line> first = line_from(text_, body_begin_, body_end_);
    const std::optional<Line> last = line_before(text_, body_begin_, body_end_);
    if (!first || !last) return;
    const char* const last_byte = last->content.data() + last->content.size();
    text_.resize(static_cast<std::size_t>(last_byte - text_.data()));
    text_.erase(0, static_cast<std::size_t>(first->content.data() - text_.data()));
    drop_placeholders();
    article_.document.text = std::move(text_);
  }

  void drop_placeholders() {
    for (std::size_t at = text_.find('['); at != std::string::npos; at = text_.find('[', at)) {
      const bool begins = at == 0 || text_[at - 1] == '\n';
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      if (begins && is_placeholder(trim(std::string_view(text_).substr(at, end - at)))) {
        text_.erase(at, std::min(end + 1, text_.size()) - at);
      } else {
        at = std::min(at + 1, text_.size());
      }
    }
  }

  std::string text_;
  std::size_t body_begin_ = 0;
  std::size_t body_end_;
  bool found_layout_ = false;
  std::string section_;  // a section's name that stands alone before the title
  std::optional<std::string> bad_date_;
  std::size_t known_begin_ = std::string::npos;  // of the line that `known_facts_` are of
  std::vector<Fact> known_facts_;
  Article article_;
};

}  // namespace

Article parse_article(std::string text, std::string_view file_name) {
  return Layout(std::move(text)).parse(file_name);
}

Extraction extract_text(std::string bytes, const Hints& hints) {
  encoding::Decoded decoded = encoding::decode(std::move(bytes), hints.encoding);
  Extraction extraction;
  if (decoded.encoding == encoding::Encoding::unknown) {
    extraction.rejection = encoding::kUnknownEncoding;
    return extraction;
  }
  if (trim(decoded.text).empty()) {
    extraction.rejection = "is empty";
    return extraction;
  }
  if (decoded.replaced > 0) extraction.repairs.push_back(bad_bytes(decoded));
  if (std::optional<std::string> note = decoded_from(decoded)) extraction.repairs.push_back(*std::move(note));
  Article article = parse_article(std::move(decoded.text), hints.stem);
  std::ranges::move(article.repairs, std::back_inserter(extraction.repairs));
  extraction.document = std::move(article.document);
  return extraction;
}

}  // namespace vnidx::format
