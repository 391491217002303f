#include "format/doc_lists.h"

#include <algorithm>
#include <utility>

#include "text/utf8.h"

namespace vnidx::format {
namespace {

// Where the file information block tells the places of the tables: offset and size, 4 bytes each.
constexpr std::size_t kDefinitionsAt = 0x2E2;  // `fcPlfLst`
constexpr std::size_t kListsAt = 0x2EA;        // `fcPlfLfo`

NumberStyle style_of(std::uint8_t code) {
  constexpr NumberStyle kFirst[] = {NumberStyle::decimal, NumberStyle::upper_roman, NumberStyle::lower_roman,
                                    NumberStyle::upper_letter, NumberStyle::lower_letter};
  constexpr std::uint8_t kPadded = 22;
  constexpr std::uint8_t kBullet = 23;
  constexpr std::uint8_t kNone = 255;
  if (code < std::size(kFirst)) return kFirst[code];
  if (code == kPadded) return NumberStyle::padded;
  if (code == kBullet) return NumberStyle::bullet;
  return code == kNone ? NumberStyle::none : NumberStyle::decimal;
}

}  // namespace

DocLists::DocLists(ByteView word, ByteView table, const DocProperties& properties) : properties_(properties) {
  read_definitions(table, word.u32(kDefinitionsAt), word.u32(kDefinitionsAt + 4));
  read_lists(table, word.u32(kListsAt), word.u32(kListsAt + 4));
}

/// `LVL`
ListLevel DocLists::read_level(ByteView table, std::size_t& at) const {
  constexpr std::size_t kHeader = 28;
  constexpr std::uint8_t kLegal = 0x04;
  constexpr std::uint8_t kNoRestart = 0x08;
  constexpr std::uint8_t kNothing = 2;
  ListLevel level;
  level.start = table.u32(at);
  level.style = style_of(table.u8(at + 4));
  level.all_decimal = (table.u8(at + 5) & kLegal) != 0;
  level.goes_on = (table.u8(at + 5) & kNoRestart) != 0;
  level.joined = table.u8(at + 15) == kNothing;
  const std::size_t character_size = table.u8(at + 24);
  const std::size_t paragraph_size = table.u8(at + 25);
  at += kHeader + paragraph_size;
  if (const auto font = properties_.font_of(table.part(at, character_size)))
    level.font = properties_.font(*font);
  at += character_size;
  const std::size_t length = table.u16(at);
  at += 2;
  for (std::size_t i = 0; i < length && at < table.size(); ++i, at += 2) {
    const std::uint16_t c = table.u16(at);
    if (c < kListLevels) {  // the place of a number
      level.pattern += '%';
      level.pattern += static_cast<char>('1' + c);
    } else if (c >= 0x20 && (c < 0xD800 || c > 0xDFFF)) {
      text::append(c, level.pattern);
    }
  }
  return level;
}

void DocLists::read_definitions(ByteView table, std::size_t at, std::size_t size) {
  if (size < 2) return;
  constexpr std::size_t kEntry = 28;
  constexpr std::uint8_t kSimple = 1;
  const std::size_t count = table.u16(at);
  std::size_t level_at = at + size;
  for (std::size_t i = 0; i < count && level_at < table.size(); ++i) {
    const std::size_t entry = at + 2 + kEntry * i;
    Definition definition;
    const std::size_t levels = (table.u8(entry + 26) & kSimple) != 0 ? 1 : kListLevels;
    for (std::size_t level = 0; level < levels; ++level)
      definition.levels[level] = read_level(table, level_at);
    definitions_.try_emplace(table.u32(entry), std::move(definition));
  }
}

void DocLists::read_lists(ByteView table, std::size_t at, std::size_t size) {
  if (size < 4) return;
  constexpr std::size_t kEntry = 16;
  const std::size_t count = std::min<std::size_t>(table.u32(at), size / kEntry);
  std::size_t data_at = at + 4 + kEntry * count;
  for (std::size_t i = 0; i < count && data_at < table.size(); ++i) {
    const std::size_t entry = at + 4 + kEntry * i;
    Numbered list;
    list.definition = table.u32(entry);
    const std::size_t changes = table.u8(entry + 12);
    data_at += 4;
    for (std::size_t change = 0; change < changes && data_at < table.size(); ++change) {
      constexpr std::uint8_t kStarts = 0x10;
      constexpr std::uint8_t kFormats = 0x20;
      const std::uint32_t start = table.u32(data_at);
      const std::uint8_t flags = table.u8(data_at + 4);
      const std::size_t level = flags & 0xF;
      data_at += 8;
      if ((flags & kFormats) != 0) {
        ListLevel other = read_level(table, data_at);
        if ((flags & kStarts) != 0) list.starts[level] = other.start;
        list.other_levels[level] = std::move(other);
      } else if ((flags & kStarts) != 0) {
        list.starts[level] = start;
      }
    }
    lists_.push_back(std::move(list));
  }
}

DocLists::Label DocLists::next(const DocListPlace& place) {
  if (place.list == 0 || place.list > lists_.size() || place.level >= kListLevels) return {};
  Numbered& list = lists_[place.list - 1];
  const auto definition = definitions_.find(list.definition);
  if (definition == definitions_.end()) return {};
  ListLevels levels = definition->second.levels;
  for (const auto& [level, other] : list.other_levels) {
    if (level < kListLevels) levels[level] = other;
  }
  if (const auto start = list.starts.find(place.level); start != list.starts.end()) {
    levels[place.level].start = start->second;
    definition->second.counter.restart(place.level);
    list.starts.erase(start);
  }
  return {definition->second.counter.next(levels, place.level), levels[place.level].font};
}

}  // namespace vnidx::format
