// compact_index: the same documents in smaller files.
#include <filesystem>
#include <utility>

#include "base/file.h"
#include "index/bulk_build.h"
#include "index/rebuild.h"
#include "store/directory.h"
#include "store/seal.h"
#include "store/snapshot.h"
#include "vnidx/maintenance.h"

namespace vnidx {

namespace fs = std::filesystem;
namespace {

// In place changes leave blocks half full and blocks that nothing uses; a merge of one database copies what
// counts.
Result<void> copy_tightly(const fs::path& index, const fs::path& live, const WriteOptions& options) {
  index::BulkBuild build(live, store::build_folder(index), {}, options.jobs, options.memory_bytes);
  const fs::path fresh = store::build_folder(index) / "fresh";
  if (auto built = build.finish(fresh); !built) return built;
  return store::install(index, fresh);
}

}  // namespace

Result<CompactSummary> compact_index(const std::string& index_path, const WriteOptions& options) {
  const fs::path index(index_path);
  if (const auto current = store::read_current(index); !current) return current.error();
  auto lock = store::WriterLock::acquire(index, options.wait);
  if (!lock) return lock.error();
  store::remove_leftovers(index);
  CompactSummary summary;
  summary.bytes_before = bytes_below(index);
  {
    const auto live = store::Snapshot::open(index);
    if (!live) return live.error();
    const fs::path generation = index / live->current().generation;
    if (auto intact = store::require_intact(generation); !intact) return intact.error();
    summary.documents = live->document_count();
    const WriteOptions chosen = index::with_defaults(options);
    auto compacted = live->removed().size() > 0 ? index::rebuild(index, chosen.jobs, chosen.memory_bytes)
                                                : copy_tightly(index, generation, chosen);
    if (!compacted) return compacted.error();
  }
  store::remove_leftovers(index);
  summary.bytes_after = bytes_below(index);
  return summary;
}

}  // namespace vnidx
