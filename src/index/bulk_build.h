// Building many documents into a new generation, beside the live one.
//
//   add() → batches → [worker: analyse, sort by term: one run a batch] → all runs merged into one database
//
// Batches are cut and numbered by whoever adds, and merged in their order, so the result does not depend on
// the number of workers or on the memory they may take. add(), finish() and cancel() belong to one thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/bounded_queue.h"
#include "index/document_builder.h"
#include "index/run.h"
#include "store/blob.h"
#include "store/spare.h"
#include "vnidx/index.h"
#include "vnidx/result.h"

namespace vnidx::index {

/// The same with what is left to us chosen for this machine.
WriteOptions with_defaults(WriteOptions options);

class BulkBuild {
 public:
  /// Builds upon the database `live` (empty: from nothing, with `metadata`). `folder` is emptied and used for
  /// everything. Documents are compressed with the dictionary that `metadata` has, if it has one, and read
  /// with its lexicon.
  BulkBuild(std::filesystem::path live, std::filesystem::path folder, store::Metadata metadata, unsigned jobs,
            std::uint64_t memory_bytes);
  /// Stops the workers and removes `folder`.
  ~BulkBuild();
  BulkBuild(const BulkBuild&) = delete;
  BulkBuild& operator=(const BulkBuild&) = delete;

  Result<void> add(Prepared prepared);

  /// Waits until a document of so many bytes can be read beside what is on its way.
  void make_room(std::uint64_t bytes);

  /// Metadata of the new database; where there is a live one, its own counts.
  void set_metadata(const std::string& key, std::string value) { metadata_[key] = std::move(value); }

  /// Merges `live` and all that was added, in this order, into the new database `destination`.
  Result<void> finish(const std::filesystem::path& destination);

 private:
  struct Batch {
    std::size_t number = 0;
    std::uint32_t first_document = 1;  // its number among all that were added
    std::vector<Prepared> documents;
    std::uint64_t bytes = 0;
  };

  void work(std::size_t worker);
  Result<void> work_through(std::size_t worker);
  Result<void> invert(DocumentBuilder& builder, Inverter& inverter, Batch batch);
  Result<void> send_batch();
  void fail(Error error);
  std::optional<Error> failure();
  void stop();
  std::filesystem::path run_file(std::size_t worker) const;
  std::filesystem::path long_frames(std::size_t worker) const;
  Result<void> write_database(const std::filesystem::path& destination);
  Result<void> write_runs(const std::filesystem::path& destination);
  Result<void> share_long_frames(const std::filesystem::path& destination);
  Result<void> write_statistics(const std::filesystem::path& path);
  Result<void> write_names(const std::filesystem::path& path);

  const std::filesystem::path live_;
  const std::filesystem::path folder_;
  bool is_made_ = false;  // the folder, by this build
  store::Metadata metadata_;
  const store::CompressionDictionary dictionary_;
  const std::string lexicon_;
  const unsigned jobs_;
  const std::uint64_t memory_bytes_;
  Batch batch_;
  std::size_t sent_ = 0;
  BoundedQueue<Batch> queue_;
  std::vector<std::jthread> workers_;
  const std::uint64_t batch_bytes_;
  const std::uint64_t most_bytes_;  // of batches on their way and what is read; what is more goes alone

  std::mutex mutex_;  // guards what follows
  std::condition_variable has_room_;
  std::uint64_t bytes_ = 0;  // of batches on their way
  std::vector<Run> runs_;    // by batch
  std::int64_t text_bytes_ = 0;
  struct Name {
    std::string name;
    std::size_t batch = 0;  // the first that has it
  };
  std::map<std::string, Name> names_;              // of organisations, by key
  store::ShortForms short_forms_;                  // of these
  std::vector<std::filesystem::path> statistics_;  // tables written so far
  std::optional<Error> failure_;
};

}  // namespace vnidx::index
