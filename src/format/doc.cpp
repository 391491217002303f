#include "format/doc.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "encoding/symbol_font.h"
#include "format/doc_lists.h"
#include "format/doc_properties.h"
#include "format/office_text.h"
#include "text/utf8.h"

namespace vnidx::format {
namespace {

// In the file information block.
constexpr std::size_t kMagic = 0x00;
constexpr std::size_t kVersion = 0x02;
constexpr std::size_t kFlags = 0x0A;
constexpr std::uint16_t kEncryptedFlag = 0x0100;
constexpr std::uint16_t kTable1Flag = 0x0200;
constexpr std::uint16_t kWordMagic = 0xA5EC;
constexpr std::uint16_t kWord97 = 0x00C1;
// How many characters each part has, in the order in which they stand.
constexpr std::size_t kLengths = 0x4C;
enum class Part : std::uint8_t { body, footnotes, headers, macros, comments, endnotes, boxes, header_boxes };
constexpr bool is_kept(Part part) {
  return part == Part::body || part == Part::footnotes || part == Part::endnotes || part == Part::boxes;
}

/// Windows-1252 from 0x80 to 0x9F.
constexpr std::u32string_view kUpperControls = U"€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

/// The run that covers `offset`; null where none does.
const DocRun* run_at(const std::vector<DocRun>& runs, std::uint32_t offset) {
  auto next = std::ranges::upper_bound(runs, offset, {}, &DocRun::begin);
  if (next == runs.begin()) return nullptr;
  const DocRun& run = *std::prev(next);
  return offset < run.end ? &run : nullptr;
}

class DocReader {
 public:
  DocReader(std::string_view word, std::string_view table)
      : word_(word), properties_(word_, ByteView(table)), lists_(word_, ByteView(table), properties_) {}

  Result<OfficeText> read() {
    if (properties_.pieces().empty()) return damaged();
    std::uint64_t begin = 0;
    for (std::size_t i = 0; i <= static_cast<std::size_t>(Part::header_boxes); ++i) {
      const std::uint64_t end = begin + word_.u32(kLengths + 4 * i);
      if (is_kept(static_cast<Part>(i))) part(begin, end);
      begin = end;
    }
    OfficeText found;
    found.text = tidy(std::move(out_));
    found.whole = whole_;
    return found;
  }

  static Error damaged() { return {ErrorCode::io, "is a damaged Word document: it has no text", {}, {}}; }

 private:
  /// What is known of the characters of a run.
  struct Look {
    std::uint32_t end = 0;  ///< offset up to which it holds
    bool shown = true;
    const std::string* font = nullptr;
    bool legacy = false;
    std::uint16_t symbol = 0;  ///< stands for a bracket
    std::uint16_t paragraph_style = 0;
    ByteView paragraph;
  };

  void part(std::uint64_t begin, std::uint64_t end) {
    for (const DocPiece& piece : properties_.pieces()) {
      const std::uint64_t from = std::max<std::uint64_t>(piece.begin, begin);
      const std::uint64_t to = std::min<std::uint64_t>(piece.end, end);
      if (from < to) characters(piece, from - piece.begin, to - piece.begin);
    }
    if (!line_.empty()) end_paragraph({});
    end_row();
    fields_.clear();
  }

  /// Characters `from` to `to` of a piece.
  void characters(const DocPiece& piece, std::uint64_t from, std::uint64_t to) {
    const std::uint64_t width = piece.wide ? 2 : 1;
    std::uint64_t offset = piece.offset + from * width;
    std::uint64_t end = piece.offset + to * width;
    // Pieces that lie upon one another make no document longer than its file allows.
    constexpr std::uint64_t kMaxTimes = 4;
    if (end > word_.size() || read_ + (end - offset) > kMaxTimes * word_.size()) whole_ = false;
    end = std::min<std::uint64_t>(end, word_.size());
    if (read_ > kMaxTimes * word_.size()) return;
    read_ += end > offset ? end - offset : 0;
    Look look;
    for (; offset + width <= end; offset += width) {
      if (offset >= look.end) {
        flush(look);
        look = look_at(static_cast<std::uint32_t>(offset), piece);
      }
      take(piece.wide ? word_.u16(offset) : word_.u8(offset), look);
    }
    flush(look);
  }

  Look look_at(std::uint32_t offset, const DocPiece& piece) const {
    Look look;
    const DocRun* const run = run_at(properties_.character_runs(), offset);
    const DocRun* const paragraph = run_at(properties_.paragraph_runs(), offset);
    constexpr std::uint32_t kFar = 0xFFFFFFFF;
    look.end = std::min(run != nullptr ? run->end : kFar, paragraph != nullptr ? paragraph->end : kFar);
    if (run == nullptr || paragraph == nullptr) look.end = std::min(look.end, offset + 1);
    if (paragraph != nullptr) {
      look.paragraph_style = paragraph->style;
      look.paragraph = paragraph->properties;
    }
    const DocCharacter character = properties_.character(
        look.paragraph_style, run != nullptr ? run->properties : ByteView(), piece.changes);
    look.shown = !character.hidden && !character.deleted;
    look.font = &properties_.font(character.other_font);
    if (character.symbol != 0) {
      look.symbol = character.symbol;
      look.font = &properties_.font(character.symbol_font);
    }
    look.legacy = encoding::legacy_font(*look.font).has_value();
    if (!look.legacy && look.symbol == 0 && encoding::legacy_font(properties_.font(character.font))) {
      look.font = &properties_.font(character.font);
      look.legacy = true;
    }
    return look;
  }

  void take(char32_t c, const Look& look) {
    enum : char32_t {
      kCell = 0x07,
      kTab = 0x09,
      kLine = 0x0B,
      kPage = 0x0C,
      kParagraph = 0x0D,
      kFieldBegin = 0x13,
      kFieldSeparator = 0x14,
      kFieldEnd = 0x15,
      kHyphen = 0x1E,
      kOptionalHyphen = 0x1F,
    };
    switch (c) {
      case kFieldBegin:
        fields_.push_back(FieldPart::code);
        return;
      case kFieldSeparator:
        if (!fields_.empty()) fields_.back() = FieldPart::result;
        return;
      case kFieldEnd:
        if (!fields_.empty()) fields_.pop_back();
        return;
      case kCell:
        flush(look);
        end_cell(look);
        return;
      case kParagraph:
      case kPage:
        flush(look);
        end_paragraph(look);
        return;
      default:
        break;
    }
    if (!look.shown || in_field_code()) return;
    if (c == kTab || c == kLine) {
      flush(look);
      line_.add(c == kTab ? '\t' : '\n');
    } else if (c == kHyphen) {
      run_ += '-';
    } else if (c == kOptionalHyphen) {
      text::append(0xAD, run_);
    } else if (c >= 0x20) {
      character(c, look);
    }
  }

  void character(char32_t c, const Look& look) {
    if (c == U'(' && look.symbol != 0) c = look.symbol;
    if (c >= 0xD800 && c < 0xDC00) {
      lead_ = c;
      return;
    }
    if (c >= 0xDC00 && c < 0xE000) {
      if (lead_ != 0) text::append(0x10000 + ((lead_ - 0xD800) << 10) + (c - 0xDC00), run_);
      lead_ = 0;
      return;
    }
    lead_ = 0;
    if (c >= 0xF000 && c < 0xF100) {  // fonts of symbols, and those of TCVN3 that Word takes for such
      const auto drawn = encoding::symbol_character(look.font != nullptr ? *look.font : "", c);
      if (!look.legacy && !drawn) return;
      c = drawn.value_or(c - 0xF000);
    }
    if (c >= 0x80 && c < 0xA0) c = kUpperControls[c - 0x80];
    text::append(c, run_);
  }

  void flush(const Look& look) {
    if (run_.empty()) return;
    line_.add(run_, look.font != nullptr ? std::string_view(*look.font) : std::string_view());
    run_.clear();
  }

  /// The line of a paragraph, with the number that a list gives it.
  std::string take_line(const Look& look) {
    std::string line = line_.take();
    const DocListPlace place = properties_.list_place(look.paragraph_style, look.paragraph);
    if (place.list == 0) return line;
    const DocLists::Label label = lists_.next(place);
    if (line.empty() || label.text.empty()) return line;  // a number before nothing says nothing
    std::string_view font = label.font;
    if (font.empty() && look.font != nullptr) font = *look.font;
    return in_font(label.text, font) + line;
  }

  void end_paragraph(const Look& look) {
    const DocParagraph paragraph = DocProperties::paragraph(look.paragraph);
    const std::string line = take_line(look);
    if (paragraph.in_table || !cells_.empty()) {
      cell_ += line;
      cell_ += '\n';
      return;
    }
    end_row();
    out_ += line;
    out_ += '\n';
  }

  void end_cell(const Look& look) {
    const DocParagraph paragraph = DocProperties::paragraph(look.paragraph);
    cell_ += take_line(look);
    if (paragraph.ends_row) {
      end_row();
    } else {
      cells_.push_back(std::exchange(cell_, {}));
    }
  }

  void end_row() {
    if (!cell_.empty()) cells_.push_back(std::exchange(cell_, {}));
    append_row(cells_, out_);
    cells_.clear();
  }

  enum class FieldPart : std::uint8_t { code, result };
  bool in_field_code() const { return std::ranges::find(fields_, FieldPart::code) != fields_.end(); }

  ByteView word_;
  DocProperties properties_;
  DocLists lists_;
  std::string out_;
  FontLine line_;
  std::string run_;  // characters of one font that line_ has not got yet
  std::string cell_;
  std::vector<std::string> cells_;  // of the row at hand
  std::vector<FieldPart> fields_;   // that are open, outermost first
  char32_t lead_ = 0;               // of a pair of surrogates
  std::uint64_t read_ = 0;          // bytes
  bool whole_ = true;
};

}  // namespace

const char* doc_table_name(std::string_view word) {
  return (ByteView(word).u16(kFlags) & kTable1Flag) != 0 ? "1Table" : "0Table";
}

Result<OfficeText> read_doc(std::string_view word, std::string_view table) {
  const ByteView header(word);
  constexpr std::uint16_t kWord95Magic = 0xA5DC;
  const std::uint16_t magic = header.u16(kMagic);
  if (magic != kWordMagic && magic != kWord95Magic) return DocReader::damaged();
  if (magic == kWord95Magic || header.u16(kVersion) < kWord97) {
    return Error{ErrorCode::io, "is a document of Word 6 or 95: save it in a newer format first", {}, {}};
  }
  if ((header.u16(kFlags) & kEncryptedFlag) != 0) {
    return Error{ErrorCode::io, "is an encrypted Word document: save it without a password first", {}, {}};
  }
  return DocReader(word, table).read();
}

}  // namespace vnidx::format
