// IndexWriter: few documents go into the live database in one transaction; many are built beside it into a
// new generation, which is then swapped in.
#include <xxhash.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <optional>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/file.h"
#include "base/path.h"
#include "entity/user_lexicon.h"
#include "index/bulk_build.h"
#include "index/displacements.h"
#include "index/document_builder.h"
#include "index/in_place.h"
#include "index/ingest.h"
#include "index/rebuild.h"
#include "schema/fields.h"
#include "schema/record.h"
#include "schema/term.h"
#include "source/origin.h"
#include "store/blob.h"
#include "store/directory.h"
#include "store/in_place_seal.h"
#include "store/manifest.h"
#include "store/seal.h"
#include "store/snapshot.h"
#include "store/spare.h"
#include "vnidx/index.h"

namespace vnidx {

namespace fs = std::filesystem;
namespace {

// Up to here a run is small: changing the live database costs about 2 ms a document, a new generation costs
// the copying of the whole index.
constexpr std::size_t kSmallDocuments = 1000;
constexpr std::uint64_t kSmallBytes = 8 << 20;

// Something failed after the commit: the user need not repeat the changes.
Error after_commit(Error error) {
  error.hint = "the changes themselves are committed";
  return error;
}

// The ids of a run are known by 128 bits: with 64, two of them that have one hash are within anybody's reach.
struct IdHash {
  std::uint64_t low;
  std::uint64_t high;
  friend bool operator==(const IdHash&, const IdHash&) = default;
};

struct LowHalf {
  std::size_t operator()(const IdHash& hash) const { return hash.low; }
};

IdHash hash_of(std::string_view id) {
  const XXH128_hash_t hash = XXH3_128bits(id.data(), id.size());
  return {hash.low64, hash.high64};
}

}  // namespace

struct IndexWriter::State {
  State(fs::path path, const WriteOptions& asked, store::WriterLock held)
      : index(std::move(path)), options(index::with_defaults(asked)), lock(std::move(held)) {}

  static Result<std::unique_ptr<State>> open(const fs::path& index, const WriteOptions& options);
  Result<void> open_live();
  Result<void> open_old(Unreadable unreadable);
  Result<void> read_lexicon();

  fs::path live_path() const { return live ? index / live->current().generation : fs::path(); }

  // The fingerprint of the document in the live index that this one replaces; notes that this run has named
  // it.
  std::optional<std::uint64_t> live_fingerprint(const index::Prepared& prepared) {
    auto number = live ? live->find_id(prepared.id) : std::nullopt;
    if (live && !number) number = supersede(prepared);
    if (!number) return std::nullopt;
    if (named.size() <= *number) named.resize(*number + 1);
    named[*number] = true;
    return live->fingerprint(*number);
  }

  std::optional<Xapian::docid> supersede(const index::Prepared& prepared);
  Result<void> keep_path(Document& document);
  Result<void> add(index::Prepared prepared);
  Result<store::Metadata> bulk_metadata();
  Result<void> start_bulk(std::string_view why);
  Result<void> take_over_the_rest();
  Result<void> finish_bulk();
  Result<void> change_live();
  Result<store::Manifest*> read_manifest();
  Result<std::size_t> remove(const std::string& id_or_path);

  fs::path index;
  WriteOptions options;
  store::WriterLock lock;
  bool builds_anew = false;             // beside the live index, and not upon it
  std::optional<store::Snapshot> live;  // nothing where there is no index yet, or none that can be read
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();

  index::Changes pending;  // while the run is small
  std::uint64_t pending_bytes = 0;
  std::optional<index::BulkBuild> bulk;
  std::vector<std::string> superseded;        // ids that documents of this run had before (supersede())
  std::vector<std::string> several_versions;  // ids that the new generation will hold more than once

  struct Seen {
    std::uint64_t fingerprint;
    std::size_t place;  // in pending.put, while the run is small
    index::Displacements::Origin origin;
  };
  std::unordered_map<IdHash, Seen, LowHalf> seen;     // by hash of the id
  std::unordered_set<Xapian::docid> removed_by_hand;  // of the live index
  std::vector<bool> named;  // documents of the live index whose id was added in this run, changed or not
  std::optional<store::Manifest> manifest;  // once it was asked for
  std::string manifest_before;
  std::string plan;
  index::Displacements displacements;
  AddSummary summary;
};

IndexWriter::IndexWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;
IndexWriter::~IndexWriter() = default;

Result<std::unique_ptr<IndexWriter::State>> IndexWriter::State::open(const fs::path& index,
                                                                     const WriteOptions& options) {
  auto lock = store::WriterLock::acquire(index, options.wait);
  if (!lock) return lock.error();
  return std::make_unique<State>(index, options, std::move(*lock));
}

Result<IndexWriter> IndexWriter::open(const std::string& index_path, const WriteOptions& options) {
  const fs::path index(index_path);
  auto state = State::open(index, options);
  if (!state) return state.error();
  if (auto opened = (*state)->open_live(); !opened) return opened.error();
  if (auto read = (*state)->read_lexicon(); !read) return read.error();
  return IndexWriter(std::move(*state));
}

// Leaves `live` empty where there is no index yet.
Result<void> IndexWriter::State::open_live() {
  const auto current = store::read_current(index, store::Version::any);
  if (current) {
    if (auto renewed = index::renew_unsealed(index, options.jobs, options.memory_bytes); !renewed)
      return renewed;
    if (auto renewed = index::renew_foreign_tables(index, options.jobs, options.memory_bytes); !renewed)
      return renewed;
    auto opened = store::Snapshot::open(index);
    if (!opened) return opened.error();
    live.emplace(std::move(*opened));
  } else if (current.error().code != ErrorCode::no_index) {
    return current.error();
  }
  store::remove_leftovers(index, live ? live->current().generation : std::string(),
                          store::Live::to_be_looked_at);
  return {};
}

Result<IndexWriter> IndexWriter::open_anew(const std::string& index_path, const WriteOptions& options,
                                           Unreadable unreadable) {
  const fs::path index(index_path);
  // The lock would make the folder where there is none.
  if (const auto current = store::read_current(index, store::Version::any); !current) return current.error();
  auto state = State::open(index, options);
  if (!state) return state.error();
  if (auto opened = (*state)->open_old(unreadable); !opened) return opened.error();
  if (auto read = (*state)->read_lexicon(); !read) return read.error();
  return IndexWriter(std::move(*state));
}

Result<void> IndexWriter::State::open_old(Unreadable unreadable) {
  builds_anew = true;
  const auto current = store::read_current(index, store::Version::any);
  if (!current) return current.error();
  if (current->schema >= schema::kOldestReadableSchema && current->schema <= schema::kSchemaVersion) {
    const bool is_of_this_version =
        current->schema == schema::kSchemaVersion && current->analyzer == schema::kAnalyzerVersion;
    if (is_of_this_version) {
      if (auto whole = index::require_whole_if_unsealed(index); !whole) return whole;
    }
    auto old = store::Snapshot::open(index, store::Version::any);
    if (!old) return old.error();
    live.emplace(std::move(*old));
    store::remove_leftovers(index, current->generation, store::Live::to_be_looked_at);
    return {};
  }
  Error error{ErrorCode::no_index,
              "the index was made by another version of vnidx, and its stored documents cannot be read",
              index.string(), "move it away and add again what it held"};
  auto remembered = index::remembered_by_any_version(index.string());
  if (!remembered || remembered->sources.empty()) return error;
  error.hint = "use --force to build it from its sources alone, without what came from standard input";
  if (unreadable == Unreadable::refuse) return error;
  index::distrust_contents(*remembered);
  manifest = std::move(*remembered);
  return {};
}

Result<void> IndexWriter::State::read_lexicon() {
  if (options.lexicon.empty()) return {};
  auto text = read_file(options.lexicon);
  if (!text) return text.error();
  if (auto read = entity::read_user_lexicon(*text, options.lexicon); !read) return read.error();
  return store::guarded(index, [&]() -> Result<void> {
    const std::string before =
        live ? live->database().get_metadata(std::string(schema::metadata::kLexicon)) : "";
    if (*text != before) pending.lexicon = std::move(*text);
    return {};
  });
}

bool IndexWriter::changes_lexicon() const {
  return state_->pending.lexicon.has_value();
}

Result<void> IndexWriter::add(Document document, std::size_t source_bytes) {
  state_->summary.source_bytes += source_bytes;
  return store::guarded(state_->index, [&]() -> Result<void> {
    if (auto kept = state_->keep_path(document); !kept) return kept;
    return state_->add(index::prepare(std::move(document)));
  });
}

void IndexWriter::make_room(std::size_t source_bytes) {
  if (state_->bulk) state_->bulk->make_room(source_bytes);
}

// A document that comes from a pipe and is known to come from a file stays with that file.
Result<void> IndexWriter::State::keep_path(Document& document) {
  if (!document.path.empty() || !live) return {};
  const auto number = live->find_id(document.id);
  if (!number) return {};
  auto held = live->document(*number);
  if (!held) return held.error();
  document.path = std::move(held->path);
  return {};
}

// The document of the live index that has the former id of this one and comes from the same file: it is going
// to be removed.
std::optional<Xapian::docid> IndexWriter::State::supersede(const index::Prepared& prepared) {
  std::string former = source::former_id(prepared.id);
  const auto number = former.empty() ? std::nullopt : live->find_id(former);
  if (!number) return std::nullopt;
  const auto held = live->document(*number);
  const auto record = schema::view_record(prepared.record);
  if (!held || !record || held->path.empty() || held->path != record->path) return std::nullopt;
  superseded.push_back(std::move(former));
  return number;
}

Result<void> IndexWriter::State::add(index::Prepared prepared) {
  const std::string& id = prepared.id;
  const IdHash id_hash = hash_of(id);
  const auto known = seen.find(id_hash);
  auto before = known != seen.end() ? std::optional(known->second.fingerprint) : live_fingerprint(prepared);
  // What was removed in this run and comes again is put in the place of the old one.
  if (std::erase(pending.removed, id) > 0) before = before ? std::optional(~*before) : before;
  const bool is_unchanged = before == prepared.fingerprint;
  const std::string_view path = schema::view_record(prepared.record).value_or(schema::RecordView{}).path;
  if (before && !is_unchanged) {
    const bool is_of_live = known == seen.end() && live && !builds_anew;
    const auto number = is_of_live ? live->find_id(id) : std::nullopt;
    const auto held = number ? live->document(*number) : Result<Document>(Document());
    if (held)
      displacements.note(
          number ? held->path : displacements.path_of(known == seen.end() ? 0 : known->second.origin), path);
  }
  const index::Displacements::Origin origin = displacements.origin_of(path);
  ++(is_unchanged ? summary.unchanged : before ? summary.replaced : summary.added);
  const bool is_there = known != seen.end() || (before && !builds_anew);
  if (is_unchanged && is_there) return {};

  if (bulk) {
    if (is_there) several_versions.push_back(id);
    seen.insert_or_assign(id_hash, Seen{prepared.fingerprint, 0, origin});
    return bulk->add(std::move(prepared));
  }
  pending_bytes += prepared.record.size();
  if (known != seen.end()) {
    known->second.fingerprint = prepared.fingerprint;
    known->second.origin = origin;
    pending.put[known->second.place] = std::move(prepared);
  } else {
    seen.emplace(id_hash, Seen{prepared.fingerprint, pending.put.size(), origin});
    pending.put.push_back(std::move(prepared));
  }
  if (pending.put.size() > kSmallDocuments) return start_bulk("more than 1000 documents");
  if (pending_bytes > kSmallBytes) return start_bulk("more than 8 MB of text");
  return {};
}

Result<store::Metadata> IndexWriter::State::bulk_metadata() {
  const std::string key(schema::metadata::kDictionary);
  const std::string lexicon_key(schema::metadata::kLexicon);
  Result<store::Metadata> metadata = store::Metadata();
  if (live && builds_anew) {
    metadata = index::metadata_anew(*live);
  } else if (live) {
    for (const std::string& each : {key, lexicon_key})
      (*metadata)[each] = live->database().get_metadata(each);
  }
  if (metadata && pending.lexicon) (*metadata)[lexicon_key] = *pending.lexicon;
  if (live && !builds_anew) return metadata;
  if (metadata && (*metadata)[key].empty()) {
    std::vector<std::string_view> samples;
    for (const index::Prepared& prepared : pending.put) samples.emplace_back(prepared.record);
    (*metadata)[key] = store::train_dictionary(samples);
  }
  return metadata;
}

Result<void> IndexWriter::State::start_bulk(std::string_view why) {
  plan = std::string("bulk: ").append(why);
  if (live) {
    if (auto intact = store::require_intact(live_path()); !intact) return intact;
  }
  auto metadata = bulk_metadata();
  if (!metadata) return metadata.error();
  const fs::path base = builds_anew ? fs::path() : live_path();
  bulk.emplace(base, store::build_folder(index), std::move(*metadata), options.jobs, options.memory_bytes);
  for (index::Prepared& prepared : pending.put) {
    if (!base.empty() && live->find_id(prepared.id)) several_versions.push_back(prepared.id);
    if (auto added = bulk->add(std::move(prepared)); !added) return added;
  }
  pending.put.clear();
  return {};
}

Result<void> IndexWriter::State::take_over_the_rest() {
  if (!live) return {};
  const std::unordered_set<std::string> removed(pending.removed.begin(), pending.removed.end());
  pending.removed.clear();
  for (const Xapian::docid number : live->documents_of("")) {
    if (number < named.size() && named[number]) continue;
    auto document = live->document(number);
    if (!document) return document.error();
    if (removed.contains(document->id)) continue;
    ++summary.kept;
    if (auto added = bulk->add(index::prepare(std::move(*document))); !added) return added;
  }
  return {};
}

Result<void> IndexWriter::State::finish_bulk() {
  const fs::path fresh = store::build_folder(index) / "fresh";
  if ((!live || builds_anew) && pending.manifest) {
    bulk->set_metadata(std::string(schema::metadata::kManifest),
                       *std::exchange(pending.manifest, std::nullopt));
  }
  if (auto built = bulk->finish(fresh); !built) return built;
  if (!several_versions.empty()) {
    const auto dropped = index::drop_older_versions(fresh, several_versions);
    if (!dropped) return dropped.error();
    if (auto updated = index::update_statistics(fresh, *dropped); !updated) return updated;
  }
  std::erase_if(pending.removed, [&](const std::string& id) { return seen.contains(hash_of(id)); });
  // A live database that was built upon brings metadata of its own.
  if (!live || builds_anew) pending.lexicon.reset();
  if (!pending.removed.empty() || pending.manifest || pending.lexicon) {
    const auto removed = index::change_in_place(fresh, pending);
    if (!removed) return removed.error();
    if (auto updated = index::update_statistics(fresh, *removed); !updated) return updated;
  }
  return store::install(index, fresh);
}

Result<void> IndexWriter::State::change_live() {
  const fs::path path = live_path();
  // Upon damage nothing is built: Xapian's commit can go round in circles on it.
  auto seal = store::InPlaceSeal::open(path);
  if (!seal) return seal.error();
  if (index::is_adding_up_due(path)) {
    if (auto intact = seal->require_file(std::string(schema::kStatisticsFile)); !intact) return intact;
  }
  if (auto broken = seal->break_seal(); !broken) return broken;
  const auto changed = index::change_in_place(path, pending, &*seal);
  if (!changed) {
    // The last commit is as it was, and nothing but this run wrote. Without room for the seal it has none.
    if (seal->confirm()) static_cast<void>(seal->renew());
    return changed.error();
  }
  if (auto confirmed = seal->confirm(); !confirmed) return confirmed;
  if (auto updated = index::update_statistics(path, *changed); !updated) return after_commit(updated.error());
  if (auto spared = store::write_spare(path); !spared) return after_commit(spared.error());
  if (auto sealed = seal->renew(); !sealed) return after_commit(sealed.error());
  return {};
}

Result<std::size_t> IndexWriter::remove(const std::string& id_or_path) {
  return store::guarded(state_->index, [&] { return state_->remove(id_or_path); });
}

Result<std::size_t> IndexWriter::State::remove(const std::string& id_or_path) {
  const Error nothing{ErrorCode::not_found, "no document has this id or path", id_or_path, {}};
  if (!live || id_or_path.empty()) return nothing;
  const auto numbers = live->find(id_or_path);
  if (!live->find_id(id_or_path)) {
    auto sources = read_manifest();
    if (!sources) return sources.error();
    if (!index::forget(**sources, absolute_path(id_or_path)) && numbers.empty()) return nothing;
  }
  std::size_t count = 0;
  for (const Xapian::docid number : numbers) {
    auto document = live->document(number);
    if (!document) return document.error();
    if (removed_by_hand.insert(number).second) ++count;
    pending.removed.push_back(std::move(document->id));
  }
  return count;
}

Result<std::vector<std::string>> IndexWriter::unnamed(const std::string& path) {
  return store::guarded(state_->index, [&]() -> Result<std::vector<std::string>> {
    std::vector<std::string> ids;
    if (!state_->live) return ids;
    for (const Xapian::docid number :
         state_->live->documents_of(schema::value_term(schema::prefix::kPath, path))) {
      if (number < state_->named.size() && state_->named[number]) continue;
      auto document = state_->live->document(number);
      if (!document) return document.error();
      // What was a file may be a folder now, with documents of its own.
      if (document->path == path || document->path.starts_with(path + "!/"))
        ids.push_back(std::move(document->id));
    }
    return ids;
  });
}

Result<bool> IndexWriter::holds(const std::string& id) const {
  return store::guarded(state_->index,
                        [&]() -> Result<bool> { return state_->live && state_->live->find_id(id); });
}

std::uint64_t IndexWriter::document_count() const {
  return state_->live ? state_->live->document_count() : 0;
}

Result<std::uint64_t> IndexWriter::document_count(const std::string& path) const {
  return store::guarded(state_->index, [&]() -> Result<std::uint64_t> {
    if (!state_->live) return std::uint64_t{0};
    return std::uint64_t{state_->live->count_of(schema::value_term(schema::prefix::kPath, path))};
  });
}

Result<store::Manifest*> IndexWriter::manifest() {
  return store::guarded(state_->index, [&] { return state_->read_manifest(); });
}

Result<store::Manifest*> IndexWriter::State::read_manifest() {
  if (!manifest) {
    if (live) manifest_before = live->database().get_metadata(std::string(schema::metadata::kManifest));
    auto read = store::read_manifest(manifest_before);
    if (!read) return read.error();
    manifest = std::move(*read);
  }
  return &*manifest;
}

Result<AddSummary> IndexWriter::finish() {
  State& state = *state_;
  if (state.manifest) {
    std::string bytes = store::write_manifest(*state.manifest);
    if (bytes != state.manifest_before) state.pending.manifest = std::move(bytes);
  }
  std::ranges::move(state.superseded, std::back_inserter(state.pending.removed));
  const bool nothing_new = state.pending.put.empty() && state.pending.removed.empty() &&
                           !state.pending.manifest && !state.pending.lexicon;
  bool changed = true;
  auto finished = store::guarded(state.index, [&]() -> Result<void> {
    if (!state.bulk && (!state.live || state.builds_anew)) {
      if (auto started = state.start_bulk(state.live ? "everything is built anew" : "there is no index yet");
          !started)
        return started;
    }
    if (state.builds_anew) {
      if (auto taken = state.take_over_the_rest(); !taken) return taken;
    }
    if (state.bulk) return state.finish_bulk();
    state.plan = nothing_new ? "nothing: all of it is there"
                             : "in place: not more than 1000 documents and 8 MB of text";
    changed = !nothing_new;
    return changed ? state.change_live() : Result<void>();
  });
  if (!finished) return finished.error();
  state.bulk.reset();
  state.live.reset();
  const auto is_worth_it = index::is_worth_rebuilding(state.index);
  if (!is_worth_it) return after_commit(is_worth_it.error());
  if (*is_worth_it) {
    auto rebuilt = index::rebuild(state.index, state.options.jobs, state.options.memory_bytes);
    if (!rebuilt) return after_commit(rebuilt.error());
    state.plan += "; then built anew: more than a fifth of the index was removed";
  }
  const auto current = store::read_current(state.index);
  if (!current) return after_commit(current.error());
  store::remove_leftovers(state.index, current->generation,
                          changed ? store::Live::whole : store::Live::to_be_looked_at);
  state.summary.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - state.start).count();
  state.summary.displaced = state.displacements.all();
  return state.summary;
}

const std::string& IndexWriter::plan() const {
  return state_->plan;
}

}  // namespace vnidx
