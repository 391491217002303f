// Databases as a writer leaves them, made by hand so that the tests of store/ need no index/.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "schema/fields.h"
#include "schema/record.h"
#include "schema/term.h"
#include "store/blob.h"
#include "vnidx/document.h"

namespace vnidx::store {

inline Document document_named(std::string_view id, std::string_view text) {
  Document document;
  document.id = id;
  document.text = text;
  return document;
}

inline void add(Xapian::WritableDatabase& database, const Document& document) {
  Compressor compressor{
      CompressionDictionary(database.get_metadata(std::string(schema::metadata::kDictionary)))};
  Xapian::Document stored;
  stored.add_boolean_term(schema::value_term(schema::prefix::kId, document.id));
  for (std::string_view path = document.path; path.size() > 1; path = path.substr(0, path.rfind('/'))) {
    stored.add_boolean_term(schema::value_term(schema::prefix::kPath, path));
  }
  stored.set_data(compressor.compress(schema::write_record(document)));
  database.add_document(stored);
}

/// Makes a database at `path` and leaves it open, with documents of these ids; what they say is their id.
inline Xapian::WritableDatabase make_database(const std::filesystem::path& path,
                                              const std::vector<std::string>& ids) {
  std::filesystem::create_directories(path.parent_path());
  Xapian::WritableDatabase database(path.string(), Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST);
  for (const std::string& id : ids) add(database, document_named(id, id));
  database.commit();
  return database;
}

}  // namespace vnidx::store
