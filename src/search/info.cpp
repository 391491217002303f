#include "search/info.h"

#include <charconv>

#include "base/file.h"
#include "schema/fields.h"
#include "schema/record.h"
#include "schema/term.h"

namespace vnidx::search {
namespace {

bool is_word(const std::string& term) { return term.empty() || term.front() < 'A' || term.front() > 'Z'; }

}  // namespace

Result<IndexInfo> describe(store::Snapshot& snapshot) {
  const auto names = snapshot.organizations();
  if (!names) return names.error();
  const Xapian::Database& database = snapshot.database();
  IndexInfo info;
  info.path = snapshot.index().string();
  info.documents = database.get_doccount();
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) info.terms += is_word(*term);
  info.words = database.get_total_length();
  for (const auto& entry : (*names)->entries()) {
    info.organizations += database.term_exists(schema::organization_term(entry.key));
  }
  info.bytes = bytes_below(snapshot.index());
  const std::string text_bytes = database.get_metadata(std::string(schema::metadata::kTextBytes));
  std::from_chars(text_bytes.data(), text_bytes.data() + text_bytes.size(), info.text_bytes);
  const auto slot = static_cast<Xapian::valueno>(schema::Slot::date);
  info.oldest = schema::read_compact_date(database.get_value_lower_bound(slot));
  info.newest = schema::read_compact_date(database.get_value_upper_bound(slot));
  info.schema = snapshot.current().schema;
  info.analyzer = snapshot.current().analyzer;
  info.generation = snapshot.current().generation;
  return info;
}

}  // namespace vnidx::search
