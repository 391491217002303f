#include "format/office_head.h"

#include <optional>
#include <utility>

#include "encoding/decode.h"
#include "format/office_text.h"
#include "format/official_head.h"

namespace vnidx::format {
namespace {

/// `title`, or nothing where a program made it up.
std::string meant(std::string_view title) {
  constexpr std::string_view kMadeUp[] = {"Microsoft Word - ", "PowerPoint", "Slide ",
                                          "Untitled",          "Document",   "Book"};
  for (const std::string_view beginning : kMadeUp) {
    if (title.starts_with(beginning)) return {};
  }
  return std::string(title);
}

}  // namespace

Extraction extraction_of(OfficeText found, std::string_view stem) {
  if (found.text.empty()) return {std::nullopt, "holds no text", {}};
  Extraction extraction;
  if (!found.whole) extraction.repairs.emplace_back("is damaged: what could be read was kept");
  Document& document = extraction.document.emplace();
  document.text = std::move(found.text);
  // Text in a legacy encoding that was set in a font of another.
  if (std::optional<encoding::Decoded> decoded = encoding::decode_misread(document.text)) {
    document.text = std::move(decoded->text);
  }
  OfficialHead head = read_official_head(document.text);
  document.date = head.date;
  document.number = std::move(head.number);
  document.issuer = std::move(head.issuer);
  document.title = on_one_line(head.title.empty() ? found.title : head.title);
  if (document.title.empty()) document.title = on_one_line(first_lines_as_title(document.text));
  if (document.title.empty()) document.title = on_one_line(meant(found.metadata_title));
  if (document.title.empty()) document.title = stem;
  return extraction;
}

}  // namespace vnidx::format
