// From a document to what is indexed and stored of it. Not thread-safe: one DocumentBuilder for each thread.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "entity/province.h"
#include "entity/recognizer.h"
#include "index/indexed_document.h"
#include "schema/pair_filter.h"
#include "stats/tally.h"
#include "store/blob.h"
#include "store/name_catalog.h"
#include "text/analyzer.h"
#include "vnidx/document.h"

namespace vnidx::index {

/// A document on its way into the index, with its record (schema/record.h) made once.
struct Prepared {
  Document document;
  std::string record;
  std::uint64_t fingerprint;  ///< of the record
};

Prepared prepare(Document document);

/// What an index, or a part of one, knows besides its documents; kept in metadata.
struct Totals {
  std::int64_t text_bytes = 0;
  store::Names organizations;
};

/// Adds `totals`, but for the organisations, to what the metadata of `database` says.
void add_totals(Xapian::WritableDatabase& database, const Totals& totals);

class DocumentBuilder {
 public:
  explicit DocumentBuilder(store::CompressionDictionary dictionary);

  /// The document as it is indexed, its terms numbered by `vocabulary`, which must be cleared whenever
  /// take_statistics() was called; what it adds to the index's totals is added to `totals`. Takes `prepared` apart on the
  /// way, so that a long text is held as few times over as can be. Valid until the next call.
  const IndexedDocument& build(Prepared prepared, Vocabulary& vocabulary, Totals& totals);

  /// Whether take_statistics() should be called before more is built, for the builder's memory of words and pairs is
  /// bounded there alone.
  bool is_full() const;
  /// Pair statistics of what was built since the last call, as the bytes of a table.
  std::string take_statistics();

 private:
  void count_piece(std::string_view text, unsigned weight, bool in_title);
  void add_words(Vocabulary& vocabulary);
  void add_entities(std::string_view text, Vocabulary& vocabulary);
  void add_organizations(const Document& source, Vocabulary& vocabulary, Totals& totals);
  void add_properties(const Document& source, Vocabulary& vocabulary);
  void add_value(schema::Slot slot, std::string bytes);
  const std::string& organization_key_of(const std::string& name);
  const std::string& term_of(text::TermId id);
  schema::WordHash hash_of(text::TermId id);
  void bind_to_analyzer();
  void start_over();

  text::Analyzer analyzer_;
  std::optional<entity::Recognizer> recognizer_;
  std::optional<entity::ProvinceFinder> province_finder_;
  store::Compressor compressor_;

  std::vector<std::string> terms_;         // by TermId; made when first needed
  std::vector<schema::WordHash> hashes_;   // the same; 0: not made yet
  std::vector<unsigned> counts_;           // by TermId, of the document at hand
  std::vector<unsigned> title_counts_;
  std::vector<text::TermId> counted_;      // ids whose count is not 0
  std::vector<text::Word> words_;
  std::vector<text::Compound> compounds_;
  std::map<std::string, unsigned> compound_counts_;
  entity::Entities entities_;
  std::vector<std::string> names_;         // organisations of the document at hand, each once
  std::unordered_set<std::string> named_;  // the same
  std::unordered_map<std::string, std::string> keys_;  // of organisations, by their names, for most come again
  std::vector<const entity::Province*> provinces_;  // each mention of one
  std::optional<Date> date_;
  stats::Tally tally_;
  IndexedDocument document_;
  std::vector<TermNumber> filters_;  // terms that count nothing, as they come
  schema::PairFilterBuilder pairs_;
};

}  // namespace vnidx::index
