// compact_index: the same documents in smaller files. tidy_index: without what killed runs left.
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

// Removes what the generation that is live now does not need.
Result<void> tidy(const fs::path& index, store::Live state) {
  const auto live = store::Snapshot::open(index);
  if (!live) return live.error();
  store::remove_leftovers(index, live->current().generation, state);
  return {};
}

}  // namespace

Result<void> tidy_index(const std::string& index_path, const WriteOptions& options) {
  const fs::path index(index_path);
  if (!store::has_leftovers(index)) return {};
  auto lock = store::WriterLock::acquire(index, options.wait);
  if (!lock) return lock.error();
  const WriteOptions chosen = index::with_defaults(options);
  if (auto renewed = index::renew_unsealed(index, chosen.jobs, chosen.memory_bytes); !renewed)
    return renewed.error();
  return tidy(index, store::Live::to_be_looked_at);
}

Result<CompactSummary> compact_index(const std::string& index_path, const WriteOptions& options) {
  const fs::path index(index_path);
  if (const auto current = store::read_current(index); !current) return current.error();
  auto lock = store::WriterLock::acquire(index, options.wait);
  if (!lock) return lock.error();
  const WriteOptions chosen = index::with_defaults(options);
  if (auto renewed = index::renew_unsealed(index, chosen.jobs, chosen.memory_bytes); !renewed)
    return renewed.error();
  CompactSummary summary;
  {
    const auto live = store::Snapshot::open(index);
    if (!live) return live.error();
    store::remove_leftovers(index, live->current().generation, store::Live::to_be_looked_at);
    summary.bytes_before = bytes_below(index);
    const fs::path generation = index / live->current().generation;
    if (auto intact = store::require_intact(generation); !intact) return intact.error();
    summary.documents = live->document_count();
    auto compacted = live->removed().size() > 0 ? index::rebuild(index, chosen.jobs, chosen.memory_bytes)
                                                : copy_tightly(index, generation, chosen);
    if (!compacted) return compacted.error();
  }
  if (auto tidied = tidy(index, store::Live::whole); !tidied) return tidied.error();
  summary.bytes_after = bytes_below(index);
  return summary;
}

}  // namespace vnidx
