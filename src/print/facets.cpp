#include "print/facets.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "print/printable.h"
#include "text/utf8.h"

namespace vnidx::print {
namespace {

constexpr std::size_t kLeastBar = 10;
constexpr std::size_t kMostBar = 40;
constexpr std::size_t kLeastLabel = 16;
constexpr std::size_t kIndent = 2;

struct Label {
  std::string text;
  std::size_t columns = 0;
};

/// `value` made printable, cut with `…` where it is wider than `columns`.
Label label_of(std::string_view value, std::size_t columns) {
  Label label;
  const std::string shown = printable(value);
  std::size_t cut_bytes = 0;
  std::size_t cut_columns = 0;
  for (std::string_view rest = shown; !rest.empty();) {
    const text::Decoded decoded = text::decode(rest);
    const auto wide = static_cast<std::size_t>(display_width(decoded.code_point));
    if (label.columns + wide > columns) {
      label.text.resize(cut_bytes);
      return {label.text + "…", cut_columns + 1};
    }
    label.text += rest.substr(0, decoded.bytes);
    label.columns += wide;
    if (label.columns < columns) {
      cut_bytes = label.text.size();
      cut_columns = label.columns;
    }
    rest.remove_prefix(decoded.bytes);
  }
  return label;
}

/// A bar of `share` (0 to 1) of `columns`, to an eighth of a column; never quite nothing.
std::string bar(double share, std::size_t columns) {
  constexpr const char* kEighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const auto eighths =
      std::max<std::size_t>(1, static_cast<std::size_t>(share * 8 * static_cast<double>(columns) + 0.5));
  std::string out;
  for (std::size_t i = 0; i < eighths / 8; ++i) out += "█";
  return out + kEighths[eighths % 8];
}

}  // namespace

const char* facet_name(FacetField field) {
  switch (field) {
    case FacetField::organization:
      return "org";
    case FacetField::year:
      return "year";
    case FacetField::month:
      return "month";
    case FacetField::author:
      return "author";
    case FacetField::source:
      return "source";
    case FacetField::number:
      return "number";
  }
  return "";
}

void append_bars(std::string& out, const Facet& facet, const Style& style, std::size_t width) {
  std::uint64_t most = 1;
  for (const Facet::Count& count : facet.counts) most = std::max(most, count.documents);
  const std::size_t digits = std::to_string(most).size();
  const std::size_t around = kIndent + digits + 4;  // two columns before the count, two behind it
  const std::size_t widest_label = std::max(kLeastLabel, width - std::min(width, around + kLeastBar));

  std::vector<Label> labels;
  std::size_t label_columns = 0;
  for (const Facet::Count& count : facet.counts) {
    labels.push_back(label_of(count.value, widest_label));
    label_columns = std::max(label_columns, labels.back().columns);
  }
  const std::size_t left = width - std::min(width, around + label_columns);
  const std::size_t bar_columns = std::clamp(left, kLeastBar, kMostBar);

  out.append(style.title).append(facet_name(facet.field)).append(style.reset);
  if (facet.counts.size() < facet.distinct) {
    out += ": " + std::to_string(facet.counts.size()) + " of " + std::to_string(facet.distinct);
  }
  out += '\n';
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const std::uint64_t documents = facet.counts[i].documents;
    const std::string count = std::to_string(documents);
    out.append(kIndent, ' ').append(labels[i].text).append(label_columns - labels[i].columns + 2, ' ');
    out.append(digits - count.size(), ' ').append(count);
    if (documents > 0) {
      const double share = static_cast<double>(documents) / static_cast<double>(most);
      out.append("  ").append(style.match).append(bar(share, bar_columns)).append(style.reset);
    }
    out += '\n';
  }
}

Json counts_of(const Facet& facet) {
  Json counts = Json::object();
  // Values are distinct: no need to look for each among those before, as operator[] does.
  auto& object = counts.get_ref<Json::object_t&>();
  for (const Facet::Count& count : facet.counts) object.emplace_back(count.value, count.documents);
  return counts;
}

}  // namespace vnidx::print
