// One committed state of an index, for reading. Not thread-safe: one Snapshot for each thread.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "stats/table.h"
#include "store/blob.h"
#include "store/directory.h"
#include "store/document_lengths.h"
#include "store/guard.h"
#include "store/name_catalog.h"
#include "store/posting_reader.h"
#include "store/removed_set.h"
#include "vnidx/document.h"
#include "vnidx/result.h"

namespace vnidx::store {

class Snapshot {
 public:
  /// Opens the live generation of `index`; one of another version only while no writer can replace it.
  /// Errors: no_index, damaged, io.
  static Result<Snapshot> open(const std::filesystem::path& index, Version version = Version::this_one);

  const std::filesystem::path& index() const { return index_; }
  const Current& current() const { return current_; }
  /// Holds the removed documents too: what is counted or found there must be told apart by `removed()`.
  const Xapian::Database& database() const { return database_; }
  const RemovedSet& removed() const { return removed_; }

  Xapian::doccount document_count() const;
  /// The numbers of the documents that hold `term`, rising; of all documents for the empty term.
  std::vector<Xapian::docid> documents_of(const std::string& term) const;
  /// How many these are.
  Xapian::doccount count_of(const std::string& term) const;

  /// Moves on to the newest committed state.
  Result<void> refresh();

  /// Moves on to the newest committed state and runs `work`, which reads this snapshot, returns a Result and
  /// may throw Xapian errors. A writer that commits twice meanwhile takes the state away from under it: then
  /// the newest state is opened and all of `work` runs again, a bounded number of times.
  template <class Work>
  std::invoke_result_t<Work> run(Work&& work) {
    if (auto refreshed = refresh(); !refreshed) return refreshed.error();
    return persist(work, [this] { return refresh(); });
  }

  /// Calls visit(document) with every document there is when it begins, as it is then, whatever writers do
  /// meanwhile: a stored document of a generation never changes, and a removed one stays where it is
  /// (store/removed_set.h). Ends early where `visit` returns false.
  template <class Visit>
  Result<void> for_each_document(Visit&& visit) {
    const auto numbers = run([this]() -> Result<std::vector<Xapian::docid>> { return documents_of(""); });
    if (!numbers) return numbers.error();
    for (const Xapian::docid number : *numbers) {
      auto read = persist([&] { return document(number); }, [this] { return reopen(); });
      if (!read) return read.error();
      if (!visit(*read)) break;
    }
    return {};
  }

  /// The record of document number `number`, uncompressed. Error damaged.
  Result<std::string> record(Xapian::docid number);
  /// The stored frame of a record, for others to decompress.
  std::string frame(Xapian::docid number) const {
    return database_.get_document(number, Xapian::DOC_ASSUME_VALID).get_data();
  }
  const DecompressionDictionary& dictionary();
  /// Where the live generation lies, with its long frames.
  std::filesystem::path folder() const { return index_ / current_.generation; }
  /// The pair statistics; none where the index has no such file or it cannot be read: they only help ranking.
  const stats::Table& statistics();
  /// Whether the statistics could not be read, or what was read of them is not as it was written.
  bool met_damaged_statistics() const;
  /// The postings of `term`; the reader must not outlive this state.
  std::unique_ptr<PostingReader> postings(const std::string& term);
  DocumentLengths& lengths();

  /// The organisations named in the index; none where it has no such file. Error damaged.
  Result<const NameCatalog*> organizations();

  Result<Document> document(Xapian::docid number);
  /// The fingerprint that document was stored with (schema/record.h).
  std::uint64_t fingerprint(Xapian::docid number) const;

  /// The number of the document with that id, if there is one.
  std::optional<Xapian::docid> find_id(std::string_view id) const;
  /// The numbers of the document with that id or, where there is none, of all that come from that file or
  /// folder.
  std::vector<Xapian::docid> find(std::string_view id_or_path) const;

 private:
  // A commit takes some tens of milliseconds: work that is overtaken so often will be so for ever.
  static constexpr int kMaxAttempts = 100;

  /// Runs `work`, and again after `advance` as often as a writer overtakes it.
  template <class Work, class Advance>
  std::invoke_result_t<Work> persist(Work&& work, Advance&& advance) {
    for (int attempt = 1;; ++attempt) {
      bool was_overtaken = false;
      auto result = guarded(index_, [&]() -> std::invoke_result_t<Work> {
        try {
          return work();
        } catch (const Xapian::DatabaseModifiedError&) {
          if (attempt == kMaxAttempts) throw;
          was_overtaken = true;
          return Error{};
        }
      });
      if (!was_overtaken) return result;
      if (auto advanced = advance(); !advanced) return advanced.error();
    }
  }

  /// Moves on to the newest state of the same generation.
  Result<void> reopen();
  PostingTable* terms();

  Snapshot(std::filesystem::path index, Current current, UniqueFd hold, Xapian::Database database,
           RemovedSet removed)
      : index_(std::move(index)),
        current_(std::move(current)),
        hold_(std::move(hold)),
        database_(std::move(database)),
        removed_(std::move(removed)) {}

  std::filesystem::path index_;
  Current current_;
  UniqueFd hold_;  // shared flock on the generation's folder: it is not removed while this lives
  Xapian::Database database_;
  RemovedSet removed_;
  std::optional<DecompressionDictionary> dictionary_;
  std::optional<Decompressor> decompressor_;
  std::optional<stats::Table> statistics_;
  bool statistics_failed_ = false;
  std::optional<std::optional<PostingTable>> terms_;  // none inside: to be read through Xapian
  std::optional<DocumentLengths> lengths_;
  std::optional<NameCatalog> organizations_;
};

}  // namespace vnidx::store
