#include "store/glass_keys.h"

#include <bit>
#include <cstdint>

#include "base/varint.h"

namespace vnidx::store::glass {

void append_document(std::string& key, Xapian::docid document) {
  if (document < 0x8000) {
    key += static_cast<char>(document >> 8);
    key += static_cast<char>(document);
    return;
  }
  const auto bits = static_cast<unsigned>(std::bit_width(document));
  const unsigned bytes = (bits + 5) / 7;
  const std::uint64_t number = document | std::uint64_t{0xff & (0xffU << (10 - bytes))} << (8 * (bytes - 1));
  for (unsigned i = bytes; i-- > 0;) key += static_cast<char>(number >> (8 * i));
}

std::string key_of_term(std::string_view term) {
  std::string key;
  for (const char byte : term) {
    key += byte;
    if (byte == '\0') key += '\xff';
  }
  return key;
}

std::string key_of_piece(std::string_view key, Xapian::docid document) {
  std::string piece(key);
  if (key != kLengths) piece += '\0';
  append_document(piece, document);
  return piece;
}

std::string key_of_values(Xapian::valueno slot, Xapian::docid document) {
  std::string key(kValues);
  append_varint(key, slot);
  append_document(key, document);
  return key;
}

}  // namespace vnidx::store::glass
