#include "index/displacements.h"

#include <unistd.h>

namespace vnidx::index {

Displacements::Origin Displacements::origin_of(std::string_view path) {
  constexpr std::size_t kMostPaths = 4096;
  if (path.empty()) return 0;
  if (!paths_.empty() && paths_.back() == path) return static_cast<Origin>(paths_.size());
  const auto known = origins_.find(std::string(path));
  if (known != origins_.end()) return known->second;
  if (paths_.size() == kMostPaths) return 0;
  paths_.emplace_back(path);
  const auto origin = static_cast<Origin>(paths_.size());
  origins_.emplace(path, origin);
  return origin;
}

std::string_view Displacements::path_of(Origin origin) const {
  return origin == 0 ? std::string_view() : paths_[origin - 1];
}

void Displacements::note(std::string_view path, std::string_view by) {
  constexpr std::size_t kMostPairs = 1000;
  if (path.empty() || by.empty() || path == by) return;
  std::pair<std::string, std::string> pair(path, by);
  const auto known = counts_.find(pair);
  if (known != counts_.end()) {
    known->second += known->second > 0 ? 1 : 0;
    return;
  }
  if (counts_.size() == kMostPairs) return;
  const std::string file(path.substr(0, path.find("!/")));  // that holds the member of an archive
  counts_.emplace(std::move(pair), ::access(file.c_str(), F_OK) == 0 ? 1 : 0);
}

std::vector<Displacement> Displacements::all() const {
  std::vector<Displacement> found;
  for (const auto& [pair, documents] : counts_) {
    if (documents > 0) found.push_back({pair.first, pair.second, documents});
  }
  return found;
}

}  // namespace vnidx::index
