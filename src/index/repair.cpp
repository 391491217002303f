// repair_index: a new generation from what of the live one is whole.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/path.h"
#include "index/bulk_build.h"
#include "index/rebuild.h"
#include "schema/fields.h"
#include "store/check.h"
#include "store/directory.h"
#include "store/guard.h"
#include "store/manifest.h"
#include "store/own_files.h"
#include "store/salvage.h"
#include "store/seal.h"
#include "store/snapshot.h"
#include "vnidx/maintenance.h"

namespace vnidx {

namespace fs = std::filesystem;
namespace {

// Documents and files that are lost are told by name, but a person reads no more of them than these.
constexpr std::size_t kMostNames = 20;

// The newest generation that is as it was written or, where none is, the newest.
std::string best_generation(const fs::path& index) {
  std::vector<std::string> names = store::own_generations(index);
  std::ranges::sort(names, std::ranges::greater(), store::generation_number);
  for (const std::string& name : names) {
    const auto state = store::inspect_seal(index / name);
    if (state && state->is_sealed && state->damaged.empty()) return name;
  }
  return names.empty() ? std::string() : names.front();
}

// The folder of the generation to save from: the live one or, where nothing says which that is, the best.
Result<fs::path> generation_to_save(const fs::path& index) {
  const auto current = store::read_current(index);
  std::error_code failed;
  if (current && fs::symlink_status(index / current->generation, failed).type() == fs::file_type::directory)
    return index / current->generation;
  if (!current && current.error().code != ErrorCode::damaged) return current.error();
  const std::string best = best_generation(index);
  if (!best.empty()) return index / best;
  if (!current) return current.error();
  return Error{ErrorCode::damaged, "no generation of the index is there", index.string(),
               "build the index again from its sources"};
}

// The files that gave more documents than were saved, and how many documents are missing. The next update
// reads these files again.
struct Losers {
  std::vector<std::string> files;
  std::uint64_t documents = 0;
};

Losers distrust_losers(store::Manifest& manifest,
                       const std::unordered_map<std::string, std::uint64_t>& saved) {
  Losers losers;
  for (auto& [path, file] : manifest.files) {
    const auto found = saved.find(shown_path(path));
    const std::uint64_t left = found == saved.end() ? 0 : found->second;
    if (file.documents <= left) continue;
    losers.documents += file.documents - left;
    losers.files.push_back(shown_path(path));
    distrust(file);
  }
  return losers;
}

std::string listed(const std::vector<std::string>& names) {
  std::string text = std::to_string(names.size());
  for (std::size_t i = 0; i < std::min(names.size(), kMostNames); ++i)
    text += (i == 0 ? ": " : ", ") + names[i];
  return text + (names.size() > kMostNames ? " …" : "");
}

// Metadata for the new generation, which holds `saved` documents of each file.
store::Metadata mended_metadata(const store::Salvage& salvage,
                                const std::unordered_map<std::string, std::uint64_t>& saved,
                                RepairSummary& summary) {
  store::Metadata metadata = salvage.metadata();
  const std::string key(schema::metadata::kManifest);
  auto manifest = store::read_manifest(metadata[key]);
  if (!manifest || (!salvage.knows_removed() && !saved.empty())) {
    summary.notes.push_back("which files and folders were added is not known any more: add them again");
  }
  if (!manifest) metadata.erase(key);
  if (!manifest || (summary.lost == 0 && salvage.knows_count())) return metadata;
  const Losers losers = distrust_losers(*manifest, saved);
  if (!salvage.knows_count()) summary.lost = std::max(summary.lost, losers.documents);
  if (!losers.files.empty()) {
    summary.notes.push_back("files that may have lost documents, and that the next update reads again: " +
                            listed(losers.files));
    metadata[key] = store::write_manifest(*manifest);
  }
  return metadata;
}

// Tells which documents are lost, as far as that is known.
Result<void> name_lost(const store::Salvage& salvage, RepairSummary& summary) {
  if (summary.lost == 0) return {};
  const auto ids = salvage.lost_ids();
  if (!ids) return ids.error();
  if (!ids->empty()) summary.notes.push_back("documents that are lost: " + listed(*ids));
  if (ids->size() < summary.lost) {
    summary.notes.push_back("documents that are lost, and whose ids are not known any more: " +
                            std::to_string(summary.lost - ids->size()));
  }
  return {};
}

Result<RepairSummary> save_documents(const fs::path& index, const WriteOptions& options) {
  const auto generation = generation_to_save(index);
  if (!generation) return generation.error();
  auto salvage = store::Salvage::open(*generation);
  if (!salvage) return salvage.error();

  // If an id comes several times, the last document with it counts.
  struct Version {
    std::size_t place = 0;
    std::string path;
  };
  std::unordered_map<std::string, Version> last;
  std::size_t place = 0;
  auto counted = salvage->for_each_document([&](Document document) {
    last[std::move(document.id)] = {place++, std::move(document.path)};
    return Result<void>();
  });
  if (!counted) return counted.error();
  std::unordered_map<std::string, std::uint64_t> saved;  // by file
  for (const auto& [id, version] : last) {
    if (!version.path.empty()) ++saved[version.path];
  }
  RepairSummary summary;
  summary.was_damaged = true;
  summary.documents = last.size();
  summary.lost = salvage->lost();
  const bool has_sources = salvage->metadata().contains(std::string(schema::metadata::kManifest));
  if (last.empty() && !salvage->is_known_empty() && !has_sources) {
    return Error{ErrorCode::damaged, "no stored document is whole", generation->string(),
                 "build the index again from its sources"};
  }
  if (!salvage->knows_removed()) {
    summary.notes.push_back("which documents were removed is not known any more: they are back");
  }

  store::Metadata metadata = mended_metadata(*salvage, saved, summary);
  if (auto named = name_lost(*salvage, summary); !named) return named.error();
  place = 0;
  const WriteOptions chosen = index::with_defaults(options);
  auto built = index::build_anew(index, std::move(metadata), chosen.jobs, chosen.memory_bytes,
                                 [&](const index::Put& put) {
                                   return salvage->for_each_document([&](Document document) {
                                     if (last.at(document.id).place != place++) return Result<void>();
                                     return put(std::move(document));
                                   });
                                 });
  if (!built) return built.error();
  const auto live = store::Snapshot::open(index);
  if (!live) return live.error();
  store::remove_leftovers(index, live->current().generation, store::Live::whole);
  return summary;
}

}  // namespace

Result<CheckReport> check_index(const std::string& index_path) {
  return store::check(index_path);
}

Result<RepairSummary> repair_index(const std::string& index_path, const WriteOptions& options) {
  const fs::path index(index_path);
  std::error_code ignored;
  if (!fs::exists(index, ignored)) return store::read_current(index).error();
  // Nothing could be put in the place of something else.
  if (const fs::path current = index / "current"; !store::is_absent(current) && !store::is_own_file(current))
    return store::read_current(index).error();
  auto lock = store::WriterLock::acquire(index, options.wait);
  if (!lock) return lock.error();
  const auto report = store::check(index);
  if (!report) return report.error();
  if (!report->findings.empty()) return store::guarded(index, [&] { return save_documents(index, options); });

  RepairSummary summary;
  summary.documents = report->documents;
  const WriteOptions chosen = index::with_defaults(options);
  if (auto renewed = index::renew_unsealed(index, chosen.jobs, chosen.memory_bytes); !renewed)
    return renewed.error();
  const auto live = store::Snapshot::open(index);
  if (!live) return live.error();
  store::remove_leftovers(index, live->current().generation, store::Live::to_be_looked_at);
  return summary;
}

}  // namespace vnidx
