// From a document to what is indexed and stored of it. Not thread-safe: one DocumentBuilder for each thread.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "entity/province.h"
#include "entity/recognizer.h"
#include "entity/short_form.h"
#include "index/indexed_document.h"
#include "schema/pair_filter.h"
#include "schema/record.h"
#include "stats/tally.h"
#include "store/blob.h"
#include "store/name_catalog.h"
#include "text/analyzer.h"
#include "vnidx/document.h"

namespace vnidx::index {

/// A document on its way into the index, as its record (schema/record.h): a long text is held once.
struct Prepared {
  std::string id;
  std::string record;
  std::uint64_t fingerprint;  ///< of the record
};

Prepared prepare(Document document);

/// What an index, or a part of one, knows besides its documents; kept in metadata.
struct Totals {
  std::int64_t text_bytes = 0;
  store::Names organizations;
  store::ShortForms short_forms;
};

/// Adds `totals`, but for the organisations and their short forms, to what the metadata of `database` says.
void add_totals(Xapian::WritableDatabase& database, const Totals& totals);

class DocumentBuilder {
 public:
  /// More makes nothing faster.
  static constexpr std::uint64_t kEnoughMemory = 512 << 20;

  /// `lexicon` is the text of the user's (entity/user_lexicon.h). Takes about `memory_bytes` before it is
  /// full.
  DocumentBuilder(store::CompressionDictionary dictionary, std::string_view lexicon,
                  std::uint64_t memory_bytes = kEnoughMemory);

  /// The document as it is indexed, its terms numbered by `vocabulary`, which must be cleared whenever
  /// take_statistics() was called; what it adds to the index's totals is added to `totals`. Valid until the
  /// next call.
  const IndexedDocument& build(const Prepared& prepared, Vocabulary& vocabulary, Totals& totals);

  /// Whether take_statistics() should be called before more is built, for the builder's memory of words and
  /// pairs is bounded there alone.
  bool is_full() const;
  /// Pair statistics of what was built since the last call, as the bytes of a table.
  std::string take_statistics();

 private:
  void count_piece(std::string_view text, unsigned weight, bool in_title);
  void add_words(Vocabulary& vocabulary);
  void add_entities(std::string_view text, Vocabulary& vocabulary);
  void add_organizations(const schema::RecordView& source, Vocabulary& vocabulary, Totals& totals);
  void add_short_forms(std::span<const std::string> written, std::string& codes,
                       std::unordered_set<std::string>& keys, Vocabulary& vocabulary, Totals& totals);
  void add_properties(const schema::RecordView& source, Vocabulary& vocabulary);
  void add_value(schema::Slot slot, std::string bytes);
  std::vector<std::size_t> add_issuers(std::string_view written);
  std::string canonical_number(std::string_view number);
  const std::string& organization_key_of(const std::string& name);
  const std::string& term_of(text::TermId id);
  schema::WordHash hash_of(text::TermId id);
  void bind_to_analyzer();
  bool knows_too_much() const;
  void start_over();

  std::uint64_t memory_bytes_;
  text::Analyzer analyzer_;
  entity::UserLexicon lexicon_;
  std::optional<entity::Recognizer> recognizer_;
  std::optional<entity::ProvinceFinder> province_finder_;
  store::Compressor compressor_;

  std::vector<std::string> terms_;        // by TermId; made when first needed
  std::vector<schema::WordHash> hashes_;  // the same; 0: not made yet
  std::vector<unsigned> counts_;          // by TermId, of the document at hand
  std::vector<unsigned> title_counts_;
  std::vector<text::TermId> counted_;  // ids whose count is not 0
  std::vector<text::Word> words_;
  std::vector<text::Compound> compounds_;
  std::map<std::string, unsigned> compound_counts_;
  entity::Entities entities_;
  entity::ShortForms short_forms_;         // of the document at hand
  std::vector<std::string> names_;         // organisations of the document at hand, each once
  std::unordered_set<std::string> named_;  // the same
  std::unordered_map<std::string, std::string>
      keys_;                                        // of organisations, by their names, for most come again
  std::vector<const entity::Province*> provinces_;  // each mention of one
  std::optional<Date> date_;
  stats::Tally tally_;
  IndexedDocument document_;
  std::vector<TermNumber> filters_;  // terms that count nothing, as they come
  schema::PairFilterBuilder pairs_;
};

}  // namespace vnidx::index
