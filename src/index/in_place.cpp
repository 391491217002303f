#include "index/in_place.h"

#include <xapian.h>

#include <utility>
#include <vector>

#include "index/statistics.h"
#include "schema/fields.h"
#include "schema/record.h"
#include "schema/term.h"
#include "store/blob.h"
#include "store/guard.h"
#include "store/long_frame.h"
#include "store/removed_set.h"

namespace vnidx::index {
namespace {

// Removes documents, and remembers what they added to totals and statistics, to be taken out of them again.
class Remover {
 public:
  Remover(Xapian::WritableDatabase& database, store::RemovedSet removed, const std::filesystem::path& path)
      : database_(database),
        removed_(std::move(removed)),
        decompressor_(
            store::DecompressionDictionary(database.get_metadata(std::string(schema::metadata::kDictionary))),
            path) {}

  static std::string term_of(const std::string& id) { return schema::value_term(schema::prefix::kId, id); }

  // Those of that id that are not removed, oldest first.
  std::vector<Xapian::docid> documents_of(const std::string& id) const {
    const std::string term = term_of(id);
    std::vector<Xapian::docid> documents(database_.postlist_begin(term), database_.postlist_end(term));
    std::erase_if(documents, [&](Xapian::docid number) { return removed_.contains(number); });
    return documents;
  }

  void remove(Xapian::docid number, Totals& totals) {
    const std::string frame = database_.get_document(number).get_data();
    std::string record;
    // A damaged record is no reason to keep it: only the counts are off then.
    if (decompressor_.decompress(frame, record)) {
      if (const auto document = schema::read_record(record)) {
        totals.text_bytes -= schema::text_bytes(*document);
        tally_.count(*document);
      }
    }
    removed_.insert(number);
  }

  // Into the transaction at hand.
  void write() const { removed_.write(database_); }

  std::string take_statistics() { return tally_.take_bytes(); }

 private:
  Xapian::WritableDatabase& database_;
  store::RemovedSet removed_;
  store::Decompressor decompressor_;
  DocumentTally tally_;
};

// Adds to the catalogue of the generation at `path`. It goes before the commit: a name without documents does
// no harm, a document without its name would.
Result<void> add_names(const std::filesystem::path& path, const Totals& totals) {
  if (totals.organizations.empty()) return {};
  return store::add_to_catalog(path / schema::kOrganizationsFile, totals.organizations, totals.short_forms);
}

// For the database at `path`.
Result<Xapian::Document> xapian_document(const IndexedDocument& indexed, const Vocabulary& vocabulary,
                                         const std::filesystem::path& path) {
  Xapian::Document document;
  for (const auto& [term, count] : indexed.postings) document.add_term(vocabulary.terms()[term], count);
  for (const auto& [slot, bytes] : indexed.values)
    document.add_value(static_cast<Xapian::valueno>(slot), bytes);
  if (indexed.data.size() <= store::kMaxFrameInTable) {
    document.set_data(indexed.data);
    return document;
  }
  auto reference = store::set_aside(indexed.data, path);
  if (!reference) return reference.error();
  document.set_data(*reference);
  return document;
}

// Drops what is pending. After a failed commit it is so outside of any transaction, and the destructor would
// commit it after all.
void discard(Xapian::WritableDatabase& database) {
  try {
    database.begin_transaction(false);
  } catch (const Xapian::InvalidOperationError&) {
    // The transaction that failed is still open.
  }
  try {
    database.cancel_transaction();
  } catch (const Xapian::DatabaseError&) {
    // Xapian closed the database: nothing is pending.
  }
}

// Compares with the seal, where there is one, what is read before Xapian reads it. Documents up to number
// `last` are added.
class Looker {
 public:
  Looker(store::InPlaceSeal* seal, Xapian::docid last) : seal_(seal), last_(last) {}

  Result<void> look_at(const std::string& term) const {
    return seal_ == nullptr ? Result<void>() : seal_->require_term(term, last_);
  }
  Result<void> look_at(Xapian::docid document) const {
    return seal_ == nullptr ? Result<void>() : seal_->require_document(document);
  }
  Result<void> look_at(const Xapian::Document& document) const {
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
      if (auto intact = look_at(*term); !intact) return intact;
    }
    return {};
  }

 private:
  store::InPlaceSeal* seal_;
  Xapian::docid last_;
};

// Removes all documents of that id.
Result<void> remove_id(const std::string& id, const Looker& looker, Remover& remover, Totals& totals) {
  if (auto intact = looker.look_at(Remover::term_of(id)); !intact) return intact;
  for (const Xapian::docid number : remover.documents_of(id)) {
    if (auto intact = looker.look_at(number); !intact) return intact;
    remover.remove(number, totals);
  }
  return {};
}

// Runs change(database, remover) in a transaction of the database at `path`. Whatever fails leaves the last
// commit as it was.
template <class Change>
Result<void> in_transaction(const std::filesystem::path& path, Change&& change) {
  return store::guarded(path, [&]() -> Result<void> {
    Xapian::WritableDatabase database(path.string(), Xapian::DB_OPEN | Xapian::DB_NO_TERMLIST);
    auto removed = store::RemovedSet::read(database);
    if (!removed) return removed.error();
    Remover remover(database, std::move(*removed), path);
    database.begin_transaction();
    try {
      if (Result<void> changed = change(database, remover); !changed) {
        database.cancel_transaction();
        return changed;
      }
      remover.write();
      database.commit_transaction();
    } catch (...) {
      discard(database);
      throw;
    }
    return {};
  });
}

}  // namespace

Result<PairChange> change_in_place(const std::filesystem::path& live, const Changes& changes,
                                   store::InPlaceSeal* seal) {
  PairChange pairs;
  const auto changed =
      in_transaction(live, [&](Xapian::WritableDatabase& database, Remover& remover) -> Result<void> {
        Totals totals;
        const auto last = database.get_lastdocid() + static_cast<Xapian::docid>(changes.put.size());
        const Looker looker(seal, last);
        for (const std::string& id : changes.removed) {
          if (auto removed = remove_id(id, looker, remover, totals); !removed) return removed;
        }
        if (changes.lexicon) database.set_metadata(std::string(schema::metadata::kLexicon), *changes.lexicon);
        if (!changes.put.empty()) {
          const std::string dictionary = database.get_metadata(std::string(schema::metadata::kDictionary));
          DocumentBuilder builder(store::CompressionDictionary(dictionary),
                                  database.get_metadata(std::string(schema::metadata::kLexicon)));
          Vocabulary vocabulary;
          if (auto intact = looker.look_at(last); !intact) return intact;
          for (const Prepared& prepared : changes.put) {
            if (auto removed = remove_id(prepared.id, looker, remover, totals); !removed) return removed;
            const auto document =
                xapian_document(builder.build(prepared, vocabulary, totals), vocabulary, live);
            if (!document) return document.error();
            if (auto intact = looker.look_at(*document); !intact) return intact;
            database.add_document(*document);
          }
          pairs.came = builder.take_statistics();
        }
        if (changes.manifest)
          database.set_metadata(std::string(schema::metadata::kManifest), *changes.manifest);
        add_totals(database, totals);
        pairs.went = remover.take_statistics();
        return add_names(live, totals);
      });
  if (!changed) return changed.error();
  return pairs;
}

Result<PairChange> drop_older_versions(const std::filesystem::path& path, std::span<const std::string> ids) {
  PairChange pairs;
  const auto dropped = in_transaction(path, [&](Xapian::WritableDatabase& database, Remover& remover) {
    Totals totals;
    for (const std::string& id : ids) {
      std::vector<Xapian::docid> versions = remover.documents_of(id);
      if (versions.empty()) continue;
      versions.pop_back();
      for (const Xapian::docid number : versions) remover.remove(number, totals);
    }
    add_totals(database, totals);
    pairs.went = remover.take_statistics();
    return Result<void>();
  });
  if (!dropped) return dropped.error();
  return pairs;
}

}  // namespace vnidx::index
