#include "search/info.h"

#include <charconv>

#include "base/file.h"
#include "schema/fields.h"
#include "schema/organization.h"
#include "schema/record.h"

namespace vnidx::search {
namespace {

bool is_word(const std::string& term) {
  return term.empty() || term.front() < 'A' || term.front() > 'Z';
}

}  // namespace

Result<IndexInfo> describe(store::Snapshot& snapshot) {
  const auto names = snapshot.organizations();
  if (!names) return names.error();
  const Xapian::Database& database = snapshot.database();
  IndexInfo info;
  info.path = snapshot.index().string();
  info.documents = snapshot.document_count();
  info.removed = snapshot.removed().size();
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term)
    info.terms += is_word(*term);
  info.words = snapshot.statistics().word_count();
  for (const auto& entry : (*names)->entries()) {
    if (entry.is_short_form()) continue;
    info.organizations += snapshot.count_of(schema::organization_term(entry.key)) > 0;
  }
  info.bytes = bytes_below(snapshot.index());
  const std::string text_bytes = database.get_metadata(std::string(schema::metadata::kTextBytes));
  std::from_chars(text_bytes.data(), text_bytes.data() + text_bytes.size(), info.text_bytes);
  // The bounds of the value slot do not help: they stay as they were when a document is removed.
  const std::string day(schema::prefix::kDay);
  for (auto term = database.allterms_begin(day); term != database.allterms_end(day); ++term) {
    const auto date = schema::read_compact_date(std::string_view(*term).substr(day.size()));
    if (!date || snapshot.count_of(*term) == 0) continue;
    if (!info.oldest) info.oldest = date;
    info.newest = date;
  }
  info.schema = snapshot.current().schema;
  info.analyzer = snapshot.current().analyzer;
  info.generation = snapshot.current().generation;
  return info;
}

}  // namespace vnidx::search
