#include "store/salvage.h"

#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>
#include <utility>

#include "base/child_process.h"
#include "schema/fields.h"
#include "schema/record.h"
#include "store/blob.h"
#include "store/document_fetch.h"
#include "store/document_scan.h"
#include "store/engine.h"
#include "store/guard.h"
#include "store/own_files.h"
#include "store/removed_set.h"
#include "store/seal.h"

namespace vnidx::store {

namespace fs = std::filesystem;
namespace {

constexpr char kDocuments[] = "docdata.glass";
constexpr std::chrono::seconds kTimeToRead{60};
constexpr Xapian::docid kMaxNumber = std::numeric_limits<Xapian::docid>::max();

// What the database says of itself, as far as it can be read.
Result<std::optional<Metadata>> read_database(const fs::path& generation) {
  const auto outcome = run_in_child(kTimeToRead, [&](const ChildWriter& out) {
    const auto read = guarded(generation, [&]() -> Result<void> {
      const Xapian::Database database(generation.string());
      out({pack(spare_of(database))});
      return {};
    });
    // No message says that it is damaged.
    if (!read && read.error().code == ErrorCode::io) out({read.error().place, read.error().message});
  });
  if (!outcome) return outcome.error();
  if (outcome->messages.empty()) return std::optional<Metadata>();
  const ChildMessage& told = outcome->messages.front();
  if (told.size() == 2) return Error{ErrorCode::io, told[1], told[0], {}};
  return unpack(told.front());
}

std::string value_of(const Metadata& metadata, std::string_view key) {
  const auto found = metadata.find(std::string(key));
  return found == metadata.end() ? std::string() : found->second;
}

}  // namespace

Result<Salvage> Salvage::open(const fs::path& generation) {
  const auto sealed = inspect_seal(generation);
  if (!sealed) return sealed.error();
  const auto spare = read_spare(generation);
  auto database = read_database(generation);
  if (!database) return database.error();

  Salvage salvage(generation);
  // An engine that nothing tells, or that Xapian cannot open though it has our table, may be ours with a byte
  // changed.
  const auto engine = engine_of(generation);
  salvage.has_known_tables_ =
      !engine || has_known_tables(*engine) || (!database->has_value() && !is_absent(generation / kDocuments));
  for (const std::optional<Metadata>* each : {&spare, &std::as_const(*database)}) {
    if (!*each) continue;
    std::string dictionary = value_of(**each, schema::metadata::kDictionary);
    if (std::ranges::find(salvage.dictionaries_, dictionary) == salvage.dictionaries_.end()) {
      salvage.dictionaries_.push_back(std::move(dictionary));
    }
  }
  if (salvage.dictionaries_.empty()) salvage.dictionaries_.emplace_back();

  for (const std::optional<Metadata>* each : {&spare, &std::as_const(*database)}) {
    const std::string last = *each ? value_of(**each, kLastNumber) : std::string();
    if (last.empty()) continue;
    const auto number = static_cast<std::uint32_t>(std::strtoul(last.c_str(), nullptr, 10));
    salvage.last_number_ = std::max(salvage.last_number_, number);
    salvage.knows_count_ = salvage.knows_count_ || each == &*database || sealed->is_sealed;
  }
  salvage.is_known_empty_ = salvage.knows_count_ && salvage.last_number_ == 0;
  // The spare copy is of the last commit if the generation is sealed; else it may be of the one before.
  if (spare && (sealed->is_sealed || !*database))
    salvage.metadata_ = *spare;
  else if (*database)
    salvage.metadata_ = std::move(**database);
  if (auto removed =
          RemovedSet::unpack(value_of(salvage.metadata_, schema::metadata::kRemoved), kMaxNumber)) {
    salvage.removed_ = std::move(*removed);
    salvage.knows_removed_ = spare.has_value() || database->has_value();
  }
  salvage.metadata_.erase(std::string(kLastNumber));
  salvage.metadata_.erase(std::string(schema::metadata::kRemoved));  // these are numbers of this generation
  return salvage;
}

Result<void> Salvage::for_each_stored(const StoredVisit& visit) const {
  if (!has_known_tables_) {
    return fetch_documents(generation_, last_number_, [&](std::uint32_t number, const std::string& data) {
      return removed_.contains(number) ? Result<void>() : visit(number, {&data, 1});
    });
  }
  if (is_absent(generation_ / kDocuments)) return {};
  const auto scan = DocumentScan::open(generation_ / kDocuments);
  if (!scan) return scan.error();
  for (const std::uint32_t number : scan->numbers()) {
    if (removed_.contains(number)) continue;
    const auto candidates = scan->candidates(number);
    if (!candidates) return candidates.error();
    if (auto visited = visit(number, *candidates); !visited) return visited;
  }
  return {};
}

Result<void> Salvage::for_each_document(const std::function<Result<void>(Document)>& visit) {
  found_.clear();
  std::vector<Decompressor> decompressors;
  for (const std::string& dictionary : dictionaries_)
    decompressors.emplace_back(DecompressionDictionary(dictionary), generation_);
  const auto whole_document = [&](const std::string& frame) -> std::optional<Document> {
    std::string record;
    for (Decompressor& decompressor : decompressors) {
      if (decompressor.decompress(frame, record)) return schema::read_record(record);
    }
    return std::nullopt;
  };

  const auto read = for_each_stored([&](std::uint32_t number, std::span<const std::string> candidates) {
    bool is_whole = false;
    // The oldest first, so that the newest is the one that counts.
    for (auto candidate = candidates.rbegin(); candidate != candidates.rend(); ++candidate) {
      auto document = whole_document(*candidate);
      if (!document) continue;
      is_whole = true;
      if (auto visited = visit(std::move(*document)); !visited) return visited;
    }
    if (is_whole) found_.push_back(number);
    return Result<void>();
  });
  if (!read) return read;
  const std::uint32_t last = std::max(last_number_, found_.empty() ? 0 : found_.back());
  const std::uint64_t accounted_for = found_.size() + removed_.size();
  lost_ = last > accounted_for ? last - accounted_for : 0;
  return {};
}

Result<std::vector<std::string>> Salvage::lost_ids() const {
  const std::string start(schema::prefix::kId);
  const auto outcome = run_in_child(kTimeToRead, [&](const ChildWriter& out) {
    const auto read = guarded(generation_, [&]() -> Result<void> {
      const Xapian::Database database(generation_.string());
      for (auto term = database.allterms_begin(start); term != database.allterms_end(start); ++term) {
        for (auto document = database.postlist_begin(*term); document != database.postlist_end(*term);
             ++document) {
          if (!removed_.contains(*document) && !std::ranges::binary_search(found_, *document))
            out({(*term).substr(start.size())});
        }
      }
      return {};
    });
    static_cast<void>(read);  // it told what it could
  });
  if (!outcome) return outcome.error();
  std::vector<std::string> ids;
  for (const ChildMessage& message : outcome->messages) {
    if (message.size() == 1) ids.push_back(message.front());
  }
  return ids;
}

}  // namespace vnidx::store
