// What a document of Word 97 to 2003 says about its characters and paragraphs: pieces of text, runs, styles,
// fonts. Names are those of the specification [MS-DOC]. Not thread-safe for each value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "format/byte_view.h"

namespace vnidx::format {

/// A stretch of text: characters `begin` to `end`, which lie at `offset` of the stream WordDocument.
struct DocPiece {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t offset = 0;
  bool wide = false;  ///< UTF-16, else a byte a character in Windows-1252
  ByteView changes;   ///< properties that a fast save put over those of its runs
};

/// A stretch of the stream WordDocument with one set of properties.
struct DocRun {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint16_t style = 0;  ///< of a paragraph
  ByteView properties;      ///< a list of changes (`grpprl`)
};

/// How characters look, as far as text depends on it.
struct DocCharacter {
  std::uint16_t font = 0;        ///< of ASCII
  std::uint16_t other_font = 0;  ///< of all but ASCII and East Asian
  bool hidden = false;
  bool deleted = false;
  std::uint16_t symbol = 0;  ///< what stands here for `(`, in that font; 0: it is no symbol
  std::uint16_t symbol_font = 0;
};

struct DocParagraph {
  bool in_table = false;
  bool ends_row = false;
  bool ends_inner_cell = false;  ///< of a table in a table
};

/// `ilfo` and `ilvl` of the specification.
struct DocListPlace {
  std::uint16_t list = 0;  ///< from 1 on; 0: in none
  std::uint8_t level = 0;
};

class DocProperties {
 public:
  /// `word` and `table` must outlive it.
  DocProperties(ByteView word, ByteView table);

  const std::vector<DocPiece>& pieces() const { return pieces_; }
  /// In order of offset. Each run reaches to the next one.
  const std::vector<DocRun>& character_runs() const { return character_runs_; }
  const std::vector<DocRun>& paragraph_runs() const { return paragraph_runs_; }

  DocCharacter character(std::uint16_t paragraph_style, ByteView properties, ByteView changes) const;
  static DocParagraph paragraph(ByteView properties);
  /// The place in a list that a paragraph of that style with these properties has.
  DocListPlace list_place(std::uint16_t style, ByteView properties) const;

  /// The font that a list of changes names for all but ASCII and East Asian; nothing where it names none.
  std::optional<std::uint16_t> font_of(ByteView properties) const;

  /// Empty where there is no such font.
  const std::string& font(std::uint16_t number) const;

 private:
  struct Style {
    std::uint16_t base = kNoStyle;
    ByteView characters;
    ByteView paragraph;
  };
  static constexpr std::uint16_t kNoStyle = 0xFFF;

  void read_pieces();
  void read_fonts();
  void read_styles();
  void read_character_runs();
  void read_paragraph_runs();
  void apply_style(std::uint16_t number, int depth, DocCharacter& character) const;
  void place(std::uint16_t style, int depth, DocListPlace& found) const;
  void apply(ByteView properties, int depth, DocCharacter& character) const;

  ByteView word_;
  ByteView table_;
  std::vector<DocPiece> pieces_;
  std::vector<DocRun> character_runs_;
  std::vector<DocRun> paragraph_runs_;
  std::vector<Style> styles_;
  std::vector<std::string> fonts_;
  DocCharacter default_;
  std::string no_font_;
};

}  // namespace vnidx::format
