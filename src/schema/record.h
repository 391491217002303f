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

/// Nothing where `record` is not what write_record made.
std::optional<Document> read_record(std::string_view record);

/// UTF-8 bytes of title and body.
std::int64_t text_bytes(const Document& document);

/// 64-bit XXH3 of a record: equal documents, equal fingerprints.
std::uint64_t fingerprint(std::string_view record);

/// YYYYMMDD, the form of dates in terms and slots.
std::string compact_date(Date date);

/// The day of an eight-digit string; nothing where there is no such day.
std::optional<Date> read_compact_date(std::string_view digits);

}  // namespace vnidx::schema
