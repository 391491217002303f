// Keys of the tables of the glass backend of Xapian 1.4, in the order in which they sort: what begins with a
// zero byte comes before all terms. Pure; thread-safe.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>

namespace vnidx::store::glass {

inline constexpr std::string_view kMetadata("\0\xc0", 2);     ///< then the name
inline constexpr std::string_view kValueBounds("\0\xd0", 2);  ///< then the slot, low byte first
inline constexpr std::string_view kValues("\0\xd8", 2);       ///< then the slot as a varint and a document
inline constexpr std::string_view kLengths("\0\xe0", 2);      ///< a list of postings like that of a term

/// Appends the number of a document as it stands in a key (glass_format.h).
void append_document(std::string& key, Xapian::docid document);

/// The number of a document that `bytes`, all of them, are; nothing where they are none.
std::optional<Xapian::docid> document_number(std::string_view bytes);

/// The key of the first piece of the postings of `term`.
std::string key_of_term(std::string_view term);

/// The key of a piece of the list `key` that begins with `document`, and is not the first.
std::string key_of_piece(std::string_view key, Xapian::docid document);

/// The key of a piece of the values in `slot` that begins with `document`.
std::string key_of_values(Xapian::valueno slot, Xapian::docid document);

}  // namespace vnidx::store::glass
