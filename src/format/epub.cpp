#include "format/epub.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "format/office_text.h"
#include "format/relationships.h"
#include "format/xhtml_text.h"
#include "format/xml.h"
#include "format/zip.h"

namespace vnidx::format {
namespace {

constexpr std::string_view kMediaType = "application/epub+zip";

bool is_wanted(std::string_view name) {
  for (const std::string_view end : {".html", ".xhtml", ".htm", ".opf", ".xml", ".HTML", ".XHTML", ".HTM"}) {
    if (name.ends_with(end)) return true;
  }
  return false;
}

/// `Bat%20dau.xhtml#a` as the archive has it: `Bat dau.xhtml`.
std::string member_name(std::string_view folder, std::string_view reference) {
  std::string plain;
  reference = reference.substr(0, reference.find('#'));
  for (std::size_t i = 0; i < reference.size(); ++i) {
    unsigned code = 0;
    const char* const digits = reference.data() + i + 1;
    if (reference[i] == '%' && i + 2 < reference.size() &&
        std::from_chars(digits, digits + 2, code, 16).ptr == digits + 2) {
      plain += static_cast<char>(code);
      i += 2;
    } else {
      plain += reference[i];
    }
  }
  return resolved_name(folder, plain);
}

bool has_word(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    if (list.substr(0, end) == word) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

/// `2011-04-22`, `2011-04`, `2011`, with or without a time: its first day.
std::optional<Date> date_of(std::string_view written) {
  int parts[3] = {0, 1, 1};
  const char* at = written.data();
  const char* const end = at + written.size();
  for (int& part : parts) {
    const auto [next, error] = std::from_chars(at, end, part);
    if (error != std::errc()) return std::nullopt;
    if (next == end || *next != '-') break;
    at = next + 1;
  }
  const Date date{std::chrono::year(parts[0]), std::chrono::month(static_cast<unsigned>(parts[1])),
                  std::chrono::day(static_cast<unsigned>(parts[2]))};
  if (parts[0] < 1000 || parts[0] > 9999 || !date.ok()) return std::nullopt;
  return date;
}

/// The book as its package (the OPF file) describes it.
struct Package {
  Document document;                  ///< without text
  std::vector<std::string> chapters;  ///< names of members in reading order
};

void read_metadata(pugi::xml_node metadata, Document& document) {
  for (const pugi::xml_node entry : metadata.children()) {
    const std::string value = on_one_line(text_of(entry));
    switch (tag(entry)) {
      case tag("title"):
        if (document.title.empty()) document.title = value;
        break;
      case tag("creator"): {
        const std::string_view role = attribute(entry, "role");
        if (value.empty() || (!role.empty() && role != "aut")) break;
        if (!document.author.empty()) document.author += ", ";
        document.author += value;
        break;
      }
      case tag("date"): {
        const std::string_view event = attribute(entry, "event");
        if (!document.date && (event.empty() || event == "publication")) document.date = date_of(value);
        break;
      }
      case tag("subject"):
        if (document.category.empty()) document.category = value;
        break;
      default:
        break;
    }
  }
}

Package read_package(std::string content, std::string_view folder) {
  const Xml xml(std::move(content));
  Package package;
  read_metadata(child(xml.root(), "metadata"), package.document);
  std::set<std::string> contents;
  for (const pugi::xml_node reference : child(xml.root(), "guide").children()) {
    if (attribute(reference, "type") == "toc")
      contents.insert(member_name(folder, attribute(reference, "href")));
  }
  std::map<std::string_view, std::string> items;
  for (const pugi::xml_node item : child(xml.root(), "manifest").children()) {
    std::string name = member_name(folder, attribute(item, "href"));
    if (has_word(attribute(item, "properties"), "nav")) contents.insert(name);
    items.emplace(attribute(item, "id"), std::move(name));
  }
  for (const pugi::xml_node entry : child(xml.root(), "spine").children()) {
    const auto item = items.find(attribute(entry, "idref"));
    if (item != items.end() && !contents.contains(item->second)) package.chapters.push_back(item->second);
  }
  return package;
}

std::string package_name(ZipMembers& members) {
  const Xml container(members.take("META-INF/container.xml"));
  const std::string_view name =
      attribute(child(child(container.root(), "rootfiles"), "rootfile"), "full-path");
  if (members.contains(name)) return std::string(name);
  for (const auto& [member, content] : members.all()) {
    if (member.ends_with(".opf")) return member;
  }
  return {};
}

/// What is encrypted: fonts in many books, chapters in those that only one shop's program opens.
bool has_encrypted_chapters(ZipMembers& members) {
  const Xml encryption(members.take("META-INF/encryption.xml"));
  for (const pugi::xml_node entry : encryption.root().children()) {
    const pugi::xml_node reference = child(child(entry, "CipherData"), "CipherReference");
    if (is_wanted(attribute(reference, "URI"))) return true;
  }
  return false;
}

/// A page of a few lines that names a site: who made the file, not what the book says.
bool is_imprint(std::string_view chapter) {
  constexpr std::size_t kShort = 800;
  if (chapter.size() > kShort) return false;
  for (const std::string_view site : {"http://", "https://", "www.", ".com", ".net", ".org", ".vn"}) {
    if (chapter.find(site) != std::string_view::npos) return true;
  }
  return false;
}

/// The chapters but for the imprints in front of them and behind them.
std::string joined(std::vector<std::string> chapters) {
  constexpr std::size_t kEdge = 3;
  std::string text;
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    const bool at_edge = i < kEdge || i + kEdge >= chapters.size();
    if (at_edge && chapters.size() > 1 && is_imprint(chapters[i])) continue;
    text += chapters[i];
    text += "\n\n";
  }
  return text;
}

}  // namespace

bool begins_epub(std::string_view head) {
  return names_zip_member(head, "mimetype") && head.substr(0, 200).find(kMediaType) != std::string_view::npos;
}

Extraction extract_epub(std::string bytes, const Hints& hints) {
  Result<ZipMembers> members = ZipMembers::read(bytes, is_wanted);
  if (!members) return {std::nullopt, std::move(members).error().message, {}};
  if (has_encrypted_chapters(*members)) return {std::nullopt, "is protected against copying", {}};
  const std::string name = package_name(*members);
  const std::string_view folder = std::string_view(name).substr(0, name.find_last_of('/') + 1);
  Package package = read_package(members->take(name), folder);
  std::vector<std::string> chapters;
  for (const std::string& chapter : package.chapters) {
    std::string text = tidy(xhtml_text(members->take(chapter)));
    if (!text.empty()) chapters.push_back(std::move(text));
  }
  Extraction extraction;
  package.document.text = tidy(joined(std::move(chapters)));
  if (package.document.text.empty()) return {std::nullopt, "holds no text", {}};
  if (package.document.title.empty()) package.document.title = hints.stem;
  if (members->damaged()) extraction.repairs.emplace_back("is damaged: what could be read was kept");
  extraction.document = std::move(package.document);
  return extraction;
}

}  // namespace vnidx::format
