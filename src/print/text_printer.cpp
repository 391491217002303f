// Results for a person at a terminal.
#include <algorithm>
#include <cstdio>
#include <utility>

#include "print/document.h"
#include "print/facets.h"
#include "print/printable.h"
#include "print/printer.h"
#include "print/wrap.h"

namespace vnidx::print {
namespace {

/// More names than these would bury the snippet.
constexpr std::size_t kOrganizationsShown = 4;
constexpr std::size_t kIndent = 4;

std::string organizations_line(const std::vector<std::string>& names) {
  std::string line;
  const std::size_t shown = std::min(names.size(), kOrganizationsShown);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) line += "; ";
    line += names[i];
  }
  if (shown < names.size()) line += "; +" + std::to_string(names.size() - shown);
  return line;
}

class TextPrinter : public Printer {
 public:
  TextPrinter(const Style& style, std::size_t width) : style_(style), width_(width) {}

  void print(const SearchResult& result, const Question&, std::string& out) const override {
    for (const Hit& hit : result.hits) {
      if (&hit != &result.hits.front()) out += '\n';
      print(hit, out);
    }
    bool is_first = result.hits.empty();
    const auto print_bars = [&](const Facet& facet) {
      if (!std::exchange(is_first, false)) out += '\n';
      append_bars(out, facet, style_, width_);
    };
    for (const Facet& facet : result.facets) print_bars(facet);
    if (result.histogram) print_bars(*result.histogram);
  }

 private:
  void print(const Hit& hit, std::string& out) const {
    const std::string rank = std::to_string(hit.rank);
    out.append(rank.size() < kIndent - 2 ? kIndent - 2 - rank.size() : 0, ' ').append(rank).append(". ");
    const bool titled = !hit.document.title.empty();
    append_wrapped(out, titled ? hit.document.title : hit.document.id,
                   titled ? hit.title_highlights : std::vector<CodePointRange>{},
                   {style_.title, style_.match, style_.reset}, {width_, std::max(kIndent, rank.size() + 2)});
    out += '\n';
    const Paint faint{style_.faint, style_.faint, style_.reset};
    paragraph(byline(hit.document), {}, faint, out);
    paragraph(organizations_line(hit.organizations), {}, faint, out);
    paragraph(hit.snippet, hit.highlights, {{}, style_.match, style_.reset}, out);
    if (titled) {  // on one line however long, to be copied for `show`
      out.append(kIndent, ' ').append(style_.faint).append(printable(hit.document.id)).append(style_.reset);
      out += '\n';
    }
    if (!hit.document.path.empty()) {
      out.append(kIndent, ' ');
      append_path(out, hit.document.path, style_);
      if (hit.page > 0) out += ", tr. " + std::to_string(hit.page);
      out += '\n';
    }
  }

  void paragraph(std::string_view text, std::span<const CodePointRange> highlights, const Paint& paint,
                 std::string& out) const {
    if (text.empty()) return;
    out.append(kIndent, ' ');
    append_wrapped(out, text, highlights, paint, {width_, kIndent});
    out += '\n';
  }

  Style style_;
  std::size_t width_;
};

}  // namespace

std::unique_ptr<Printer> text_printer(const Style& style, std::size_t width) {
  return std::make_unique<TextPrinter>(style, width);
}

std::string summary_line(const SearchResult& result) {
  char time[32];
  std::snprintf(time, sizeof time, "%.1f ms", result.milliseconds);
  return (result.total_exact ? "" : "about ") + std::to_string(result.total) +
         (result.total == 1 ? " document, " : " documents, ") + time;
}

std::vector<std::string> explanation(const SearchResult& result) {
  std::vector<std::string> lines{"lexemes: " + result.lexemes, "syntax tree: " + result.syntax_tree};
  for (const WordReading& reading : result.words) {
    std::string line = reading.word + ":";
    for (const std::string& form : reading.forms) line += " " + form;
    if (reading.form_count > reading.forms.size()) {
      line += " +" + std::to_string(reading.form_count - reading.forms.size());
    }
    if (reading.form_count == 0) line += " in no document";
    lines.push_back(std::move(line));
  }
  for (const OtherReading& other : result.other_readings) lines.push_back(other.words + ": also " + other.as);
  lines.push_back("engine query: " + result.engine_query);
  return lines;
}

}  // namespace vnidx::print
