#include "format/doc_properties.h"

#include <algorithm>

#include "encoding/decode.h"

namespace vnidx::format {
namespace {

// Where the file information block (`Fib`) tells the places of the tables: offset and size, 4 bytes each.
enum class Place : std::uint16_t {
  styles = 0xA2,
  character_runs = 0xFA,
  paragraph_runs = 0x102,
  fonts = 0x112,
  pieces = 0x1A2,
};

ByteView table_at(ByteView word, ByteView table, Place place) {
  const auto at = static_cast<std::size_t>(place);
  return table.part(word.u32(at), word.u32(at + 4));
}

// Changes of properties (`sprm`) that matter here.
enum : std::uint16_t {
  kDeleted = 0x0800,
  kHidden = 0x083C,
  kPlain = 0x2A33,
  kCharacterStyle = 0x4A30,
  kFont = 0x4A4F,
  kOtherFont = 0x4A51,
  kSymbol = 0x6A09,
  kLevel = 0x260A,
  kList = 0x460B,
  kInTable = 0x2416,
  kEndsRow = 0x2417,
  kEndsInnerCell = 0x244B,
  kEndsInnerRow = 0x244C,
  kDefineTable = 0xD608,
};

struct Change {
  std::uint16_t code = 0;
  std::size_t operand = 0;  ///< offset in its list
  std::size_t end = 0;
};

/// The change at `at` of a list. Bits 13 to 15 of its code tell the size of its operand.
Change change_at(ByteView list, std::size_t at) {
  Change change{list.u16(at), at + 2, 0};
  constexpr std::size_t kSizes[] = {1, 1, 2, 4, 2, 2, 0, 3};
  const unsigned kind = change.code >> 13;
  if (kind != 6) {
    change.end = change.operand + kSizes[kind];
  } else if (change.code == kDefineTable) {
    change.end = change.operand + 1 + std::max<std::size_t>(list.u16(change.operand), 1);
  } else {
    change.end = change.operand + 1 + list.u8(change.operand);
  }
  return change;
}

/// A switch: 0 off, 1 on, 128 as the style has it, 129 the opposite.
bool switched(std::uint8_t operand, bool now) {
  if (operand == 129) return !now;
  return operand == 128 ? now : operand != 0;
}

constexpr int kMaxDepth = 16;  // of styles, which may be based on each other in a circle

constexpr std::size_t kPage = 512;  // of runs (`Fkp`)

/// Calls `take(begin, end, page, index, count)` for each run of the pages that `places` lists.
template <class Take>
void for_each_run(ByteView word, ByteView places, Take take) {
  if (places.size() < 4) return;
  const std::size_t pages = (places.size() - 4) / 8;
  for (std::size_t i = 0; i < pages; ++i) {
    const std::uint64_t offset = std::uint64_t{places.u32(4 * (pages + 1) + 4 * i)} * kPage;
    if (offset + kPage > word.size()) continue;
    const ByteView page = word.part(offset, kPage);
    const std::size_t count = page.u8(kPage - 1);
    for (std::size_t run = 0; run < count && 4 * (run + 2) < kPage; ++run) {
      take(page.u32(4 * run), page.u32(4 * run + 4), page, run, count);
    }
  }
}

void change_place(ByteView properties, DocListPlace& place) {
  Change change;
  for (std::size_t at = 0; at + 2 < properties.size(); at = change.end) {
    change = change_at(properties, at);
    if (change.code == kLevel) place.level = properties.u8(change.operand);
    if (change.code == kList) place.list = properties.u16(change.operand);
  }
}

void sort_by_offset(std::vector<DocRun>& runs) {
  std::ranges::stable_sort(runs, {}, &DocRun::begin);
}

std::string utf8_of_utf16(ByteView bytes) {
  return encoding::decode(std::string(bytes.data(), bytes.size()), encoding::Encoding::utf16le).text;
}

}  // namespace

DocProperties::DocProperties(ByteView word, ByteView table) : word_(word), table_(table) {
  read_pieces();
  read_fonts();
  read_styles();
  read_character_runs();
  read_paragraph_runs();
}

void DocProperties::read_pieces() {
  const ByteView clx = table_at(word_, table_, Place::pieces);
  constexpr std::uint8_t kChanges = 1;
  constexpr std::uint8_t kTable = 2;
  std::vector<ByteView> changes;
  std::size_t at = 0;
  for (; clx.u8(at) == kChanges; at += 3 + std::size_t{clx.u16(at + 1)}) {
    changes.push_back(clx.part(at + 3, clx.u16(at + 1)));
  }
  if (clx.u8(at) != kTable) return;
  const ByteView table = clx.part(at + 5, clx.u32(at + 1));
  if (table.size() < 4) return;
  const std::size_t count = (table.size() - 4) / 12;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t descriptor = 4 * (count + 1) + 8 * i;
    const std::uint32_t place = table.u32(descriptor + 2);
    constexpr std::uint32_t kCompressed = 0x40000000;
    DocPiece piece{
        table.u32(4 * i), table.u32(4 * i + 4), place & ~kCompressed, (place & kCompressed) == 0, {}};
    if (!piece.wide) piece.offset /= 2;
    const std::uint16_t modifier = table.u16(descriptor + 6);
    if ((modifier & 1) != 0 && modifier / 2 < changes.size()) piece.changes = changes[modifier / 2];
    if (piece.end > piece.begin) pieces_.push_back(piece);
  }
}

void DocProperties::read_fonts() {
  const ByteView table = table_at(word_, table_, Place::fonts);
  constexpr std::size_t kNameOffset = 40;
  const std::size_t count = table.u16(0);
  std::size_t at = 4;
  for (std::size_t i = 0; i < count && at < table.size(); ++i) {
    const ByteView font = table.part(at, std::size_t{table.u8(at)} + 1);
    at += font.size();
    std::size_t end = kNameOffset;
    while (end + 1 < font.size() && font.u16(end) != 0) end += 2;
    fonts_.push_back(utf8_of_utf16(font.part(kNameOffset, end - kNameOffset)));
  }
}

void DocProperties::read_styles() {
  const ByteView sheet = table_at(word_, table_, Place::styles);
  const std::size_t header = sheet.u16(0);
  const std::size_t count = sheet.u16(2);
  const std::size_t base_size = sheet.u16(4);
  if (header >= 18) {
    default_.font = sheet.u16(2 + 12);
    default_.other_font = sheet.u16(2 + 16);
  }
  std::size_t at = 2 + header;
  for (std::size_t i = 0; i < count && at + 2 <= sheet.size(); ++i) {
    const std::size_t size = sheet.u16(at);
    const ByteView entry = sheet.part(at + 2, size);
    at += 2 + size;
    Style style;
    if (size > 0) {
      constexpr unsigned kParagraphStyle = 1;
      constexpr unsigned kCharacterStyleKind = 2;
      const unsigned type = entry.u16(2) & 0xF;
      style.base = static_cast<std::uint16_t>(entry.u16(2) >> 4);
      std::size_t update = base_size + 2 + 2 * std::size_t{entry.u16(base_size)} + 2;
      if (type == kParagraphStyle) {  // the changes to the paragraph stand first
        // The number of the style comes first.
        style.paragraph = entry.part(update + 4, std::max<std::size_t>(entry.u16(update), 2) - 2);
        update += 2 + entry.u16(update);
        update += update & 1;
      }
      if (type == kParagraphStyle || type == kCharacterStyleKind) {
        style.characters = entry.part(update + 2, entry.u16(update));
      }
    }
    styles_.push_back(style);
  }
}

void DocProperties::read_character_runs() {
  const ByteView places = table_at(word_, table_, Place::character_runs);
  for_each_run(
      word_, places,
      [this](std::uint32_t begin, std::uint32_t end, ByteView page, std::size_t run, std::size_t count) {
        const std::size_t at = 2 * std::size_t{page.u8(4 * (count + 1) + run)};
        const ByteView properties = at == 0 ? ByteView() : page.part(at + 1, page.u8(at));
        character_runs_.push_back({begin, end, 0, properties});
      });
  sort_by_offset(character_runs_);
}

void DocProperties::read_paragraph_runs() {
  const ByteView places = table_at(word_, table_, Place::paragraph_runs);
  constexpr std::size_t kEntry = 13;
  for_each_run(
      word_, places,
      [this](std::uint32_t begin, std::uint32_t end, ByteView page, std::size_t run, std::size_t count) {
        std::size_t at = 2 * std::size_t{page.u8(4 * (count + 1) + kEntry * run)};
        DocRun paragraph{begin, end, 0, {}};
        if (at != 0) {
          std::size_t size = 2 * std::size_t{page.u8(at)};
          if (size == 0) {
            ++at;
            size = 2 * std::size_t{page.u8(at)};
          } else {
            --size;
          }
          paragraph.style = page.u16(at + 1);
          if (size > 2) paragraph.properties = page.part(at + 3, size - 2);
        }
        paragraph_runs_.push_back(paragraph);
      });
  sort_by_offset(paragraph_runs_);
}

void DocProperties::apply_style(std::uint16_t number, int depth, DocCharacter& character) const {
  if (number >= styles_.size() || depth > kMaxDepth) return;
  const Style& style = styles_[number];
  if (style.base != kNoStyle && style.base != number) apply_style(style.base, depth + 1, character);
  apply(style.characters, depth + 1, character);
}

void DocProperties::apply(ByteView properties, int depth, DocCharacter& character) const {
  Change change;
  for (std::size_t at = 0; at + 2 < properties.size(); at = change.end) {
    change = change_at(properties, at);
    switch (change.code) {
      case kDeleted:
        character.deleted = switched(properties.u8(change.operand), character.deleted);
        break;
      case kHidden:
        character.hidden = switched(properties.u8(change.operand), character.hidden);
        break;
      case kCharacterStyle:
        apply_style(properties.u16(change.operand), depth + 1, character);
        break;
      case kFont:
        character.font = properties.u16(change.operand);
        break;
      case kSymbol:
        character.symbol_font = properties.u16(change.operand);
        character.symbol = properties.u16(change.operand + 2);
        break;
      case kOtherFont:
        character.other_font = properties.u16(change.operand);
        break;
      default:
        break;
    }
  }
}

DocCharacter DocProperties::character(std::uint16_t paragraph_style, ByteView properties,
                                      ByteView changes) const {
  DocCharacter character = default_;
  apply_style(paragraph_style, 0, character);
  apply(properties, 0, character);
  apply(changes, 0, character);
  return character;
}

DocParagraph DocProperties::paragraph(ByteView properties) {
  DocParagraph paragraph;
  Change change;
  for (std::size_t at = 0; at + 2 < properties.size(); at = change.end) {
    change = change_at(properties, at);
    const bool on = properties.u8(change.operand) != 0;
    if (change.code == kInTable) paragraph.in_table = on;
    if (change.code == kEndsRow) paragraph.ends_row = on;
    if (change.code == kEndsInnerCell || change.code == kEndsInnerRow) paragraph.ends_inner_cell = on;
  }
  return paragraph;
}

void DocProperties::place(std::uint16_t style, int depth, DocListPlace& found) const {
  if (style >= styles_.size() || depth > kMaxDepth) return;
  const Style& own = styles_[style];
  if (own.base != kNoStyle && own.base != style) place(own.base, depth + 1, found);
  change_place(own.paragraph, found);
}

DocListPlace DocProperties::list_place(std::uint16_t style, ByteView properties) const {
  DocListPlace found;
  place(style, 0, found);
  change_place(properties, found);
  return found;
}

std::optional<std::uint16_t> DocProperties::font_of(ByteView properties) const {
  std::optional<std::uint16_t> font;
  Change change;
  for (std::size_t at = 0; at + 2 < properties.size(); at = change.end) {
    change = change_at(properties, at);
    if (change.code == kOtherFont) font = properties.u16(change.operand);
  }
  return font;
}

const std::string& DocProperties::font(std::uint16_t number) const {
  return number < fonts_.size() ? fonts_[number] : no_font_;
}

}  // namespace vnidx::format
