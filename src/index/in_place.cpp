#include "index/in_place.h"

#include <xapian.h>

#include <vector>

#include "schema/fields.h"
#include "schema/record.h"
#include "schema/term.h"
#include "store/blob.h"
#include "store/guard.h"

namespace vnidx::index {
namespace {

// Deletes documents, and takes what they added to the totals out of them again.
class Remover {
 public:
  Remover(Xapian::WritableDatabase& database, const std::string& dictionary)
      : database_(database), decompressor_(store::DecompressionDictionary(dictionary)) {}

  void remove(Xapian::docid number, Totals& totals) {
    const std::string frame = database_.get_document(number).get_data();
    std::string record;
    // A damaged record is no reason to keep it: only the count of bytes is off then.
    if (decompressor_.decompress(frame, record)) {
      if (const auto document = schema::read_record(record)) totals.text_bytes -= text_bytes(*document);
    }
    database_.delete_document(number);
  }

 private:
  Xapian::WritableDatabase& database_;
  store::Decompressor decompressor_;
};

// Runs `change` in a transaction of the database at `path`. Whatever fails leaves the last commit as it was.
template <class Change>
Result<void> in_transaction(const std::filesystem::path& path, Change&& change) {
  return store::guarded(path, [&]() -> Result<void> {
    Xapian::WritableDatabase database(path.string(), Xapian::DB_OPEN);
    database.begin_transaction();
    try {
      change(database);
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
  return in_transaction(live, [&](Xapian::WritableDatabase& database) {
    const std::string dictionary = database.get_metadata(std::string(schema::metadata::kDictionary));
    Remover remover(database, dictionary);
    Totals totals;
    for (const std::string& id : changes.removed) {
      for (const Xapian::docid number : documents_of(database, id)) remover.remove(number, totals);
    }
    if (!changes.put.empty()) {
      DocumentBuilder builder{store::CompressionDictionary(dictionary)};
      for (const Prepared& prepared : changes.put) {
        for (const Xapian::docid number : documents_of(database, prepared.document.id)) {
          remover.remove(number, totals);
        }
        database.add_document(builder.build(prepared, totals));
      }
    }
    add_totals(database, totals);
  });
}

Result<void> drop_older_versions(const std::filesystem::path& path, std::span<const std::string> ids) {
  return in_transaction(path, [&](Xapian::WritableDatabase& database) {
    Remover remover(database, database.get_metadata(std::string(schema::metadata::kDictionary)));
    Totals totals;
    for (const std::string& id : ids) {
      std::vector<Xapian::docid> versions = documents_of(database, id);
      if (versions.empty()) continue;
      versions.pop_back();
      for (const Xapian::docid number : versions) remover.remove(number, totals);
    }
    add_totals(database, totals);
  });
}

}  // namespace vnidx::index
