#include "format/office_text.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

#include "encoding/decode.h"
#include "format/space.h"

namespace vnidx::format {
namespace {

constexpr std::string_view kSoftHyphen = "\xC2\xAD";
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

bool is_blank(std::string_view text) {
  return trim(text).empty();
}

void erase_soft_hyphens(std::string& text) {
  for (std::size_t at = text.find(kSoftHyphen); at != std::string::npos; at = text.find(kSoftHyphen, at)) {
    text.erase(at, kSoftHyphen.size());
  }
}

std::string_view without_end_spaces(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\n";
  while (!text.empty()) {
    if (text.ends_with(kNoBreakSpace)) {
      text.remove_suffix(kNoBreakSpace.size());
    } else if (kSpaces.find(text.back()) != std::string_view::npos) {
      text.remove_suffix(1);
    } else {
      break;
    }
  }
  return text;
}

bool is_control(char c) {
  return static_cast<std::uint8_t>(c) < ' ' && c != '\t';
}

bool ends_line(char c) {
  return c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

void append_without_controls(std::string_view line, std::string& out) {
  if (std::ranges::none_of(line, is_control)) {
    out += line;
    return;
  }
  std::ranges::remove_copy_if(line, std::back_inserter(out), is_control);
}

}  // namespace

void FontLine::add(std::string_view text, std::string_view font) {
  if (font != name_) {
    const std::optional<encoding::Font> drawn = encoding::legacy_font(font);
    if (drawn != font_) end_run();
    font_ = drawn;
    name_ = font;
  }
  run_ += text;
}

void FontLine::end_run() {
  if (font_) {
    text_ += encoding::decode_run(run_, *font_);
  } else {
    erase_soft_hyphens(run_);
    text_ += run_;
  }
  run_.clear();
}

std::string FontLine::take() {
  end_run();
  return std::exchange(text_, {});
}

std::string in_font(std::string_view run, std::string_view font) {
  FontLine line;
  line.add(run, font);
  return line.take();
}

void append_row(std::span<std::string> cells, std::string& out) {
  bool lines = false;
  std::size_t used = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cells[i].resize(without_end_spaces(cells[i]).size());
    if (is_blank(cells[i])) continue;
    used = i + 1;
    lines = lines || cells[i].find('\n') != std::string::npos;
  }
  for (std::size_t i = 0; i < used; ++i) {
    if (lines && is_blank(cells[i])) continue;
    out += cells[i];
    out += lines || i + 1 == used ? '\n' : '\t';
  }
}

std::string tidy(std::string text, Pages pages) {
  text = encoding::decode(std::move(text), encoding::Encoding::utf8).text;
  std::string out;
  out.reserve(text.size());
  bool after_blank = true;  // a blank line, or what needs none behind it
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::string_view rest = std::string_view(text).substr(begin);
    const auto length = static_cast<std::size_t>(std::ranges::find_if(rest, ends_line) - rest.begin());
    const std::size_t end = begin + length;
    const std::string_view line = without_end_spaces(rest.substr(0, length));
    if (!line.empty() || !after_blank) {
      append_without_controls(line, out);
      out += '\n';
      after_blank = line.empty();
    }
    if (pages == Pages::marked && end < text.size() && text[end] == '\f') {
      out.resize(without_end_spaces(out).size());
      out += '\f';
      after_blank = true;
    }
    begin = end + (text.compare(end, 2, "\r\n") == 0 ? 2 : 1);
  }
  while (!out.empty() && (out.back() == '\n' || out.back() == '\f')) out.pop_back();
  return out;
}

std::string on_one_line(std::string_view text) {
  std::string out;
  for (const char c : trim(text)) {
    const bool space = static_cast<std::uint8_t>(c) <= ' ';
    if (!space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

}  // namespace vnidx::format
