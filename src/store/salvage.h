// Getting documents out of a damaged generation. Thread-safe on different generations.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "store/removed_set.h"
#include "store/spare.h"
#include "vnidx/document.h"
#include "vnidx/result.h"

namespace vnidx::store {

class Salvage {
 public:
  /// Reads what does not depend on a single document: the spare copies and, where they are not to be trusted,
  /// the database, in a child process. Error io.
  static Result<Salvage> open(const std::filesystem::path& generation);

  /// Metadata for the database that the documents move to.
  const Metadata& metadata() const { return metadata_; }

  /// Hands over every document whose stored record is whole and that was not removed, in the order they were
  /// added. Where it is not known which were removed, an id may come several times: the last is the one that
  /// counts. Ends at the first error of `visit`. May be called again. Error io.
  Result<void> for_each_document(const std::function<Result<void>(Document)>& visit);

  /// Numbers that must have had a document and have none that is whole; after for_each_document().
  std::uint64_t lost() const { return lost_; }
  /// The ids of such documents, as far as the database still tells them. Reads it in a child process. Error
  /// io.
  Result<std::vector<std::string>> lost_ids() const;
  /// Whether it is known how many documents there were; else lost() counts gaps only.
  bool knows_count() const { return knows_count_; }
  bool knows_removed() const { return knows_removed_; }
  /// Whether the database can be read and says that it never held a document.
  bool is_known_empty() const { return is_known_empty_; }

 private:
  explicit Salvage(std::filesystem::path generation) : generation_(std::move(generation)) {}

  // Takes the number of a document and what may be its data, newest first.
  using StoredVisit = std::function<Result<void>(std::uint32_t, std::span<const std::string>)>;

  Result<void> for_each_stored(const StoredVisit& visit) const;

  std::filesystem::path generation_;
  bool has_known_tables_ = true;  // which are read past Xapian
  Metadata metadata_;
  RemovedSet removed_;
  std::vector<std::string> dictionaries_;  // that records may have been compressed with, the likeliest first
  std::uint32_t last_number_ = 0;
  bool knows_removed_ = false;
  bool knows_count_ = false;
  bool is_known_empty_ = false;
  std::uint64_t lost_ = 0;
  std::vector<std::uint32_t> found_;  // numbers whose document is whole, rising
};

}  // namespace vnidx::store
