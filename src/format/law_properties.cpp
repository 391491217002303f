#include "format/law_properties.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "format/page_date.h"
#include "format/space.h"
#include "text/canonical.h"

namespace vnidx::format {
namespace {

enum class Property : std::uint8_t { none, number, date, issuer, kind, subject };

struct Label {
  std::string_view canonical;
  Property property;
};

constexpr std::array kLabels{
    Label{"số ký hiệu", Property::number},       Label{"số, ký hiệu", Property::number},
    Label{"số kí hiệu", Property::number},       Label{"số/ký hiệu", Property::number},
    Label{"số hiệu", Property::number},          Label{"số văn bản", Property::number},
    Label{"ký hiệu văn bản", Property::number},  Label{"ngày ban hành", Property::date},
    Label{"ngày xác thực", Property::date},      Label{"ngày ký", Property::date},
    Label{"cơ quan ban hành", Property::issuer}, Label{"nơi ban hành", Property::issuer},
    Label{"cơ quan hợp nhất", Property::issuer}, Label{"đơn vị ban hành", Property::issuer},
    Label{"loại văn bản", Property::kind},       Label{"thể loại", Property::kind},
    Label{"hình thức văn bản", Property::kind},  Label{"trích yếu", Property::subject},
    Label{"về việc", Property::subject},         Label{"tên văn bản", Property::subject},
};

constexpr std::size_t kMaxLabel = 60;  // code points

Property label_at(std::string_view canonical) {
  const auto* const found = std::ranges::find_if(
      kLabels, [&](const Label& label) { return canonical.starts_with(label.canonical); });
  return found == kLabels.end() ? Property::none : found->property;
}

void fill(std::string& field, std::string_view value) {
  if (field.empty()) field = value;
}

void set(Property property, std::string_view value, LawProperties& found) {
  switch (property) {
    case Property::number:
      return fill(found.number, value);
    case Property::issuer:
      return fill(found.issuer, value);
    case Property::kind:
      return fill(found.kind, value);
    case Property::subject:
      return fill(found.subject, value);
    case Property::date:
      if (const auto date = page_date(value); date && !found.date) found.date = date->date;
      return;
    case Property::none:
      return;
  }
}

}  // namespace

bool begins_with_property(std::string_view line) {
  return label_at(text::canonical(line.substr(0, 2 * kMaxLabel))) != Property::none;
}

std::optional<LawProperties> law_properties(std::span<const HtmlBlock> blocks) {
  constexpr std::size_t kMaxValue = 160;
  constexpr std::size_t kMaxSubject = 500;
  LawProperties found;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const std::string_view line = blocks[i].text;
    if (blocks[i].length > kMaxLabel + kMaxSubject) continue;
    const Property property = label_at(text::canonical(line.substr(0, 2 * kMaxLabel)));
    if (property == Property::none) continue;
    const std::size_t longest = property == Property::subject ? kMaxSubject : kMaxValue;
    if (blocks[i].length > kMaxLabel + longest) continue;
    const std::size_t colon = line.find(':');
    const std::string_view behind = colon == std::string_view::npos ? "" : trim(line.substr(colon + 1));
    if (!behind.empty()) {
      set(property, behind, found);
    } else if (blocks[i].length <= kMaxLabel && i + 1 < blocks.size() && blocks[i + 1].length <= longest &&
               label_at(text::canonical(blocks[i + 1].text)) == Property::none) {
      set(property, blocks[i + 1].text, found);
    }
  }
  const bool more = found.date || !found.issuer.empty() || !found.kind.empty();
  return !found.number.empty() && more ? std::optional(found) : std::nullopt;
}

}  // namespace vnidx::format
