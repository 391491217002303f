#include "store/glass_keys.h"

#include <bit>
#include <cstddef>
#include <cstdint>

#include "base/varint.h"

namespace vnidx::store::glass {
namespace {

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

}  // namespace

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

std::optional<Xapian::docid> document_number(std::string_view bytes) {
  if (bytes.size() < 2) return std::nullopt;
  const auto first = static_cast<unsigned char>(bytes.front());
  const auto ones = static_cast<std::size_t>(std::countl_one(first));
  if (bytes.size() != ones + 2 || ones > 3) return std::nullopt;
  const std::uint64_t rest = big_endian(bytes.substr(1));
  const std::uint64_t number =
      std::uint64_t{first & (0xffU >> (ones + 1))} << (8 * (bytes.size() - 1)) | rest;
  if (number == 0 || number > 0xffffffffU) return std::nullopt;
  return static_cast<Xapian::docid>(number);
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
