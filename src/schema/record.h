// A document as the bytes that the index stores (before compression).
//
//   record  = field*          fields in rising order of tag, absent where empty
//   field   = tag:u8 length:varint bytes
//
// Unknown tags are passed over, so a newer writer may add fields. Pure functions; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "vnidx/document.h"

namespace vnidx::schema {

std::string write_record(const Document& document);

/// A document as its record holds it, whose fields lie in the record; the members of Document say what they
/// are.
struct RecordView {
  std::string_view id;
  std::string_view title;
  std::optional<Date> date;
  std::string_view author;
  std::string_view source;
  std::string_view category;
  std::string_view number;
  std::string_view issuer;
  std::optional<std::int64_t> reads;
  std::string_view abstract;
  std::string_view text;
  std::string_view caption;
  std::string_view path;
};

/// Nothing where `record` is not what write_record made.
std::optional<RecordView> view_record(std::string_view record);
std::optional<Document> read_record(std::string_view record);

/// UTF-8 bytes of title and body of a Document or RecordView.
template <class Fields>
std::int64_t text_bytes(const Fields& document) {
  return static_cast<std::int64_t>(document.title.size() + document.abstract.size() + document.text.size() +
                                   document.caption.size());
}

/// 64-bit XXH3 of a record: equal documents, equal fingerprints.
std::uint64_t fingerprint(std::string_view record);

/// YYYYMMDD, the form of dates in terms and slots.
std::string compact_date(Date date);

/// The day of an eight-digit string; nothing where there is no such day.
std::optional<Date> read_compact_date(std::string_view digits);

}  // namespace vnidx::schema
