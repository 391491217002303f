// The layout of tables of the glass backend of Xapian 1.4, for those who read or write them past Xapian.
//
//   block  8192 bytes: revision u32, level u8, free bytes at a time u16, free bytes u16, end of the directory
//   u16, then
//          from byte 11 the directory: u16 offsets of items, which lie at the block's end. Level 0 are the
//          leaves.
//   item   of a leaf: u16: compressed 1 bit, last part 1, first part 1, size − 3 13 bits; key length u8, key;
//          number of the part u16 (absent in the first), then bytes
//          of a branch: number of the block u32, key length u8, key, number of the part u16
//   number of a document in a key: two bytes below 0x8000, else as many leading ones as there are bytes − 2,
//   then the
//          number
//
// All of these are big-endian, and keys sort by byte. The first item of a table has an empty key and no
// bytes; the first of a branch has an empty key too.
#pragma once

#include <cstddef>
#include <cstdint>

namespace vnidx::store::glass {

inline constexpr std::size_t kBlockBytes = 8192;
inline constexpr std::size_t kDirectory = 11;
inline constexpr std::uint64_t kCompressed = 0x8000;
inline constexpr std::uint64_t kLast = 0x4000;
inline constexpr std::uint64_t kFirst = 0x2000;
inline constexpr std::size_t kLeastItemBytes = 3;
inline constexpr std::size_t kMaxKeyBytes = 255;

}  // namespace vnidx::store::glass
