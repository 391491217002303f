#include "store/snapshot.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

#include "base/path.h"
#include "schema/fields.h"
#include "schema/record.h"
#include "schema/term.h"
#include "store/engine.h"

namespace vnidx::store {

namespace fs = std::filesystem;
namespace {

Error at(const fs::path& index, Error error) {
  error.place = index.string();
  return error;
}

// In the newest state of `database`, where the one at hand is taken away meanwhile.
Result<RemovedSet> read_removed(const fs::path& index, Xapian::Database& database) {
  constexpr int kMaxAttempts = 20;
  for (int attempt = 1;; ++attempt) {
    try {
      auto removed = RemovedSet::read(database);
      if (!removed) return at(index, removed.error());
      return removed;
    } catch (const Xapian::DatabaseModifiedError&) {
      if (attempt == kMaxAttempts) throw;
      database.reopen();
    }
  }
}

}  // namespace

Result<Snapshot> Snapshot::open(const fs::path& index, Version version) {
  // Between reading `current` and holding the generation it names, a writer may replace and remove it: then
  // look again.
  constexpr int kMaxLooks = 5;
  for (int look = 1;; ++look) {
    auto current = read_current(index, version);
    if (!current) return current.error();
    const fs::path folder = index / current->generation;
    UniqueFd hold(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
    const int refused = hold ? 0 : errno;
    if (hold) ::flock(hold.get(), LOCK_SH);
    const auto again = read_current(index, version);
    if (!again) return again.error();
    if (again->generation != current->generation && look < kMaxLooks) continue;
    if (refused == ENOENT || refused == ENOTDIR || refused == ELOOP) {
      return Error{ErrorCode::damaged, "the generation that `current` names is not there", folder.string(),
                   "run `vnidx check --repair`"};
    }
    if (refused != 0) return io_error("open", folder, refused);
    auto opened = guarded(index, [&]() -> Result<Snapshot> {
      Xapian::Database database(folder.string());
      auto removed = read_removed(index, database);
      if (!removed) return removed.error();
      return Snapshot(index, *current, std::move(hold), std::move(database), std::move(*removed));
    });
    if (opened || opened.error().code != ErrorCode::damaged) return opened;
    if (auto known = require_readable_engine(folder); !known) return at(index, known.error());
    return opened;
  }
}

Result<void> Snapshot::refresh() {
  auto current = read_current(index_);
  if (!current) return current.error();
  if (current->generation == current_.generation) return reopen();
  auto fresh = open(index_);
  if (!fresh) return fresh.error();
  *this = std::move(*fresh);
  return {};
}

Result<void> Snapshot::reopen() {
  return guarded(index_, [&]() -> Result<void> {
    if (!database_.reopen()) return {};
    auto removed = read_removed(index_, database_);
    if (!removed) return removed.error();
    removed_ = std::move(*removed);
    statistics_.reset();
    lengths_.reset();
    terms_.reset();
    organizations_.reset();
    return {};
  });
}

const DecompressionDictionary& Snapshot::dictionary() {
  if (!dictionary_) dictionary_.emplace(database_.get_metadata(std::string(schema::metadata::kDictionary)));
  return *dictionary_;
}

const stats::Table& Snapshot::statistics() {
  if (!statistics_) {
    auto table = stats::Table::open(index_ / current_.generation / schema::kStatisticsFile);
    statistics_failed_ = !table;
    statistics_ = table ? std::move(*table) : stats::Table();
  }
  return *statistics_;
}

bool Snapshot::met_damaged_statistics() const {
  return statistics_failed_ || (statistics_ && statistics_->is_damaged());
}

PostingTable* Snapshot::terms() {
  if (!terms_) terms_.emplace(PostingTable::open(folder(), database_));
  return *terms_ ? &**terms_ : nullptr;
}

std::unique_ptr<PostingReader> Snapshot::postings(const std::string& term) {
  return terms() != nullptr ? terms()->postings(term) : slow_postings(database_, term);
}

DocumentLengths& Snapshot::lengths() {
  if (!lengths_) lengths_.emplace(terms() != nullptr ? terms()->lengths() : slow_lengths(database_));
  return *lengths_;
}

Result<const NameCatalog*> Snapshot::organizations() {
  if (!organizations_) {
    const fs::path path = index_ / current_.generation / schema::kOrganizationsFile;
    const auto is_there = file_exists(path);
    if (!is_there) return is_there.error();
    if (!*is_there) {
      organizations_.emplace();
    } else {
      auto catalog = NameCatalog::open(path);
      if (!catalog) return catalog.error();
      organizations_.emplace(std::move(*catalog));
    }
  }
  return &*organizations_;
}

Result<std::string> Snapshot::record(Xapian::docid number) {
  if (!decompressor_) decompressor_.emplace(dictionary(), folder());
  std::string record;
  if (auto read = decompressor_->decompress(frame(number), record); !read) return at(index_, read.error());
  return record;
}

Result<Document> Snapshot::document(Xapian::docid number) {
  auto bytes = record(number);
  if (!bytes) return bytes.error();
  auto document = schema::read_record(*bytes);
  if (!document) {
    return Error{ErrorCode::damaged, "a stored document is damaged", index_.string(),
                 "run `vnidx check --repair`"};
  }
  return std::move(*document);
}

std::uint64_t Snapshot::fingerprint(Xapian::docid number) const {
  const std::string bytes =
      database_.get_document(number).get_value(static_cast<Xapian::valueno>(schema::Slot::fingerprint));
  std::uint64_t print = 0;
  for (std::size_t i = 0; i < bytes.size() && i < 8; ++i) {
    print |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  }
  return print;
}

Xapian::doccount Snapshot::document_count() const {
  return database_.get_doccount() - static_cast<Xapian::doccount>(removed_.size());
}

std::vector<Xapian::docid> Snapshot::documents_of(const std::string& term) const {
  std::vector<Xapian::docid> documents(database_.postlist_begin(term), database_.postlist_end(term));
  std::erase_if(documents, [&](Xapian::docid document) { return removed_.contains(document); });
  return documents;
}

Xapian::doccount Snapshot::count_of(const std::string& term) const {
  if (removed_.size() == 0) return database_.get_termfreq(term);
  return static_cast<Xapian::doccount>(documents_of(term).size());
}

std::optional<Xapian::docid> Snapshot::find_id(std::string_view id) const {
  const auto documents = documents_of(schema::value_term(schema::prefix::kId, id));
  if (documents.empty()) return std::nullopt;
  return documents.front();
}

std::vector<Xapian::docid> Snapshot::find(std::string_view id_or_path) const {
  if (const auto number = find_id(id_or_path)) return {*number};
  if (id_or_path.empty()) return {};
  return documents_of(
      schema::value_term(schema::prefix::kPath, shown_path(absolute_path(std::string(id_or_path)))));
}

}  // namespace vnidx::store
