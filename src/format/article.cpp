#include "format/article.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

#include "format/article_line.h"
#include "format/repairs.h"
#include "format/space.h"
#include "text/utf8.h"

namespace vnidx::format {
namespace {

using Role = ArticleLine::Role;

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

class Layout {
 public:
  explicit Layout(std::string text) : text_(std::move(text)), body_end_(text_.size()) {}

  Article parse(std::string_view file_name) {
    parse_head();
    parse_tail();
    if (found_layout_) parse_bylines();
    if (!article_.document.date && !bad_date_) find_dateline();
    if (article_.document.title.empty()) article_.document.title = file_name;
    take_body();
    return std::move(article_);
  }

 private:
  void parse_head() {
    constexpr std::size_t kMaxTitle = 500;  // code points, where the layout says that it is one
    bool beside_layout = false;             // a line of the layout stands before the next line
    while (const std::optional<Line> line = line_from(text_, body_begin_, body_end_)) {
      const ArticleLine read = classify(*line);
      if (read.role == Role::text) {
        const std::optional<Line> next = line_from(text_, line->end, body_end_);
        if (!article_.document.title.empty()) break;
        const bool beside = beside_layout || (next && classify_line(next->content).role != Role::text);
        const bool is_title =
            beside ? !longer_than(line->content, kMaxTitle) : next && looks_like_title(*line, *next);
        if (!is_title) break;
        article_.document.title = line->content;
      } else {
        take(read);
        beside_layout = true;
      }
      body_begin_ = line->end;
    }
  }

  void parse_tail() {
    while (const std::optional<Line> line = line_before(text_, body_begin_, body_end_)) {
      const ArticleLine read = classify(*line);
      if (read.role == Role::text) break;
      take(read);
      body_end_ = line->begin;
    }
  }

  /// Names alone in the last lines. One line of body must be left.
  void parse_bylines() {
    if (!article_.document.author.empty()) return;
    while (const std::optional<Line> line = line_before(text_, body_begin_, body_end_)) {
      if (!has_room_for_author() || !is_byline(line->content)) break;
      if (!line_before(text_, body_begin_, line->begin)) break;
      add_author(line->content);
      body_end_ = line->begin;
    }
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

  ArticleLine classify(const Line& line) const {
    const ArticleLine read = classify_line(line.content);
    if (read.role == Role::author && !has_room_for_author()) return {Role::text, line.content, {}, {}};
    return read;
  }

  void take(const ArticleLine& read) {
    found_layout_ = true;
    switch (read.role) {
      case Role::date:
        if (article_.document.date) break;
        article_.document.date = read.date;
        if (!read.date) bad_date_ = bad_date(read.value);
        break;
      case Role::reads:
        if (!article_.document.reads) article_.document.reads = read.reads;
        break;
      case Role::author:
        add_author(read.value);
        break;
      case Role::text:
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
    article_.document.text = std::move(text_);
  }

  std::string text_;
  std::size_t body_begin_ = 0;
  std::size_t body_end_;
  bool found_layout_ = false;
  std::optional<std::string> bad_date_;
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
