// The writing side of the library: add documents to an index, remove them.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "vnidx/document.h"
#include "vnidx/result.h"

namespace vnidx {

namespace store {
struct Manifest;
}

/// How long to wait for another writer to finish: nothing for not at all, max() for ever.
using LockWait = std::optional<std::chrono::seconds>;

/// Documents of one file whose place those of another took in this run, for they have the same ids.
struct Displacement {
  std::string path;
  std::string by;  ///< the path of the other file
  std::uint64_t documents = 0;
};

struct AddSummary {
  std::uint64_t added = 0;
  std::uint64_t replaced = 0;   ///< known id, other content
  std::uint64_t unchanged = 0;  ///< known id, same content: nothing was written, or the same again
  std::uint64_t kept = 0;  ///< by a run that builds anew: were not added, and come from their stored text
  std::uint64_t rejected = 0;
  std::uint64_t repaired = 0;  ///< kept with a diagnostic
  std::uint64_t source_bytes = 0;
  double seconds = 0;
  std::vector<Displacement> displaced;  ///< of the replaced
};

struct WriteOptions {
  unsigned jobs = 0;  ///< threads that analyse; 0: one for each core
  std::uint64_t memory_bytes =
      0;  ///< working memory to stay within, some 100 MB at least; 0: a quarter of RAM, at most 1 GiB
  LockWait wait;
  std::string lexicon{};  ///< a file of names of bodies (entity/user_lexicon.h) to use from now on; empty:
                          ///< those in use
};

/// What a run that builds anew does about an index of another version whose stored documents it cannot read.
enum class Unreadable : std::uint8_t {
  refuse,
  lose,  ///< builds from what is added alone
};

/// Takes documents in order and makes them findable. Nothing is visible before finish() returns, and nothing
/// of it stays when finish() fails or is never called. Not thread-safe: one thread calls add() and finish().
class IndexWriter {
 public:
  /// Locks the index, making it where there is none. Errors: locked, no_index (another schema), io.
  static Result<IndexWriter> open(const std::string& index_path, const WriteOptions& options);

  /// The same for a run that builds the index anew, beside the one that is there, of what it adds; finish()
  /// takes over from their stored text the documents that were neither added again nor removed. The index may
  /// be one of another version. Errors: no_index (none there, or one that this version cannot build upon),
  /// locked, damaged, io.
  static Result<IndexWriter> open_anew(const std::string& index_path, const WriteOptions& options,
                                       Unreadable unreadable);

  IndexWriter(IndexWriter&&) noexcept;
  IndexWriter& operator=(IndexWriter&&) noexcept;
  ~IndexWriter();

  /// Queues a document; `document.id` names it, and a later one of the same id replaces it. May wait for
  /// workers. An error ends the run: call nothing further.
  Result<void> add(Document document, std::size_t source_bytes);

  /// To be called before a document of so many bytes is read into memory: waits until what was added before
  /// leaves it room.
  void make_room(std::size_t source_bytes);

  /// Removes the document of that id, or those of that file or folder, and says how many were not removed
  /// before. Error not_found where there is none.
  Result<std::size_t> remove(const std::string& id_or_path);

  /// Ids of the documents of the index that come from the file `path` and that no add() of this run has
  /// named.
  Result<std::vector<std::string>> unnamed(const std::string& path);

  /// Whether the index holds a document of that id; without what this run does, as are the next two.
  Result<bool> holds(const std::string& id) const;

  /// How many documents the index holds, and how many of these come from the file `path`.
  std::uint64_t document_count() const;
  Result<std::uint64_t> document_count(const std::string& path) const;

  /// For vnidx itself: what the index remembers of its sources (store/manifest.h). finish() commits what was
  /// changed in it together with the documents. Error damaged.
  Result<store::Manifest*> manifest();

  /// Commits everything durably. An error that came after the commit says so in its hint. The summary counts
  /// documents; `rejected` and `repaired` are the caller's to add.
  Result<AddSummary> finish();

  /// Whether the lexicon is another one than what the index's documents were read with.
  bool changes_lexicon() const;

  /// After finish(): how it wrote, "in place" into the live index or "bulk" into a new generation, and why;
  /// for `-v`.
  const std::string& plan() const;

 private:
  struct State;
  explicit IndexWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace vnidx
