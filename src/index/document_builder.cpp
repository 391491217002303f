#include "index/document_builder.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <utility>

#include "entity/body_linker.h"
#include "entity/document_number.h"
#include "index/statistics.h"
#include "schema/fields.h"
#include "schema/organization.h"
#include "schema/term.h"
#include "text/canonical.h"

namespace vnidx::index {
namespace {

namespace prefix = schema::prefix;

// A word of the title counts as so many of the body.
constexpr unsigned kTitleWeight = 3;

// A text is analysed in pieces of at most so many bytes, so that memory stays bounded whatever its length.
constexpr std::size_t kPieceBytes = 1 << 20;

// A text with so many different words is none, but a dump of something. It is stored, but no further piece of
// it is looked at: all terms of a document are in memory at once.
constexpr std::size_t kMaxDocumentTerms = 1 << 18;

// What a term that was seen, and a pair of them, take, with all that is kept by term and the room to sort
// pairs in.
constexpr std::uint64_t kTermBytes = 512;
constexpr std::uint64_t kPairBytes = 256;
// The most names that are kept with their keys.
constexpr std::size_t kMaxKeys = 1 << 15;

// The end of the first piece of `text`: behind a line end if there is one in the second half, else a space.
std::size_t piece_end(std::string_view text) {
  if (text.size() <= kPieceBytes) return text.size();
  for (const char* separators : {"\n", " "}) {
    const std::size_t at = text.find_last_of(separators, kPieceBytes - 1);
    if (at != std::string_view::npos && at >= kPieceBytes / 2) return at + 1;
  }
  std::size_t at = kPieceBytes;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80) --at;
  return at;
}

std::string word_term_of(std::string_view text) {
  const std::string canonical = text::canonical(text);
  return schema::word_term(canonical, text::folded(text));
}

}  // namespace

Prepared prepare(Document document) {
  std::string record = schema::write_record(document);
  const std::uint64_t fingerprint = schema::fingerprint(record);
  return {std::move(document.id), std::move(record), fingerprint};
}

void add_totals(Xapian::WritableDatabase& database, const Totals& totals) {
  const std::string text_bytes_key(schema::metadata::kTextBytes);
  const std::string before = database.get_metadata(text_bytes_key);
  std::int64_t text_bytes = 0;
  std::from_chars(before.data(), before.data() + before.size(), text_bytes);
  database.set_metadata(text_bytes_key, std::to_string(text_bytes + totals.text_bytes));
}

DocumentBuilder::DocumentBuilder(store::CompressionDictionary dictionary, std::string_view lexicon,
                                 std::uint64_t memory_bytes)
    : memory_bytes_(std::min(memory_bytes, kEnoughMemory)), compressor_(std::move(dictionary)) {
  // It was read without fault before it came into the index.
  if (auto read = entity::read_user_lexicon(lexicon, {})) lexicon_ = std::move(*read);
  bind_to_analyzer();
}

void DocumentBuilder::bind_to_analyzer() {
  recognizer_.emplace(analyzer_, lexicon_);
  province_finder_.emplace(analyzer_);
}

const IndexedDocument& DocumentBuilder::build(const Prepared& prepared, Vocabulary& vocabulary,
                                              Totals& totals) {
  const schema::RecordView source = schema::view_record(prepared.record).value_or(schema::RecordView());
  date_ = source.date;
  document_.postings.clear();
  document_.values.clear();
  filters_.clear();

  for (const auto& [text, in_title] : {std::pair<std::string_view, bool>{source.title, true},
                                       {source.abstract, false},
                                       {source.text, false},
                                       {source.caption, false}}) {
    for (std::string_view rest = text; !rest.empty() && counted_.size() <= kMaxDocumentTerms;) {
      const std::string_view piece = rest.substr(0, piece_end(rest));
      count_piece(piece, in_title ? kTitleWeight : 1, in_title);
      add_entities(piece, vocabulary);
      province_finder_->find(piece, words_, provinces_);
      rest.remove_prefix(piece.size());
    }
  }
  add_words(vocabulary);
  add_organizations(source, vocabulary, totals);
  add_properties(source, vocabulary);
  // A date or a number may be named several times.
  std::ranges::sort(filters_);
  const auto repeated = std::ranges::unique(filters_);
  for (auto filter = filters_.begin(); filter != repeated.begin(); ++filter)
    document_.postings.push_back({*filter, 0});

  std::string print(8, '\0');
  for (std::size_t i = 0; i < print.size(); ++i)
    print[i] = static_cast<char>(prepared.fingerprint >> (8 * i));
  add_value(schema::Slot::fingerprint, std::move(print));
  add_value(schema::Slot::pairs, pairs_.take());
  totals.text_bytes += schema::text_bytes(source);
  document_.data = compressor_.compress(prepared.record);
  return document_;
}

void DocumentBuilder::add_words(Vocabulary& vocabulary) {
  for (const text::TermId id : counted_) {
    const TermNumber word = vocabulary.number_of(std::size_t{id} * 2, [&] { return term_of(id); });
    document_.postings.push_back({word, counts_[id]});
    if (title_counts_[id] > 0) {
      const TermNumber title_word = vocabulary.number_of(
          std::size_t{id} * 2 + 1, [&] { return std::string(prefix::kTitle) + term_of(id); });
      document_.postings.push_back({title_word, title_counts_[id]});
    }
    counts_[id] = title_counts_[id] = 0;
  }
  counted_.clear();
  for (const auto& [compound, count] : compound_counts_) {
    document_.postings.push_back(
        {vocabulary.number_of(schema::value_term(prefix::kCompound, compound)), count});
  }
  compound_counts_.clear();
}

void DocumentBuilder::add_value(schema::Slot slot, std::string bytes) {
  if (!bytes.empty()) document_.values.push_back({slot, std::move(bytes)});
}

void DocumentBuilder::count_piece(std::string_view text, unsigned weight, bool in_title) {
  analyzer_.words(text, words_);
  counts_.resize(analyzer_.size());
  title_counts_.resize(analyzer_.size());
  for (const text::Word& word : words_) {
    if (counts_[word.term] == 0) counted_.push_back(word.term);
    counts_[word.term] += weight;
    if (in_title) ++title_counts_[word.term];
    pairs_.add(hash_of(word.term));
  }
  count_pairs(text, words_, tally_);
  analyzer_.compounds(text, words_, compounds_);
  for (const text::Compound& compound : compounds_) {
    const auto parts = std::span(words_).subspan(compound.first, compound.count);
    if (parts.front().shape == text::Shape::number)
      continue;  // dates and amounts; document numbers are entities
    std::string key;
    for (const text::Word& part : parts) key += analyzer_.canonical(part.term);
    compound_counts_[key] += weight;
  }
}

void DocumentBuilder::add_entities(std::string_view text, Vocabulary& vocabulary) {
  recognizer_->recognize(text, words_, date_, entities_);
  entity::find_short_forms(text, words_, entities_.organizations, short_forms_);
  for (auto& mention : entities_.organizations) {
    if (named_.insert(mention.canonical).second) names_.push_back(std::move(mention.canonical));
  }
  for (const auto& mention : entities_.numbers) {
    filters_.push_back(
        vocabulary.number_of(schema::value_term(prefix::kNumber, text::canonical(mention.canonical))));
  }
  for (const auto& mention : entities_.dates) {
    filters_.push_back(
        vocabulary.number_of(std::string(prefix::kNamedDay) + schema::compact_date(mention.date)));
  }
}

void DocumentBuilder::add_organizations(const schema::RecordView& source, Vocabulary& vocabulary,
                                        Totals& totals) {
  const std::vector<std::size_t> issuers = add_issuers(source.issuer);
  const std::vector<std::string> written = short_forms_.given.empty() ? std::vector<std::string>() : names_;
  entity::link_names(names_, entity::province_of_document(source.source, provinces_));
  for (const std::size_t issuer : issuers) {
    filters_.push_back(vocabulary.number_of(schema::issuer_term(organization_key_of(names_[issuer]))));
  }
  std::string codes;
  std::unordered_set<std::string> keys;
  for (std::string& name : names_) {
    const auto [key, is_new] = keys.insert(organization_key_of(name));
    if (!is_new) continue;
    filters_.push_back(vocabulary.number_of(schema::organization_term(*key)));
    schema::append_code(codes, schema::organization_code(*key));
    totals.organizations.try_emplace(*key, name);
  }
  add_short_forms(written, codes, keys, vocabulary, totals);
  add_value(schema::Slot::organizations, std::move(codes));
  names_.clear();
  named_.clear();
  provinces_.clear();
}

void DocumentBuilder::add_properties(const schema::RecordView& source, Vocabulary& vocabulary) {
  filters_.push_back(vocabulary.number_of(schema::value_term(prefix::kId, source.id)));
  if (!source.author.empty()) {
    filters_.push_back(vocabulary.number_of(std::string(prefix::kAuthor) + word_term_of(source.author)));
  }
  if (!source.source.empty()) {
    filters_.push_back(vocabulary.number_of(std::string(prefix::kSource) + word_term_of(source.source)));
  }
  for (std::string_view path = source.path; path.size() > 1; path = path.substr(0, path.rfind('/'))) {
    filters_.push_back(vocabulary.number_of(schema::value_term(prefix::kPath, path)));
    // The archive itself, above its members `archive.zip!/name`.
    if (path.ends_with('!') && path.size() < source.path.size())
      filters_.push_back(
          vocabulary.number_of(schema::value_term(prefix::kPath, path.substr(0, path.size() - 1))));
  }
  if (!source.number.empty()) {
    filters_.push_back(vocabulary.number_of(std::string(prefix::kOwnNumber) +
                                            word_term_of(canonical_number(source.number))));
  }
  if (source.date) {
    const std::string day = schema::compact_date(*source.date);
    filters_.push_back(vocabulary.number_of(std::string(prefix::kDay) + day));
    filters_.push_back(vocabulary.number_of(std::string(prefix::kMonth) + day.substr(0, 6)));
    filters_.push_back(vocabulary.number_of(std::string(prefix::kYear) + day.substr(0, 4)));
    add_value(schema::Slot::date, day);
  } else {
    filters_.push_back(vocabulary.number_of(std::string(prefix::kDay)));
  }
  if (source.reads) {
    add_value(schema::Slot::reads, Xapian::sortable_serialise(static_cast<double>(*source.reads)));
  }
}

// Adds the short forms that the document gives to names_, which were `written` before they were linked, and
// its codes, which count as names that only the collection can read (query/bodies.h).
void DocumentBuilder::add_short_forms(std::span<const std::string> written, std::string& codes,
                                      std::unordered_set<std::string>& keys, Vocabulary& vocabulary,
                                      Totals& totals) {
  std::unordered_set<std::string> given;
  for (const auto& [short_key, name] : short_forms_.given) {
    given.insert(short_key);
    const auto at = static_cast<std::size_t>(std::ranges::find(written, name) - written.begin());
    const std::string& key = organization_key_of(at < written.size() ? names_[at] : name);
    if (key == short_key) continue;
    filters_.push_back(vocabulary.number_of(schema::short_form_term(short_key, key)));
    totals.short_forms[short_key].insert(key);
  }
  constexpr std::size_t kMostCodes = 32;
  std::size_t count = 0;
  for (const std::string& code : short_forms_.codes) {
    if (given.contains(code) || !keys.insert(code).second || ++count > kMostCodes) continue;
    filters_.push_back(vocabulary.number_of(schema::organization_term(code)));
    schema::append_code(codes, schema::organization_code(code));
  }
  short_forms_ = {};
}

// Who issued the document, as its head or its source has it, is an organisation of it; of nested names only
// the outer one is. What the recogniser does not know is taken at its word. Returns indexes into `names_`.
std::vector<std::size_t> DocumentBuilder::add_issuers(std::string_view written) {
  std::vector<std::size_t> issuers;
  if (written.empty()) return issuers;
  analyzer_.words(written, words_);
  recognizer_->recognize(written, words_, date_, entities_);
  auto& found = entities_.organizations;
  if (found.empty()) found.push_back({0, static_cast<std::uint32_t>(written.size()), std::string(written)});
  std::uint32_t end = 0;
  for (auto& mention : found) {
    if (mention.begin < end) continue;
    end = mention.end;
    const auto known = std::ranges::find(names_, mention.canonical);
    issuers.push_back(static_cast<std::size_t>(known - names_.begin()));
    if (known == names_.end()) names_.push_back(std::move(mention.canonical));
  }
  return issuers;
}

std::string DocumentBuilder::canonical_number(std::string_view number) {
  analyzer_.words(number, words_);
  std::vector<entity::NumberMention> found;
  entity::find_document_numbers(number, words_, found);
  return found.empty() ? std::string(number) : std::move(found.front().canonical);
}

const std::string& DocumentBuilder::organization_key_of(const std::string& name) {
  if (keys_.size() > kMaxKeys) keys_.clear();
  std::string& key = keys_[name];
  if (key.empty()) key = entity::organization_key(name);
  return key;
}

const std::string& DocumentBuilder::term_of(text::TermId id) {
  if (terms_.size() <= id) terms_.resize(analyzer_.size());
  std::string& term = terms_[id];
  if (term.empty()) term = schema::word_term(analyzer_.canonical(id), analyzer_.folded(id));
  return term;
}

bool DocumentBuilder::is_full() const {
  return knows_too_much() || tally_.pair_count() > memory_bytes_ / kPairBytes;
}

bool DocumentBuilder::knows_too_much() const {
  return analyzer_.size() > memory_bytes_ / kTermBytes;
}

schema::WordHash DocumentBuilder::hash_of(text::TermId id) {
  if (hashes_.size() <= id) hashes_.resize(analyzer_.size());
  schema::WordHash& hash = hashes_[id];
  if (hash == 0) hash = schema::word_hash(analyzer_.folded(id));
  return hash;
}

std::string DocumentBuilder::take_statistics() {
  std::string table = tally_.take_table([this](std::uint32_t id) -> std::string_view { return term_of(id); });
  if (knows_too_much()) start_over();
  return table;
}

void DocumentBuilder::start_over() {
  recognizer_.reset();
  province_finder_.reset();
  analyzer_.forget();
  terms_.clear();
  hashes_.clear();
  counts_.clear();
  title_counts_.clear();
  bind_to_analyzer();
}

}  // namespace vnidx::index
