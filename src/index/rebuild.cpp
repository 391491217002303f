#include "index/rebuild.h"

#include <xapian.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "index/bulk_build.h"
#include "schema/fields.h"
#include "store/blob.h"
#include "store/check.h"
#include "store/directory.h"
#include "store/engine.h"
#include "store/own_files.h"
#include "store/seal.h"

namespace vnidx::index {

namespace fs = std::filesystem;
namespace {

// Building anew costs what building cost, so it must not be done for a little room: a fifth of the documents,
// and of a small index at least so many.
constexpr std::size_t kFewRemoved = 200;
constexpr std::size_t kTolerated = 5;

// Records from all over the index, about as many as can be learnt from.
Result<std::string> train(store::Snapshot& live) {
  constexpr std::size_t kSamples = 2000;
  const auto documents = live.documents_of("");
  std::vector<std::string> records;
  const std::size_t step = documents.size() / kSamples + 1;
  for (std::size_t i = 0; i < documents.size(); i += step) {
    auto record = live.record(documents[i]);
    if (!record) return record.error();
    records.push_back(std::move(*record));
  }
  return store::train_dictionary(std::vector<std::string_view>(records.begin(), records.end()));
}

// A generation that is not there lacks more: that is for whoever opens it to tell.
bool lacks_seal(const fs::path& generation) {
  return !store::is_absent(generation) && !store::is_sealed(generation);
}

// Whether it is about a file that comes from the documents alone.
bool is_made_anew(const Finding& finding) {
  // Without `.changes`, should that be behind it.
  const std::string name = fs::path(finding.place).stem().string();
  return name == schema::kStatisticsFile || name == schema::kOrganizationsFile;
}

}  // namespace

Result<store::Metadata> metadata_anew(store::Snapshot& live) {
  auto dictionary = train(live);
  if (!dictionary) return dictionary.error();
  store::Metadata metadata = store::lasting_metadata(live.database());
  metadata.erase(std::string(schema::metadata::kRemoved));
  metadata[std::string(schema::metadata::kDictionary)] = std::move(*dictionary);
  return metadata;
}

Result<void> build_anew(const fs::path& index, store::Metadata metadata, unsigned jobs,
                        std::uint64_t memory_bytes, const std::function<Result<void>(const Put&)>& feed) {
  BulkBuild build({}, store::build_folder(index), std::move(metadata), jobs, memory_bytes);
  auto fed = feed([&](Document document) { return build.add(prepare(std::move(document))); });
  if (!fed) return fed;
  const fs::path fresh = store::build_folder(index) / "fresh";
  if (auto built = build.finish(fresh); !built) return built;
  return store::install(index, fresh);
}

Result<void> rebuild(const fs::path& index, unsigned jobs, std::uint64_t memory_bytes) {
  auto live = store::Snapshot::open(index);
  if (!live) return live.error();
  return store::guarded(index, [&]() -> Result<void> {
    auto metadata = metadata_anew(*live);
    if (!metadata) return metadata.error();
    return build_anew(index, std::move(*metadata), jobs, memory_bytes, [&](const Put& put) -> Result<void> {
      for (const Xapian::docid number : live->documents_of("")) {
        auto document = live->document(number);
        if (!document) return document.error();
        if (auto added = put(std::move(*document)); !added) return added;
      }
      return {};
    });
  });
}

Result<void> require_whole_if_unsealed(const fs::path& index) {
  const auto current = store::read_current(index);
  if (!current) return current.error();
  if (!lacks_seal(index / current->generation)) return {};
  const auto report = store::check(index);
  if (!report) return report.error();
  const auto first = std::ranges::find_if_not(report->findings, is_made_anew);
  if (first == report->findings.end()) return {};
  return Error{ErrorCode::damaged, "a writer was killed, and the index is damaged: " + first->problem,
               first->place, "run `vnidx check --repair`"};
}

Result<void> renew_unsealed(const fs::path& index, unsigned jobs, std::uint64_t memory_bytes) {
  const auto current = store::read_current(index);
  if (!current) return current.error();
  if (!lacks_seal(index / current->generation)) return {};
  if (auto whole = require_whole_if_unsealed(index); !whole) return whole;
  return rebuild(index, jobs, memory_bytes);
}

Result<void> renew_foreign_tables(const fs::path& index, unsigned jobs, std::uint64_t memory_bytes) {
  const auto current = store::read_current(index);
  if (!current) return current.error();
  const auto engine = store::engine_of(index / current->generation);
  if (!engine || store::has_known_tables(*engine)) return {};  // what is damaged is for whoever opens it
  const fs::path scratch = store::build_folder(index);
  store::remove_own(scratch);
  const auto made_now = store::engine_of_new_databases(scratch);
  if (!made_now) return made_now.error();
  if (*made_now == *engine) return {};
  if (auto intact = store::require_intact(index / current->generation); !intact) return intact;
  return rebuild(index, jobs, memory_bytes);
}

Result<bool> is_worth_rebuilding(const fs::path& index) {
  const auto live = store::Snapshot::open(index);
  if (!live) return live.error();
  const std::size_t removed = live->removed().size();
  return removed > kFewRemoved && removed * kTolerated > live->database().get_doccount();
}

}  // namespace vnidx::index
