#include "search/organization_tree.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>

#include "entity/hierarchy.h"
#include "entity/recognizer.h"
#include "query/bodies.h"
#include "query/organization_filter.h"
#include "schema/fields.h"
#include "schema/organization.h"
#include "search/slot_values.h"

namespace vnidx::search {
namespace {

class Tree {
 public:
  /// Puts `name` below its broader names; `codes` are those of its body.
  void add(const std::string& name, std::span<const schema::OrganizationCode> codes) {
    std::uint32_t parent = kRoot;
    const auto broader = entity::broader_names(name);
    for (auto each = broader.rbegin(); each != broader.rend(); ++each) parent = node(*each, parent);
    const std::uint32_t own = node(name, parent);
    nodes_[own].is_named = true;
    for (const schema::OrganizationCode code : codes) by_code_.emplace(code, own);
  }

  /// Counts a document by the codes of its slot: once for each name and each broader one.
  void count(std::string_view codes) {
    ++document_;
    schema::for_each_code(codes, [&](schema::OrganizationCode code) {
      const auto found = by_code_.find(code);
      if (found == by_code_.end()) return;
      for (std::uint32_t at = found->second; at != kRoot && nodes_[at].last_document != document_;
           at = nodes_[at].parent) {
        nodes_[at].last_document = document_;
        ++nodes_[at].documents;
      }
    });
  }

  std::vector<OrganizationNode> listed(std::size_t limit) {
    for (std::uint32_t at = 1; at < nodes_.size(); ++at) nodes_[nodes_[at].parent].children.push_back(at);
    std::vector<OrganizationNode> list;
    append_children(kRoot, 0, limit, list);
    return list;
  }

 private:
  static constexpr std::uint32_t kRoot = 0;
  struct Node {
    std::string name;
    std::uint32_t parent = kRoot;
    bool is_named = false;
    std::uint64_t documents = 0;
    std::uint64_t last_document = 0;
    std::vector<std::uint32_t> children;
  };

  std::uint32_t node(const std::string& name, std::uint32_t parent) {
    const auto [known, is_new] = by_key_.emplace(entity::organization_key(name), nodes_.size());
    if (is_new) {
      nodes_.emplace_back();
      nodes_.back().name = name;
      nodes_.back().parent = parent;
    }
    return known->second;
  }

  void append_children(std::uint32_t parent, unsigned depth, std::size_t limit,
                       std::vector<OrganizationNode>& list) {
    std::vector<std::uint32_t> children;
    for (std::uint32_t child : nodes_[parent].children) {
      while (!nodes_[child].is_named && nodes_[child].children.size() == 1)
        child = nodes_[child].children.front();
      if (nodes_[child].documents > 0) children.push_back(child);
    }
    std::sort(children.begin(), children.end(), [&](std::uint32_t a, std::uint32_t b) {
      return nodes_[a].documents != nodes_[b].documents ? nodes_[a].documents > nodes_[b].documents
                                                        : nodes_[a].name < nodes_[b].name;
    });
    const std::size_t shown = std::min(limit, children.size());
    for (const std::uint32_t child : std::span(children).first(shown)) {
      list.push_back({nodes_[child].name, nodes_[child].documents, depth, 0});
      const std::size_t own = list.size() - 1;
      append_children(child, depth + 1, limit, list);
      list[own].hidden = hidden_;
    }
    hidden_ = children.size() - shown;
  }

  std::vector<Node> nodes_{Node{}};
  std::unordered_map<std::string, std::uint32_t> by_key_;
  std::unordered_map<schema::OrganizationCode, std::uint32_t> by_code_;
  std::uint64_t document_ = 0;
  std::uint64_t hidden_ = 0;  // children of the node last listed that the limit left out
};

}  // namespace

Result<std::vector<OrganizationNode>> organization_tree(store::Snapshot& snapshot, std::string_view name,
                                                        std::size_t limit) {
  const auto catalog = snapshot.organizations();
  if (!catalog) return catalog.error();
  Tree tree;
  query::Bodies bodies(snapshot, **catalog);
  for (const auto& [each, documents] : query::organizations_named(snapshot, **catalog, name)) {
    std::vector<schema::OrganizationCode> codes;
    if (const auto* entry = (*catalog)->find(entity::organization_key(each))) {
      for (const auto* member : bodies.body_of(*entry).members)
        codes.push_back(schema::organization_code(member->key));
    }
    tree.add(each, codes);
  }
  for_each_value(snapshot.database(), schema::Slot::organizations, snapshot.documents_of(""),
                 [&](const std::string& codes) { tree.count(codes); });
  return tree.listed(limit);
}

}  // namespace vnidx::search
