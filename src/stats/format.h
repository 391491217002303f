// The file of pair statistics: how often each word, and each pair of words next to each other, occurs in a
// collection.
//
//   header   kMagic or kWideMagic, then eight little-endian u64: terms, words counted, the sizes in bytes of
//   the
//            four sections, that of the checksums (0 in files of before they were there), and the XXH3 of the
//            header before it
//   blocks   uN for every kBlockTerms terms: offset into `terms`
//   terms    in rising byte order; of each: u8 bytes shared with the term before (0 at the start of a block),
//            u8 further bytes, these bytes, varint count
//   rows     uN for every term and one more: offset into `pairs`
//   pairs    of each term, the terms that follow it, by rising number: varint number − the number before − 1
//            (from −1), varint count
//   checksums  u32 for every kChunkBytes of all before: the low half of its XXH3
//
// Offsets (uN) have 4 bytes behind kMagic and 8 behind kWideMagic, which only sections beyond 4 GiB need.
//
// Terms are the index's own (schema/term.h), so the forms of one folded word stand together. A reader maps
// the file and decodes only what it asks for; what it decodes is checked against its checksum the first time,
// and everything it follows against the bounds.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/varint.h"

namespace vnidx::stats {

inline constexpr std::string_view kMagic = "vnidxpr1";
inline constexpr std::string_view kWideMagic = "vnidxpr2";
inline constexpr std::size_t kBlockTerms = 16;
inline constexpr std::size_t kHeaderBytes = 8 + 8 * 8;
inline constexpr std::size_t kHeaderHashed = kHeaderBytes - 8;  // what the header's own checksum covers
inline constexpr std::size_t kChunkBytes = 4096;
inline constexpr std::size_t kMaxTermBytes = 255;

/// More than any collection counts: a greater number is damage, and is read as this one.
inline constexpr std::uint64_t kMaxCount = std::uint64_t{1} << 48;

inline std::uint64_t take_count(std::string_view& rest) {
  return std::min(take_varint(rest), kMaxCount);
}

inline void append_fixed(std::string& out, std::uint64_t value, unsigned bytes) {
  for (unsigned i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
}

inline std::uint64_t read_fixed(std::string_view bytes, unsigned count) {
  std::uint64_t value = 0;
  for (unsigned i = 0; i < count; ++i)
    value |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  return value;
}

}  // namespace vnidx::stats
