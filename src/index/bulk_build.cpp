#include "index/bulk_build.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "base/file.h"
#include "index/statistics.h"
#include "schema/fields.h"
#include "store/compaction.h"
#include "store/guard.h"

namespace vnidx::index {

namespace fs = std::filesystem;
namespace {

// What a shard holds. Its posting lists stay pieces of their own when shards are merged, so small ones cost space: on
// 20,000 articles shards of 250, 500 and 1,000 make indexes of 44.2, 42.1 and 40.7 MB, in the same time.
constexpr std::size_t kBatchDocuments = 4000;
constexpr std::uint64_t kMaxBatchBytes = 3 << 20;
// How many times its bytes a batch takes while a worker inverts it, and for a single long text all who hold it together.
constexpr std::uint64_t kMemoryOfBatch = 16;
constexpr std::uint64_t kMemoryOfLargeText = 8;
// Shards merged into one before the last merge, which thus holds few databases open at a time.
constexpr std::size_t kGroupShards = 64;

// Each database of a build has its pair statistics and organisations beside it, until they go into the folder of the
// generation.
fs::path statistics_of(const fs::path& database) { return fs::path(database) += ".pairs"; }
fs::path names_of(const fs::path& database) { return fs::path(database) += ".organizations"; }

// Whether the disk is full. Xapian's own clean-up of a shard fails on top of that and hides the cause.
bool is_full(const fs::path& folder) {
  constexpr std::uintmax_t kRoom = 64 << 10;
  std::error_code failed;
  const auto space = fs::space(folder, failed);
  return !failed && space.available < kRoom;
}

std::vector<store::NameCatalog> open_catalogs(const std::vector<fs::path>& paths) {
  std::vector<store::NameCatalog> catalogs;
  for (const fs::path& path : paths) {
    if (auto catalog = store::NameCatalog::open(path)) catalogs.push_back(std::move(*catalog));
  }
  return catalogs;
}

// Not DB_DANGEROUS: it saves nothing in a fresh database, and on a full disk its cancel() ends the program.
constexpr int kThrowAway = Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST;

std::string_view dictionary_of(const store::Metadata& metadata) {
  const auto found = metadata.find(std::string(schema::metadata::kDictionary));
  return found == metadata.end() ? std::string_view() : found->second;
}

std::uint64_t default_memory() {
  constexpr std::uint64_t kMost = 1ULL << 30;
  const auto pages = static_cast<std::uint64_t>(std::max(0L, ::sysconf(_SC_PHYS_PAGES)));
  const auto page_bytes = static_cast<std::uint64_t>(std::max(0L, ::sysconf(_SC_PAGESIZE)));
  return std::min(pages * page_bytes / 4, kMost);
}

}  // namespace

WriteOptions with_defaults(WriteOptions options) {
  if (options.jobs == 0) options.jobs = std::max(1U, std::thread::hardware_concurrency());
  if (options.memory_bytes == 0) options.memory_bytes = default_memory();
  return options;
}

BulkBuild::BulkBuild(fs::path live, fs::path folder, store::Metadata metadata, unsigned jobs, std::uint64_t memory_bytes)
    : live_(std::move(live)),
      folder_(std::move(folder)),
      metadata_(std::move(metadata)),
      dictionary_(dictionary_of(metadata_)),
      queue_(jobs),
      batch_bytes_(std::clamp<std::uint64_t>(memory_bytes / kMemoryOfBatch / jobs, 64 << 10, kMaxBatchBytes)),
      most_bytes_(memory_bytes / kMemoryOfLargeText) {
  std::error_code error;
  fs::remove_all(folder_, error);
  fs::create_directories(folder_, error);
  if (error) fail(io_error("create", folder_, error.value()));
  for (unsigned i = 0; i < jobs; ++i) workers_.emplace_back([this] { work(); });
}

BulkBuild::~BulkBuild() {
  stop();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void BulkBuild::stop() {
  queue_.cancel();
  workers_.clear();
}

void BulkBuild::fail(Error error) {
  {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::move(error);
  }
  has_room_.notify_all();
  queue_.cancel();
}

std::optional<Error> BulkBuild::failure() {
  const std::lock_guard lock(mutex_);
  return failure_;
}

fs::path BulkBuild::shard_path(std::size_t number) const { return folder_ / ("shard" + std::to_string(number)); }

fs::path BulkBuild::group_path(std::size_t group) const { return folder_ / ("group" + std::to_string(group)); }

Result<void> BulkBuild::add(Prepared prepared) {
  batch_.bytes += prepared.record.size();
  batch_.documents.push_back(std::move(prepared));
  if (batch_.documents.size() < kBatchDocuments && batch_.bytes < batch_bytes_) return {};
  return send_batch();
}

Result<void> BulkBuild::send_batch() {
  Batch batch = std::exchange(batch_, Batch{});
  batch.number = sent_++;
  {
    std::unique_lock lock(mutex_);
    has_room_.wait(lock, [&] { return failure_ || bytes_ == 0 || bytes_ + batch.bytes <= most_bytes_; });
    bytes_ += batch.bytes;
  }
  if (!queue_.push(std::move(batch))) return *failure();
  return {};
}

void BulkBuild::work() {
  DocumentBuilder builder(dictionary_);
  while (auto batch = queue_.pop()) {
    if (auto written = write_shard(builder, *batch); !written) return fail(written.error());
    batch->documents.clear();
    const std::size_t group = batch->number / kGroupShards;
    bool group_is_full = false;
    {
      const std::lock_guard lock(mutex_);
      bytes_ -= batch->bytes;
      if (shards_done_.size() <= group) shards_done_.resize(group + 1);
      group_is_full = ++shards_done_[group] == kGroupShards;
    }
    has_room_.notify_all();
    if (!group_is_full) continue;
    if (auto merged = merge_group(group, kGroupShards); !merged) return fail(merged.error());
  }
}

Result<void> BulkBuild::write_shard(DocumentBuilder& builder, Batch& batch) {
  Totals totals;
  const fs::path path = shard_path(batch.number);
  auto written = store::guarded(path, [&]() -> Result<void> {
    Xapian::WritableDatabase shard(path.string(), kThrowAway);
    for (Prepared& prepared : batch.documents) shard.add_document(builder.build(std::move(prepared), totals));
    add_totals(shard, totals);
    if (batch.number == 0 && live_.empty()) {
      for (const auto& [key, value] : metadata_) shard.set_metadata(key, value);
    }
    shard.commit();
    auto names = write_file(names_of(path), store::merged_catalog({}, totals.organizations));
    if (!names) return names;
    return write_file(statistics_of(path), builder.take_statistics());
  });
  if (!written && is_full(folder_)) return io_error("write", path, ENOSPC);
  return written;
}

Result<void> BulkBuild::merge_group(std::size_t group, std::size_t count) {
  std::vector<fs::path> shards;
  for (std::size_t i = 0; i < count; ++i) shards.push_back(shard_path(group * kGroupShards + i));
  if (auto merged = store::merge(shards, group_path(group)); !merged) return merged;
  std::vector<fs::path> parts;
  for (const fs::path& shard : shards) parts.push_back(statistics_of(shard));
  const auto tables = open_statistics(parts);
  if (auto written = write_file(statistics_of(group_path(group)), stats::merge(as_sources(tables), 1)); !written) {
    return written;
  }
  std::vector<fs::path> names;
  for (const fs::path& shard : shards) names.push_back(names_of(shard));
  if (auto written = write_file(names_of(group_path(group)), store::merged_catalog(open_catalogs(names), {})); !written) {
    return written;
  }
  std::error_code ignored;
  for (const auto* done : {&shards, &parts, &names}) {
    for (const fs::path& path : *done) fs::remove_all(path, ignored);
  }
  return {};
}

Result<void> BulkBuild::finish(const fs::path& destination) {
  const bool is_empty = sent_ == 0 && live_.empty();
  if (!batch_.documents.empty() || is_empty) {
    if (auto sent = send_batch(); !sent) return sent;
  }
  queue_.close();
  workers_.clear();  // joins
  if (auto failed = failure()) return *failed;

  std::vector<fs::path> sources;
  if (!live_.empty()) sources.push_back(live_);
  const std::size_t full_groups = sent_ / kGroupShards;
  for (std::size_t group = 0; group < full_groups; ++group) {
    sources.push_back(group_path(group));
  }
  for (std::size_t shard = full_groups * kGroupShards; shard < sent_; ++shard) sources.push_back(shard_path(shard));
  if (auto merged = store::merge(sources, destination); !merged) return merged;

  std::vector<fs::path> parts;
  std::vector<fs::path> names;
  for (const fs::path& source : sources) {
    parts.push_back(source == live_ ? live_ / schema::kStatisticsFile : statistics_of(source));
    names.push_back(source == live_ ? live_ / schema::kOrganizationsFile : names_of(source));
  }
  if (auto written = write_file(destination / schema::kOrganizationsFile, store::merged_catalog(open_catalogs(names), {}));
      !written) {
    return written;
  }
  const auto tables = open_statistics(parts);
  return write_statistics(as_sources(tables), destination / schema::kStatisticsFile);
}

}  // namespace vnidx::index
