#include "print/listing.h"

#include <algorithm>
#include <cstdio>
#include <vector>

#include "entity/date.h"
#include "print/json.h"
#include "print/printable.h"

namespace vnidx::print {
namespace {

std::string period(const IndexInfo& info) {
  if (!info.oldest || !info.newest) return "none";
  return entity::to_string(*info.oldest) + " to " + entity::to_string(*info.newest);
}

template <class Counted>
std::size_t digits_of_most(std::span<const Counted> counted) {
  std::uint64_t most = 0;
  for (const Counted& each : counted) most = std::max(most, each.documents);
  return std::to_string(most).size();
}

void append_count(std::string& out, std::uint64_t documents, std::size_t width) {
  const std::string count = std::to_string(documents);
  out.append(width - count.size(), ' ').append(count).append("  ");
}

}  // namespace

std::string organizations_text(std::span<const OrganizationCount> organizations) {
  const std::size_t width = digits_of_most(organizations);
  std::string out;
  for (const OrganizationCount& each : organizations) {
    append_count(out, each.documents, width);
    out.append(printable(each.name)).append(1, '\n');
  }
  return out;
}

std::string organization_tree_text(std::span<const OrganizationNode> nodes) {
  constexpr std::size_t kIndent = 2;
  const std::size_t width = digits_of_most(nodes);
  std::vector<const OrganizationNode*> open;  // the branch at hand, each with what is still to tell of it
  std::string out;
  const auto close_down_to = [&](unsigned depth) {
    while (open.size() > depth) {
      const OrganizationNode& done = *open.back();
      open.pop_back();
      if (done.hidden == 0) continue;
      out.append(width + 2 + kIndent * (done.depth + 1), ' ');
      out.append("+" + std::to_string(done.hidden) + " more\n");
    }
  };
  for (const OrganizationNode& node : nodes) {
    close_down_to(node.depth);
    open.push_back(&node);
    append_count(out, node.documents, width);
    out.append(kIndent * node.depth, ' ').append(printable(node.name)).append(1, '\n');
  }
  close_down_to(0);
  return out;
}

std::string organization_tree_jsonl(std::span<const OrganizationNode> nodes) {
  std::string out;
  std::vector<std::string> above;
  for (const OrganizationNode& node : nodes) {
    above.resize(node.depth);
    Json line{{"v", kJsonVersion}, {"org", node.name}, {"documents", node.documents}, {"depth", node.depth}};
    if (!above.empty()) line["broader"] = above.back();
    append_line(out, line);
    above.push_back(node.name);
  }
  return out;
}

std::string organizations_jsonl(std::span<const OrganizationCount> organizations) {
  std::string out;
  for (const OrganizationCount& each : organizations) {
    append_line(out, {{"v", kJsonVersion}, {"org", each.name}, {"documents", each.documents}});
  }
  return out;
}

std::string organizations_tsv(std::span<const OrganizationCount> organizations) {
  std::string out;
  for (const OrganizationCount& each : organizations) {
    out.append(printable(each.name)).append(1, '\t').append(std::to_string(each.documents)).append(1, '\n');
  }
  return out;
}

std::string info_text(const IndexInfo& info) {
  const std::string removed =
      info.removed > 0 ? " (and " + std::to_string(info.removed) + " removed, still on disk)" : "";
  const std::pair<const char*, std::string> rows[] = {
      {"path", printable(info.path)},
      {"documents", std::to_string(info.documents) + removed},
      {"dates", period(info)},
      {"words", std::to_string(info.words)},
      {"distinct words", std::to_string(info.terms)},
      {"organisations", std::to_string(info.organizations)},
      {"text", human_bytes(info.text_bytes)},
      {"size on disk", human_bytes(info.bytes)},
      {"schema", std::to_string(info.schema)},
      {"analyzer", std::to_string(info.analyzer)},
      {"generation", printable(info.generation)},
  };
  std::string out;
  for (const auto& [name, value] : rows) {
    char label[24];
    std::snprintf(label, sizeof label, "%-16s", name);
    out.append(label).append(value).append(1, '\n');
  }
  return out;
}

std::string info_json(const IndexInfo& info) {
  Json object;
  object["v"] = kJsonVersion;
  object["path"] = info.path;
  object["documents"] = info.documents;
  object["removed"] = info.removed;
  object["words"] = info.words;
  object["terms"] = info.terms;
  object["organizations"] = info.organizations;
  object["text_bytes"] = info.text_bytes;
  object["bytes"] = info.bytes;
  if (info.oldest) object["oldest"] = entity::to_string(*info.oldest);
  if (info.newest) object["newest"] = entity::to_string(*info.newest);
  object["schema"] = info.schema;
  object["analyzer"] = info.analyzer;
  object["generation"] = info.generation;
  std::string out;
  append_line(out, object);
  return out;
}

std::string human_bytes(std::uint64_t bytes) {
  constexpr const char* kUnits[] = {"B", "kB", "MB", "GB", "TB"};
  auto value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 999.95 && unit + 1 < std::size(kUnits)) {
    value /= 1000;
    ++unit;
  }
  char text[32];
  std::snprintf(text, sizeof text, unit == 0 ? "%.0f %s" : "%.1f %s", value, kUnits[unit]);
  return text;
}

}  // namespace vnidx::print
