#include "index/bulk_build.h"

#include <unistd.h>

#include <algorithm>
#include <system_error>

#include "base/file.h"
#include "index/statistics.h"
#include "schema/fields.h"
#include "store/compaction.h"

namespace vnidx::index {

namespace fs = std::filesystem;
namespace {

// What a run is made of: as much as fits the processor's cache while it is sorted.
constexpr std::size_t kBatchDocuments = 4000;
constexpr std::uint64_t kMaxBatchBytes = 3 << 20;
// How many times its bytes a batch takes while a worker inverts it, and for a single long text all who hold it together.
constexpr std::uint64_t kMemoryOfBatch = 16;
constexpr std::uint64_t kMemoryOfLargeText = 8;
// Batches whose pair statistics and organisations are merged before the last merge, which thus holds few of them.
constexpr std::size_t kGroupBatches = 64;

// Each batch and group, until they go into the folder of the generation, has two files of such names.
fs::path statistics_of(const fs::path& path) { return fs::path(path) += ".pairs"; }
fs::path names_of(const fs::path& path) { return fs::path(path) += ".organizations"; }

std::vector<store::NameCatalog> open_catalogs(const std::vector<fs::path>& paths) {
  std::vector<store::NameCatalog> catalogs;
  for (const fs::path& path : paths) {
    if (auto catalog = store::NameCatalog::open(path)) catalogs.push_back(std::move(*catalog));
  }
  return catalogs;
}

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
      jobs_(jobs),
      memory_bytes_(memory_bytes),
      queue_(jobs),
      batch_bytes_(std::clamp<std::uint64_t>(memory_bytes / kMemoryOfBatch / jobs, 64 << 10, kMaxBatchBytes)),
      most_bytes_(memory_bytes / kMemoryOfLargeText) {
  std::error_code error;
  fs::remove_all(folder_, error);
  fs::create_directories(folder_, error);
  if (error) fail(io_error("create", folder_, error.value()));
  for (unsigned i = 0; i < jobs; ++i) workers_.emplace_back([this, i] { work(i); });
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

fs::path BulkBuild::run_file(std::size_t worker) const { return folder_ / ("runs" + std::to_string(worker)); }

fs::path BulkBuild::batch_path(std::size_t number) const { return folder_ / ("batch" + std::to_string(number)); }

fs::path BulkBuild::group_path(std::size_t group) const { return folder_ / ("group" + std::to_string(group)); }

Result<void> BulkBuild::add(Prepared prepared) {
  batch_.bytes += prepared.record.size();
  batch_.documents.push_back(std::move(prepared));
  if (batch_.documents.size() < kBatchDocuments && batch_.bytes < batch_bytes_) return {};
  return send_batch();
}

Result<void> BulkBuild::send_batch() {
  Batch batch = std::exchange(batch_, Batch{});
  batch_.first_document = batch.first_document + static_cast<std::uint32_t>(batch.documents.size());
  batch.number = sent_++;
  {
    std::unique_lock lock(mutex_);
    has_room_.wait(lock, [&] { return failure_ || bytes_ == 0 || bytes_ + batch.bytes <= most_bytes_; });
    bytes_ += batch.bytes;
  }
  if (!queue_.push(std::move(batch))) return *failure();
  return {};
}

void BulkBuild::work(std::size_t worker) {
  DocumentBuilder builder(dictionary_);
  Inverter inverter(run_file(worker), worker);
  while (auto batch = queue_.pop()) {
    if (auto inverted = invert(builder, inverter, *batch); !inverted) return fail(inverted.error());
    batch->documents.clear();
    const std::size_t group = batch->number / kGroupBatches;
    bool group_is_full = false;
    {
      const std::lock_guard lock(mutex_);
      bytes_ -= batch->bytes;
      if (batches_done_.size() <= group) batches_done_.resize(group + 1);
      group_is_full = ++batches_done_[group] == kGroupBatches;
    }
    has_room_.notify_all();
    if (!group_is_full) continue;
    if (auto merged = merge_group(group); !merged) return fail(merged.error());
  }
}

Result<void> BulkBuild::invert(DocumentBuilder& builder, Inverter& inverter, Batch& batch) {
  Totals totals;
  inverter.begin(batch.first_document);
  for (Prepared& prepared : batch.documents) {
    inverter.add(builder.build(std::move(prepared), inverter.vocabulary(), totals));
  }
  auto run = inverter.finish();
  if (!run) return run.error();
  {
    const std::lock_guard lock(mutex_);
    if (runs_.size() <= batch.number) runs_.resize(batch.number + 1);
    runs_[batch.number] = std::move(*run);
    text_bytes_ += totals.text_bytes;
  }
  const fs::path path = batch_path(batch.number);
  auto names = write_file(names_of(path), store::merged_catalog({}, totals.organizations));
  if (!names) return names;
  return write_file(statistics_of(path), builder.take_statistics());
}

Result<void> BulkBuild::merge_group(std::size_t group) {
  std::vector<fs::path> parts;
  std::vector<fs::path> names;
  for (std::size_t i = 0; i < kGroupBatches; ++i) {
    const fs::path batch = batch_path(group * kGroupBatches + i);
    parts.push_back(statistics_of(batch));
    names.push_back(names_of(batch));
  }
  const auto tables = open_statistics(parts);
  if (auto written = write_file(statistics_of(group_path(group)), stats::merge(as_sources(tables), 1)); !written) {
    return written;
  }
  if (auto written = write_file(names_of(group_path(group)), store::merged_catalog(open_catalogs(names), {})); !written) {
    return written;
  }
  std::error_code ignored;
  for (const auto* done : {&parts, &names}) {
    for (const fs::path& path : *done) fs::remove(path, ignored);
  }
  return {};
}

Result<void> BulkBuild::finish(const fs::path& destination) {
  if (!batch_.documents.empty()) {
    if (auto sent = send_batch(); !sent) return sent;
  }
  queue_.close();
  workers_.clear();  // joins
  if (auto failed = failure()) return *failed;
  if (auto written = write_database(destination); !written) return written;
  return write_side_files(destination);
}

Result<void> BulkBuild::write_database(const fs::path& destination) {
  if (live_.empty()) metadata_[std::string(schema::metadata::kTextBytes)] = std::to_string(text_bytes_);
  else metadata_ = {{std::string(schema::metadata::kTextBytes), std::to_string(text_bytes_)}};
  if (runs_.empty() && !live_.empty()) return store::merge({&live_, 1}, destination);
  const fs::path added = live_.empty() ? destination : folder_ / "added";
  std::vector<fs::path> files;
  for (std::size_t worker = 0; worker < jobs_; ++worker) files.push_back(run_file(worker));
  if (auto merged = merge_runs(runs_, files, metadata_, memory_bytes_, added); !merged) return merged;
  if (live_.empty()) return {};
  const std::vector<fs::path> sources{live_, added};
  return store::merge(sources, destination);
}

Result<void> BulkBuild::write_side_files(const fs::path& destination) {
  std::vector<fs::path> parts;
  std::vector<fs::path> names;
  if (!live_.empty()) {
    parts.push_back(live_ / schema::kStatisticsFile);
    names.push_back(live_ / schema::kOrganizationsFile);
  }
  const std::size_t full_groups = sent_ / kGroupBatches;
  const auto take = [&](const fs::path& path) {
    parts.push_back(statistics_of(path));
    names.push_back(names_of(path));
  };
  for (std::size_t group = 0; group < full_groups; ++group) take(group_path(group));
  for (std::size_t number = full_groups * kGroupBatches; number < sent_; ++number) take(batch_path(number));
  if (auto written = write_file(destination / schema::kOrganizationsFile, store::merged_catalog(open_catalogs(names), {}));
      !written) {
    return written;
  }
  const auto tables = open_statistics(parts);
  return write_statistics(as_sources(tables), destination / schema::kStatisticsFile);
}

}  // namespace vnidx::index
