#include "index/bulk_build.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <system_error>

#include "base/exceptions.h"
#include "base/file.h"
#include "index/pair_changes.h"
#include "index/run_inserter.h"
#include "index/run_merger.h"
#include "index/statistics.h"
#include "schema/fields.h"
#include "store/compaction.h"
#include "store/engine.h"
#include "store/long_frame.h"
#include "store/own_files.h"

namespace vnidx::index {

namespace fs = std::filesystem;
namespace {

// What a run is made of: as much as fits the processor's cache while it is sorted.
constexpr std::size_t kBatchDocuments = 4000;
constexpr std::uint64_t kMaxBatchBytes = 3 << 20;
// How many times its bytes a batch takes while a worker inverts it, and for a single long text all who hold
// it together.
constexpr std::uint64_t kMemoryOfBatch = 16;
constexpr std::uint64_t kMemoryOfLargeText = 8;
// Tables of pair statistics that a worker merges into one, so that the last merge holds few of them.
constexpr std::size_t kTablesOfWorker = 16;

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

// jemalloc gives a new thread an arena and uses it without asking whether there was memory for it: where the
// address space is limited (`ulimit -v`), the thread dies of a signal. So what threads take at first is asked
// for before they are started.
Result<void> require_room_for_threads(unsigned threads) {
  constexpr std::size_t kStack = 8 << 20;
  constexpr std::size_t kTables = 16 << 20;  // so much that the first do not leave the last without an arena
  const std::size_t bytes = threads * (kStack + kTables);
  void* const room = ::mmap(nullptr, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (room == MAP_FAILED) {
    return Error{ErrorCode::io,
                 "too little memory for " + std::to_string(threads) + " threads",
                 {},
                 "use fewer --jobs"};
  }
  ::munmap(room, bytes);
  return {};
}

// The pair statistics of one worker, in few tables. Sums are the same in whatever order they are made.
class WorkerStatistics {
 public:
  explicit WorkerStatistics(fs::path path) : path_(std::move(path)) {}

  Result<void> add(std::string_view table) {
    if (auto written = write_next(table); !written || tables_.size() < kTablesOfWorker) return written;
    const std::vector<fs::path> merged = std::exchange(tables_, {});
    const auto tables = open_statistics(merged);
    if (auto written = write_next(stats::merge(as_sources(tables), 1)); !written) return written;
    std::error_code ignored;
    for (const fs::path& path : merged) fs::remove(path, ignored);
    return {};
  }

  const std::vector<fs::path>& tables() const { return tables_; }

 private:
  Result<void> write_next(std::string_view table) {
    tables_.push_back(fs::path(path_) += '-' + std::to_string(written_++));
    return write_file(tables_.back(), table);
  }

  fs::path path_;
  std::vector<fs::path> tables_;
  std::size_t written_ = 0;
};

}  // namespace

WriteOptions with_defaults(WriteOptions options) {
  if (options.jobs == 0) options.jobs = std::max(1U, std::thread::hardware_concurrency());
  if (options.memory_bytes == 0) options.memory_bytes = default_memory();
  // What the program and its libraries take before they build anything.
  constexpr std::uint64_t kProgram = 40 << 20;
  options.memory_bytes -= std::min(options.memory_bytes / 4, kProgram);
  return options;
}

BulkBuild::BulkBuild(fs::path live, fs::path folder, store::Metadata metadata, unsigned jobs,
                     std::uint64_t memory_bytes)
    : live_(std::move(live)),
      folder_(std::move(folder)),
      metadata_(std::move(metadata)),
      dictionary_(dictionary_of(metadata_)),
      lexicon_(metadata_[std::string(schema::metadata::kLexicon)]),
      jobs_(jobs),
      memory_bytes_(memory_bytes),
      queue_(jobs),
      batch_bytes_(std::clamp<std::uint64_t>(memory_bytes / kMemoryOfBatch / jobs, 64 << 10, kMaxBatchBytes)),
      most_bytes_(memory_bytes / kMemoryOfLargeText) {
  // Made anew: whatever else is there, or is led to, is not written to.
  store::remove_own(folder_);
  if (::mkdir(folder_.c_str(), 0777) != 0) {
    const int reason = errno;
    Error error = io_error("create", folder_, reason);
    if (reason == EEXIST) error.hint = "something else lies there: move it away";
    fail(std::move(error));
    return;
  }
  is_made_ = true;
  auto started = contained([&]() -> Result<void> {
    if (auto has_room = require_room_for_threads(jobs_); !has_room) return has_room;
    for (unsigned i = 0; i < jobs; ++i) workers_.emplace_back([this, i] { work(i); });
    return {};
  });
  if (!started) fail(started.error());
}

BulkBuild::~BulkBuild() {
  stop();
  if (is_made_) store::remove_own(folder_);
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

fs::path BulkBuild::run_file(std::size_t worker) const {
  return folder_ / ("runs" + std::to_string(worker));
}

fs::path BulkBuild::long_frames(std::size_t worker) const {
  return folder_ / ("long" + std::to_string(worker));
}

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
  make_room(batch.bytes);
  {
    const std::lock_guard lock(mutex_);
    bytes_ += batch.bytes;
  }
  if (!queue_.push(std::move(batch))) return *failure();
  return {};
}

void BulkBuild::make_room(std::uint64_t bytes) {
  std::unique_lock lock(mutex_);
  has_room_.wait(lock, [&] { return failure_ || bytes_ == 0 || bytes_ + bytes <= most_bytes_; });
}

void BulkBuild::work(std::size_t worker) {
  if (auto worked = contained([&] { return work_through(worker); }); !worked) fail(worked.error());
}

Result<void> BulkBuild::work_through(std::size_t worker) {
  DocumentBuilder builder(dictionary_, lexicon_, memory_bytes_ / jobs_);
  Inverter inverter(run_file(worker), worker, long_frames(worker));
  WorkerStatistics statistics(folder_ / ("pairs" + std::to_string(worker)));
  while (auto batch = queue_.pop()) {
    const std::uint64_t bytes = batch->bytes;
    if (auto inverted = invert(builder, inverter, *std::move(batch)); !inverted) return inverted;
    {
      const std::lock_guard lock(mutex_);
      bytes_ -= bytes;
    }
    has_room_.notify_all();
    if (!builder.is_full()) continue;
    if (auto added = statistics.add(builder.take_statistics()); !added) return added;
  }
  if (auto added = statistics.add(builder.take_statistics()); !added) return added;
  const std::lock_guard lock(mutex_);
  statistics_.insert(statistics_.end(), statistics.tables().begin(), statistics.tables().end());
  return {};
}

Result<void> BulkBuild::invert(DocumentBuilder& builder, Inverter& inverter, Batch batch) {
  Totals totals;
  inverter.begin(batch.first_document);
  for (Prepared& prepared : batch.documents) {
    inverter.add(builder.build(prepared, inverter.vocabulary(), totals));
    prepared = {};
  }
  auto run = inverter.finish();
  if (!run) return run.error();
  const std::lock_guard lock(mutex_);
  if (runs_.size() <= batch.number) runs_.resize(batch.number + 1);
  runs_[batch.number] = std::move(*run);
  text_bytes_ += totals.text_bytes;
  for (auto& [key, name] : totals.organizations) {
    const auto [known, is_new] = names_.try_emplace(key);
    if (is_new || batch.number < known->second.batch) known->second = {std::move(name), batch.number};
  }
  for (auto& [key, meanings] : totals.short_forms) short_forms_[key].merge(meanings);
  return {};
}

Result<void> BulkBuild::finish(const fs::path& destination) {
  if (!batch_.documents.empty()) {
    if (auto sent = send_batch(); !sent) return sent;
  }
  queue_.close();
  workers_.clear();  // joins
  if (auto failed = failure()) return *failed;

  // Two works that need nothing of each other.
  const fs::path statistics = folder_ / schema::kStatisticsFile;
  Result<void> counted;
  std::jthread counting([&] { counted = contained([&] { return write_statistics(statistics); }); });
  if (auto written = write_database(destination); !written) return written;
  if (auto shared = share_long_frames(destination); !shared) return shared;
  counting.join();
  if (!counted) return counted;
  std::error_code failed;
  fs::rename(statistics, destination / schema::kStatisticsFile, failed);
  if (failed) return io_error("write", destination / schema::kStatisticsFile, failed.value());
  return write_names(destination / schema::kOrganizationsFile);
}

Result<void> BulkBuild::write_database(const fs::path& destination) {
  if (live_.empty())
    metadata_[std::string(schema::metadata::kTextBytes)] = std::to_string(text_bytes_);
  else
    metadata_ = {{std::string(schema::metadata::kTextBytes), std::to_string(text_bytes_)}};
  if (runs_.empty() && !live_.empty()) return store::merge({&live_, 1}, destination);
  const fs::path added = live_.empty() ? destination : folder_ / "added";
  if (auto written = write_runs(added); !written || live_.empty()) return written;
  const std::vector<fs::path> sources{live_, added};
  return store::merge(sources, destination);
}

Result<void> BulkBuild::write_runs(const fs::path& destination) {
  // Only databases of one engine can be merged: what is added to a live one is to be like it.
  const auto engine =
      live_.empty() ? store::engine_of_new_databases(folder_ / "engine") : store::engine_of(live_);
  if (!engine) return engine.error();
  const auto write = store::has_known_tables(*engine) ? merge_runs : insert_runs;
  std::vector<fs::path> files;
  for (std::size_t worker = 0; worker < jobs_; ++worker) files.push_back(run_file(worker));
  return write(runs_, files, metadata_, memory_bytes_, destination);
}

Result<void> BulkBuild::share_long_frames(const fs::path& destination) {
  std::vector<fs::path> sources;
  for (std::size_t worker = 0; worker < jobs_; ++worker) sources.push_back(long_frames(worker));
  if (!live_.empty()) sources.push_back(live_);
  for (const fs::path& source : sources) {
    if (auto shared = store::share_long_frames(source, destination); !shared) return shared;
  }
  return {};
}

Result<void> BulkBuild::write_statistics(const fs::path& path) {
  const auto tables = open_statistics(statistics_);
  std::vector<stats::Source> sources = as_sources(tables);
  const StatisticsParts before = live_.empty() ? StatisticsParts() : StatisticsParts::of(live_);
  std::ranges::copy(before.sources(), std::back_inserter(sources));
  return write_file(path, summed_statistics(sources));
}

Result<void> BulkBuild::write_names(const fs::path& path) {
  std::vector<store::NameCatalog> before;
  if (!live_.empty()) {
    if (auto catalog = store::NameCatalog::open(live_ / schema::kOrganizationsFile))
      before.push_back(std::move(*catalog));
  }
  store::Names names;
  for (auto& [key, name] : names_) names.emplace_hint(names.end(), key, std::move(name.name));
  return write_file(path, store::merged_catalog(before, names, short_forms_));
}

}  // namespace vnidx::index
