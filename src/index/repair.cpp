// repair_index: a new generation from what of the live one is whole.
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/path.h"
#include "index/bulk_build.h"
#include "index/rebuild.h"
#include "schema/fields.h"
#include "store/check.h"
#include "store/directory.h"
#include "store/guard.h"
#include "store/manifest.h"
#include "store/salvage.h"
#include "store/seal.h"
#include "vnidx/maintenance.h"

namespace vnidx {

namespace fs = std::filesystem;
namespace {

// The folder of the generation to save from: the live one or, where nothing says which that is, the newest.
Result<fs::path> generation_to_save(const fs::path& index) {
  const auto current = store::read_current(index);
  if (current) return index / current->generation;
  if (current.error().code != ErrorCode::damaged) return current.error();
  const std::string newest = store::newest_generation(index);
  if (newest.empty()) return current.error();
  return index / newest;
}

// Has the files of `manifest` that gave more documents than were `saved` of them be read again, and says how
// many.
std::uint64_t distrust_losers(store::Manifest& manifest,
                              const std::unordered_map<std::string, std::uint64_t>& saved) {
  std::uint64_t distrusted = 0;
  for (auto& [path, file] : manifest.files) {
    const auto found = saved.find(shown_path(path));
    if (file.documents <= (found == saved.end() ? 0 : found->second)) continue;
    distrust(file);
    ++distrusted;
  }
  return distrusted;
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
  if (!manifest || summary.lost == 0) return metadata;
  if (const std::uint64_t distrusted = distrust_losers(*manifest, saved); distrusted > 0) {
    summary.notes.push_back("files that may have lost documents, and that the next update reads again: " +
                            std::to_string(distrusted));
    metadata[key] = store::write_manifest(*manifest);
  }
  return metadata;
}

Result<RepairSummary> save_documents(const fs::path& index, const WriteOptions& options) {
  const auto generation = generation_to_save(index);
  if (!generation) return generation.error();
  auto salvage = store::Salvage::open(*generation);
  if (!salvage) return salvage.error();

  // Of an id that comes several times the last one counts.
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
  if (last.empty() && !salvage->is_known_empty()) {
    return Error{ErrorCode::damaged, "no stored document is whole", generation->string(),
                 "build the index again from its sources"};
  }
  if (!salvage->knows_removed()) {
    summary.notes.push_back("which documents were removed is not known any more: they are back");
  }

  store::Metadata metadata = mended_metadata(*salvage, saved, summary);
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
  store::remove_leftovers(index);
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
  auto lock = store::WriterLock::acquire(index, options.wait);
  if (!lock) return lock.error();
  const auto report = store::check(index);
  if (!report) return report.error();
  if (!report->findings.empty()) return store::guarded(index, [&] { return save_documents(index, options); });

  RepairSummary summary;
  summary.documents = report->documents;
  const fs::path generation = index / report->generation;
  if (auto spared = store::write_spare(generation); !spared) return spared.error();
  if (auto sealed = store::seal_durably(generation); !sealed) return sealed.error();
  return summary;
}

}  // namespace vnidx
