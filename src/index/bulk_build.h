// Building many documents into a new generation, beside the live one.
//
//   add() → batches → [worker: analyse, one small throw-away shard a batch] → groups → one generation
//
// Xapian inverts in maps, which are fast while they fit the cache: many small shards and one merge cost a third of
// one large database. Batches are cut by content alone and merged in order, so the result does not depend on the
// number of workers. add(), finish() and cancel() belong to one thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/bounded_queue.h"
#include "index/document_builder.h"
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
  /// everything. Documents are compressed with the dictionary that `metadata` has, if it has one.
  BulkBuild(std::filesystem::path live, std::filesystem::path folder, store::Metadata metadata, unsigned jobs,
            std::uint64_t memory_bytes);
  /// Stops the workers and removes `folder`.
  ~BulkBuild();
  BulkBuild(const BulkBuild&) = delete;
  BulkBuild& operator=(const BulkBuild&) = delete;

  Result<void> add(Prepared prepared);

  /// Merges `live` and all that was added, in this order, into the new database `destination`.
  Result<void> finish(const std::filesystem::path& destination);

 private:
  struct Batch {
    std::size_t number = 0;
    std::vector<Prepared> documents;
    std::uint64_t bytes = 0;
  };

  void work();
  Result<void> write_shard(DocumentBuilder& builder, Batch& batch);
  Result<void> send_batch();
  void fail(Error error);
  std::optional<Error> failure();
  void stop();
  std::filesystem::path shard_path(std::size_t number) const;
  std::filesystem::path group_path(std::size_t group) const;
  Result<void> merge_group(std::size_t group, std::size_t count);

  const std::filesystem::path live_;
  const std::filesystem::path folder_;
  const store::Metadata metadata_;
  const store::CompressionDictionary dictionary_;
  Batch batch_;
  std::size_t sent_ = 0;
  BoundedQueue<Batch> queue_;
  std::vector<std::jthread> workers_;
  const std::uint64_t batch_bytes_;
  const std::uint64_t most_bytes_;  // of batches on their way; a larger one goes alone

  std::mutex mutex_;  // guards what follows
  std::condition_variable has_room_;
  std::uint64_t bytes_ = 0;  // of batches on their way
  std::vector<std::size_t> shards_done_;  // by group
  std::optional<Error> failure_;
};

}  // namespace vnidx::index
