#include "store/database_writer.h"

#include <xxhash.h>

#include <algorithm>
#include <system_error>

#include "base/file.h"
#include "base/varint.h"
#include "store/engine.h"
#include "store/glass_keys.h"

namespace vnidx::store {

namespace fs = std::filesystem;
namespace {

using namespace glass;

// Lists are cut into pieces of about so many bytes; four of them fill a block.
constexpr std::size_t kPieceBytes = 2000;

void append_string(std::string& out, std::string_view bytes) {
  append_varint(out, bytes.size());
  out += bytes;
}

}  // namespace

Result<DatabaseWriter> DatabaseWriter::create(const fs::path& folder) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return io_error("create", folder, failed.value());
  return DatabaseWriter(folder);
}

DatabaseWriter::DatabaseWriter(const fs::path& folder)
    : folder_(folder), documents_(folder / "docdata.glass"), terms_(folder / "postlist.glass") {}

void DatabaseWriter::add_data(std::string_view data) {
  std::string key;
  append_document(key, ++data_count_);
  if (!data.empty()) documents_.add(key, data);
}

void DatabaseWriter::add_metadata(std::string_view key, std::string_view value) {
  if (!value.empty()) terms_.add(std::string(kMetadata).append(key), value);
}

void DatabaseWriter::add_value_bounds(Xapian::valueno slot, Xapian::doccount documents,
                                      std::string_view least, std::string_view greatest) {
  std::string key(kValueBounds);
  for (Xapian::valueno rest = slot; rest != 0; rest >>= 8) key += static_cast<char>(rest);
  std::string bounds;
  append_varint(bounds, documents);
  append_string(bounds, least);
  if (greatest != least) bounds += greatest;
  terms_.add(key, bounds);
}

void DatabaseWriter::add_value(Xapian::valueno slot, Xapian::docid document, std::string_view value) {
  if (slot != slot_ || values_.piece.size() >= kPieceBytes) close_values();
  slot_ = slot;
  if (values_.last == 0)
    values_.first = document;
  else
    append_varint(values_.piece, document - values_.last - 1);
  append_string(values_.piece, value);
  values_.last = document;
}

void DatabaseWriter::close_values() {
  if (values_.last == 0) return;
  terms_.add(key_of_values(slot_, values_.first), values_.piece);
  values_ = {};
}

void DatabaseWriter::add_length(Xapian::termcount length) {
  if (document_count_ == 0) {
    close_values();
    postings_.key = kLengths;
    postings_.header.assign(2, '\0');
  }
  total_length_ += length;
  if (length > 0) least_length_ = least_length_ == 0 ? length : std::min(least_length_, length);
  greatest_length_ = std::max(greatest_length_, length);
  add_posting(++document_count_, length);
}

void DatabaseWriter::begin_term(std::string_view term, Xapian::doccount documents,
                                Xapian::termcount occurrences) {
  close_postings(true);
  postings_.key = key_of_term(term);
  postings_.header.clear();
  append_varint(postings_.header, documents);
  append_varint(postings_.header, occurrences);
}

void DatabaseWriter::add_posting(Xapian::docid document, Xapian::termcount occurrences) {
  if (postings_.piece.size() >= kPieceBytes) close_postings(false);
  if (postings_.last == 0)
    postings_.first = document;
  else
    append_varint(postings_.piece, document - postings_.last - 1);
  append_varint(postings_.piece, occurrences);
  postings_.last = document;
  if (postings_.key != kLengths) most_occurrences_ = std::max(most_occurrences_, occurrences);
}

void DatabaseWriter::close_postings(bool is_last) {
  if (postings_.last == 0) return;
  std::string piece = std::move(postings_.header);
  const std::string key = piece.empty() ? key_of_piece(postings_.key, postings_.first) : postings_.key;
  if (!piece.empty()) append_varint(piece, postings_.first - 1);
  piece += is_last ? '1' : '0';
  append_varint(piece, postings_.last - postings_.first);
  piece += postings_.piece;
  terms_.add(key, piece);
  postings_.header.clear();
  postings_.piece.clear();
  postings_.last = 0;
}

Result<void> DatabaseWriter::finish() {
  close_values();
  close_postings(true);
  // Records are compressed already; nothing that is added later shall be deflated either.
  constexpr std::uint32_t kNever = 0;
  const auto terms = terms_.finish(kNever);
  if (!terms) return terms.error();
  const auto documents = documents_.finish(kNever);
  if (!documents) return documents.error();

  std::string state(1, '\1');  // its number of commits
  state += *terms + *documents;
  for (const std::uint32_t compress_above :
       {18U, 0U, 18U, 18U}) {  // term lists, positions, spellings, synonyms: none
    for (const std::uint32_t number : {0U, 3U, 0U, 4U, compress_above, 0U}) append_varint(state, number);
  }
  for (const std::uint64_t number :
       std::initializer_list<std::uint64_t>{document_count_, 0, least_length_, most_occurrences_,
                                            greatest_length_ - most_occurrences_, 0, total_length_, 0}) {
    append_varint(state, number);
  }
  // Xapian gives each database a name of its own. Here the same documents give the same bytes.
  XXH128_canonical_t name;
  XXH128_canonicalFromHash(&name, XXH3_128bits(state.data(), state.size()));
  std::string version(kGlassMagic);
  version.append(reinterpret_cast<const char*>(name.digest), sizeof name.digest);
  return write_file(folder_ / "iamglass", version + state);
}

}  // namespace vnidx::store
