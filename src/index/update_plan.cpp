#include "index/update_plan.h"

#include <xxhash.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/path.h"

namespace vnidx::index {
namespace {

using source::Diagnostic;
using source::FoundFile;
using source::Scan;
using store::FileEntry;
using store::Manifest;

class Planner {
 public:
  Planner(const Manifest& manifest, std::span<const Scan> scans, Trust trust, const ContentHash& hash_of)
      : manifest_(manifest), scans_(scans), trust_(trust), hash_of_(hash_of), names_(manifest) {}

  UpdatePlan plan() {
    collect();
    for (const auto& [path, present] : present_) compare(path, present);
    for (const auto& [path, entry] : manifest_.files) {
      if (!present_.contains(path) && is_gone(path, entry)) plan_.gone.push_back(path);
    }
    match_moves();
    name_fresh();
    tell_problems();
    for (auto* readings : {&plan_.readings, &plan_.unchanged}) {
      std::ranges::stable_sort(*readings, {},
                               [](const Reading& each) { return std::tie(each.source, each.path); });
    }
    return std::move(plan_);
  }

 private:
  struct Present {
    std::size_t source;
    const FoundFile* found;
  };

  // A file may belong to several sources. The nearest one says how it is read.
  void collect() {
    devices_seen_.resize(scans_.size());
    for (std::size_t i = 0; i < scans_.size(); ++i) {
      source_of_.emplace(manifest_.sources[i].path, i);
      for (const FoundFile& found : scans_[i].files) {
        const auto [present, is_new] = present_.try_emplace(found.path, Present{i, &found});
        if (!is_new &&
            manifest_.sources[present->second.source].path.size() < manifest_.sources[i].path.size()) {
          present->second = {i, &found};
        }
        const auto known = manifest_.files.find(found.path);
        if (known != manifest_.files.end()) devices_seen_[i].insert(known->second.stamp.device);
      }
      for (const auto& [path, device] : scans_[i].folders) folders_.emplace(path, device);
      unseen_.insert(scans_[i].unseen.begin(), scans_[i].unseen.end());
    }
  }

  void compare(const std::string& path, const Present& present) {
    const auto known = manifest_.files.find(path);
    if (known == manifest_.files.end()) {
      plan_.readings.push_back({Reading::Why::fresh, path, present.source, {}, {}});
      return;
    }
    const FileEntry& entry = known->second;
    const bool same_stamp = is_unchanged(entry.stamp, present.found->stamp);
    const bool is_trusted = same_stamp && trust_ == Trust::stamps;
    if (is_trusted || has_content(*present.found, entry)) {
      if (!same_stamp) plan_.touched.push_back(*present.found);
      plan_.unchanged.push_back({Reading::Why::unchanged, path, present.source, {}, entry.named_after});
      return;
    }
    plan_.readings.push_back({Reading::Why::changed, path, present.source, {}, entry.named_after});
  }

  bool has_content(const FoundFile& found, const FileEntry& entry) {
    if (entry.hash == 0 || found.stamp.size != entry.stamp.size) return false;
    const Result<std::uint64_t> hash = hash_of_(found.path);
    return hash && *hash == entry.hash;
  }

  bool is_gone(const std::string& path, const FileEntry& entry) {
    std::optional<std::size_t> source;
    const bool scan_failed = climb(path, [&](const std::string& at) {
      const auto found = source_of_.find(at);
      if (found == source_of_.end()) return false;
      source = found->second;
      return !scans_[*source].failure.empty();
    });
    if (scan_failed || !source) return false;
    const bool cannot_be_seen = climb(path, [&](const std::string& at) {
      if (!unseen_.contains(at)) return false;
      ++hidden_by_[at];
      return true;
    });
    if (cannot_be_seen) return false;
    if (devices_seen_[*source].contains(entry.stamp.device)) return true;
    std::optional<std::uint64_t> device;
    climb(path, [&](const std::string& at) {
      const auto folder = folders_.find(at);
      if (folder != folders_.end()) device = folder->second;
      return device.has_value();
    });
    if (device == entry.stamp.device) return true;
    ++elsewhere_[manifest_.sources[*source].path];
    return false;
  }

  void match_moves() {
    std::multimap<std::uint64_t, std::string> gone_by_size;
    for (const std::string& path : plan_.gone) {
      const FileEntry& entry = manifest_.files.at(path);
      if (entry.hash != 0) gone_by_size.emplace(entry.stamp.size, path);
    }
    std::set<std::string> moved;
    for (Reading& reading : plan_.readings) {
      if (reading.why != Reading::Why::fresh) continue;
      const FoundFile& found = *present_.at(reading.path).found;
      const auto [begin, end] = gone_by_size.equal_range(found.stamp.size);
      if (begin == end) continue;
      const Result<std::uint64_t> hash = hash_of_(found.path);
      // If several files had this content, take the one with the same inode.
      auto best = end;
      for (auto candidate = begin; hash && candidate != end; ++candidate) {
        const FileEntry& entry = manifest_.files.at(candidate->second);
        if (entry.hash != *hash) continue;
        if (best == end || entry.stamp.inode == found.stamp.inode) best = candidate;
      }
      if (best == end) continue;
      const std::string& from = best->second;
      const std::string& name = manifest_.files.at(from).named_after;
      reading.why = Reading::Why::moved;
      reading.moved_from = from;
      reading.named_after = name.empty() ? from : name;
      if (reading.named_after == reading.path) reading.named_after.clear();
      names_.take(reading.named_after);
      moved.insert(from);
      gone_by_size.erase(best);
    }
    std::erase_if(plan_.gone, [&](const std::string& path) { return moved.contains(path); });
  }

  void name_fresh() {
    for (Reading& reading : plan_.readings) {
      if (reading.why == Reading::Why::fresh) reading.named_after = names_.name_for(reading.path);
    }
  }

  void tell_problems() {
    for (std::size_t i = 0; i < scans_.size(); ++i) {
      if (!scans_[i].failure.empty()) tell(manifest_.sources[i].path, scans_[i].failure);
    }
    for (const auto& [link, files] : hidden_by_) {
      tell(link, "is not followed, and hides known files: " + std::to_string(files));
    }
    for (const auto& [path, files] : elsewhere_) {
      tell(path,
           "known files on a file system that is not there: " + std::to_string(files) + "; is it mounted?");
    }
  }

  void tell(const std::string& place, const std::string& message) {
    plan_.problems.push_back({Diagnostic::Kind::rejected, place, message + "; nothing of it is removed"});
  }

  const Manifest& manifest_;
  const std::span<const Scan> scans_;
  const Trust trust_;
  const ContentHash& hash_of_;
  FileNames names_;
  UpdatePlan plan_;
  std::map<std::string, Present> present_;
  std::unordered_map<std::string, std::size_t> source_of_;  // by path
  std::unordered_map<std::string, std::uint64_t> folders_;  // that were looked into, with their devices
  std::vector<std::set<std::uint64_t>> devices_seen_;       // by source: of known files that are still there
  std::set<std::string> unseen_;
  std::map<std::string, std::size_t> hidden_by_;  // how many known files, by link
  std::map<std::string, std::size_t> elsewhere_;  // how many, by source
};

}  // namespace

UpdatePlan plan_update(const Manifest& manifest, std::span<const Scan> scans, Trust trust,
                       const ContentHash& hash_of) {
  return Planner(manifest, scans, trust, hash_of).plan();
}

FileNames::FileNames(const Manifest& manifest, NameHash hash_of) : hash_of_(hash_of) {
  owners_.reserve(manifest.files.size());
  for (const auto& [path, file] : manifest.files) {
    has_own_hash(file.named_after.empty() ? path : file.named_after);
    if (!file.named_after.empty()) given_.insert(file.named_after);
  }
}

// Whether no other name has the hash of `name`, which has it from now on.
bool FileNames::has_own_hash(const std::string& name) {
  constexpr XXH64_hash_t kSeed = 1;
  const std::uint64_t other = XXH3_64bits_withSeed(name.data(), name.size(), kSeed);
  return owners_.try_emplace(hash_of_(name), other).first->second == other;
}

std::string FileNames::name_for(const std::string& path) {
  if (!given_.contains(path) && has_own_hash(path)) return {};
  for (int copy = 2;; ++copy) {
    std::string name = path + '#' + std::to_string(copy);
    if (!given_.contains(name) && has_own_hash(name)) {
      given_.insert(name);
      return name;
    }
  }
}

}  // namespace vnidx::index
