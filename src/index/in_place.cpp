#include "index/in_place.h"

#include <xapian.h>

#include <vector>

#include "base/file.h"
#include "index/statistics.h"
#include "schema/fields.h"
#include "schema/record.h"
#include "schema/term.h"
#include "store/blob.h"
#include "store/guard.h"

namespace vnidx::index {
namespace {

// Deletes documents, and remembers what they added to totals and statistics, to be taken out of them again.
class Remover {
 public:
  explicit Remover(Xapian::WritableDatabase& database)
      : database_(database),
        decompressor_(store::DecompressionDictionary(database.get_metadata(std::string(schema::metadata::kDictionary)))) {}

  void remove(Xapian::docid number, Totals& totals) {
    const std::string frame = database_.get_document(number).get_data();
    std::string record;
    // A damaged record is no reason to keep it: only the counts are off then.
    if (decompressor_.decompress(frame, record)) {
      if (const auto document = schema::read_record(record)) {
        totals.text_bytes -= text_bytes(*document);
        tally_.count(*document);
      }
    }
    database_.delete_document(number);
  }

  stats::Table take_statistics() { return tally_.take(); }

 private:
  Xapian::WritableDatabase& database_;
  store::Decompressor decompressor_;
  DocumentTally tally_;
};

// Adds to the catalogue of the generation at `path`. It goes before the commit: a name without documents does no
// harm, a document without its name would.
Result<void> add_names(const std::filesystem::path& path, const store::Names& names) {
  const std::filesystem::path file = path / schema::kOrganizationsFile;
  if (names.empty()) return {};
  std::vector<store::NameCatalog> before;
  if (std::filesystem::exists(file)) {
    auto catalog = store::NameCatalog::open(file);
    if (!catalog) return catalog.error();
    before.push_back(std::move(*catalog));
  }
  return replace_file(file, store::merged_catalog(before, names));
}

// The statistics of the generation at `path`, with what came and what went. They follow the commit: after a power
// cut between the two they are a little old, which ranking does not mind.
Result<void> update_statistics(const std::filesystem::path& path, const stats::Table& came, const stats::Table& went) {
  const std::filesystem::path file = path / schema::kStatisticsFile;
  const auto before = open_statistics({&file, 1});
  std::vector<stats::Source> sources = as_sources(before);
  sources.push_back({&came, 1});
  sources.push_back({&went, -1});
  return write_statistics(sources, file);
}

// Runs `change` in a transaction of the database at `path`. Whatever fails leaves the last commit as it was.
template <class Change>
Result<void> in_transaction(const std::filesystem::path& path, Change&& change) {
  return store::guarded(path, [&]() -> Result<void> {
    Xapian::WritableDatabase database(path.string(), Xapian::DB_OPEN);
    database.begin_transaction();
    try {
      if (Result<void> changed = change(database); !changed) {
        database.cancel_transaction();
        return changed;
      }
      database.commit_transaction();
    } catch (...) {
      // After a failed commit there is no transaction left to cancel.
      try {
        database.cancel_transaction();
      } catch (const Xapian::InvalidOperationError&) {
      }
      throw;
    }
    return {};
  });
}

std::vector<Xapian::docid> documents_of(const Xapian::Database& database, const std::string& id) {
  const std::string term = schema::value_term(schema::prefix::kId, id);
  return {database.postlist_begin(term), database.postlist_end(term)};
}

}  // namespace

Result<void> change_in_place(const std::filesystem::path& live, const Changes& changes) {
  stats::Table came;
  stats::Table went;
  auto changed = in_transaction(live, [&](Xapian::WritableDatabase& database) {
    Remover remover(database);
    Totals totals;
    for (const std::string& id : changes.removed) {
      for (const Xapian::docid number : documents_of(database, id)) remover.remove(number, totals);
    }
    if (!changes.put.empty()) {
      const std::string dictionary = database.get_metadata(std::string(schema::metadata::kDictionary));
      DocumentBuilder builder{store::CompressionDictionary(dictionary)};
      for (const Prepared& prepared : changes.put) {
        for (const Xapian::docid number : documents_of(database, prepared.document.id)) {
          remover.remove(number, totals);
        }
        database.add_document(builder.build(prepared, totals));
      }
      if (auto table = stats::Table::from_bytes(builder.take_statistics())) came = std::move(*table);
    }
    add_totals(database, totals);
    went = remover.take_statistics();
    return add_names(live, totals.organizations);
  });
  if (!changed) return changed;
  return update_statistics(live, came, went);
}

Result<void> drop_older_versions(const std::filesystem::path& path, std::span<const std::string> ids) {
  stats::Table went;
  auto dropped = in_transaction(path, [&](Xapian::WritableDatabase& database) {
    Remover remover(database);
    Totals totals;
    for (const std::string& id : ids) {
      std::vector<Xapian::docid> versions = documents_of(database, id);
      if (versions.empty()) continue;
      versions.pop_back();
      for (const Xapian::docid number : versions) remover.remove(number, totals);
    }
    add_totals(database, totals);
    went = remover.take_statistics();
    return Result<void>();
  });
  if (!dropped) return dropped;
  return update_statistics(path, stats::Table(), went);
}

}  // namespace vnidx::index
