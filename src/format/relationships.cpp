#include "format/relationships.h"

#include <utility>

namespace vnidx::format {

Relationships::Relationships(ZipMembers& members, std::string_view part) {
  const std::size_t name = part.find_last_of('/') + 1;
  const std::string_view folder = part.substr(0, name);
  std::string member(folder);
  member.append("_rels/").append(part.substr(name)).append(".rels");
  const Xml xml(members.take(member));
  for (const pugi::xml_node relation : xml.root().children()) {
    if (attribute(relation, "TargetMode") == "External") continue;
    relations_.push_back({std::string(attribute(relation, "Id")), std::string(attribute(relation, "Type")),
                          resolved_name(folder, attribute(relation, "Target"))});
  }
}

std::string Relationships::by_id(std::string_view id) const {
  for (const Relation& relation : relations_) {
    if (relation.id == id) return relation.part;
  }
  return {};
}

std::string Relationships::by_kind(std::string_view kind) const {
  const std::vector<std::string> all = all_by_kind(kind);
  return all.empty() ? std::string() : all.front();
}

std::vector<std::string> Relationships::all_by_kind(std::string_view kind) const {
  std::vector<std::string> parts;
  for (const Relation& relation : relations_) {
    const std::string_view type = relation.type;
    if (type.substr(type.find_last_of('/') + 1) == kind) parts.push_back(relation.part);
  }
  return parts;
}

std::string_view relation_id(pugi::xml_node node) {
  for (const pugi::xml_attribute candidate : node.attributes()) {
    const std::string_view name = candidate.name();
    if (name.find(':') != std::string_view::npos && without_prefix(name) == "id") return candidate.value();
  }
  return {};
}

std::string resolved_name(std::string_view folder, std::string_view target) {
  std::string path(target.starts_with('/') ? std::string_view() : folder);
  while (!target.empty()) {
    const std::size_t end = target.find('/');
    const std::string_view step = target.substr(0, end);
    target = end == std::string_view::npos ? std::string_view() : target.substr(end + 1);
    if (step.empty() || step == ".") continue;
    if (step == "..") {
      if (!path.empty()) path.pop_back();
      path.resize(path.find_last_of('/') + 1);
    } else {
      path.append(step).append(target.empty() && end == std::string_view::npos ? "" : "/");
    }
  }
  return path;
}

}  // namespace vnidx::format
