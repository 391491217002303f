#include "format/rtf.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "encoding/eight_bit.h"
#include "encoding/font.h"
#include "format/office_head.h"
#include "format/office_text.h"
#include "format/rtf_tokens.h"
#include "text/utf8.h"

namespace vnidx::format {
namespace {

using encoding::Encoding;

/// Groups that hold no text of the document.
constexpr auto kPassedOver = std::to_array<std::string_view>({"colortbl",     "stylesheet",
                                                              "info",         "pict",
                                                              "header",       "headerl",
                                                              "headerr",      "headerf",
                                                              "footer",       "footerl",
                                                              "footerr",      "footerf",
                                                              "fldinst",      "sn",
                                                              "sv",           "xe",
                                                              "tc",           "txe",
                                                              "rxe",          "filetbl",
                                                              "revtbl",       "private",
                                                              "nonesttables", "nonshppict",
                                                              "listtable",    "listoverridetable",
                                                              "annotation",   "atnid",
                                                              "atnauthor"});

/// The groups with text among those that a reader may ignore (`\*`).
constexpr auto kKept = std::to_array<std::string_view>({"shpinst", "shptxt", "footnote", "fldrslt", "ud"});

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// A control word that stands for a character.
char32_t character_named(std::string_view word) {
  constexpr auto kNames = std::to_array<std::pair<std::string_view, char32_t>>({{"emdash", U'—'},
                                                                                {"endash", U'–'},
                                                                                {"lquote", U'‘'},
                                                                                {"rquote", U'’'},
                                                                                {"ldblquote", U'“'},
                                                                                {"rdblquote", U'”'},
                                                                                {"bullet", U'•'},
                                                                                {"emspace", U' '},
                                                                                {"enspace", U' '},
                                                                                {"qmspace", U' '}});
  const auto* const found = std::ranges::find(kNames, word, &std::pair<std::string_view, char32_t>::first);
  return found == kNames.end() ? U'\0' : found->second;
}

/// Lines and tables in the making, of the body or of the notes.
struct Flow {
  FontLine line;
  std::string cell;
  std::vector<std::string> cells;
  std::string out;

  void end_paragraph(bool in_table) {
    std::string& to = in_table ? cell : out;
    to += line.take();
    to += '\n';
  }
  void end_cell() {
    cell += line.take();
    cells.push_back(std::exchange(cell, {}));
  }
  void end_row() {
    if (!line.empty()) cell += line.take();
    if (!cell.empty()) cells.push_back(std::exchange(cell, {}));
    append_row(cells, out);
    cells.clear();
  }
};

class RtfReader {
 public:
  explicit RtfReader(std::string_view rtf) : tokens_(rtf) {}

  std::string read() {
    while (const std::optional<RtfToken> token = tokens_.next()) take(*token);
    flush();
    for (Flow* const flow : {&body_, &notes_}) {
      flow->end_row();
      if (!flow->line.empty()) flow->end_paragraph(false);
    }
    return tidy(body_.out + '\n' + notes_.out);
  }

 private:
  enum class Content : std::uint8_t { text, fonts, none };
  struct State {
    Content content = Content::text;
    bool hidden = false;
    bool in_notes = false;
    bool in_table = false;
    int font = 0;
    int replacement = 1;  ///< characters that stand for a `\u` in old readers
  };
  struct FontEntry {
    std::string name;
    bool legacy = false;
    Encoding encoding = Encoding::windows1252;
  };

  Flow& flow() { return state_.in_notes ? notes_ : body_; }

  void take(const RtfToken& token) {
    const bool first = std::exchange(group_begins_, false);
    switch (token.kind) {
      case RtfToken::Kind::open:
        open();
        break;
      case RtfToken::Kind::close:
        close();
        break;
      case RtfToken::Kind::word:
        word(token, first || ignorable_);
        ignorable_ = false;
        break;
      case RtfToken::Kind::symbol:
        symbol(token.character, first);
        break;
      case RtfToken::Kind::byte:
        byte(token.character);
        break;
    }
  }

  void open() {
    constexpr std::size_t kDeepest = 10'000;
    skipped_ = 0;
    if (states_.size() >= kDeepest) {
      ++too_deep_;
      return;
    }
    states_.push_back(state_);
    group_begins_ = true;
  }

  void close() {
    skipped_ = 0;
    if (too_deep_ > 0) {
      --too_deep_;
      return;
    }
    if (states_.empty()) return;
    flush();
    const State before = std::exchange(state_, states_.back());
    states_.pop_back();
    if (before.in_notes && !state_.in_notes) {
      notes_.end_row();
      if (!notes_.line.empty()) notes_.end_paragraph(false);
    }
  }

  void symbol(char c, bool first) {
    if (c == '*' && first) {
      ignorable_ = true;
    } else if (c == '~') {
      character(U'\u00A0');
    } else if (c == '-') {
      character(U'\u00AD');
    } else if (c == '_') {
      character(U'-');
    } else if (c == '\\' || c == '{' || c == '}') {
      byte(c);
    } else if (c == '\n' || c == '\r') {
      end_paragraph();
    }
  }

  void word(const RtfToken& token, bool opens_group) {
    const std::string_view word = token.word;
    const int number = token.number.value_or(0);
    if (opens_group && destination(word)) return;
    if (word == "bin") {
      tokens_.skip(static_cast<std::size_t>(std::max(number, 0)));
    } else if (word == "f") {
      set_font(number);
    } else if (word == "deff") {
      default_font_ = number;
      set_font(number);
    } else if (word == "fcharset") {
      set_charset(number);
    } else if (word == "ansicpg") {
      default_encoding_ = number == 1258 ? Encoding::windows1258 : Encoding::windows1252;
    } else if (word == "uc") {
      state_.replacement = std::clamp(number, 0, 16);
    } else if (word == "u") {
      unicode(number);
    } else if (word == "v" || word == "deleted") {
      flush();
      state_.hidden = token.number.value_or(1) != 0;
    } else if (word == "plain") {
      flush();
      state_.hidden = false;
      set_font(default_font_);
    } else if (word == "intbl") {
      state_.in_table = true;
    } else if (word == "pard") {
      state_.in_table = false;
    } else if (state_.content == Content::text) {
      layout(word);
    }
  }

  /// Whether `word`, the first of a group, says what the group is.
  bool destination(std::string_view word) {
    if (state_.content == Content::none) return true;
    if (word == "fonttbl") {
      flush();
      state_.content = Content::fonts;
      return true;
    }
    if (holds(kPassedOver, word) || (ignorable_ && !holds(kKept, word))) {
      flush();
      state_.content = Content::none;
      return true;
    }
    if (word == "footnote" || word == "shptxt") {
      flush();
      state_.in_notes = true;
      state_.in_table = false;
      return true;
    }
    return false;
  }

  void layout(std::string_view word) {
    if (word == "par" || word == "sect" || word == "page" || word == "nestcell" || word == "nestrow") {
      end_paragraph();
    } else if (word == "line" || word == "tab") {
      flush();
      if (!state_.hidden) flow().line.add(word == "line" ? '\n' : '\t');
    } else if (word == "cell") {
      flush();
      flow().end_cell();
    } else if (word == "row") {
      flush();
      flow().end_row();
    } else if (const char32_t c = character_named(word)) {
      character(c);
    }
  }

  void end_paragraph() {
    if (state_.content != Content::text) return;
    flush();
    flow().end_paragraph(state_.in_table);
  }

  void byte(char c) {
    if (skipped_ > 0) {
      --skipped_;
      return;
    }
    if (state_.content == Content::fonts) {
      if (c == ';') {
        end_font();
      } else {
        fonts_[font_at_hand_].name += c;
      }
      return;
    }
    if (state_.content == Content::none || state_.hidden) return;
    if (!characters_.empty()) flush();
    bytes_ += c;
  }

  void character(char32_t c) {
    if (state_.content != Content::text || state_.hidden) return;
    if (!bytes_.empty()) flush();
    text::append(c, characters_);
  }

  void unicode(int number) {
    skipped_ = state_.replacement;
    const auto unit = static_cast<char32_t>(static_cast<std::uint16_t>(number));
    if (unit >= 0xD800 && unit < 0xDC00) {
      lead_ = unit;
      return;
    }
    const char32_t lead = std::exchange(lead_, U'\0');
    if (unit >= 0xDC00 && unit < 0xE000) {
      if (lead != 0) character(0x10000 + ((lead - 0xD800) << 10) + (unit - 0xDC00));
    } else if (unit >= 0xF000 &&
               unit < 0xF100) {  // of fonts of symbols, and of those of TCVN3 taken for such
      if (fonts_[state_.font].legacy) character(unit - 0xF000);
    } else if (unit >= 0x20) {
      character(unit);
    }
  }

  void set_font(int number) {
    if (state_.content == Content::fonts) {
      font_at_hand_ = number;
      fonts_[number] = {{}, false, default_encoding_};
      return;
    }
    flush();
    state_.font = number;
  }

  void set_charset(int number) {
    constexpr int kVietnamese = 163;
    if (state_.content == Content::fonts && number == kVietnamese) {
      fonts_[font_at_hand_].encoding = Encoding::windows1258;
    }
  }

  void end_font() {
    FontEntry& font = fonts_[font_at_hand_];
    font.legacy = encoding::legacy_font(font.name).has_value();
  }

  /// Hands what was gathered in one font to the line.
  void flush() {
    if (bytes_.empty() && characters_.empty()) return;
    const FontEntry& font = fonts_[state_.font];
    if (!bytes_.empty()) {
      const Encoding encoding = font.legacy ? Encoding::windows1252 : font.encoding;
      flow().line.add(encoding::decode_eight_bit(bytes_, encoding), font.name);
      bytes_.clear();
    }
    if (!characters_.empty()) {
      flow().line.add(characters_, font.name);
      characters_.clear();
    }
  }

  RtfTokens tokens_;
  State state_;
  std::vector<State> states_;  // of the groups that are open
  std::size_t too_deep_ = 0;   // groups more than are kept
  bool group_begins_ = false;
  bool ignorable_ = false;  // `\*` stands before the next word
  int skipped_ = 0;         // characters to pass over, which stand for a `\u`
  int default_font_ = 0;
  int font_at_hand_ = 0;  // of the table of fonts
  Encoding default_encoding_ = Encoding::windows1252;
  std::map<int, FontEntry> fonts_;
  std::string bytes_;       // in the encoding of the font; one of these is empty
  std::string characters_;  // UTF-8
  char32_t lead_ = 0;       // of a pair of surrogates
  Flow body_;
  Flow notes_;
};

}  // namespace

bool begins_rtf(std::string_view head) {
  return head.starts_with("{\\rtf");
}

Extraction extract_rtf(std::string bytes, const Hints& hints) {
  OfficeText found;
  found.text = RtfReader(bytes).read();
  return extraction_of(std::move(found), hints.stem);
}

}  // namespace vnidx::format
