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
#include "store/document_scan.h"
#include "store/guard.h"
#include "store/removed_set.h"
#include "store/seal.h"

namespace vnidx::store {

namespace fs = std::filesystem;
namespace {

constexpr char kDocuments[] = "docdata.glass";
// The number of the last document, among what a child hands over.
constexpr char kLastNumber[] = "last-number";
constexpr std::chrono::seconds kTimeToRead{60};
constexpr Xapian::docid kMaxNumber = std::numeric_limits<Xapian::docid>::max();

// What the database says of itself, as far as it can be read.
Result<std::optional<Metadata>> read_database(const fs::path& generation) {
  const auto outcome = run_in_child(kTimeToRead, [&](const ChildWriter& out) {
    const auto read = guarded(generation, [&]() -> Result<void> {
      const Xapian::Database database(generation.string());
      Metadata metadata = lasting_metadata(database);
      metadata[kLastNumber] = std::to_string(database.get_lastdocid());
      out({pack(metadata)});
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
  for (const std::optional<Metadata>* each : {&spare, &std::as_const(*database)}) {
    if (!*each) continue;
    std::string dictionary = value_of(**each, schema::metadata::kDictionary);
    if (std::ranges::find(salvage.dictionaries_, dictionary) == salvage.dictionaries_.end()) {
      salvage.dictionaries_.push_back(std::move(dictionary));
    }
  }
  if (salvage.dictionaries_.empty()) salvage.dictionaries_.emplace_back();

  if (*database) {
    salvage.last_number_ =
        static_cast<std::uint32_t>(std::strtoul(value_of(**database, kLastNumber).c_str(), nullptr, 10));
    salvage.is_known_empty_ = salvage.last_number_ == 0;
    (*database)->erase(kLastNumber);
  }
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
  salvage.metadata_.erase(std::string(schema::metadata::kRemoved));  // these are numbers of this generation
  return salvage;
}

Result<void> Salvage::for_each_document(const std::function<Result<void>(Document)>& visit) {
  const auto scan = DocumentScan::open(generation_ / kDocuments);
  if (!scan) return scan.error();
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

  std::uint64_t found = 0;
  std::uint32_t last_found = 0;
  for (const std::uint32_t number : scan->numbers()) {
    if (removed_.contains(number)) continue;
    const auto candidates = scan->candidates(number);
    if (!candidates) return candidates.error();
    bool is_whole = false;
    // The oldest first, so that the newest is the one that counts.
    for (auto candidate = candidates->rbegin(); candidate != candidates->rend(); ++candidate) {
      auto document = whole_document(*candidate);
      if (!document) continue;
      is_whole = true;
      if (auto visited = visit(std::move(*document)); !visited) return visited;
    }
    found += is_whole;
    if (is_whole) last_found = number;
  }
  const std::uint64_t expected = std::max(last_number_, last_found) - removed_.size();
  lost_ = expected > found ? expected - found : 0;
  return {};
}

}  // namespace vnidx::store
