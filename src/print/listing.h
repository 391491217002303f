// Tables of things other than hits: organisations, and what an index is made of. Pure functions; thread-safe.
#pragma once

#include <span>
#include <string>

#include "vnidx/search.h"

namespace vnidx::print {

std::string organizations_text(std::span<const OrganizationCount> organizations);
std::string organizations_jsonl(std::span<const OrganizationCount> organizations);
std::string organizations_tsv(std::span<const OrganizationCount> organizations);

/// As organizations_text(), each below its broader name and indented; what a limit hid is told.
std::string organization_tree_text(std::span<const OrganizationNode> nodes);
std::string organization_tree_jsonl(std::span<const OrganizationNode> nodes);

std::string info_text(const IndexInfo& info);
std::string info_json(const IndexInfo& info);

/// A number of bytes for a person: `512 B`, `1.2 MB`; decimal units.
std::string human_bytes(std::uint64_t bytes);

}  // namespace vnidx::print
