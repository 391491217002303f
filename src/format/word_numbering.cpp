#include "format/word_numbering.h"

#include <charconv>

namespace vnidx::format {
namespace {

template <class Number>
Number number_of(std::string_view text, Number otherwise) {
  Number number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// ST_NumberFormat; what is not here is written with digits.
NumberStyle style_of(std::string_view format) {
  switch (tag(format)) {
    case tag("bullet"):
      return NumberStyle::bullet;
    case tag("none"):
      return NumberStyle::none;
    case tag("decimalZero"):
      return NumberStyle::padded;
    case tag("upperRoman"):
      return NumberStyle::upper_roman;
    case tag("lowerRoman"):
      return NumberStyle::lower_roman;
    case tag("upperLetter"):
      return NumberStyle::upper_letter;
    case tag("lowerLetter"):
      return NumberStyle::lower_letter;
    default:
      return NumberStyle::decimal;
  }
}

ListLevel level_of(pugi::xml_node node) {
  ListLevel level;
  for (const pugi::xml_node part : node.children()) {
    const std::string_view value = attribute(part, "val");
    switch (tag(part)) {
      case tag("start"):
        level.start = number_of<std::uint32_t>(value, 1);
        break;
      case tag("numFmt"):
        level.style = style_of(value);
        break;
      case tag("lvlText"):
        level.pattern = value;
        break;
      case tag("isLgl"):
        level.all_decimal = is_on(part);
        break;
      case tag("lvlRestart"):
        level.goes_on = value == "0";
        break;
      case tag("suff"):
        level.joined = value == "nothing";
        break;
      case tag("rPr"):
        level.font = run_style(part).font.value_or(std::string_view());
        break;
      default:
        break;
    }
  }
  return level;
}

std::size_t level_number(pugi::xml_node node) {
  return number_of<std::size_t>(attribute(node, "ilvl"), kListLevels);
}

}  // namespace

WordNumbering::Label WordNumbering::next(const ListPlace& place) {
  if (!xml_) parse();
  Numbered* const list = numbered(place.number);
  if (list == nullptr || place.level >= kListLevels) return {};
  if (std::exchange(list->begins_anew[place.level], false)) list->counter->restart(place.level);
  return {list->counter->next(list->levels, place.level), list->levels[place.level].font};
}

void WordNumbering::parse() {
  xml_ = std::make_unique<Xml>(std::move(source_));
  for (const pugi::xml_node node : xml_->root().children()) {
    if (tag(node) == tag("num")) lists_.try_emplace(attribute(node, "numId"), node);
    if (tag(node) == tag("abstractNum")) definitions_.try_emplace(attribute(node, "abstractNumId"), node);
  }
}

/// The definition of that id, or the one that it refers to by a style.
pugi::xml_node WordNumbering::definition(std::string_view id) const {
  const auto found = definitions_.find(id);
  if (found == definitions_.end()) return {};
  const std::string_view link = attribute(child(found->second, "numStyleLink"), "val");
  if (link.empty()) return found->second;
  for (const auto& [other, node] : definitions_) {
    if (attribute(child(node, "styleLink"), "val") == link) return node;
  }
  return found->second;
}

WordNumbering::Numbered* WordNumbering::numbered(std::string_view id) {
  const auto known = numbered_.find(id);
  if (known != numbered_.end()) return &known->second;
  const auto list = lists_.find(id);
  if (list == lists_.end()) return nullptr;
  const pugi::xml_node defined = definition(attribute(child(list->second, "abstractNumId"), "val"));
  if (!defined) return nullptr;

  Numbered numbered;
  numbered.counter = &counters_[attribute(defined, "abstractNumId")];
  for (const pugi::xml_node node : defined.children()) {
    if (tag(node) != tag("lvl") || level_number(node) >= kListLevels) continue;
    numbered.levels[level_number(node)] = level_of(node);
  }
  for (const pugi::xml_node change : list->second.children()) {
    const std::size_t level = level_number(change);
    if (tag(change) != tag("lvlOverride") || level >= kListLevels) continue;
    if (const pugi::xml_node other = child(change, "lvl")) numbered.levels[level] = level_of(other);
    if (const pugi::xml_node start = child(change, "startOverride")) {
      numbered.levels[level].start = number_of<std::uint32_t>(attribute(start, "val"), 1);
      numbered.begins_anew[level] = true;
    }
  }
  return &numbered_.emplace(list->first, std::move(numbered)).first->second;
}

}  // namespace vnidx::format
