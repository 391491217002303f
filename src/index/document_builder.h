// From a document to what Xapian stores of it. Not thread-safe: one DocumentBuilder for each thread.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entity/recognizer.h"
#include "store/blob.h"
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
  std::map<std::string, std::string> organization_names;  ///< organisation term without prefix → name as shown
};

/// Adds `totals` to what the metadata of `database` says; names it knows already stay as they are.
void add_totals(Xapian::WritableDatabase& database, const Totals& totals);

/// UTF-8 bytes of title and body.
std::int64_t text_bytes(const Document& document);

class DocumentBuilder {
 public:
  explicit DocumentBuilder(store::CompressionDictionary dictionary);

  /// The Xapian document; what it adds to the index's totals is added to `totals`.
  Xapian::Document build(const Prepared& prepared, Totals& totals);

 private:
  void count_piece(std::string_view text, unsigned weight, bool in_title);
  void add_entities(std::string_view text, Xapian::Document& document, Totals& totals);
  void add_filters(const Document& source, Xapian::Document& document);
  const std::string& term_of(text::TermId id);
  void start_over();

  text::Analyzer analyzer_;
  std::optional<entity::Recognizer> recognizer_;
  store::Compressor compressor_;

  std::vector<std::string> terms_;         // by TermId; made when first needed
  std::vector<unsigned> counts_;           // by TermId, of the document at hand
  std::vector<unsigned> title_counts_;
  std::vector<text::TermId> counted_;      // ids whose count is not 0
  std::vector<text::Word> words_;
  std::vector<text::Compound> compounds_;
  std::map<std::string, unsigned> compound_counts_;
  entity::Entities entities_;
  std::optional<Date> date_;
};

}  // namespace vnidx::index
