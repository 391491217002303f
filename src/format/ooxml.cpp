#include "format/ooxml.h"

#include <array>
#include <utility>

#include "format/docx.h"
#include "format/office_head.h"
#include "format/office_text.h"
#include "format/pptx.h"
#include "format/xlsx.h"
#include "format/xml.h"
#include "format/zip.h"

namespace vnidx::format {
namespace {

/// What the main part of a package is, by the end of its content type and by where it usually stands.
enum class Kind : std::uint8_t { word, slides, sheets };
struct MainPart {
  Kind kind;
  std::string_view content;
  std::string_view usual_name;
};
constexpr std::array kMainParts{
    MainPart{Kind::word, "wordprocessingml", "word/document.xml"},
    MainPart{Kind::slides, "presentationml", "ppt/presentation.xml"},
    MainPart{Kind::sheets, "spreadsheetml", "xl/workbook.xml"},
};

/// Everything that may hold text that is read, or say where it is.
bool is_wanted(std::string_view name) {
  constexpr std::string_view kPassedOver[] = {"/theme/",        "customXml/",         "/glossary/",
                                              "/slideLayouts/", "/slideMasters/",     "/notesMasters/",
                                              "/media/",        "/handoutMasters/",   "/drawings/",
                                              "/charts/",       "/embeddings/",       "docProps/app.",
                                              "word/settings.", "word/webSettings.",  "word/fontTable.",
                                              "word/header",    "word/stylesWithEff", "word/footer"};
  for (const std::string_view part : kPassedOver) {
    if (name.find(part) != std::string_view::npos) return false;
  }
  return name.ends_with(".xml") || name.ends_with(".rels");
}

struct Found {
  Kind kind;
  std::string name;
};

/// The main part as [Content_Types].xml has it, or where it usually stands.
std::optional<Found> main_part(ZipMembers& members) {
  const Xml types(members.take("[Content_Types].xml"));
  for (const pugi::xml_node entry : types.root().children()) {
    const std::string_view content = attribute(entry, "ContentType");
    std::string_view name = attribute(entry, "PartName");
    if (name.starts_with('/')) name.remove_prefix(1);
    if (content.find(".main+xml") == std::string_view::npos || !members.contains(name)) continue;
    for (const MainPart& part : kMainParts) {
      if (content.find(part.content) != std::string_view::npos ||
          name.starts_with(part.usual_name.substr(0, part.usual_name.find('/') + 1))) {
        return Found{part.kind, std::string(name)};
      }
    }
  }
  for (const MainPart& part : kMainParts) {
    if (members.contains(part.usual_name)) return Found{part.kind, std::string(part.usual_name)};
  }
  return std::nullopt;
}

Extraction rejected(std::string why) {
  return {std::nullopt, std::move(why), {}};
}

}  // namespace

bool begins_word_package(std::string_view head) {
  if (names_zip_member(head, "word/")) return true;
  // What kind it is shows further on; extract_ooxml() will see.
  return names_zip_member(head, "[Content_Types].xml") && !names_zip_member(head, "ppt/") &&
         !names_zip_member(head, "xl/");
}

bool begins_slides_package(std::string_view head) {
  return names_zip_member(head, "ppt/");
}

bool begins_sheets_package(std::string_view head) {
  return names_zip_member(head, "xl/");
}

Extraction extract_ooxml(std::string bytes, const Hints& hints) {
  Result<ZipMembers> members = ZipMembers::read(bytes, is_wanted);
  if (!members) return rejected(std::move(members).error().message);
  bytes = {};
  const std::optional<Found> main = main_part(*members);
  if (!main) return rejected("is a package without a document in it");

  OfficeText found;
  switch (main->kind) {
    case Kind::word:
      found = read_word_document(*members, main->name);
      break;
    case Kind::slides:
      found = read_presentation(*members, main->name);
      break;
    case Kind::sheets:
      found = read_workbook(*members, main->name);
      break;
  }
  const Xml properties(members->take("docProps/core.xml"));
  found.metadata_title = text_of(child(properties.root(), "title"));
  found.whole = found.whole && !members->damaged();
  return extraction_of(std::move(found), hints.stem);
}

}  // namespace vnidx::format
