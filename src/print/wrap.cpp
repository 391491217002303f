#include "print/wrap.h"

#include <cstdint>
#include <vector>

#include "print/printable.h"
#include "text/utf8.h"

namespace vnidx::print {
namespace {

/// A code point to be shown, and whether it is highlighted.
struct Glyph {
  char32_t code_point;
  bool lit;
};

/// Cuts a text into the glyphs to show.
class Glyphs {
 public:
  Glyphs(std::string_view text, std::span<const CodePointRange> highlights)
      : text_(text), highlights_(highlights) {}

  bool next(Glyph& glyph) {
    if (text_.empty()) return false;
    while (!highlights_.empty() && highlights_.front().end <= index_) highlights_ = highlights_.subspan(1);
    const bool lit = !highlights_.empty() && highlights_.front().start <= index_;
    const text::Decoded decoded = text::decode(text_);
    text_.remove_prefix(decoded.bytes);
    glyph = {decoded.code_point, lit};
    ++index_;
    return true;
  }

 private:
  std::string_view text_;
  std::span<const CodePointRange> highlights_;
  std::uint32_t index_ = 0;
};

/// Appends glyphs, changing the style only where it changes.
class Painter {
 public:
  Painter(std::string& out, const Paint& paint) : out_(out), paint_(paint) {}

  void put(Glyph glyph) {
    const std::string_view wanted = glyph.lit ? paint_.match : paint_.base;
    if (wanted != begun_) {
      stop();
      out_ += wanted;
      begun_ = wanted;
    }
    text::append(glyph.code_point, out_);
  }

  void stop() {
    if (!begun_.empty()) out_ += paint_.reset;
    begun_ = {};
  }

  void new_line(std::size_t indent) {
    stop();
    out_ += '\n';
    out_.append(indent, ' ');
  }

 private:
  std::string& out_;
  const Paint& paint_;
  std::string_view begun_;  // the sequence of the style that is on; empty where none is
};

bool breaks(char32_t code_point) {
  return code_point == ' ' || (code_point >= '\t' && code_point <= '\r') || code_point == 0x2028 ||
         code_point == 0x2029;
}

}  // namespace

void append_wrapped(std::string& out, std::string_view text, std::span<const CodePointRange> highlights,
                    const Paint& paint, const Columns& columns) {
  Painter painter(out, paint);
  std::vector<Glyph> word;
  std::size_t word_width = 0;
  std::size_t column = columns.indent;
  bool line_empty = true;
  bool last_lit = false;

  const auto end_word = [&] {
    if (word.empty()) return;
    if (!line_empty && column + 1 + word_width > columns.width) {
      painter.new_line(columns.indent);
      column = columns.indent;
    } else if (!line_empty) {
      painter.put({' ', last_lit && word.front().lit});
      ++column;
    }
    for (const Glyph& glyph : word) painter.put(glyph);
    column += word_width;
    line_empty = false;
    last_lit = word.back().lit;
    word.clear();
    word_width = 0;
  };

  Glyphs glyphs(text, highlights);
  for (Glyph glyph{}; glyphs.next(glyph);) {
    if (breaks(glyph.code_point)) {
      end_word();
    } else if (const char32_t shown = printable(glyph.code_point)) {
      word.push_back({shown, glyph.lit});
      word_width += static_cast<std::size_t>(display_width(shown));
    }
  }
  end_word();
  painter.stop();
}

void append_highlighted(std::string& out, std::string_view text, std::span<const CodePointRange> highlights,
                        const Paint& paint) {
  Painter painter(out, paint);
  Glyphs glyphs(text, highlights);
  for (Glyph glyph{}; glyphs.next(glyph);) {
    if (glyph.code_point == '\n') {
      painter.new_line(0);
    } else if (glyph.code_point == '\f') {  // the end of a page
      painter.new_line(0);
      painter.new_line(0);
    } else if (glyph.code_point == '\t') {
      painter.put(glyph);
    } else if (const char32_t shown = glyph.code_point == '\r' ? 0 : printable(glyph.code_point)) {
      painter.put({shown, glyph.lit});
    }
  }
  painter.stop();
}

}  // namespace vnidx::print
