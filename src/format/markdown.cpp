#include "format/markdown.h"

#include <md4c.h>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "encoding/decode.h"
#include "format/article.h"
#include "format/repairs.h"
#include "format/space.h"

namespace vnidx::format {
namespace {

/// Receives what md4c finds, front to back. Its functions return 0: the reading goes on.
class Renderer {
 public:
  static int enter_block(MD_BLOCKTYPE type, void* detail, void* self) {
    static_cast<Renderer*>(self)->enter(type, detail);
    return 0;
  }
  static int leave_block(MD_BLOCKTYPE type, void* /*detail*/, void* self) {
    static_cast<Renderer*>(self)->leave(type);
    return 0;
  }
  static int span(MD_SPANTYPE /*type*/, void* /*detail*/, void* /*self*/) { return 0; }
  static int text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
    static_cast<Renderer*>(self)->add(type, {text, size});
    return 0;
  }

  std::string take() { return std::move(out_); }

 private:
  void enter(MD_BLOCKTYPE type, void* detail) {
    const bool in_item =
        type == MD_BLOCK_P && !lists_.empty() && (out_.ends_with(". ") || out_.ends_with(") "));
    if (in_item) return;
    if (type == MD_BLOCK_P || type == MD_BLOCK_H || type == MD_BLOCK_TABLE || type == MD_BLOCK_CODE)
      end_paragraph();
    if (type == MD_BLOCK_UL) lists_.emplace_back();
    if (type == MD_BLOCK_OL) {
      const auto* const list = static_cast<const MD_BLOCK_OL_DETAIL*>(detail);
      lists_.push_back({list->start, list->mark_delimiter});
    }
    if (type == MD_BLOCK_LI) begin_item();
    if (type == MD_BLOCK_H) {
      heading_begin_ = out_.size();
      const bool is_title =
          static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level == 1 && !std::exchange(has_title_, true);
      if (is_title) out_ += "# ";
    }
  }

  void leave(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_H:
        drop_attribute();
        end_paragraph();
        break;
      case MD_BLOCK_P:
      case MD_BLOCK_TABLE:
      case MD_BLOCK_CODE:
        end_paragraph();
        break;
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        lists_.pop_back();
        break;
      case MD_BLOCK_LI:
      case MD_BLOCK_TR:
        end_line();
        break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD:
        out_ += '\t';
        break;
      default:
        break;
    }
  }

  void add(MD_TEXTTYPE type, std::string_view text) {
    switch (type) {
      case MD_TEXT_NULLCHAR:
      case MD_TEXT_HTML:
        break;
      case MD_TEXT_BR:
      case MD_TEXT_SOFTBR:
        out_ += '\n';
        break;
      case MD_TEXT_ENTITY:
        out_ += text == "&nbsp;"  ? " "
                : text == "&amp;" ? "&"
                : text == "&lt;"  ? "<"
                : text == "&gt;"  ? ">"
                                  : text;
        break;
      default:
        out_ += text;
        break;
    }
  }

  /// `Chương I {#chuong-i}`: what generators read behind a heading.
  void drop_attribute() {
    const std::size_t brace = out_.rfind('{');
    if (brace == std::string::npos || brace < heading_begin_ || !out_.ends_with('}')) return;
    const char mark = out_[brace + 1];
    if (mark == '#' || mark == ':' || mark == '.') out_.resize(brace);
  }

  /// The number of an item is part of the text: clauses of a law are cited by it.
  void begin_item() {
    end_line();
    List& list = lists_.back();
    if (list.delimiter != '\0')
      out_.append(std::to_string(list.next++)).append(1, list.delimiter).append(1, ' ');
  }

  void end_line() {
    while (!out_.empty() && (out_.back() == '\t' || out_.back() == ' ')) out_.pop_back();
    if (!out_.empty() && out_.back() != '\n') out_ += '\n';
  }

  void end_paragraph() {
    end_line();
    if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
  }

  struct List {
    unsigned next = 0;
    char delimiter = '\0';  ///< behind the numbers; none: they have none
  };

  std::string out_;
  std::vector<List> lists_;
  std::size_t heading_begin_ = 0;
  bool has_title_ = false;
};

/// The length of the front matter at the start of `text`, its closing line included; 0 where there is none.
std::size_t front_matter(std::string_view text) {
  constexpr std::string_view kFence = "---";
  std::size_t begin = 0;
  for (int line = 0; begin < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const bool is_fence = trim(text.substr(begin, end - begin)) == kFence;
    if (line == 0 && !is_fence) return 0;
    begin = std::min(end + 1, text.size());
    if (line > 0 && is_fence) return begin;
  }
  return 0;
}

}  // namespace

std::string text_of_markdown(const std::string& markdown) {
  Renderer renderer;
  MD_PARSER parser{};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOINDENTEDCODEBLOCKS;
  parser.enter_block = Renderer::enter_block;
  parser.leave_block = Renderer::leave_block;
  parser.enter_span = Renderer::span;
  parser.leave_span = Renderer::span;
  parser.text = Renderer::text;
  // It fails only where memory does; what was read until then is text as well.
  static_cast<void>(md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &renderer));
  return renderer.take();
}

Extraction extract_markdown(std::string bytes, const Hints& hints) {
  encoding::Decoded decoded = encoding::decode(std::move(bytes), hints.encoding);
  const std::size_t head = front_matter(decoded.text);
  Hints utf8 = hints;
  utf8.encoding = encoding::Encoding::utf8;
  Extraction extraction =
      extract_text(decoded.text.substr(0, head) + text_of_markdown(decoded.text.substr(head)), utf8);
  if (decoded.encoding == encoding::Encoding::unknown) {
    return {std::nullopt, std::string(encoding::kUnknownEncoding), {}};
  }
  if (decoded.replaced > 0) extraction.repairs.push_back(bad_bytes(decoded));
  if (std::optional<std::string> note = decoded_from(decoded)) extraction.repairs.push_back(*std::move(note));
  return extraction;
}

}  // namespace vnidx::format
