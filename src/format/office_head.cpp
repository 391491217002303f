#include "format/office_head.h"

#include <optional>
#include <utility>

#include "encoding/decode.h"
#include "format/office_text.h"
#include "format/official_head.h"

namespace vnidx::format {

Document office_document(OfficeText found, std::string_view stem) {
  Document document;
  document.text = std::move(found.text);
  // Text in a legacy encoding that was set in a font of another.
  if (std::optional<encoding::Decoded> meant = encoding::decode_misread(document.text)) {
    document.text = std::move(meant->text);
  }
  document.title = read_official_head(document.text).title;
  if (document.title.empty()) document.title = std::move(found.title);
  complete_from_head(document, stem);
  document.title = on_one_line(document.title);
  return document;
}

}  // namespace vnidx::format
